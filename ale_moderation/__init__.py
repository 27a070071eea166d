"""Moderates comments by Ale kommun's guideline for social media.

>>> from ale_moderation import moderate
>>> moderate("När öppnar simhallen?").action
<Action.ANSWER: 'answer'>
"""

from importlib.metadata import version as _version

from ale_moderation.counterfactuals import Counterfactual, Counterfactuals
from ale_moderation.decision import Decision
from ale_moderation.display import Shown, show, to_html
from ale_moderation.errors import (
    ArchiveError,
    EngineError,
    ModerationError,
    NoTextError,
    Problem,
    RulebookError,
)
from ale_moderation.explain import explain, statement_of_reasons
from ale_moderation.model import (
    Action,
    AuthorRole,
    Category,
    Clause,
    Comment,
    Consent,
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
from ale_moderation.trace import AxisAsked, FactRead, NearMiss, RuleFired, Trace

__version__ = _version("ale-moderation")

__all__ = [
    "Action",
    "ArchiveError",
    "AuthorRole",
    "AxisAsked",
    "Category",
    "Clause",
    "Comment",
    "Consent",
    "Counterfactual",
    "Counterfactuals",
    "Decision",
    "EngineError",
    "Escalation",
    "FactRead",
    "Finding",
    "Justification",
    "ModerationError",
    "Moderator",
    "NearMiss",
    "NoTextError",
    "Problem",
    "Record",
    "Rule",
    "RuleFired",
    "Rulebook",
    "RulebookError",
    "Service",
    "Shown",
    "Trace",
    "Unit",
    "Visibility",
    "__version__",
    "explain",
    "load_rulebook",
    "moderate",
    "redact",
    "show",
    "statement_of_reasons",
    "to_html",
]
