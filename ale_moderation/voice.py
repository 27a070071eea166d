"""In whose mouth an expression stands: the writer's own, quoted, reported or negated.

Only an expression in the writer's own voice is an attack; the rules make the exceptions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ale_moderation.parsed_text import ParsedText, Word

_QUOTED = re.compile(
    r'"[^"\n]{1,300}"|”[^”\n]{1,300}”|“[^”"\n]{1,300}[”"]|«[^»\n]{1,300}»|»[^«»\n]{1,300}[«»]'
    r"|\'[^\'\n]{3,300}\'(?!\w)|’[^’\n]{3,300}’(?!\w)|‘[^’\n]{3,300}’(?!\w)"
)
_QUOTE_MARKS = frozenset("\"”“«»'’‘")
_NEGATIONS = frozenset(
    """
    varken inte ej aldrig knappast ingen inget inga ingalunda icke ente int itte not never no isn't
    """.split()
)
_NOT_REALLY_NEGATED = frozenset("annat bara minst mindre än riktig klok kloka bättre".split())
_NO = ("ingen", "inget", "inga")
_THINKS = ("tycker", "tror", "anser", "säger", "menar", "är")
_SOMEBODY = ("någon", "nån", "man", "du", "ni", "vi")
_UNHEARD_OF = frozenset("så sån sånt sådan sådant maken värre such".split())
"""After "never" these make a superlative: "aldrig träffat en så …"."""
_CLAUSE_STARTS = frozenset(", ; : – - men och å utan så but då hur varför vem".split())
_CALLED = frozenset("kallad kallade kallades kalla kallar hört höra".split())
_HEARD = ("höra", "hört", "hörde")
_MEAN = ("menar", "säger", "påstår", "skriver", "skrev", "skrivit", "sa")
_ANYBODY = ("du", "ni", "någon", "nån", "folk", "vissa")
_OTHERS = (*_ANYBODY, "de", "dom", "alla", "han", "hon", "den")
_COMPARE = frozenset("jämföra jämför jämförde jämfört likna liknar liknade likställa".split())
_REPORT_WORDS = frozenset(
    """
    kalla kallad kallade kallas kallar kallades kallats skrek ropade hört hörde höra sprejat sprayat
    sprejade klottrat klottrade klottrad klotter öknamn skällsord skällde tillmäle ordet orden
    uttrycket hotade hotades hotat hävdar hävdade hävdas hävdades påstår påstå påstod påståendet
    påståenden myten fördomar fördomen fördomarna konspirationsteori konspirationsteorier
    konspirationsteorin propagandan
    """.split()
)
_TREATED = frozenset(
    """
    behandlas bemöts beskrivs jämförs utmålas ses kallas stämplas behandlades bemöttes beskrevs
    jämfördes utmålades sågs kallades stämplades behandlad behandlade behandlats bemött bemötta
    jämförda utmålade stämplade sedda fraktades transporterades hölls jagades slaktades jagas
    """.split()
)
_MODALS = frozenset("ska skall bör borde måste ska".split())
_UTTERED = frozenset(
    """
    skrev skrivit ristat målat målade vrålade skriker skrek skrikit fräste väste mobbad mobbas
    heta hette hetat kallades retad retades retas trakasserad ropade ropar
    ropat stod står utsatt hånad fick
    """.split()
)
_SAID = frozenset(
    "säga säger säg sa sade sagt skriva skriver skrev påstå påstår kalla kallar tro".split()
)
_CONDEMNED = frozenset(
    """
    rasism rasistisk hets fördom osanning okunskap rasistiskt fel okej ok skärp hatar trött sluta
    slutar oacceptabelt fördomsfullt skamligt lögn
    osant okunnigt dumt lågt fegt vidrigt hemskt sorgligt förbjudet olagligt respektlöst homofobt
    """.split()
)
_WROTE = frozenset(
    """
    skrev skriver skrivit sa säger sade sagt tyckte tycker hotade hotar hotat föreslog föreslår
    ville vill påstod menade kommenterade kommenterar skrek ropade lovade önskade önskar
    hoppades hoppas
    """.split()
)
_WRITINGS = frozenset(
    "kommentar kommentaren kommentarer inlägg inlägget tråd tråden tal talet prat snack".split()
)
_SOMEBODY_ELSE = frozenset(
    """
    någon nån några folk vissa en ett han hon de dom grannen gubben killen tjejen kommentaren
    kommentarer kommentarerna inlägg inlägget tråden gruppen facebook som idioter troll
    """.split()
)
_ME = frozenset("jag vi".split())
_AGAINST = frozenset(
    """
    okej ok okay fel vidrigt vidriga sjukt sjuka anmält polisanmält anmäld anmälde anmäler
    polisanmälde anmälda polisen hemma skäms skämmas skrämmande skrämmer mörkrädd avskyvärt avsky
    oacceptabelt äckligt förfärligt förfärlig fruktansvärt ledsen ledsamt rädd rädda fy usch avstånd
    sluta sansa respekt otäckt obehagligt ruskigt hemskt förkastligt illa bedrövligt tragiskt gräns
    gränsen hatiskt beklämmande sorgligt vansinne vansinnigt orimligt straffbart brottsligt olagligt
    """.split()
)
_LONGEST_REPORT = 24
"""Words within which a report stands before the words that it tells of, and its verdict after."""

_ET_CETERA = frozenset("osv osv. o.s.v o.s.v. etc etc. mm m.m m.m.".split())
_LONGEST_LIST = 16
"""Words within which a list of what was said begins and ends."""

_SCORN = frozenset("människosyn rasism rasistiskt rasistisk hets mobbning fördomar näthat".split())
_DISOWNED = (
    *("skriver sånt", "skriver så", "säger sånt", "säger så", "tycker sånt"),
    *("fick jag heta", "fick vi heta", "fick han heta", "fick hon heta", "fick jag höra"),
    *("fick vi höra", "blev jag kallad", "blev vi kallade", "kallades jag", "kallades vi"),
)
"""What is said of those who used the words before: "skäms på er som skriver sånt"."""

ENDORSED = (
    *("det igen", "borde stå", "borde sprejas", "skäl för", "håller med", "rätt namn", "med rätta"),
    *("så sant", "instämmer", "helt rätt", "bra sagt", "väl talat", "ordet passar"),
)
"""Phrases that make the words of others the writer's own."""


