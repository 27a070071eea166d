"""Somebody in a text, with how surely one person or household is pointed out."""

from __future__ import annotations

from attrs import evolve, frozen

from ale_moderation.detectors.whereabouts import is_governed
from ale_moderation.parsed_text import ParsedText
from ale_moderation.people import Who


@frozen(kw_only=True)
class Figure:
    """Somebody in the text, at words `start` to `end`, their whereabouts included.

    `known` is 0 to 1: how surely one person (or household) is pointed out; 0 for bodies, groups and
    anybody at all. `is_kin` marks somebody of the writer's own family who is not named,
    `is_in_phrase` what stands after a preposition, `is_possessor` a possessive pronoun, `is_member`
    somebody named by their place in a family, `is_pupil` somebody in a school class,
    `is_relative` a child or a relative of anybody's.
    """

    start: int
    end: int
    who: Who
    known: float
    is_named: bool = False
    is_kin: bool = False
    is_child: bool = False
    is_household: bool = False
    is_in_phrase: bool = False
    is_possessor: bool = False
    is_pronoun: bool = False
    is_member: bool = False
    is_pupil: bool = False
    is_relative: bool = False

    def weakened(self, factor: float) -> Figure:
        """The same figure, pointed out less surely."""
        return evolve(self, known=self.known * factor)


def figure_at(
    parsed: ParsedText,
    start: int,
    end: int,
    known: float,
    *,
    who: Who = Who.PERSON,
    is_named: bool = False,
    is_pupil: bool = False,
    is_household: bool = False,
) -> Figure:
    """A figure told by what stands at words `start` to `end`, as surely as `known`."""
    return Figure(
        start=start,
        end=end,
        who=who,
        known=known,
        is_named=is_named,
        is_child=who is Who.CHILD,
        is_pupil=is_pupil,
        is_household=is_household,
        is_in_phrase=is_governed(parsed.words, start),
    )
