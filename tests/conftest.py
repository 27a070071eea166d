"""What many tests share: the shipped rules and word lists, loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from ale_moderation.lexicon_files import load_lexicon
from ale_moderation.moderator import Moderator
from ale_moderation.nlp import SwedishPipeline
from ale_moderation.rulebook import rules_folder
from tests.always import make_always

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def parse() -> SwedishPipeline:
    """The pipeline with the shipped word lists."""
    return SwedishPipeline(load_lexicon(rules_folder() / "lexicon"))


@pytest.fixture(scope="session")
def moderator() -> Moderator:
    """The moderator with the shipped rules and policy."""
    return Moderator()


@pytest.fixture(scope="session")
def always(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Rules that remove every comment to which there is no consent, and load at once."""
    return make_always(tmp_path_factory.mktemp("always"))
