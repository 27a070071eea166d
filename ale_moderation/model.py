"""The values that go in and come out: comments, findings, clauses, justifications, decisions.

Every record is frozen. Nothing here decides anything; `Decision.action` and `Decision.duties` are
derived from the four axes and can not be set.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self

from attrs import Attribute, asdict, field, fields, frozen

from ale_moderation.redaction import redacted_text

if TYPE_CHECKING:
    from ale_moderation.counterfactuals import Counterfactuals
    from ale_moderation.trace import Trace

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


@frozen(kw_only=True, repr=False)
class Decision:
    """What is to be done with a comment, and why.

    `certainty` is the lowest among the grounds that carry the removal or hiding, None where nothing
    is removed or hidden. `review_reasons` are (Swedish, English) pairs, empty where no human is
    needed. `due` is the last day to answer in, None where no answer is owed or nobody knows when
    the comment came. `forward_to` is the unit that answers for what it is about, where some service
    is owed. `version` names the rule files. The repr and `to_dict()` hold no text; a notebook shows
    the comment.
    """

    comment: Comment
    visibility: Visibility
    record: Record
    service: tuple[Service, ...]
    escalation: tuple[Escalation, ...]
    findings: tuple[Finding, ...]
    justifications: tuple[Justification, ...]
    lifted: tuple[str, ...]
    language: str
    certainty: float | None
    review_reasons: tuple[tuple[str, str], ...]
    version: str
    due: date | None = None
    forward_to: Unit | None = None

    def __repr__(self) -> str:
        rules = ", ".join(j.rule for j in self.justifications)
        asked = ", ".join((self.visibility, self.record, *self.service, *self.escalation))
        return f"<Decision {self.action}: {asked}; by {rules or 'no rule'} ({self.version})>"

    def _repr_html_(self) -> str:
        from ale_moderation.display import show

        return show(self).html

    def trace(self) -> Trace:
        """How it came about. LookupError where the Moderator that made it is not in this process.

        The decision is a plain value, and is looked at again by the moderator of its version.
        """
        from ale_moderation.moderator import moderator_of

        return moderator_of(self.version).trace(self)

    def counterfactuals(self) -> Counterfactuals:
        """Which finding or context decides. LookupError as for `trace`."""
        from ale_moderation.moderator import moderator_of

        return moderator_of(self.version).counterfactuals(self)

    @property
    def action(self) -> Action:
        """The headline: the heaviest of what the axes ask for."""
        if self.visibility is Visibility.REMOVE:
            return Action.REMOVE_AND_DOCUMENT
        if self.record in _REGISTERED:
            return Action.REGISTER
        return Action.ANSWER if self.service else Action.KEEP

    @property
    def categories(self) -> tuple[Category, ...]:
        """The categories found, heaviest first; none is yet a ground for removal.

        What stands in another's mouth is none; who is pointed out as criminal is defamed.
        """
        found = {finding.category for finding in self.findings if finding.voice in ("", "own")}
        if any(finding.kind == "personal_data.criminal" for finding in self.findings):
            found.add(Category.OFFENSIVE)
        return tuple(category for category in Category if category in found)

    @property
    def needs_human(self) -> bool:
        """Whether a person must look before, or soon after, anything is done."""
        return bool(self.review_reasons)

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Every clause cited, in order, each once."""
        cited = {clause.id: clause for j in self.justifications for clause in j.clauses}
        return tuple(cited.values())

    @property
    def duties(self) -> tuple[str, ...]:
        """The checklist that follows from the axes, in the words of the annotated corpora."""
        hidden = self.visibility is not Visibility.KEEP
        disposed = self.record is Record.GALLRA
        duties = {
            "document": hidden and not disposed,
            "register": self.record in _REGISTERED,
            "gallra": disposed,
            "secrecy_mark": self.record is Record.REGISTER_WITH_SECRECY_MARK,
            "statement_of_reasons": self.visibility is Visibility.REMOVE and not disposed,
            "reply": Service.ANSWER_PUBLIC in self.service,
            "reply_other_channel": Service.ANSWER_OTHER_CHANNEL in self.service,
            "forward": Service.FORWARD in self.service,
            "police_report": Escalation.POLICE in self.escalation,
            "notify_dpo": Escalation.DATA_PROTECTION_OFFICER in self.escalation,
            "urgent": not _URGENT.isdisjoint(self.escalation),
            "human_review": self.needs_human,
        }
        return tuple(name for name, holds in duties.items() if holds)

    def redacted(self) -> str:
        """The comment's text with labels in the place of the personal data that were found.

        `Moderator.redact` looks again until nothing is left; this is what was seen at once.
        """
        return redacted_text(self.comment.text, self.findings)

    def to_dict(self, *, include_text: bool = False) -> dict[str, Any]:
        """The decision as plain JSON types; the comment's text and author only on request."""
        place = {finding: i for i, finding in enumerate(self.findings)}
        created = self.comment.created_at
        comment: dict[str, Any] = {
            "id": self.comment.id,
            "channel": self.comment.channel,
            "created_at": None if created is None else created.isoformat(),
        }
        if include_text:
            comment |= {
                "text": self.comment.text,
                "author": self.comment.author,
                "author_role": self.comment.author_role.value,
                "parent": self.comment.parent,
                "consent": self.comment.consent.value,
                "triggered_action": self.comment.triggered_action,
                "records_request_pending": self.comment.records_request_pending,
            }
        return {
            "action": self.action.value,
            "visibility": self.visibility.value,
            "record": self.record.value,
            "service": [s.value for s in self.service],
            "escalation": [e.value for e in self.escalation],
            "due": None if self.due is None else self.due.isoformat(),
            "forward_to": None if self.forward_to is None else asdict(self.forward_to),
            "duties": list(self.duties),
            "categories": [c.value for c in self.categories],
            "language": self.language,
            "certainty": self.certainty,
            "needs_human": self.needs_human,
            "review_reasons": [{"sv": sv, "en": en} for sv, en in self.review_reasons],
            "findings": [{name: getattr(f, name) for name in _PARTS} for f in self.findings],
            "justifications": [
                {
                    "rule": j.rule,
                    "location": j.location,
                    "visibility": j.visibility.value,
                    "certainty": j.certainty,
                    "sv": j.sv,
                    "en": j.en,
                    "clauses": [
                        {
                            "id": c.id,
                            "sv": c.sv,
                            "en": c.en,
                            "binds": list(c.binds),
                            "role": c.role,
                        }
                        for c in j.clauses
                    ],
                    "findings": [place[f] for f in j.findings],
                }
                for j in self.justifications
            ],
            "lifted": list(self.lifted),
            "version": self.version,
            "comment": comment,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The decision that `to_dict(include_text=True)` wrote; KeyError without the text."""
        given = dict(data["comment"])
        if "text" not in given:
            raise KeyError("comment.text: the decision was written without include_text=True")
        if given["created_at"] is not None:
            given["created_at"] = datetime.fromisoformat(given["created_at"])
        findings = tuple(Finding(**f) for f in data["findings"])
        due, unit = data["due"], data["forward_to"]
        return cls(
            comment=Comment(**given),
            visibility=Visibility(data["visibility"]),
            record=Record(data["record"]),
            service=tuple(map(Service, data["service"])),
            escalation=tuple(map(Escalation, data["escalation"])),
            findings=findings,
            justifications=tuple(
                Justification(
                    rule=j["rule"],
                    location=j["location"],
                    visibility=Visibility(j["visibility"]),
                    certainty=j["certainty"],
                    sv=j["sv"],
                    en=j["en"],
                    clauses=tuple(Clause(**c | {"binds": tuple(c["binds"])}) for c in j["clauses"]),
                    findings=tuple(findings[i] for i in j["findings"]),
                )
                for j in data["justifications"]
            ),
            lifted=tuple(data["lifted"]),
            language=data["language"],
            certainty=data["certainty"],
            review_reasons=tuple((r["sv"], r["en"]) for r in data["review_reasons"]),
            version=data["version"],
            due=None if due is None else date.fromisoformat(due),
            forward_to=None if unit is None else Unit(**unit),
        )


_REGISTERED = (Record.REGISTER, Record.REGISTER_WITH_SECRECY_MARK)
_URGENT = {Escalation.EMERGENCY, Escalation.SOCIAL_SERVICES, Escalation.SECURITY}

_PARTS = tuple(part.name for part in fields(Finding))
