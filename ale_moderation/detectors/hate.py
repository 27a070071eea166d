"""Hate against protected groups: slurs, dehumanisation, expulsion, Nazi codes, coded language.

A slur in the writer's own voice is open hate unless the writer speaks of themselves; a neutral
group name needs contempt said of it. A code word alone is only coded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ale_moderation.detectors.contempt import ABUSE, groups, is_contempt, is_hostile
from ale_moderation.model import Comment, Finding
from ale_moderation.parsed_text import ParsedText, Span, Word
from ale_moderation.voice import ENDORSED, idiom_words, voice_of

NEEDS = frozenset(
    (
        "slur",
        "group_stem",
        "group",
        "reclaimable",
        "nazi",
        "coded_hate",
        "ape_emoji",
        "expulsion",
        "annihilation",
    )
)
_CONTEMPT = ("dehumanise", "group_crime", "annihilation", "expulsion", *ABUSE, "profanity")
_OWN_GROUP = frozenset(("vi", "jag", "oss", "mig", "stolt", "gammal", "själv", "som"))
_BEFORE_OWN = frozenset("en ett är gamla gammal stolta andra vanlig vanliga riktig också".split())
_HAVING = frozenset("har hade får fick ser såg tar tog betalar föder behöver vill ska mot".split())

_SCUM = (
    *("slödder", "pack", "svin", "drägg", "avskum", "jävel", "jävla", "fan", "hora", "horor"),
    *(
        "råtta",
        "råttor",
        "äckel",
        "patrask",
        "parasit",
        "ohyra",
        "fitta",
        "ättling",
        "byke",
        "missfoster",
    ),
)
_ABUSIVE_STEMS = frozenset("neger blatte svartskalle tattar zigenar snedögd".split())
"""First parts that are slurs alone: with any word for a person they make another."""

_ONES = (
    *("brud", "tjej", "kille", "gubb", "kärring", "tant", "snubb", "unge", "barn", "familj"),
    *("grann", "lärar", "fröken", "doktor", "kvinn", "mann", "pojk", "flick", "folk", "släkt"),
    *("chef", "morsa", "farsa", "yngel", "byke", "gäng", "hög", "hord", "klan", "typ", "drägg"),
)

_WORD = ("ordet", "orden", "begreppet", "namnet", "termen", "uttrycket", "beteckningen")
_MOST = 50
"""Groups and words of contempt after the fiftieth say nothing new."""


def find_hate(parsed: ParsedText, comment: Comment) -> Iterator[Finding]:
    """Open hate (severity 3) and coded hate (severity 1), each with its voice."""
    idioms = idiom_words(parsed)
    for span in parsed.at("slur")[:_MOST]:
        if idioms.isdisjoint(range(span.start, span.end)) and not _is_name(parsed, span):
            yield _finding(parsed, span, 3, span.certainty, _slur_voice(parsed, span))
    for span in parsed.at("group_stem")[:_MOST]:
        if _is_base_compound(parsed, span):
            yield _finding(parsed, span, 3, 0.9, _slur_voice(parsed, span))
    for span in parsed.at("nazi")[:_MOST]:
        if not (_is_part_of_a_number(parsed, span) or _is_of_vermin(parsed)):
            yield _finding(parsed, span, 3, 0.9, voice_of(parsed, span.start, span.end))
    for span in groups(parsed, "group", "reclaimable")[:_MOST]:
        if finding := _contempt(parsed, span, idioms):
            yield finding
    if finding := _expelled_vermin(parsed):
        yield finding
    for span in parsed.at("coded_hate")[:_MOST]:
        yield _finding(parsed, span, 1, 0.8, voice_of(parsed, span.start, span.end))
    apes = parsed.at("ape_emoji")
    several = len({parsed.words[span.start].norm for span in apes}) >= 2
    if several and not any(word.is_word for word in parsed.words):
        yield _finding(parsed, apes[0], 3, 0.7, "own")


def _is_name(parsed: ParsedText, span: Span) -> bool:
    return not parsed.words[span.start].tags.isdisjoint(("place", "surname"))


def _is_of_vermin(parsed: ParsedText) -> bool:
    """Whether ants and weeds are spoken of, and no people: "jag har gasat dem"."""
    return parsed.has("prey") and not parsed.has("group", "slur", "reclaimable")


def _is_part_of_a_number(parsed: ParsedText, span: Span) -> bool:
    """Whether digits stand beside a code of digits, as in a telephone number."""
    beside = (
        *parsed.words[max(0, span.start - 2) : span.start],
        *parsed.words[span.end : span.end + 2],
    )
    return parsed.words[span.start].norm.isdigit() and any(w.norm[:1].isdigit() for w in beside)


def _is_base_compound(parsed: ParsedText, span: Span) -> bool:
    """Whether a group's name is joined with a word for scum: "slöjpacket", "negerslöddret"."""
    word = parsed.words[span.start]
    rest = word.norm.removeprefix(span.entry.word).lstrip("-")
    heads = (*_SCUM, *_ONES) if span.entry.word in _ABUSIVE_STEMS else _SCUM
    return "slur" not in word.tags and rest.startswith(heads)


