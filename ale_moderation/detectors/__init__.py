"""One file per thing that a moderator would name. `DETECTORS` runs them in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from ale_moderation.detectors.advertising import find_advertising
from ale_moderation.detectors.complaint import find_complaints
from ale_moderation.detectors.confidential import find_confidential
from ale_moderation.detectors.contact import find_contacts
from ale_moderation.detectors.elsewhere import find_elsewhere
from ale_moderation.detectors.hate import find_hate
from ale_moderation.detectors.identifiers import find_identifiers
from ale_moderation.detectors.importance import find_importance
from ale_moderation.detectors.insult import find_insults
from ale_moderation.detectors.names import find_names
from ale_moderation.detectors.obscene import find_obscene
from ale_moderation.detectors.own_matter import find_own_matters
from ale_moderation.detectors.question import find_questions
from ale_moderation.detectors.risk import find_risk
from ale_moderation.detectors.sensitive import find_sensitive
from ale_moderation.detectors.spam import find_spam
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
    find_identifiers,
    find_contacts,
    find_sensitive,
    find_confidential,
    find_risk,
    find_importance,
    find_spam,
    find_advertising,
    find_questions,
    find_complaints,
    find_own_matters,
    find_elsewhere,
)
"""Every detector. The order has no meaning for the decision."""
