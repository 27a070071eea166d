"""Questions to the municipality: with and without a mark, direct and indirect, in many languages.

Swedish shows a question by its word order, so a sentence is a question when a verb follows its
question word ("när plogar ni") or opens the clause ("går det att"). Whether anyone waits for an
answer is weighed: every sign below adds its weight, and a sum above zero is a question.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from ale_moderation.model import Comment, Finding
from ale_moderation.nlp import ParsedText, Word

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "start": 0.0,
        # form
        "mark": 0.5,
        "order": 1.8,  # question word and verb
        "verb": 0.8,  # verb and subject
        "indirect": 0.8,
        "request": 0.2,
        "musing": -1.2,  # "undrar" about nothing that can be answered
        "wonder": 0.5,  # "undrar" about something concrete
        "foreign": 1.4,
        # what it is about
        "concrete": 0.7,
        "topic": 0.3,
        "municipality": -0.2,
        # against
        "fragment": 0.0,  # a question word alone: "vems order?", "varför inget staket?"
        "unmarked": -0.4,
        "no_form": -1.5,
        "rhetoric": -2.4,
        "self_answer": -2.2,
        "offer": -1.4,
        "harsh": -1.4,
        "politics": -0.6,
        "joke": -1.5,
        "friend": -2.1,
        "exclaimed": -1.3,
        "condition": -1.6,
        "memory": -0.5,
        "why": -0.4,
        "rambling": -0.6,
    }
)
"""What each sign adds; fitted on the development corpora and rounded."""

_CANDIDATES = ("svc_mark", "svc_wh", "svc_ask", "svc_request", "svc_wonder", "svc_foreign_wh")
_SIGNS = (
    ("svc_ask", "indirect"),
    ("svc_request", "request"),
    ("svc_concrete", "concrete"),
    ("svc_topic", "topic"),
    ("svc_ni", "municipality"),
    ("svc_rhetoric", "rhetoric"),
    ("svc_offer", "offer"),
    ("svc_harsh", "harsh"),
    ("svc_politics", "politics"),
    ("svc_thou", "friend"),
    ("svc_why", "why"),
)
_EVERYWHERE = (("svc_joke", "joke"), ("svc_selfanswer", "self_answer"), ("svc_past", "memory"))
"""Signs that count wherever in the comment they stand."""

_SUBJECTS = frozenset("jag ja vi ni du man han hon de dom di det dä den an en ho".split())
_FAR_VERB = frozenset("hur vilken vilket vilka vicken vicket vems".split())
"""Question words that may have other words before the verb: hur lång tid tar, vilken dag tömmer."""

_RELATIVES = frozenset(("vilken", "vilket", "vilka"))
_REPORTING = frozenset("står säger skriver heter tycker tror lovar menar vet hör undrar".split())
"""Verbs that end a statement in inverted order: ", står det", ", tycker man"."""

_FILLERS = frozenset("egentligen då exakt nu ungefär faktiskt tid för slags sorts annars i fan faen fasen "
    "sjutton tusan katten helvete".split())
_OPENERS = frozenset(
    "men eller el elle asså alltså hej hejsan hallå tjena snälla förlåt ursäkta ok okej typ btw "
    "fråga hello hi hei oj wow czy flot undrar".split()
)
_WEAK_OPENERS = frozenset("och å o så sen nu då just bara jo tack and for samt".split())
"""What may stand before the verb that opens a clause."""

_MODALS = frozenset("kan får ska skall måste behöver bör kommer komer törs hinner lär".split())
_COPULAS = frozenset(
    "är e ä har finns går gäller blir öppnar stänger ingår räcker räknas kostar byggs säljs".split()
)
_ANYONE = frozenset("nån någon nåt något nå'n kommunen ale alla denna detta dessa".split())
_CONCERNED = frozenset("man jag ja vi ni det dä den många mycket länge en tid".split())
_DEGREES = frozenset(
    "lång långt långa länge många mycket ofta gammal gammalt gamla stor stort stora dags sent tidigt "
    "dyrt dyr pass fort snabbt hög högt höga nära tjock bra stora ung unga liten varmt kallt djupt".split()
)
"""What may stand between hur and its verb."""

_LONG = 25
_LONGEST_QUOTE = 60


def find_questions(parsed: ParsedText, comment: Comment) -> Iterator[Finding]:
    """Every sentence that asks the municipality something, at most one finding per sentence."""
    if not parsed.has(*_CANDIDATES, "svc_opener"):
        return
    for start, end in _sentences(parsed):
        signs = signs_of(parsed, start, end)
        if not signs:
            continue
        score = sum(WEIGHTS[sign] for sign in signs)
        if score <= 0:
            continue
        a, b = parsed.original_span(start, end)
        yield Finding(
            kind="question",
            start=a,
            end=b,
            certainty=round(min(0.99, max(0.6, 1 / (1 + math.exp(-score)))), 2),
            detector="question",
            quote=_quote(parsed, start, end),
            detail=_detail(signs),
        )


def signs_of(parsed: ParsedText, start: int, end: int) -> frozenset[str]:
    """The signs of one sentence; empty where nothing has the form of a question."""
    words = parsed.words[start:end]
    signs = {"mark"} if any("svc_mark" in word.tags for word in words) else set()
    is_marked = bool(signs)
    signs |= _word_order(parsed, start, end, is_marked)
    for tag, sign in _SIGNS:
        spans = parsed.spans.get(tag)
        if spans and any(start <= span.start < end for span in spans):
            signs.add(sign)
    for i, word in enumerate(words):
        if "svc_wonder" in word.tags:
            signs.add("wonder" if _is_asked(words[i + 1 :]) else "musing")
    if not signs & {"order", "verb"} and _is_foreign(parsed, start, end, is_marked):
        signs.add("foreign")
    if signs.isdisjoint(_FORMS):
        return frozenset()
    for tag, sign in _EVERYWHERE:
        if tag in parsed.spans:
            signs.add(sign)
    if any(word.norm[0] == "@" for word in words):
        signs.add("friend")
    if not is_marked:
        signs.add("unmarked")
        if words[-1].norm.startswith("!"):
            signs.add("exclaimed")
    if signs.isdisjoint(_FORMS - {"mark"}):
        signs.add("no_form")
    if len(words) > _LONG:
        signs.add("rambling")
    return frozenset(signs | {"start"})


_FORMS = frozenset(
    ("mark", "order", "verb", "fragment", "indirect", "request", "wonder", "musing", "foreign")
)


def _sentences(parsed: ParsedText) -> Iterator[tuple[int, int]]:
    """The word positions where each sentence starts and ends."""
    start, numbers = 0, parsed.sentences
    for i in range(1, len(numbers) + 1):
        if i == len(numbers) or numbers[i] != numbers[start]:
            yield start, i
            start = i


def _word_order(parsed: ParsedText, start: int, end: int, is_marked: bool) -> set[str]:
    """`order` where a verb follows a question word, `verb` where one opens a clause."""
    words, found = parsed.words, set()
    first = words[start]
    is_dependent = first.norm in ("om", "när", "då", "eftersom") or (
        start + 1 < end and is_verb(first) and words[start + 1].norm in _SUBJECTS
    )
    for i in range(start, end):
        word = words[i]
        tags = word.tags
        opens = i == start or _opens_clause(words[i - 1], is_marked or "svc_wh" in tags)
        if is_marked:
            may_ask = opens or word.norm != "var"
        else:
            may_ask = opens and not (word.norm in _RELATIVES and i > start)
        if "svc_wh" in tags and may_ask:
            if _asks(words[i:end]):
                found.add("order")
            elif is_marked and opens:
                found.add("fragment")
        is_report = i > start and word.norm in _REPORTING
        if opens and i + 1 < end and is_verb(word) and not (is_dependent and i > start or is_report):
            if _follows_as_subject(word, words[i + 1], is_marked):
                found.add("verb")
                if not is_marked and _is_condition(words[i:end]):
                    found.add("condition")
    return found


def _opens_clause(before: Word, is_question: bool) -> bool:
    """Whether a clause can begin after a word; after "så" only where it is surely a question."""
    norm = before.norm
    if norm in _OPENERS or not norm[-1].isalnum() or norm[0] == "@":
        return True
    return is_question and norm in _WEAK_OPENERS


def _asks(words: list[Word] | tuple[Word, ...]) -> bool:
    """Whether a verb follows the question word at the head of some words, before any subject."""
    i = 1
    while i < len(words) and i < 3 and words[i].norm in _FILLERS:
        i += 1
    if _FAR_VERB.isdisjoint(words[0].keys):
        return i < len(words) and (
            is_verb(words[i]) or _is_past(words[i]) or words[i].norm + "a" in words[i].keys
        )
    if "hur" in words[0].keys and i < len(words) and words[i].norm not in _DEGREES:
        return is_verb(words[i])
    for word in words[i : i + 4]:
        if word.norm in _SUBJECTS or not word.is_word:
            return False
        if is_verb(word) or _is_past(word):
            return True
    return False


def _follows_as_subject(verb: Word, word: Word, is_marked: bool) -> bool:
    """Whether a word can be the subject of the verb that opens a clause.

    Without a mark only what is hardly anything but a question counts: comments often leave out the
    subject of a statement ("tog bussen"), and "tycker jag" ends one.
    """
    norm = word.norm
    if is_marked:
        is_plain = "svc_opener" in verb.tags or "svc_subject" in word.tags
        return word.is_word and (is_plain or norm.endswith(("en", "et", "na")))
    if verb.norm in ("var", "va", "vart", "fick", "hade", "undrar", "ser"):
        return False
    if norm in ("jag", "ja", "vi", "ag"):
        return verb.norm in _MODALS
    if norm in _SUBJECTS or norm in _ANYONE:
        return norm not in (verb.norm, "en")
    if verb.norm not in _MODALS and verb.norm not in _COPULAS:
        return "svc_topic" in word.tags and norm.endswith(("n", "t", "na")) and verb.norm[-1] in "rs"
    if "svc_neg" in word.tags or norm in ("igen", "även", "sedan", "redan"):
        return False
    is_definite = len(norm) > 4 and norm.endswith(("en", "et", "an", "arna", "erna", "orna", "ns"))
    is_name = word.is_capitalised or any(c.isdigit() for c in norm)
    return is_definite or is_name or "place" in word.tags or norm in ("barn", "hundar", "vuxna")


def is_verb(word: Word) -> bool:
    """Whether a form is a verb in the present tense or one that often opens a question."""
    if "svc_opener" in word.tags:
        return True
    norm = word.norm
    if len(norm) < 3 or norm[-1] not in "rs" or norm.endswith("or"):
        return False
    stems = (norm[:-1], norm[:-2] + "a", norm[:-1] + "a")
    return any(stem in word.keys and stem != norm and stem[-1] == "a" for stem in stems)


def _is_past(word: Word) -> bool:
    norm = word.norm
    if "svc_past_verb" in word.tags:
        return True
    return norm.endswith(("de", "te")) and any(k[-1:] == "a" and k != norm for k in word.keys)


def _is_condition(words: list[Word] | tuple[Word, ...]) -> bool:
    """Whether "kommer ni så …", "kommer ni …, går jag": a condition and what follows from it."""
    for i in range(2, len(words) - 1):
        norm = words[i].norm
        if norm == "så" and is_verb(words[i + 1]):
            return True
        before = words[i - 1].norm
        if (
            i > 2
            and is_verb(words[i])
            and words[i + 1].norm in _SUBJECTS
            and before not in _OPENERS
            and before not in _WEAK_OPENERS
            and "svc_wh" not in words[i - 1].tags
            and before not in ("om", "som", "att", "när", "då")
        ):
            return True
    return False


def _is_foreign(parsed: ParsedText, start: int, end: int, is_marked: bool) -> bool:
    """Whether a sentence opens with a question word of another language."""
    words = parsed.words
    for i in range(start, end):
        word = words[i]
        if i > start and not _opens_clause(words[i - 1], True):
            continue
        if "svc_foreign_wh" in word.tags or (
            not word.is_known and len(word.norm) > 4 and word.norm.endswith(("ko", "kö"))
        ):
            rest = [w for w in words[i + 1 : end] if w.is_word]
            swedish = sum(w.is_known for w in rest)
            return bool(rest) and (is_marked or swedish * 2 <= len(rest))
    return False


def _is_asked(words: list[Word] | tuple[Word, ...]) -> bool:
    """Whether what is wondered about concerns the writer, anyone or the municipality."""
    for i, word in enumerate(words[:4]):
        if "svc_wh" in word.tags or word.norm in ("om", "ifall"):
            return any(
                w.norm in _CONCERNED or "svc_ni" in w.tags or "svc_topic" in w.tags
                for w in words[i + 1 : i + 4]
            )
    return False


def _detail(signs: frozenset[str]) -> str:
    if signs & {"order", "verb", "foreign", "mark"}:
        return "question"
    return "request" if "request" in signs and "indirect" not in signs else "indirect"


def _quote(parsed: ParsedText, start: int, end: int) -> str:
    """The beginning of the sentence, whole words, with digits hidden."""
    last = start + 1
    while last < end and parsed.ends[last] - parsed.starts[start] <= _LONGEST_QUOTE:
        last += 1
    text = parsed.quote(start, last)[:_LONGEST_QUOTE]
    return "".join("*" if c.isdigit() else c for c in text)
