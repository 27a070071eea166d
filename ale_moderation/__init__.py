"""Moderates comments by Ale kommun's guideline for social media.

>>> from ale_moderation import moderate
>>> moderate("När öppnar simhallen?").action
<Action.ANSWER: 'answer'>
"""

from importlib.metadata import version as _version

from ale_moderation.errors import (
    ArchiveError,
    EngineError,
    ModerationError,
    Problem,
    RulebookError,
)
from ale_moderation.explain import explain, statement_of_reasons, to_html
from ale_moderation.model import (
    Action,
    AuthorRole,
    Category,
    Clause,
    Comment,
    Consent,
    Decision,
    Escalation,
    Finding,
    Justification,
    Record,
    Service,
    Unit,
    Visibility,
)
from ale_moderation.moderator import Moderator, moderate, redact
from ale_moderation.rulebook import Rule, Rulebook, load_rulebook

__version__ = _version("ale-moderation")

__all__ = [
    "Action",
    "ArchiveError",
    "AuthorRole",
    "Category",
    "Clause",
    "Comment",
    "Consent",
    "Decision",
    "EngineError",
    "Escalation",
    "Finding",
    "Justification",
    "ModerationError",
    "Moderator",
    "Problem",
    "Record",
    "Rule",
    "Rulebook",
    "RulebookError",
    "Service",
    "Unit",
    "Visibility",
    "__version__",
    "explain",
    "load_rulebook",
    "moderate",
    "redact",
    "statement_of_reasons",
    "to_html",
]
