"""What a reply repeats of the comment that it answers: other people's words, not the writer's own.

A quotation is marked (lines that begin with ">", quotation marks) or copied, sentence by sentence.
What stands in it is shown, and data in it stay what they are, but the words are not the writer's
attack, question or own number. A copy without a mark that the rest of the comment neither finds
fault with nor makes its own is unsure, and goes to a human.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from attrs import evolve, field, frozen

from ale_moderation.model import Finding
from ale_moderation.voice import ENDORSED

_WORDS = re.compile(r"\w+")
_BLOCK = re.compile(r"^[ \t]*>[> \t]*[\"”“»'’]?\w.*(?:\n[ \t]*>.*)*", re.MULTILINE)
_MARKED = re.compile(r'"[^"]{1,2000}"|”[^”]{1,2000}”|“[^“”"]{1,2000}[”"]|[«»][^«»]{1,2000}[«»]')
_GAP = re.compile(r"\.\.\.|…|\n")
_SENTENCE = re.compile(r"[^.!?:\n]+[.!?:]*")
_LEAST_COPIED = 5
"""Words from which on a copied sentence is a quotation; shorter ones people write by themselves."""

_AGREES = (
    *(
        "du har rätt",
        "ni har rätt",
        "har du rätt",
        "hade rätt",
        "så är det",
        "precis så",
        "exakt så",
    ),
    *("kunde inte sagt det bättre", "säger detsamma", "tycker likadant", "bra skrivet"),
)
_YES = frozenset(
    """
    ja jo jajamän japp jepp precis exakt sant amen verkligen absolut mm mhm yes true word this
    sanning sanningen självklart givetvis
    """.split()
)
_FINDS_FAULT = frozenset(
    """
    fel skäms skäm skämmas skamligt skärp sluta slutar okej acceptabelt oacceptabelt lågt fegt
    vidrigt hemskt sorgligt förbjudet olagligt respektlöst respekt anmäler anmäld anmälde anmälan
    hat hot avstånd rasistiskt otrevligt otrevlig elakt elak kränkande påhopp personangrepp lögn
    osant ljuger uppförande hyfs ordval ordvalet ton tonen språk språket skriver skrev kallar
    kallade säger citat citerar radera ursäkt
    """.split()
)
_NODS = frozenset("👍👏💯🙌✅☝👆❤😂🤣")
"""Signs that stand for a yes where there are no words."""

_QUIET = frozenset(("question", "complaint", "fault_report"))
"""What asks the municipality for something: it is the one quoted who asks."""
_GRAVE = frozenset(("offensive.threat", "offensive.incitement", "offensive.selfharm"))
"""What stands against the writer where it is not sure that somebody is quoted."""


@frozen(kw_only=True)
class Quotation:
    """A half-open span of the comment's text that repeats another's words.

    `is_sure` is false for a copy without a mark that nothing around it explains.
    """

    start: int
    end: int
    is_sure: bool = True


def quotations(text: str, parent: str | None) -> tuple[Quotation, ...]:
    """The quotations in a reply, in order; none where the writer agrees with what they repeat.

    Quotation marks count only around words of the parent; a block with ">" also around others, but
    then it is unsure.
    """
    known = _Parent.of(parent)
    marked = [match.span() for match in _MARKED.finditer(text)] if parent else []
    marked = [(a, b) for a, b in marked if len(_words(text[a:b])) > 1 and known.has(text[a:b])]
    blocks = [match.span() for match in _BLOCK.finditer(text)] if ">" in text else []
    if spans := _merged([*blocks, *marked]):
        if _agrees(_blanked(text, spans)):
            return ()
        return tuple(Quotation(start=a, end=b, is_sure=known.has(text[a:b])) for a, b in spans)
    copied = _merged(_copied(text, known))
    rest = _blanked(text, copied)
    count = sum(len(_words(text[a:b])) for a, b in copied)
    if count < _LEAST_COPIED or len(_words(rest)) < 2 or _agrees(rest):
        return ()
    is_sure = not _FINDS_FAULT.isdisjoint(_words(rest))
    return tuple(Quotation(start=a, end=b, is_sure=is_sure) for a, b in copied)


def needs_look(finding: Finding) -> bool:
    """Whether it matters for a finding that it stands in a quotation."""
    return (
        finding.kind in _QUIET
        or (finding.kind.startswith("offensive.") and finding.voice in ("", "own"))
        or (finding.kind == "personal_data.identifier" and finding.owner == "self")
    )


def in_voices(
    findings: Iterable[Finding],
    quoted: tuple[Quotation, ...],
    read_again: Callable[[str], tuple[Finding, ...]],
    text: str,
) -> tuple[Finding, ...]:
    """The findings, those in quotations with the voice of the one who is quoted.

    `read_again` finds what stands in the text without the quotations: an offence of the writer's
    own that the quoted one hid is added.
    """
    told = tuple(kept for finding in findings for kept in _told(finding, quoted))
    spans = [(quotation.start, quotation.end) for quotation in quoted]
    seen = {(f.kind, f.start, f.end) for f in told}
    own = [
        f
        for f in read_again(_blanked(text, spans))
        if needs_look(f) and (f.kind, f.start, f.end) not in seen
    ]
    return (*told, *own)


def _told(finding: Finding, quoted: tuple[Quotation, ...]) -> Iterator[Finding]:
    within = next((q for q in quoted if finding.start < q.end and q.start < finding.end), None)
    if within is None or not needs_look(finding):
        yield finding
    elif finding.kind in _QUIET:
        if not within.is_sure:
            yield finding
    elif finding.kind == "personal_data.identifier":
        yield evolve(finding, owner="third")
    elif within.is_sure:
        yield evolve(finding, voice="quoted")
    elif finding.kind in _GRAVE:
        yield finding
    else:
        yield evolve(finding, certainty=round(finding.certainty / 2, 3))


@frozen(kw_only=True)
class _Parent:
    """The words of a parent, joined by single spaces, and those of each of its sentences."""

    joined: str = field(repr=False)
    sentences: frozenset[str] = field(repr=False)

    @classmethod
    def of(cls, text: str | None) -> _Parent:
        text = text or ""
        sentences = {" ".join(_words(match.group())) for match in _SENTENCE.finditer(text)}
        return cls(joined=f" {' '.join(_words(text))} ", sentences=frozenset(sentences - {""}))

    def has(self, quotation: str) -> bool:
        """Whether it holds the words, in pieces where the quotation leaves something out."""
        pieces = [" ".join(_words(piece)) for piece in _GAP.split(quotation)]
        return any(pieces) and all(f" {piece} " in self.joined for piece in pieces if piece)


def _copied(text: str, parent: _Parent) -> Iterator[tuple[int, int]]:
    for match in _SENTENCE.finditer(text) if parent.sentences else ():
        if " ".join(_words(match.group())) in parent.sentences:
            yield match.span()


def _agrees(rest: str) -> bool:
    """Whether what is said besides a quotation makes it the writer's own."""
    words = _words(rest)
    joined = " ".join(words)
    if any(phrase in joined for phrase in (*ENDORSED, *_AGREES)):
        return True
    if not words:
        return not _NODS.isdisjoint(rest)
    return len(words) < 5 and not _YES.isdisjoint(words)


def _words(text: str) -> list[str]:
    return _WORDS.findall(text.casefold())


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, those that touch joined."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with line breaks in the place of the spans, so that every place stays."""
    pieces, at = [], 0
    for start, end in spans:
        pieces += [text[at:start], "\n" * (end - start)]
        at = end
    return "".join((*pieces, text[at:]))
