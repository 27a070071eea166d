"""Who is singled out for a deed: "det var Ove som högg", "den som klottrade var Ove".

Such a sentence answers the question who did it. So a verb that is no offence by itself is one here.
"""

from __future__ import annotations

from ale_moderation.detectors.figure import Figure
from ale_moderation.detectors.roster import Roster
from ale_moderation.parsed_text import ParsedText, Span

_WHOEVER = frozenset(("den", "de", "dom", "han", "hon", "vem"))
_ADVERBS = frozenset("ju nog väl säkert så faktiskt bara visst alltid ändå tydligen".split())
_FARTHEST = 8
_SUREST = 0.85
"""From here on one person is pointed out, and not whoever it was."""


def singled_out(parsed: ParsedText, roster: Roster, topic: Span) -> Figure | None:
    """The person whom the clause around a deed singles out, who is no subject of it by place."""
    words, sentence = parsed.words, parsed.sentence(topic.start)
    som = topic.start - 1
    if som <= sentence.start or words[som].norm != "som":
        return None
    if words[som - 1].norm in _WHOEVER:
        if som - 1 > sentence.start and "copula" in words[som - 2].tags:  # "Ove var den som …"
            before = roster.before(som - 2, sentence)
            return before[-1] if before and before[-1].known >= _SUREST else None
        return _named_after(parsed, roster, topic, sentence)
    for k in range(som - 1, max(sentence.start, som - 1 - _FARTHEST), -1):
        if "copula" not in words[k].tags or words[k - 1].norm not in ("det", "de"):
            continue
        while words[k + 1].norm in _ADVERBS:
            k += 1
        return _sure(roster, k + 1)
    return None


def _named_after(parsed: ParsedText, roster: Roster, topic: Span, sentence: range) -> Figure | None:
    """Who is named after "den som …" and a verb of being."""
    words = parsed.words
    for k in range(topic.end, min(topic.end + _FARTHEST, sentence.stop - 1)):
        if not words[k].is_word:
            return None
        if "copula" in words[k].tags:
            return _sure(roster, k + 1 + ("pron_3s" in words[k + 1].tags))
    return None


def _sure(roster: Roster, position: int) -> Figure | None:
    figure = roster.starting_at(position)
    return figure if figure is not None and figure.known >= _SUREST else None