def _slur_voice(parsed: ParsedText, span: Span) -> str:
    """The voice of a slur: a denial that uses it ("inga … här") is the writer's own word."""
    if _is_spoken_about(parsed, span):
        return "reported"
    voice = _own_group_voice(parsed, span)
    if voice != "negated":
        return voice
    before = parsed.words[max(0, span.start - 2) : span.start]
    return "reported" if any(w.norm in _WORD for w in before) else "own"


def _is_spoken_about(parsed: ParsedText, span: Span) -> bool:
    """Whether a slur is a word that is discussed: "zigenare sa vi om dem … det ordet …".

    It is where "man" or "vi" said so, or where that word is spoken of, and no contempt is joined.
    """
    words, sentence = parsed.words, parsed.sentence(span.start)
    joined = " ".join(w.norm for w in words)
    if any(phrase in joined for phrase in ENDORSED):
        return False
    if any(s.start != span.start for tag in _CONTEMPT for s in parsed.at(tag)):
        return False
    after = [w.norm for w in words[span.end : min(span.end + 2, sentence.stop)]]
    if len(after) == 2 and after[0] in _SAID and after[1] in _ANYBODY:
        return True
    if _is_borne(words[sentence.start : span.start], words[span.end : sentence.stop]):
        return True
    return any(
        word.norm in _WORD and words[i - 1].norm in _THAT
        for i, word in enumerate(words)
        if i and abs(parsed.sentences[i] - parsed.sentences[span.start]) <= 1
    )


def _is_borne(before: Sequence[Word], after: Sequence[Word]) -> bool:
    """Whether it is what the writer or theirs were called: "… kallades jag", "har hetat …"."""
    norms = [word.norm for word in after[:4]]
    if norms[:1] in (["har"], ["hade"], ["fick"]):
        norms = [*norms[2:3], norms[1]] if len(norms) > 2 else []
    if len(norms) > 1 and norms[0] in _BORNE and norms[1] in _OURSELVES:
        return True
    lead = [word.norm for word in before]
    return any(
        lead[i] in _NAMING and lead[i + 1] in _THEMSELVES and len(lead) <= i + 4
        for i in range(len(lead) - 1)
        if len(lead) == i + 2 or lead[i + 2] in _AS
    )


_BORNE = ("hette", "hetat", "kallades", "kallats", "kallad", "hört", "heta")
_OURSELVES = ("jag", "vi", "pappa", "mamma", "morfar", "farfar", "mormor", "farmor", "min", "mina")
_NAMING = ("presenterar", "presenterade", "kallar", "kallade", "titulerar")
_THEMSELVES = ("sig", "mig", "sej", "mej", "oss")
_AS = ("som", "för", "en")
_SAID = ("säger", "sa", "sade", "hette", "kallade", "kallades", "skrev", "hörde")
_ANYBODY = ("man", "vi", "de", "dom", "folk", "alla", "det")
_THAT = ("det", "detta", "där", "dessa", "de")


