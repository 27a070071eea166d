"""When an answer is due: working days from the arrival of a comment, in Sweden.

Neither Saturdays, Sundays and public holidays nor the eves of midsummer, Christmas and the new year
are working days. The library with the holidays is imported when a deadline is first asked for.
"""

from __future__ import annotations

from collections.abc import Container
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

_ZONE = "Europe/Stockholm"
_SATURDAY = 5


def due_day(arrived: datetime, working_days: int) -> date:
    """The last day to answer in, so many working days after the day of arrival.

    0 is the day of arrival itself, working day or not. A moment without a time zone is Swedish
    time; any other is turned into it, so that 23:30 UTC in summer belongs to the next day.
    """
    if arrived.tzinfo is not None:
        arrived = arrived.astimezone(ZoneInfo(_ZONE))
    return _after(arrived.date(), working_days)


@lru_cache(1024)
def _after(day: date, working_days: int) -> date:
    while working_days:
        day += timedelta(days=1)
        working_days -= day.weekday() < _SATURDAY and day not in _holidays(day.year)
    return day


@lru_cache(16)
def _holidays(year: int) -> Container[date]:
    import holidays

    return frozenset(holidays.country_holidays("SE", years=year, categories=("public", "de_facto")))
