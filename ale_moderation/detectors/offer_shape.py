"""The shape of an offer, whatever is offered: how sellers write when no word of theirs is known.

Sellers leave themselves out ("Murar skorstenar, lagar kakelugnar."), and they put what speaks to a
buyer together: a price, a way to reach them, a question that heads the offer, what is left of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from ale_moderation.evidence import Sign
from ale_moderation.parsed_text import ParsedText, Word

NO_TRADE = "ad_no_trade"
"""The tag of verbs that people begin with when they tell, think or feel."""

_SUBJECTS = frozenset(
    """
    jag vi du ni man han hon den det de dom någon nån alla ingen folk kommunen mig oss dig er sig
    hen denna detta dessa ja ju inte väl
    """.split()
)
_YOURS = frozenset("ditt din dina er ert era dig åt".split())
_SHORTEST = 4
_FAMILIES = (
    ("price", ("price",)),
    ("way", ("contact", "phone", "link", "handle", "mail", "site", "application")),
    ("hook", ("hook",)),
    ("firm", ("firm",)),
    ("left", ("haste", "slots", "claims", "invite", "invite.by", "cheap", "percent")),
    ("terms", ("terms", "terms.first", "delivery", "area")),
)
_ENOUGH = 3


def seller_voice(parsed: ParsedText) -> Iterator[Sign]:
    """Sentences that begin with what the writer does, without the writer."""
    words = parsed.words
    for start, end in parsed.sentence_ranges():
        if not _is_trade_verb(words, start, end) or "?" in words[end - 1].form:
            continue
        chain = sum(
            _is_trade_verb(words, i, end)
            for i in range(start + 1, end)
            if not words[i - 1].is_word or words[i - 1].norm in ("och", "samt", "o", "å")
        )
        is_yours = not _YOURS.isdisjoint(words[i].norm for i in range(start + 1, end))
        if chain or is_yours:
            yield Sign(
                name="service.voice",
                weight=0.4,
                start=parsed.starts[start],
                end=parsed.ends[start],
            )
            return


def _is_trade_verb(words: Sequence[Word], i: int, end: int) -> bool:
    """Whether a verb in the present tense begins there, of doing and not of thinking."""
    word = words[i]
    norm = word.norm
    if len(norm) < _SHORTEST or not norm.endswith("r") or NO_TRADE in word.tags:
        return False
    if i + 1 < end and words[i + 1].norm in _SUBJECTS:
        return False
    infinitives = {norm[:-1], norm[:-2] + "a"} if norm.endswith(("ar", "er")) else {norm[:-1]}
    return any(key.endswith("a") and key in infinitives for key in word.keys)


def fragments(parsed: ParsedText) -> bool:
    """Whether a text is a row of bare parts, as listings are: nobody does, asks or judges."""
    words = parsed.words
    if not _FEWEST_WORDS <= len(words) <= _LISTING or "?" in parsed.text.surface:
        return False
    commas = sum(word.form in (",", ";", "/") for word in words)
    return commas >= _FEWEST_COMMAS and not any(
        word.norm in _SUBJECTS or "ad_comment" in word.tags or "body" in word.tags for word in words
    )


_FEWEST_WORDS, _LISTING, _FEWEST_COMMAS = 6, 26, 2


def families(signs: Collection[str]) -> int:
    """How many kinds of things that speak to a buyer are there, by the names of signs."""
    return sum(not frozenset(names).isdisjoint(signs) for _, names in _FAMILIES)


def is_offer(signs: Collection[str]) -> bool:
    """Whether so many kinds of them meet as only in an offer."""
    return families(signs) >= _ENOUGH
