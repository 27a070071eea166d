"""When an answer is due: working days in Sweden, and what decisions say of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ale_moderation import Comment, Moderator, explain
from ale_moderation.deadlines import due_day


@pytest.mark.parametrize(
    ("arrived", "due"),
    [
        (datetime(2026, 3, 2, 9), date(2026, 3, 4)),  # a Monday
        (datetime(2026, 3, 5, 9), date(2026, 3, 9)),  # a Thursday: over the weekend
        (datetime(2026, 3, 7, 23, 59), date(2026, 3, 10)),  # a Saturday
        (datetime(2026, 4, 1, 9), date(2026, 4, 7)),  # over Easter
        (datetime(2026, 4, 29, 9), date(2026, 5, 4)),  # over the first of May
        (datetime(2026, 6, 5, 9), date(2026, 6, 9)),  # the national day on a Saturday
        (datetime(2026, 6, 17, 9), date(2026, 6, 22)),  # over the eve of midsummer
        (datetime(2026, 12, 23, 9), date(2026, 12, 29)),  # over Christmas
        (datetime(2026, 12, 30, 9), date(2027, 1, 5)),  # over the new year, which changes
        (datetime(2027, 1, 5, 9), date(2027, 1, 8)),  # over Epiphany
        (datetime(2026, 7, 5, 21, 59, tzinfo=UTC), date(2026, 7, 7)),  # a Sunday in Sweden
        (datetime(2026, 7, 5, 22, 0, tzinfo=UTC), date(2026, 7, 8)),  # a Monday in Sweden
    ],
)
def test_two_working_days(arrived: datetime, due: date) -> None:
    """Weekends, holidays and eves do not count, nor does the day of arrival."""
    assert due_day(arrived, 2) == due


@pytest.mark.parametrize("day", [date(2026, 3, 4), date(2026, 12, 24), date(2026, 3, 8)])
def test_the_same_day(day: date) -> None:
    """No working days is the day itself, whatever day it is."""
    assert due_day(datetime(day.year, day.month, day.day, 12), 0) == day


@given(st.datetimes(datetime(2015, 1, 1), datetime(2040, 1, 1)), st.integers(1, 15))
def test_working_days_lie_between(arrived: datetime, days: int) -> None:
    """The deadline is a working day, and as many of them lie after the arrival as were given."""
    red = holidays.country_holidays("SE", categories=("public", "de_facto"))
    due = due_day(arrived, days)
    after = [arrived.date() + timedelta(n) for n in range(1, (due - arrived.date()).days + 1)]
    working = [day for day in after if day.weekday() < 5 and day not in red]

    assert len(working) == days
    assert working[-1] == due


MONDAY = datetime(2026, 3, 2, 9)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("När öppnar simhallen?", date(2026, 3, 4)),
        ("Gatlyktan vid busshållplatsen är trasig", date(2026, 3, 4)),
        ("Mitt personnummer är 19900721-2393", date(2026, 3, 2)),  # the rule says the same day
        ("Mitt personnummer är 19900721-2393, när öppnar simhallen?", date(2026, 3, 2)),
        ("Så fint det blev i parken!", None),  # no answer is owed
        ("Hennes personnummer är 19900721-2393", None),
    ],
)
def test_due_of_a_decision(moderator: Moderator, text: str, due: date | None) -> None:
    """An answer that is owed has its last day, the nearest of what the rules and the policy say."""
    assert moderator(Comment(text=text, created_at=MONDAY)).due == due


def test_no_due_without_arrival(moderator: Moderator) -> None:
    """Where nobody knows when the comment came there is no deadline."""
    assert moderator("När öppnar simhallen?").due is None


def test_due_is_told(moderator: Moderator) -> None:
    """The explanation tells the last day in both languages."""
    decision = moderator(Comment(text="När öppnar simhallen?", created_at=MONDAY))

    assert "Senast 2026-03-04." in explain(decision)
    assert "By 2026-03-04." in explain(decision, "en")
