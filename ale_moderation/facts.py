"""The closed vocabulary of `when`, and the one flat row of facts that a comment becomes.

A row holds every fact, always, as a small integer: flags are 0 or 1, levels and names are places
in their tuple of values. No text and no personal data can enter it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from attrs import field, frozen

from ale_moderation.model import AuthorRole, Comment, Consent, Finding

_SEVERITY = ("none", "mild", "crude", "degrading")
_STRENGTH = ("none", "suspected", "clear")
_KNOWLEDGE = ("unknown", "no", "yes")
VOICES = ("own", "quoted", "reported", "negated", "reclaimed", "figurative")
"""In whose mouth an offence stands. Only `own` is the author's own attack."""


@frozen(kw_only=True)
class Fact:
    """One word that `when` may use.

    `values` names the integers from 0 on. An ordered fact (a level) may be compared with `<` and
    `>=`; others only with `==`, `!=` and `in`. A flag has the values no and yes and stands alone.
    """

    name: str
    values: tuple[str, ...]
    is_ordered: bool
    about: str

    @property
    def is_flag(self) -> bool:
        """Whether the fact is a plain yes or no."""
        return self.values == _FLAG


_FLAG = ("no", "yes")


def _vocabulary(*facts: Fact) -> Mapping[str, Fact]:
    return MappingProxyType({fact.name: fact for fact in facts})


def _flag(name: str, about: str) -> Fact:
    return Fact(name=name, values=_FLAG, is_ordered=False, about=about)


def _level(name: str, values: tuple[str, ...], about: str) -> Fact:
    return Fact(name=name, values=values, is_ordered=True, about=about)


def _name(name: str, values: tuple[str, ...], about: str) -> Fact:
    return Fact(name=name, values=values, is_ordered=False, about=about)


FACTS: Mapping[str, Fact] = _vocabulary(
    # what the caller knows
    _name("consent", ("unknown", "given", "self", "official"), "consent to the personal data"),
    _name(
        "author_role",
        ("unknown", "resident", "employee", "politician", "municipality"),
        "who wrote the comment",
    ),
    _name("triggered_action", _KNOWLEDGE, "somebody acted because of the comment"),
    _name("records_request", _KNOWLEDGE, "a records request about the comment is pending"),
    _flag("gallring_decision", "the policy names a decision on disposal that is in force"),
    # offence
    _level("insult_person", _SEVERITY, "insult of a private person"),
    _level("insult_commenter", _SEVERITY, "insult of the one addressed"),
    _level("insult_staff", _SEVERITY, "insult of identifiable staff"),
    _level("insult_politician", _SEVERITY, "insult of a politician in the role"),
    _level("insult_child", _SEVERITY, "insult of a child"),
    _level("insult_body", _SEVERITY, "insult of a body, a collective or a thing"),
    _level("insult_unclear", _SEVERITY, "insult whose target the text does not show"),
    _name("offence_voice", VOICES, "in whose mouth the offences stand; own if any is the author's"),
    _level("hate", ("none", "coded", "open"), "hate against a protected group"),
    _level("threat", ("none", "veiled", "open"), "threat against somebody"),
    _flag("threat_official", "the threat is against staff, a politician or the activity"),
    _flag("incitement", "call to commit a crime or to harass"),
    _flag("selfharm_urging", "urging another to harm themselves"),
    _flag("defamation", "a living individual pointed out as criminal or reprehensible"),
    _flag("offence_told", "by the text as a whole, contempt that no single word tells"),
    _flag("hate_told", "by the text as a whole, contempt of a protected group that no word tells"),
    _flag("obscene", "obscene, gory or sexual content"),
    # personal data
    _flag("identifier_third", "personal identity number, plate, account … of another or unknown"),
    _flag("identifier_self", "the writer's own identity or account number"),
    _flag("contact_third", "phone, e-mail or home address of another"),
    _flag("contact_self", "the writer's own contact data"),
    _flag("contact_offered", "a number or an e-mail address that the writer can be reached at"),
    _flag("notice", "a notice to neighbours of something lost, found, lent or given away"),
    _flag("named_private", "a private person is named"),
    _flag("official_named", "a person is named or pointed out in the exercise of a post"),
    _flag("sensitive_third", "health, faith, union, sexual life … of an identifiable other"),
    _flag("private_told", "by the text as a whole, a private matter of an identifiable other"),
    _flag("sensitive_self", "the writer's own sensitive data, told in debate"),
    _flag("criminal_third", "offences of an identifiable other"),
    # confidential
    _flag("confidential_third", "social services, care or pupil health of an identifiable other"),
    _flag("confidential_self", "the writer's own pending matter at social services or in care"),
    _flag("protected_identity", "reveals where a protected or hiding person is"),
    _flag("security_information", "codes, keys and gaps in security"),
    _flag("procurement_secret", "bids in a procurement that is not decided"),
    _flag("insider", "the writer says that they work, or worked, with what they reveal"),
    # information of importance
    _flag("record_request", "request for public records"),
    _flag("removal_query", "asks why a comment was removed"),
    _flag("appeal", "appeal or request for reconsideration"),
    _flag("damage_claim", "claim for damages"),
    _flag("gdpr_request", "access, erasure, objection or withdrawn consent"),
    _flag("misconduct_tip", "tip about misconduct or conflict of interest"),
    _flag("whistleblower", "the tip comes from within"),
    _flag("supervision_tip", "tip for environmental or building supervision"),
    _flag("abuse_report", "report of bullying or degrading treatment of pupils"),
    _flag("concern_report", "concern about a child that can be identified"),
    _flag("self_at_risk", "the writer may harm themselves"),
    _flag("other_at_risk", "another, not identifiable, is in danger now"),
    _flag("identified_at_risk", "an identifiable person is in danger"),
    _flag("important_other", "warning of fraud, crisis information, citizens' proposal …"),
    # service
    _flag("question", "a question or a request for help to the municipality"),
    _flag("own_matter", "it concerns the writer's own case"),
    _flag("complaint", "a complaint or suggestion about something concrete"),
    _flag("formal_complaint", "a complaint about care, school safety or a dispute in a case"),
    _flag("fault", "a fault report"),
    _flag("danger", "the fault is a danger to life, health, traffic, water or environment"),
    # unwanted
    _level("spam", _STRENGTH, "spam"),
    _level("advertising", _STRENGTH, "advertising"),
    _flag("unlawful_offer", "the offer is a crime in itself"),
    _flag("phishing", "in the name of an authority, carrier, bank or platform"),
    # allowed
    _flag("event_tip", "tip from an association, congregation or the like, or a fundraising"),
    _flag("customer_praise", "a customer's opinion of a firm"),
    _flag("criticism", "criticism of bodies, decisions, politics or performance"),
    _flag("long_prose", "the text has 60 words or more: one sign in it may be chance"),
    _flag("resembles_removed", "nothing removes the text, but it resembles others that were"),
    _flag("image_hint", "the text points to a picture, film or link that it can not judge"),
)
"""Every fact, in the order of a row."""


