"""What many tests share: the shipped rules and word lists, loaded once."""

from __future__ import annotations

import pytest
from hypothesis import settings

from ale_moderation.lexicon import load_lexicon
from ale_moderation.moderator import Moderator
from ale_moderation.nlp import SwedishPipeline
from ale_moderation.rulebook import rules_folder

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
