"""Hate against protected groups: slurs, dehumanisation, expulsion, Nazi codes, coded language.

A slur in the writer's own voice is open hate unless the writer speaks of themselves; a neutral
group name needs contempt said of it. A code word alone is only coded.
"""

from __future__ import annotations

from collections.abc import Iterator

from ale_moderation.model import Comment, Finding
from ale_moderation.parsed_text import ParsedText, Span
from ale_moderation.subjects import PREPOSITIONS
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
_ABUSE = ("insult", "epithet", "insult_adj")
_CONTEMPT = ("dehumanise", "group_crime", "annihilation", "expulsion", *_ABUSE, "profanity")
_OWN_GROUP = frozenset(("vi", "jag", "oss", "mig", "stolt", "gammal", "själv", "som"))
_BEFORE_OWN = frozenset("en ett är gamla gammal stolta andra vanlig vanliga riktig också".split())
_HAVING = frozenset("har hade får fick ser såg tar tog betalar föder behöver vill ska mot".split())
_MODALS = frozenset(
    "borde bör ska skall skulle måste låt vill gärna förtjänar behöver får kan should must".split()
)
_DRIVEN = frozenset(
    """
    ut bort rensa rensas släng slänga slängas kasta kastas sparka sparkas jaga jagas fös fösa kör
    köras
    """.split()
)
"""The verbs of expulsion that no decision on a permit is meant by."""

_BETWEEN = frozenset("för av mot om i med på från till inte att hos utan emot och som".split())
_PASSIVE = ("as", "ås")
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
_FOLK = (
    *("kvinn", "man", "män", "ung", "barn", "familj", "folk", "släkt", "tjej", "kill", "grabb"),
    *("pojk", "flick", "gubb", "kärring", "tant", "snubb", "brud", "klan", "gäng", "mamm", "papp"),
)
"""Heads that make people of any group's name."""

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


def groups(parsed: ParsedText, *tags: str) -> list[Span]:
    """The words of some tags, and those that join a group's name with people: "muslimkvinnor"."""
    joined = [span for span in parsed.at("group_stem") if _is_of_people(parsed, span)]
    return [*parsed.at(*tags), *joined]


def _is_of_people(parsed: ParsedText, span: Span) -> bool:
    word = parsed.words[span.start]
    rest = word.norm.removeprefix(span.entry.word).lstrip("-")
    return rest.startswith(_FOLK) and word.tags.isdisjoint(("slur", "group"))


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
    return any(
        word.norm in _WORD and words[i - 1].norm in _THAT
        for i, word in enumerate(words)
        if i and abs(parsed.sentences[i] - parsed.sentences[span.start]) <= 1
    )


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
            if not _is_contempt(parsed, group, other, is_slang):
                continue
            is_opinion = (
                tag == "expulsion" and not is_slang and not _is_hostile(parsed, group, other)
            )
            certainty = (
                0.85 if parsed.sentences[other.start] == parsed.sentences[group.start] else 0.75
            )
            joined = Span(
                start=min(group.start, other.start),
                end=max(group.end, other.end),
                entry=other.entry,
                certainty=certainty,
            )
            voice = _contempt_voice(parsed, group, other)
            return _finding(parsed, joined, 1 if is_opinion else 3, certainty, voice)
    return None


def _is_hostile(parsed: ParsedText, group: Span, other: Span) -> bool:
    """Whether people are to be driven out, and not only a policy of migration is spoken of."""
    is_driven = parsed.words[other.start].norm in _DRIVEN and group.entry.detail != "migrant"
    return is_driven or _is_sworn_at(parsed, group)


def _is_contempt(parsed: ParsedText, group: Span, other: Span, is_slang: bool) -> bool:
    """Whether a word of contempt is said of the group, and not of something beside it."""
    tag = other.entry.tag
    if are_beasts(parsed, other):
        return False
    distance = parsed.sentences[other.start] - parsed.sentences[group.start]
    if distance == -1:
        is_harsh = tag in ("dehumanise", "group_crime", "annihilation")
        return is_harsh and _is_meant_after(parsed, group, other)
    if distance not in (0, 1):
        return False
    apart = abs(other.start - group.start)
    if tag == "profanity":
        return is_slang and other.end == group.start and other.entry.word.endswith(("a", "s"))
    if tag in _ABUSE:
        close = is_slang and apart <= 2
        is_harsh = other.entry.severity >= 2 and distance == 0
        return is_harsh and (close or _is_said_of(parsed, group, other))
    if tag == "group_crime":
        is_near = distance == 0 or _is_added(parsed, other)
        return is_near and _is_said_of(parsed, group, other)
    if tag == "dehumanise":
        is_called = _is_pointed_at(parsed, other) or _is_sworn_at(parsed, other)
        is_close = distance == 0 and other.start > group.start and is_called
        return is_close or (apart <= 6 and is_slang) or _is_said_of(parsed, group, other)
    if tag == "expulsion":
        return is_slang or 0 <= group.start - other.end <= 2 or apart <= 4
    return apart <= 12 and _is_demanded(parsed, other)