@frozen(kw_only=True)
class Facts:
    """One row of facts, and the findings behind each fact that is not at its first value."""

    row: Mapping[str, int]
    sources: Mapping[str, tuple[Finding, ...]] = field(repr=False)


CLEAR = 0.6
"""From this certainty on a finding is clear; below it, it is a suspicion."""

_INSULT_TARGETS = ("person", "commenter", "staff", "politician", "child", "body", "unclear")
_FLAGS: Mapping[str, tuple[str, ...]] = {
    "offensive.incitement": ("incitement",),
    "offensive.selfharm": ("selfharm_urging",),
    "offensive.defamation": ("defamation",),
    "personal_data.official": ("official_named",),
    "personal_data.named": ("named_private",),
    "personal_data.sensitive": ("sensitive_third",),
    "personal_data.criminal": ("criminal_third", "defamation"),
    "personal_data.self": ("sensitive_self",),
    "important.appeal": ("appeal",),
    "important.damage_claim": ("damage_claim",),
    "important.gdpr_request": ("gdpr_request",),
    "important.misconduct_tip": ("misconduct_tip",),
    "important.supervision_tip": ("supervision_tip",),
    "important.abuse_report": ("abuse_report",),
    "important.concern_report": ("concern_report",),
    "important.other": ("important_other",),
    "important.threat_official": ("threat_official",),
    "question": ("question",),
    "case_handling": ("own_matter",),
    "fault_report": ("fault",),
    "unlawful": ("unlawful_offer",),
    "event_tip": ("event_tip",),
}
_BY_DETAIL: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("complaint", "complaint"): ("complaint",),
    ("complaint", "suggestion"): ("complaint",),
    ("complaint", "formal"): ("formal_complaint",),
    ("fault_report", "danger"): ("danger",),
    ("important.record_request", "records"): ("record_request",),
    ("important.record_request", "removal_query"): ("removal_query",),
    ("important.misconduct_tip", "insider"): ("whistleblower",),
    ("important.person_at_risk", "self"): ("self_at_risk",),
    ("important.person_at_risk", "other"): ("other_at_risk",),
    ("important.person_at_risk", "identified"): ("identified_at_risk",),
    ("personal_data.sensitive", "told"): ("private_told",),
    ("confidential", "protected_identity"): ("protected_identity",),
    ("confidential", "security"): ("security_information",),
    ("confidential", "procurement"): ("procurement_secret",),
    ("confidential", "insider"): ("insider",),
    ("spam", "phishing"): ("phishing",),
    ("benign", "customer_praise"): ("customer_praise",),
    ("benign", "notice"): ("notice",),
    ("benign", "elsewhere"): ("image_hint",),
    ("benign", "resembles_removed"): ("resembles_removed",),
}
_LONG = 60
"""Words from which on a text is long prose."""

