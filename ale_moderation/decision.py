"""What comes out: a decision on a comment.

It is frozen, and decides nothing itself: `action` and `duties` are derived from the four axes and
can not be set.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from attrs import asdict, fields, frozen

from ale_moderation.model import (
    Action,
    Category,
    Clause,
    Comment,
    Escalation,
    Finding,
    Justification,
    Record,
    Service,
    Unit,
    Visibility,
)
from ale_moderation.redaction import redacted_text

if TYPE_CHECKING:
    from ale_moderation.counterfactuals import Counterfactuals
    from ale_moderation.trace import Trace


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
