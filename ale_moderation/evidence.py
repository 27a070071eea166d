"""Signs of one thing, each of little weight alone, and how they add up.

A word list is one sign; its `certainty` is the weight, its `detail` the name. A name with a dot
(`phishing.demand`) belongs to the topic before the dot. Signs count as independent evidence:
together they are wrong only where each is wrong (noisy-or), so the weights 0.4 and 0.5 make 0.7.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import prod

from attrs import evolve, frozen

from ale_moderation.parsed_text import ParsedText

_LONGEST_QUOTE = 60
_AGAIN = 0.6
_PRIVATE = re.compile(r"[\w.+-]+@[\w.-]+|@[\w.]+|\+?\d[\d \-–./]{4,}\d")
_READER = frozenset("du dig dej din ditt dina you your u".split())
_ASKED = frozenset(
    """
    ni er ert era man jag vi nån någon nåt något det de dom kommunen hur var vart när varför vad va
    vem vilken vilket vilka finns går kan får har hade är how where what when why who is are can do
    """.split()
)
_WHO = frozenset("vem vilka who någon nån anyone".split())
_WISHES = frozenset("vill önskar wants want sugen sugna behöver needs need redo ready".split())


@frozen(kw_only=True)
class Sign:
    """A sign with its weight, 0 to 1, at code points `start` to `end` of the surface."""

    name: str
    weight: float
    start: int
    end: int

    @property
    def topic(self) -> str:
        """The name up to the dot."""
        return self.name.partition(".")[0]


def signs_of(
    parsed: ParsedText,
    tag: str,
    *,
    is_asked_counted: bool = False,
    is_repetition_counted: bool = False,
) -> list[Sign]:
    """The word lists with a tag that were found, each once, where it weighs most.

    Words inside a question that is not put to the reader ("Säljer ni …?") are left out, unless
    `is_asked_counted`. With `is_repetition_counted` a list that says a second thing elsewhere in
    the text weighs more.
    """
    found: dict[str, Sign] = {}
    again: set[str] = set()
    is_asked_counted = is_asked_counted or "?" not in parsed.text.surface
    for span in parsed.spans.get(tag, ()):
        name = span.entry.detail
        known = found.get(name)
        if known is not None and known.weight >= span.certainty and not is_repetition_counted:
            continue
        if not is_asked_counted and is_asked(parsed, span.start):
            continue
        if known is not None and known.end <= parsed.starts[span.start]:
            word, other = (
                parsed.words[span.start].norm,
                parsed.text.surface[known.start : known.end],
            )
            if word not in other.casefold():
                again.add(name)
        if known is not None and known.weight >= span.certainty:
            continue
        found[name] = Sign(
            name=name,
            weight=span.certainty,
            start=parsed.starts[span.start],
            end=parsed.ends[span.end - 1],
        )
    return [
        evolve(sign, weight=combined((sign.weight, _AGAIN * sign.weight)))
        if name in again
        else sign
        for name, sign in found.items()
    ]


def is_asked(parsed: ParsedText, position: int) -> bool:
    """Whether a word stands in a question to the municipality or to anybody.

    A question to the reader ("Behöver du …?") and one that only heads an offer ("Trött på …?", "Vem
    vill …?") are no such questions.
    """
    words, sentence = parsed.words, parsed.sentence(position)
    marks = [i for i in range(sentence.start, sentence.stop) if "?" in words[i].form]
    if not marks or marks[-1] < position:
        return False
    norms = {words[i].norm for i in sentence}
    if words[sentence.start].norm in _WHO and not norms.isdisjoint(_WISHES):
        return False
    return norms.isdisjoint(_READER) and not norms.isdisjoint(_ASKED)


def combined(weights: Iterable[float]) -> float:
    """How sure several independent signs make one."""
    return 1.0 - prod(1.0 - weight for weight in weights)


def masked_quote(parsed: ParsedText, sign: Sign) -> str:
    """The words of a sign, cut to length, without numbers, handles and addresses."""
    quote = _PRIVATE.sub("•••", " ".join(parsed.text.surface[sign.start : sign.end].split()))
    return quote if len(quote) <= _LONGEST_QUOTE else quote[: _LONGEST_QUOTE - 1] + "…"