_START: Mapping[str, int] = dict.fromkeys(FACTS, 0)


def facts_of(
    comment: Comment, findings: Iterable[Finding], *, gallring_decision: bool = False
) -> Facts:
    """The row of a comment, from what is known about it and what was found in it.

    `gallring_decision` says whether the policy has a disposal decision in force.
    """
    row = dict(_START)
    sources: dict[str, list[Finding]] = {}
    if comment.consent is not Consent.UNKNOWN:
        row["consent"] = FACTS["consent"].values.index(comment.consent)
    if comment.author_role is not AuthorRole.UNKNOWN:
        row["author_role"] = FACTS["author_role"].values.index(comment.author_role)
    row["triggered_action"] = _knowledge(comment.triggered_action)
    row["records_request"] = _knowledge(comment.records_request_pending)
    row["gallring_decision"] = int(gallring_decision)
    row["long_prose"] = int(len(comment.text.split(maxsplit=_LONG)) >= _LONG)

    own_voice: list[Finding] = []
    other_voice: list[Finding] = []
    for finding in findings:
        if finding.kind.startswith("offensive.") and finding.kind != "offensive.defamation":
            (own_voice if finding.voice in ("", "own") else other_voice).append(finding)
            continue
        for name, value in _facts_from(finding, comment.consent):
            _raise(row, sources, name, value, finding)
    offences = own_voice or other_voice
    if offences and not own_voice:
        row["offence_voice"] = VOICES.index(offences[0].voice)
        sources["offence_voice"] = offences
    for finding in offences:
        for name, value in _offence_facts(finding):
            _raise(row, sources, name, value, finding)
    return Facts(row=row, sources={name: tuple(found) for name, found in sources.items()})


def _raise(
    row: dict[str, int],
    sources: dict[str, list[Finding]],
    name: str,
    value: int,
    finding: Finding,
) -> None:
    """Let a fact be at least `value`; only the findings at its highest value stand behind it.

    A finding that is clear comes before any that is not, so that a weak sign of something worse
    does not hide a sure one.
    """
    if value == 0:
        return
    behind = sources.get(name)
    if behind is None:
        row[name], sources[name] = value, [finding]
    elif value == row[name]:
        behind.append(finding)
    else:
        was_clear = any(f.certainty >= CLEAR for f in behind)
        if (finding.certainty >= CLEAR, value) > (was_clear, row[name]):
            row[name], sources[name] = value, [finding]


def _knowledge(known: bool | None) -> int:
    return 0 if known is None else 1 + known


@cache
def _named(kind: str, detail: str) -> tuple[str, ...]:
    """The flags that a kind of finding always raises."""
    return _FLAGS.get(kind, ()) + _BY_DETAIL.get((kind, detail), ())


_REACHED_AT = frozenset(("phone", "email"))
"""Details of contact data that one gives in order to be answered."""


def _facts_from(finding: Finding, consent: Consent) -> Iterable[tuple[str, int]]:
    kind, detail = finding.kind, finding.detail
    for name in _named(kind, detail):
        yield name, 1
    if kind in ("spam", "advertising"):
        yield kind, 2 if finding.certainty >= CLEAR else 1
    elif kind == "criticism":
        yield "criticism", 1
        yield "insult_body", finding.severity
    elif kind == "personal_data.identifier":
        is_own = finding.owner == "self" or consent is Consent.SELF
        yield "identifier_self" if is_own else "identifier_third", 1
    elif kind == "personal_data.contact":
        if finding.owner == "self" or consent is Consent.SELF:
            yield "contact_self", 1
            if detail in _REACHED_AT:
                yield "contact_offered", 1
        elif finding.owner != "public" and consent is not Consent.OFFICIAL:
            yield "contact_third", 1
    elif kind == "confidential" and (kind, detail) not in _BY_DETAIL:
        is_own = finding.owner == "self"
        yield "confidential_self" if is_own else "confidential_third", 1


def _offence_facts(finding: Finding) -> Iterable[tuple[str, int]]:
    kind = finding.kind
    for name in _FLAGS.get(kind, ()):
        yield name, 1
    if finding.detail == "told":
        yield "hate_told" if kind == "offensive.hate" else "offence_told", 1
    elif kind == "offensive.insult":
        target = finding.target if finding.target in _INSULT_TARGETS else "unclear"
        yield f"insult_{target}", finding.severity
    elif kind == "offensive.hate":
        yield "hate", 1 if finding.severity <= 1 else 2
    elif kind == "offensive.threat":
        yield "threat", 1 if finding.severity <= 1 else 2
        if finding.target in ("staff", "politician", "body"):
            yield "threat_official", 1
    elif kind == "offensive.obscene":
        yield "obscene", 1