def _is_meant_after(parsed: ParsedText, group: Span, other: Span) -> bool:
    """As in "sånt folk förökar sig som ogräs. Jag menar romerna": told who was meant."""
    before = {w.norm for w in parsed.words[max(0, group.start - 3) : group.start]}
    said = {parsed.words[i].norm for i in parsed.sentence(other.start)}
    return bool(before & {"menar", "syftar", "pratar"}) and bool(said & _UNNAMED)


_UNNAMED = frozenset("sånt sådant såna sådana de dom dem den folk sorten typen packet".split())
"""Words for people who are yet to be named."""


def _is_sworn_at(parsed: ParsedText, span: Span) -> bool:
    """Whether an abusive word stands right before: "jävla …", "vidriga …"."""
    before = parsed.words[max(0, span.start - 1) : span.start]
    return any(not w.tags.isdisjoint(("profanity", "insult_adj")) for w in before)


def _is_pointed_at(parsed: ParsedText, beasts: Span) -> bool:
    """Whether beasts are some that were spoken of: "dom där djuren"."""
    before = [w.norm for w in parsed.words[max(0, beasts.start - 2) : beasts.start]]
    return len(before) == 2 and before[0] in ("de", "dom", "dem") and before[1] == "där"


def are_beasts(parsed: ParsedText, beasts: Span) -> bool:
    """Whether "de där djuren" are such, for others are spoken of: horses, a pet, prey."""
    return _is_pointed_at(parsed, beasts) and any(
        i != beasts.start and not word.found_tags.isdisjoint(_BEASTS)
        for i, word in enumerate(parsed.words)
    )


_BEASTS = ("beasts_about", "pet", "prey", "supervision.animal")


def _is_said_of(parsed: ParsedText, group: Span, other: Span) -> bool:
    """Whether contempt is a predicate or comparison of the group, or what it is said to do."""
    words = parsed.words
    if parsed.sentences[group.start] != parsed.sentences[other.start]:
        is_they = any("pron_3p" in w.tags for w in words[group.end : other.end])
        return is_they or _is_added(parsed, other)
    if other.start < group.start:  # "de är råttor, de där romerna": too far to be sure
        return False
    between = words[group.end : other.start]
    if len(between) > 1 and between[0].norm in PREPOSITIONS:
        between = between[2:]  # "romerna på torget är …": told by where they are
    copula = next((i for i, w in enumerate(between) if "copula" in w.tags), None)
    if copula is None and "copula" in words[group.end - 1].tags:
        copula = -1  # "de svarta är …" is one entry
    if copula is not None:
        tail = between[copula + 1 :]
        after = words[other.end].norm if other.end < len(words) else ""
        is_they = copula > 0 and "pron_3p" in between[copula - 1].tags
        is_other = copula > 2 and between[copula - 1].norm in ("det", "detta", "som")
        if is_other:
            return False  # "hatet mot judar växer, det är …"
        is_predicate = _BETWEEN.isdisjoint(w.norm for w in tail if w.norm != "som")
        return (copula <= 4 or is_they) and len(tail) <= 4 and is_predicate and after != "att"
    if other.entry.anchor == "phrase" and len(between) <= 2:  # "… styr bankerna"
        return _BETWEEN.isdisjoint(w.norm for w in between)
    is_worse = bool(between) and between[-1].norm == "än"
    if is_worse and any(w.norm in _BEHAVING for w in between):
        return True  # "… luktar värre än …"; "… bor sämre än …" is said in pity
    return any(w.norm in ("som", "likt") for w in between[-2:]) or any(
        "pron_3p" in w.tags for w in between
    )


def _is_added(parsed: ParsedText, other: Span) -> bool:
    """Whether contempt is all that the next sentence says: "romer … . Tjuvar, varenda en"."""
    sentence = parsed.sentence(other.start)
    if other.start != sentence.start or parsed.words[other.end - 1].norm.endswith(("en", "et")):
        return False
    after = parsed.words[other.end] if other.end < sentence.stop else None
    return after is None or not after.is_word or after.norm in _ALL or after.norm in PREPOSITIONS


_ALL = frozenset("allihop allihopa alla varenda hela samtliga och å".split())


_BEHAVING = frozenset(
    """
    luktar luktade lukta stinker stank beter betedde uppför uppförde äter åt låter skriker skriar
    förökar avlar ynglar tänker fattar tigger stjäl
    """.split()
)
"""What a group is said to do in a way worse than beasts."""


def _is_demanded(parsed: ParsedText, other: Span) -> bool:
    """Whether violence is called for, not reported: "borde skjutas", "utrota …", not "skjuts"."""
    word = parsed.words[other.start]
    verb = other.entry.word
    is_call = verb.startswith(word.norm) or other.entry.anchor == "phrase"  # "utrota", "skjut"
    if is_call and not word.norm.endswith(_PASSIVE):
        return True
    first = max(parsed.sentence(other.start).start, other.start - 6)
    return any(w.norm in _MODALS for w in parsed.words[first : other.start])


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
