"""The values that a decision is made of: comments, findings, clauses, justifications, the axes.

Every record is frozen, and nothing here decides anything.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from attrs import Attribute, field, frozen

KINDS: frozenset[str] = frozenset(
    """
    spam advertising unlawful
    offensive.insult offensive.hate offensive.threat offensive.incitement offensive.selfharm
    offensive.defamation offensive.obscene
    confidential
    personal_data.identifier personal_data.contact personal_data.named personal_data.sensitive
    personal_data.criminal personal_data.official personal_data.self
    question complaint fault_report case_handling event_tip benign criticism quote
    important.abuse_report important.appeal important.concern_report important.damage_claim
    important.gdpr_request important.misconduct_tip important.other important.person_at_risk
    important.record_request important.supervision_tip important.threat_official
    """.split()
)
"""Every label that a finding may carry: the vocabulary of the annotated corpora."""


CLAUSE_ROLES: frozenset[str] = frozenset(("law", "secrecy", "record", "otherwise"))
"""What a clause may be: `law` and `secrecy` are grounds for removal that a reply words with care;
`record` says what is done with what was removed, `otherwise` that the rest stays: no grounds."""


class Category(StrEnum):
    """The five categories of the mission, heaviest first."""

    CONFIDENTIAL = "confidential"
    PERSONAL_DATA = "personal_data"
    OFFENSIVE = "offensive"
    SPAM = "spam"
    ADVERTISING = "advertising"


class Visibility(StrEnum):
    """Whether the comment may stand, mildest first."""

    KEEP = "keep"
    HIDE_PENDING = "hide_pending"
    REMOVE = "remove"


class Record(StrEnum):
    """How the comment is kept in the records, weakest first."""

    NONE = "none"
    GALLRA = "gallra"
    REGISTER = "register"
    REGISTER_WITH_SECRECY_MARK = "register_with_secrecy_mark"


class Service(StrEnum):
    """What the duty of service asks for."""

    ANSWER_PUBLIC = "answer_public"
    ANSWER_OTHER_CHANNEL = "answer_other_channel"
    FORWARD = "forward"


class Escalation(StrEnum):
    """Who else must be told."""

    EMERGENCY = "emergency"
    SOCIAL_SERVICES = "social_services"
    POLICE = "police"
    SECURITY = "security"
    MANAGER = "manager"
    DATA_PROTECTION_OFFICER = "data_protection_officer"
    IT_SECURITY = "it_security"
    HUMAN_REVIEW = "human_review"


class Action(StrEnum):
    """The headline action, derived from the axes."""

    KEEP = "keep"
    ANSWER = "answer"
    REGISTER = "register"
    REMOVE_AND_DOCUMENT = "remove_and_document"


class Consent(StrEnum):
    """What is known of consent to the personal data in the comment."""

    UNKNOWN = "unknown"
    GIVEN = "given"
    SELF = "self"
    OFFICIAL = "official"


class AuthorRole(StrEnum):
    """Who wrote the comment, as far as the caller knows."""

    UNKNOWN = "unknown"
    RESIDENT = "resident"
    EMPLOYEE = "employee"
    POLITICIAN = "politician"
    MUNICIPALITY = "municipality"


def _typed(*expected: type) -> Any:
    """A validator that names the field and both types, never the value."""

    def check(instance: object, attribute: Attribute[Any], value: object) -> None:
        if not isinstance(value, expected):
            names = " or ".join("None" if t is type(None) else t.__name__ for t in expected)
            owner = type(instance).__name__
            raise TypeError(
                f"{owner}.{attribute.name}: expected {names}, got {type(value).__name__}"
            )

    return check


_OPTIONAL_TEXT = _typed(str, type(None))
_OPTIONAL_BOOL = _typed(bool, type(None))


@frozen(kw_only=True)
class Comment:
    """A comment and what is known about it outside its text.

    None and UNKNOWN mean "not known", which never speaks for removal. `triggered_action` says that
    somebody replied, forwarded, warned or reported because of the comment; `parent` is the text
    that it answers. The repr shows no text and no author.
    """

    text: str = field(validator=_typed(str), repr=False)
    id: str | None = field(default=None, validator=_OPTIONAL_TEXT)
    author: str | None = field(default=None, validator=_OPTIONAL_TEXT, repr=False)
    author_role: AuthorRole = field(default=AuthorRole.UNKNOWN, converter=AuthorRole)
    channel: str | None = field(default=None, validator=_OPTIONAL_TEXT)
    created_at: datetime | None = field(default=None, validator=_typed(datetime, type(None)))
    parent: str | None = field(default=None, validator=_OPTIONAL_TEXT, repr=False)
    consent: Consent = field(default=Consent.UNKNOWN, converter=Consent)
    triggered_action: bool | None = field(default=None, validator=_OPTIONAL_BOOL)
    records_request_pending: bool | None = field(default=None, validator=_OPTIONAL_BOOL)


def _kind(instance: object, attribute: Attribute[str], value: str) -> None:
    if value not in KINDS:
        raise ValueError(f"Finding.kind: {value!r} is not a known kind")


@frozen(kw_only=True)
class Finding:
    """Something a detector saw.

    `start` and `end` are half-open code points of the original text. `certainty` is 0 to 1.
    `detail` is the detector's finer name (`personnummer`, `social_services`); `severity` is 0 to 3
    (none, mild, crude, degrading). `target` says at whom an offence is aimed, `owner` whose data it
    is, `voice` in whose mouth it stands; an empty string means "does not apply". `quote` is masked
    where it would repeat personal data.
    """

    kind: str = field(validator=_kind)
    start: int
    end: int
    certainty: float
    detector: str
    quote: str = field(repr=False)
    detail: str = ""
    severity: int = 0
    target: str = ""
    owner: str = ""
    voice: str = ""

    @property
    def category(self) -> Category | None:
        """One of the five categories, or None for an intent (question, appeal …)."""
        head = self.kind.partition(".")[0]
        return _CATEGORIES.get(head)


_CATEGORIES = {category.value: category for category in Category}


@frozen(kw_only=True)
class Clause:
    """A sentence of the guideline, or a ground in one (`…1.2#lag`), verbatim and translated.

    `role` is what sets it apart from other grounds, one of `CLAUSE_ROLES`, else empty.
    """

    id: str
    sv: str
    en: str
    binds: tuple[str, ...] = ()
    role: str = ""


@frozen(kw_only=True)
class Unit:
    """A unit of the municipality, or another body, that answers for something."""

    id: str
    sv: str
    en: str


@frozen(kw_only=True)
class Justification:
    """Why one rule spoke: its clauses, its sentence in two languages and the findings behind it.

    `certainty` is that of the weakest fact that the rule needed, 1.0 where it needed no finding.
    `location` is `file:line` of the rule.
    """

    rule: str
    clauses: tuple[Clause, ...]
    sv: str = field(repr=False)
    en: str = field(repr=False)
    findings: tuple[Finding, ...]
    visibility: Visibility
    certainty: float
    location: str
