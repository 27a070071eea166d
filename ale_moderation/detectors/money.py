"""Accounts and cards: clearing number and account number, IBAN, numbers of payment cards."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ale_moderation.detectors.nearby import is_near, word_at
from ale_moderation.digits import DASHES, Digits, is_luhn, joined
from ale_moderation.parsed_text import ParsedText

IBAN_LIKE = re.compile(r"\d\d(?<=[A-Za-z]{2}\d\d)[ -]?[A-Za-z\d]{4}")
"""What stands in every account number with letters; cheap to find."""

_IBAN = re.compile(
    r"(?<!\w)([A-Z]{2}\d\d(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,3})?)(?!\w)", re.I
)
_IBAN_PART = re.compile(r"[A-Za-z\d]+")
_WORDS_BETWEEN = re.compile(
    rf"(?:[ ,.:;()/{DASHES}]|\b(?:och|o|å|är|nr|nummer|konto|kontot|kontonr|kontonummer|rätt"
    r"|clearing|clearingnummer|clearingnr|hos|i|på)\b)*\Z",
    re.I,
)
_NEAR, _REACH = 24, 45
"""Characters between "konto" and its number; the longer where it is cut as an account number."""

Place = tuple[int, int, float]


def find_ibans(parsed: ParsedText) -> Iterator[Place]:
    """The place in the surface of each IBAN with right check digits, and its certainty."""
    surface = parsed.text.surface
    if IBAN_LIKE.search(surface) is None:
        return
    for match in _IBAN.finditer(surface):
        form = match.group()
        ends = [part.end() for part in _IBAN_PART.finditer(form)]
        for end in reversed(ends):  # a short word that follows may look like the last part
            if _is_iban(re.sub(r"[ -]", "", form[:end]).upper()):
                yield match.start(), match.start() + end, 0.95
                break


def _is_iban(code: str) -> bool:
    if not 15 <= len(code) <= 34 or (code[:2] == "SE" and len(code) != 24):
        return False
    return int("".join(str(int(c, 36)) for c in code[4:] + code[:4])) % 97 == 1


def find_accounts(parsed: ParsedText, groups: Sequence[Digits]) -> Iterator[Place]:
    """A clearing number and an account number, or seven digits and more after "konto"."""
    until = -1
    for span in parsed.at("id.account", "id.bank"):
        start, offset = parsed.starts[span.start], parsed.ends[span.end - 1]
        if offset < until:
            continue
        is_named = span.entry.tag == "id.account"
        surface = parsed.text.surface
        run = _after(surface, groups, offset, is_named) or _before(surface, groups, start, until)
        if not run:
            continue
        first = word_at(parsed, run[0].start)
        if not is_near(parsed, ("id.giro",), first, first, before=4, after=0):
            until = run[-1].end
            certainty = 0.85 if is_named or _is_cut_as_account(run) else 0.6
            yield run[0].start, run[-1].end, certainty


def _after(surface: str, groups: Sequence[Digits], offset: int, is_named: bool) -> Sequence[Digits]:
    """The groups after a word for an account, or a bank, that are its number."""
    run: list[Digits] = []
    for group in groups[bisect_left(groups, offset, key=_place) :]:
        if run and not _is_joined(surface[run[-1].end : group.start]):
            break
        if len(joined(run)) + len(group.digits) > 20:
            break
        run.append(group)
    number = joined(run)
    if len(number) < 7 or (len(number) < 10 and len(run) == 2 and len(run[0].digits) == 4):
        return ()
    lead = surface[offset : run[0].start]
    if _is_joined(lead):
        return run if is_named or (len(number) >= 10 and number[0] != "0") else ()
    return run if len(lead) <= _REACH and "\n" not in lead and _is_cut_as_account(run) else ()


def _before(surface: str, groups: Sequence[Digits], start: int, until: int) -> Sequence[Digits]:
    """The groups right before a bank or "konto" that are cut as an account number is."""
    run: list[Digits] = []
    stop = bisect_left(groups, start, key=_place)
    for group in reversed(groups[max(stop - 20, 0) : stop]):
        between = surface[group.end : run[0].start if run else start]
        if (
            group.start < until
            or len(between) > (_NEAR if run else 30)
            or (run and not _is_joined(between))
        ):
            break
        run.insert(0, group)
    return run if _is_cut_as_account(run) else ()


def _is_joined(between: str) -> bool:
    return len(between) <= _NEAR and _WORDS_BETWEEN.match(between) is not None


def _is_cut_as_account(run: Sequence[Digits]) -> bool:
    """Whether the first four digits are a clearing number and the rest an account number."""
    if len(run) < 2 or len(run[0].digits) != 4 or run[0].digits[0] == "0":
        return False
    is_date = run[0].digits[:2] in ("19", "20") and len(run[1].digits) <= 2
    return not is_date and 6 <= sum(len(group.digits) for group in run[1:]) <= 15


def _place(group: Digits) -> int:
    return group.start


def find_cards(parsed: ParsedText, groups: Sequence[Digits]) -> Iterator[Place]:
    """Numbers of payment cards with the right check digit, cut in fours or beside a word for it."""
    for i, group in enumerate(groups):
        run = [group]
        for following in groups[i + 1 : i + 4]:
            if following.gap is not None and len(joined(run)) < 16:
                run.append(following)
        number = joined(run)
        is_long = len(number) == 16 and number[0] in "23456"
        is_short = len(number) == 15 and number[:2] in ("34", "37")
        if (is_long or is_short) and is_luhn(number):
            first, last = word_at(parsed, run[0].start), word_at(parsed, run[-1].end - 1)
            if [len(g.digits) for g in run] in ([4, 4, 4, 4], [4, 6, 5]) or is_near(
                parsed, ("id.card",), first, last, before=10, after=6
            ):
                yield run[0].start, run[-1].end, 0.85
