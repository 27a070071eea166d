"""What papers and encyclopedias tell of people goes to a human; what neighbours tell is removed."""

from __future__ import annotations

import pytest

from ale_moderation import Action, Moderator

CRIME = "dömdes till fängelse för grov misshandel"


@pytest.mark.parametrize(
    "text",
    [
        f"Vincent Delorme {CRIME} i Paris",
        f"Vincent Delorme {CRIME} den 24 augusti 2012",
        f"Vincent Delorme {CRIME} 1998",
        f"Vincent Delorme, verksam 2008–2013, {CRIME}",
        f"Vincent Delorme {CRIME} och böter på tio miljoner dollar",
    ],
)
def test_news_go_to_a_human(moderator: Moderator, text: str) -> None:
    """The world, a date with its year or a year long past is named."""
    decision = moderator(text)

    assert decision.action is Action.KEEP
    assert decision.needs_human


@pytest.mark.parametrize(
    "text",
    [
        f"Vincent Delorme {CRIME}",
        f"Vincent Delorme {CRIME} 2019",
        f"Vår granne Vincent Delorme {CRIME} i Paris",
        f"Jag vet att Vincent Delorme {CRIME} den 24 augusti 2012",
        f"Han på macken {CRIME} 1998",
        "Vincent Delorme har cancer, ring 031-390 06 20",
    ],
)
def test_neighbours_are_no_news(moderator: Moderator, text: str) -> None:
    """Without these, by somebody who knows them or without a whole name, it is gossip."""
    assert moderator(text).action is Action.REMOVE_AND_DOCUMENT
