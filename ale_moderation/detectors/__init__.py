"""One file per thing that a moderator would name. `DETECTORS` runs them in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from ale_moderation.detectors.hate import find_hate
from ale_moderation.detectors.insult import find_insults
from ale_moderation.detectors.names import find_names
from ale_moderation.detectors.obscene import find_obscene
from ale_moderation.detectors.threat import find_threats
from ale_moderation.model import Comment, Finding
from ale_moderation.nlp import ParsedText


class Detector(Protocol):
    """Looks for one thing. It never decides what is to be done about it."""

    def __call__(self, parsed: ParsedText, comment: Comment) -> Iterator[Finding]:
        """Everything of its kind in the comment, in any order."""


DETECTORS: tuple[Detector, ...] = (
    find_insults,
    find_hate,
    find_threats,
    find_obscene,
    find_names,
)
"""Every detector. The order has no meaning for the decision."""
