"""The frames of the detectors: what must meet for a finding, as data."""

from __future__ import annotations

from pathlib import Path

import pytest

from ale_moderation import Moderator
from ale_moderation.detectors import importance, signs
from ale_moderation.detectors.signs import WHOLE, Combination, Weighing, read_frames

FOLDER = Path(importance.__file__).parent
NAMES = ("importance", "risk", "threat")


def write(folder: Path, text: str) -> Path:
    path = folder / "frames.toml"
    path.write_text(text, encoding="utf-8")
    return path


def frames(name: str) -> list[Combination | Weighing]:
    """Every frame of a file, each once."""
    read = read_frames(FOLDER / f"{name}.toml")
    combinations = {id(c): c for found in read.combinations.values() for c in found}
    return [*combinations.values(), *read.weighings]


@pytest.mark.parametrize("name", NAMES)
def test_every_sign_is_in_a_word_list(moderator: Moderator, name: str) -> None:
    """A frame that asks for a sign which no list has would never find anything."""
    lexicon = moderator._pipeline._lexicon
    lists = (lexicon.words, lexicon.exact, lexicon.heads, lexicon.prefixes, lexicon.endings)
    known = {entry.tag for found in lists for entries in found.values() for entry in entries}
    known |= {entry.tag for _, entry in lexicon.phrases}
    for frame in frames(name):
        asked = frozenset().union(*frame.needs, frame.unless)
        weights = frame.weights if isinstance(frame, Weighing) else {}
        assert asked.union(weights) <= known, frame


@pytest.mark.parametrize("name", NAMES)
def test_a_weighing_can_reach_its_least(name: str) -> None:
    """All signs of a weighing together are enough."""
    for frame in frames(name):
        if isinstance(frame, Weighing):
            assert signs.combined(frame.weights.values()) >= frame.least, frame


def test_fields(tmp_path: Path) -> None:
    """What is not told has its usual value; the whole comment is a word."""
    text = '[[combination]]\nkind = "question"\nneeds = ["a|b", "c"]\nreach = "whole"\n'
    read = read_frames(write(tmp_path, text))

    assert read.needs == {"a", "b"}
    assert read.combinations["a"] == [
        Combination(kind="question", needs=["a|b", "c"], reach=WHOLE)  # type: ignore[list-item]
    ]


def test_a_field_that_is_none(tmp_path: Path) -> None:
    """A misspelt field is an error that names it."""
    text = '[[combination]]\nkind = "question"\nneeds = ["a"]\nunles = ["b"]\n'

    with pytest.raises(TypeError, match="unles"):
        read_frames(write(tmp_path, text))
