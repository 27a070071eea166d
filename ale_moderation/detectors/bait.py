"""Baits: what the reader is to do with a comment, with what token, and what comes of it.

"Skriv en raket så fattar jag", "Gilla och skriv KLAR så är du med": an act, a token that says
nothing, and an answer. Who only counts voices ("Skriv ja om du vill ha kvar bussen") promises none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ale_moderation.evidence import Sign
from ale_moderation.parsed_text import ParsedText, Word

ACT = "bait.act"
"""The tag of what the reader is to do."""

_WEIGHT = 0.6
_REACH = 7
"""Words from the act to its token, and from there to the answer."""

_FIRST_PICTURE, _FIRST_SIGN, _LAST_SIGN = "\U0001f300", "\u2600", "\u27bf"
_ANSWERS = frozenset(("så", "sen", "sedan", "då"))


def bait(parsed: ParsedText) -> Sign | None:
    """The first act with a token and an answer, or None."""
    words = parsed.words
    for i in _acts(parsed):
        token = next(
            (k for k in range(i + 1, min(i + _REACH, len(words))) if _is_token(words[k])), None
        )
        if token is None:
            continue
        end = min(token + 1 + _REACH, len(words))
        if any(_answers(words, k) for k in range(token + 1, end)):
            return Sign(
                name="bait.token",
                weight=_WEIGHT,
                start=parsed.starts[i],
                end=parsed.ends[token],
            )
    return None


def _acts(parsed: ParsedText) -> Iterator[int]:
    """Where a clause begins with an act, or goes on with one after "och"."""
    words = parsed.words
    for span in parsed.spans.get(ACT, ()):
        i = span.start
        before = words[i - 1] if i else None
        is_first = before is None or parsed.sentences[i - 1] != parsed.sentences[i]
        if is_first or (before is not None and (not before.is_word or before.norm in _JOINING)):
            yield i


_JOINING = frozenset(("och", "o", "å", "&", "bara", "eller", "samt"))


def _is_token(word: Word) -> bool:
    """Whether a word says nothing in itself: a picture, a word in capitals, a number, "ja"."""
    form = word.form
    is_picture = form[0] >= _FIRST_PICTURE or _FIRST_SIGN <= form[0] <= _LAST_SIGN
    is_shouted = len(form) > 1 and form.isupper()
    return is_picture or is_shouted or "bait.token" in word.tags


def _answers(words: Sequence[Word], i: int) -> bool:
    """Whether the writer says there what comes of it: "så skickar jag", "så är du med"."""
    if words[i].norm not in _ANSWERS or i + 2 >= len(words):
        return False
    return "bait.answer" in words[i + 1].tags or (
        words[i + 1].norm in ("får", "är", "blir") and words[i + 2].norm in ("du", "ni")
    )