def idiom_words(parsed: ParsedText) -> frozenset[int]:
    """The places of words that belong to a figure of speech."""
    return frozenset(i for span in parsed.at("idiom") for i in range(span.start, span.end))


def voice_of(parsed: ParsedText, start: int, end: int) -> str:
    """The voice of words `start` to `end`: own, quoted, reported or negated."""
    sentence = parsed.sentence(start)
    if _is_negated(parsed, start, sentence):
        return "negated"
    is_quoted = _is_in_quotes(parsed, start, end)
    is_reported = not is_quoted and (
        _is_reported(parsed, start, end, sentence) or _is_disowned(parsed, start, end, sentence)
    )
    if not (is_quoted or is_reported) or _is_endorsed(parsed):
        return "own"
    return "quoted" if is_quoted else "reported"


def is_attributed(parsed: ParsedText, start: int) -> bool:
    """Whether others are told to hold it, however far off: "hon hävdar … att de som …"."""
    words = parsed.words
    told = range(parsed.sentence(start).start, start)
    claims = [i for i in told if words[i].norm in _CLAIMED]
    return any(
        any(w.norm == "att" for w in words[i + 1 : start])
        and all("pron_1s" not in w.tags for w in words[max(told.start, i - 2) : i + 2])
        for i in claims
    )


_CLAIMED = frozenset("hävdar hävdade hävdat påstår påstod påstått anser ansåg menar menade".split())


def _is_disowned(parsed: ParsedText, start: int, end: int, sentence: range) -> bool:
    """Whether somebody else wrote it and the writer is against it: "nån skrev att … Inte okej"."""
    words = parsed.words
    told = range(max(sentence.start, start - _LONGEST_REPORT), start)
    for i in told:
        if words[i].norm in _WRITINGS and any(w.norm == "att" for w in words[i + 1 : i + 4]):
            return _is_condemned_after(parsed, end, sentence)
        if words[i].norm not in _WROTE:
            continue
        near = {words[k].norm for k in range(max(sentence.start, i - 3), min(i + 3, start))}
        if near.isdisjoint(_SOMEBODY_ELSE) or not near.isdisjoint(_ME):
            continue
        return _is_condemned_after(parsed, end, sentence)
    return False


def _is_condemned_after(parsed: ParsedText, end: int, sentence: range) -> bool:
    """Whether the writer is against what was said, in the same sentence or the next."""
    words = parsed.words
    stop = parsed.sentence(sentence.stop).stop if sentence.stop < len(words) else sentence.stop
    after = {words[k].norm for k in range(end, min(stop, end + _LONGEST_REPORT))}
    return not (after.isdisjoint(_CONDEMNED) and after.isdisjoint(_AGAINST))


def _is_in_quotes(parsed: ParsedText, start: int, end: int) -> bool:
    """Whether quotation marks stand around the words, and not around the whole comment."""
    surface = parsed.text.surface
    if _QUOTE_MARKS.isdisjoint(surface):
        return False
    whole = len(surface.strip())
    a, b = parsed.starts[start], parsed.ends[end - 1]
    for match in _QUOTED.finditer(surface):
        if match.start() < a and b < match.end():
            return match.end() - match.start() < whole - 1
    return False


