"""One file per thing that a moderator would name. `DETECTORS` runs them in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import frozen

from ale_moderation.detectors import (
    advertising,
    calling,
    complaint,
    confidential,
    contact,
    elsewhere,
    hate,
    hate_hints,
    identifiers,
    importance,
    insult,
    names,
    obscene,
    own_matter,
    question,
    risk,
    scorn,
    sensitive,
    spam,
    threat,
)
from ale_moderation.detectors.topics import TOPIC_TAGS
from ale_moderation.model import Comment, Finding
from ale_moderation.parsed_text import ParsedText


@frozen
class Detector:
    """Looks for one thing. It never decides what is to be done about it.

    `find` gives everything of its kind in a comment, in any order. A comment without any tag of
    `needs` holds nothing of it, and is not shown to it.
    """

    needs: frozenset[str]
    find: Callable[[ParsedText, Comment], Iterator[Finding]]


DETECTORS: tuple[Detector, ...] = (
    Detector(insult.NEEDS, insult.find_insults),
    Detector(calling.NEEDS, calling.find_callings),
    Detector(scorn.NEEDS, scorn.find_scorn),
    Detector(hate.NEEDS, hate.find_hate),
    Detector(hate_hints.NEEDS, hate_hints.find_hate_hints),
    Detector(threat.NEEDS, threat.find_threats),
    Detector(obscene.NEEDS, obscene.find_obscene),
    Detector(names.NEEDS, names.find_names),
    Detector(identifiers.NEEDS, identifiers.find_identifiers),
    Detector(contact.NEEDS, contact.find_contacts),
    Detector(TOPIC_TAGS, sensitive.find_sensitive),
    Detector(confidential.NEEDS, confidential.find_confidential),
    Detector(risk.NEEDS, risk.find_risk),
    Detector(importance.NEEDS, importance.find_importance),
    Detector(spam.NEEDS, spam.find_spam),
    Detector(advertising.NEEDS, advertising.find_advertising),
    Detector(question.NEEDS, question.find_questions),
    Detector(complaint.NEEDS, complaint.find_complaints),
    Detector(own_matter.NEEDS, own_matter.find_own_matters),
    Detector(elsewhere.NEEDS, elsewhere.find_elsewhere),
)
"""Every detector. The order has no meaning for the decision."""