def _own_group_voice(parsed: ParsedText, span: Span) -> str:
    """The voice, `reclaimed` where writers use the word of themselves ("vi blattar")."""
    words = parsed.words
    sentence = parsed.sentence(span.start)
    i = span.start - 1
    while i > sentence.start and words[i].norm in _BEFORE_OWN:
        i -= 1
    is_had = i > sentence.start and words[i - 1].norm in _HAVING  # "varför har vi … här"
    if i >= sentence.start and words[i].norm in _OWN_GROUP and not is_had:
        is_own = any(not words[i].tags.isdisjoint(("pron_1s", "pron_1p")) for i in sentence)
        hostile = any(
            span.start < s.start < sentence.stop for tag in _CONTEMPT[:4] for s in parsed.at(tag)
        )
        if is_own and not hostile:
            return "reclaimed"
    return voice_of(parsed, span.start, span.end)


def _contempt(parsed: ParsedText, group: Span, idioms: frozenset[int]) -> Finding | None:
    """Contempt said of a group in the same sentence or the next."""
    is_slang = group.entry.tag == "reclaimable"
    for tag in _CONTEMPT:
        for other in parsed.at(tag)[:_MOST]:
            if other.start == group.start or other.start in idioms:
                continue
            if not is_contempt(parsed, group, other, is_slang):
                continue
            is_opinion = (
                tag == "expulsion" and not is_slang and not is_hostile(parsed, group, other)
            )
            is_beside = parsed.sentences[other.start] == parsed.sentences[group.start]
            certainty = (0.9 if _is_of_all(parsed, group) else 0.85) if is_beside else 0.75
            joined = Span(
                start=min(group.start, other.start),
                end=max(group.end, other.end),
                entry=other.entry,
                certainty=certainty,
            )
            voice = _contempt_voice(parsed, group, other)
            return _finding(parsed, joined, 1 if is_opinion else 3, certainty, voice)
    return None


def _is_of_all(parsed: ParsedText, group: Span) -> bool:
    """Whether it is said of a group without exception: "alla romer", not "inte alla romer"."""
    lead = [word.norm for word in parsed.words[max(group.start - 2, 0) : group.start]]
    return lead[-1:] in (["alla"], ["samtliga"], ["varenda"]) and "inte" not in lead


def _contempt_voice(parsed: ParsedText, group: Span, other: Span) -> str:
    if group.entry.tag == "reclaimable" and _own_group_voice(parsed, group) == "reclaimed":
        return "reclaimed"
    if any(w.norm in ("inga", "inte") for w in parsed.words[other.start : other.end]):
        return "own"  # "inga människor": the negation is the contempt
    voice = voice_of(parsed, other.start, other.end)
    if voice != "own":
        return voice
    voice = voice_of(parsed, group.start, group.end)
    is_apart = any(w.norm in (",", ".", "!") for w in parsed.words[group.end : other.start])
    return "own" if voice == "negated" and is_apart else voice  # "inga fler …, de är …"


def _expelled_vermin(parsed: ParsedText) -> Finding | None:
    """As in "ut med ohyran", "såna djur ska inte få finnas": people are meant."""
    if _is_of_vermin(parsed):
        return None
    for vermin in parsed.at("dehumanise")[:_MOST]:
        before = {w.norm for w in parsed.words[max(0, vermin.start - 4) : vermin.start]}
        is_pointed = not before.isdisjoint(("såna", "sådana", "sånt", "sådant", "sjuka", "packet"))
        norm = parsed.words[vermin.start].norm
        is_definite = norm.endswith(("n", "t")) and norm not in _THINGS
        for expelled in parsed.at("expulsion", "annihilation")[:_MOST]:
            near = abs(expelled.start - vermin.start) <= 8
            if near and (is_pointed or (is_definite and expelled.end == vermin.start)):
                voice = voice_of(parsed, vermin.start, vermin.end)
                return _finding(parsed, vermin, 3, 0.7 if is_pointed else 0.65, voice)
    return None


_THINGS = ("skiten", "skräpet", "avfallet", "lorten", "smutsen", "träcket", "ogräset", "eländet")
"""What is thrown out or rooted out, and is no people: "bort med skiten"."""


def _finding(
    parsed: ParsedText, span: Span, severity: int, certainty: float, voice: str
) -> Finding:
    start, end = parsed.original_span(span.start, span.end)
    return Finding(
        kind="offensive.hate",
        start=start,
        end=end,
        certainty=round(certainty, 3),
        detector="hate",
        quote=parsed.masked_quote(span.start, span.end),
        detail=span.entry.tag,
        severity=severity,
        target="group",
        voice=voice,
    )