def makes_quotation_own(parsed: ParsedText) -> bool:
    """Whether something stands in quotation marks that the writer makes their own."""
    return not _QUOTE_MARKS.isdisjoint(parsed.text.surface) and _is_endorsed(parsed)


def _is_endorsed(parsed: ParsedText) -> bool:
    """Whether the writer makes the words of others their own ("gör skäl för namnet")."""
    joined = " ".join(w.norm for w in parsed.words)
    return any(phrase in joined for phrase in ENDORSED)


def _is_negated(parsed: ParsedText, start: int, sentence: range) -> bool:
    """Whether a negation governs the expression, in the same clause and before it."""
    words = parsed.words
    earliest = max(sentence.start, start - 8)
    for i in range(start - 1, earliest - 1, -1):
        if words[i].norm in _CLAUSE_STARTS or "poss_2" in words[i].tags:
            return False  # "kan du inte läsa din …" hurls the word
        if words[i].norm not in _NEGATIONS:
            continue
        if words[i].is_capitalised and words[i + 1].is_capitalised:
            continue  # "Inga Ström", not "inga"
        thought = any(w.norm in _THINKS for w in words[i + 1 : start])
        if words[i].norm in _NO and start - i > 3 and not thought:
            continue  # "ingen bryr sig om vad en … tycker"
        if any(words[k].norm in ("om", "if") for k in range(max(sentence.start, i - 4), i)):
            return False  # "om inte ni …" sets a condition
        after = words[i + 1 : start]
        if _is_rhetorical(parsed, i, start):
            return False
        is_somebody = any(w.norm in _SOMEBODY for w in after[:2])
        if is_somebody and words[max(0, i - 1)].norm in ("kan", "borde"):
            return False  # "kan inte någon …" asks for it
        rhetorical = i > sentence.start and "pron_2s" in words[i - 1].tags
        if rhetorical and start - i > 2 and not any("copula" in w.tags for w in after):
            return words[start - 1].norm in ("en", "ett", "för", "vara")
        after_norms = {w.norm for w in words[i + 1 : start + 1]}
        if words[i].norm in ("aldrig", "never") and not _UNHEARD_OF.isdisjoint(after_norms):
            return False
        return _NOT_REALLY_NEGATED.isdisjoint(after_norms)
    return False


def _is_rhetorical(parsed: ParsedText, i: int, start: int) -> bool:
    """Whether a negation asks for a yes: "är inte det namnet på en …", "är det inte en …"."""
    words, first = parsed.words, parsed.sentence(i).start
    if i - 2 == first and "copula" in words[first].tags:
        return True
    is_it = i > first and "copula" in words[i - 1].tags and words[i + 1].norm in _IT
    return is_it and start > i + 2 and words[i + 2].norm not in ("att", "som")


_IT = ("det", "dä", "han", "hon")


def _is_reported(parsed: ParsedText, start: int, end: int, sentence: range) -> bool:
    """Whether the sentence tells that somebody used the words about somebody."""
    words = parsed.words
    window = range(max(sentence.start, start - 7), min(sentence.stop, end + 7))
    before = words[window.start : start]
    norms = {w.norm for w in before}
    if "som" in norms | {words[start].norm} and not _TREATED.isdisjoint(norms):
        # "… bemöts som …", but not "ska behandlas som …"
        return not any(w.norm in _MODALS for w in before)
    if _is_uttered(parsed, start, sentence) or _is_condemned(parsed, start, sentence):
        return True
    if _is_name_given(parsed, start, sentence):
        return True
    if _is_listed(parsed, start, end, sentence):
        return True
    earlier = words[max(sentence.start, start - 9) : start]
    is_linked = any(w.norm in ("att", "med") for w in earlier)
    for w, v in pairwise(earlier):
        if is_linked and w.norm in _MEAN and v.norm in _ANYBODY:
            return True  # "vad menar du med att …", "här skriver någon att …"
    if _is_said_by_others(earlier, is_linked=is_linked):
        return True
    verbs = [i for i in window if words[i].norm in _REPORT_WORDS and not start <= i < end]
    verbs = [i for i in verbs if i < start or words[i].norm not in _HEARD]
    verbs = [i for i in verbs if not _is_of_oneself(parsed, i, start)]
    if not verbs:
        return False
    for i in verbs:  # "jag kallar X för …" is the writer's own word, "jag har hört …" is not
        near = range(max(sentence.start, i - 3), min(sentence.stop, i + 2))
        is_own_word = any("pron_1s" in words[k].tags for k in near)
        if is_own_word and words[i].norm not in _CALLED - {"kalla", "kallar"}:
            return False
    if any(not words[i].tags.isdisjoint(("pron_2s", "poss_2")) for i in window):
        return any(words[i].norm in _CALLED for i in verbs)
    return True


def _is_said_by_others(earlier: Sequence[Word], *, is_linked: bool) -> bool:
    """Whether others say so or liken to it: "ni som säger att …", "hur kan ni jämföra … med …"."""
    norms = [word.norm for word in earlier]
    if is_linked and any(
        who in _OTHERS and som == "som" and verb in _MEAN
        for who, som, verb in zip(norms, norms[1:], norms[2:], strict=False)
    ):
        return True
    return any(
        (a in _COMPARE and b in _ANYBODY) or (a in _ANYBODY and b in _COMPARE)
        for a, b in pairwise(norms)
    )


def _is_of_oneself(parsed: ParsedText, verb: int, start: int) -> bool:
    """Whether somebody calls himself something else than the words: "kallar sig svensk, din …"."""
    after = [word.norm for word in parsed.words[verb + 1 : start]]
    return after[:1] in (["sig"], ["sej"]) and "," in after


def _is_uttered(parsed: ParsedText, start: int, sentence: range) -> bool:
    """Whether a verb of uttering stands right before: "någon skrev hora på mitt skåp"."""
    words = parsed.words
    for i in range(start - 1, max(sentence.start, start - 3) - 1, -1):
        if words[i].norm in _UTTERED:
            subject = words[max(sentence.start, i - 2) : i + 1]
            return all(w.tags.isdisjoint(("pron_1s", "pron_2s", "poss_2")) for w in subject)
        if "copula" in words[i].tags:
            return False
    return False


def _is_name_given(parsed: ParsedText, start: int, sentence: range) -> bool:
    """Whether somebody else called somebody so: "… kallade en av dem min grabb för …"."""
    words = parsed.words
    link = next(
        (i for i in range(start - 1, max(sentence.start, start - 4), -1) if words[i].norm == "för"),
        None,
    )
    if link is None:
        return False
    called = [i for i in range(sentence.start, link) if words[i].norm in _NAMED_SO]
    return bool(called) and all(
        w.tags.isdisjoint(("pron_1s", "pron_2s")) or w.norm in ("mig", "mej", "dig", "dej")
        for w in words[max(sentence.start, called[-1] - 1) : called[-1] + 2]
    )


_NAMED_SO = ("kallade", "kallat", "kallas", "kallades", "kallar", "kallad")


def _is_listed(parsed: ParsedText, start: int, end: int, sentence: range) -> bool:
    """Whether the words stand in a list of what was heard: "de skriver: …, … etc"."""
    words = parsed.words
    if all(words[i].norm not in _ET_CETERA for i in _near(end, 1, sentence)):
        return False
    for i in _near(start - 1, -1, sentence):
        before = words[sentence.start : i]
        if words[i].norm in (":", ";"):
            is_told = any(w.norm in _SAID or w.norm in _TOLD for w in before)
            return is_told and not any(w.norm in _IS or "pron_2s" in w.tags for w in before)
        if "copula" in words[i].tags:
            return bool(before) and before[-1].norm == "det" and words[i + 1].norm in _SUCH
    return False


def _near(start: int, step: int, sentence: range) -> range:
    """The places of a sentence from one on, as far as a list may be long."""
    if step > 0:
        return range(start, min(start + _LONGEST_LIST, sentence.stop))
    return range(start, max(start - _LONGEST_LIST, sentence.start) - 1, -1)


_TOLD = frozenset("komma kommer kom kommit höra hört får fick skrika ropa ropar hör läser".split())
_IS = ("är", "e", "ä", "var", "va", "blir")
_SUCH = ("då", "typ", "ord", "alltid", "ständigt")


def _is_condemned(parsed: ParsedText, start: int, sentence: range) -> bool:
    """Whether the sentence finds fault with saying so: "det är fel att säga att …"."""
    norms = {parsed.words[i].norm for i in sentence if not start - 3 <= i < start}
    before = {
        parsed.words[i].norm
        for i in range(sentence.start, start)
        if parsed.words[i + 1].norm not in ("till", "det")  # "säga till Vidar att …"
    }
    if not (_SAID.isdisjoint(before) or _CONDEMNED.isdisjoint(norms)):
        return True
    after = " ".join(parsed.words[i].norm for i in range(start, min(start + 40, len(parsed.words))))
    is_scorned = not _SCORN.isdisjoint(before) and "att" in before
    after = after.replace("man säger så", "")  # a filler
    return is_scorned or any(phrase in after for phrase in _DISOWNED)
