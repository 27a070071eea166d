"""A decision in words: to the moderator, and to the one who wrote the comment.

Neither shows the comment. They name what was found as the rules do, masked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ale_moderation import wording
from ale_moderation.decision import Decision
from ale_moderation.model import (
    Action,
    Clause,
    Justification,
    Record,
    Service,
    Visibility,
)
from ale_moderation.wording import Cause, Lang, Pair, pick


def explain(decision: Decision, lang: Lang = "sv") -> str:
    """What to do with the comment, why, and what a human must check. The comment is not shown."""
    numbered = [f"{n}. {step}" for n, step in enumerate(steps(decision, lang), 1)]
    parts = [
        headline(decision, lang),
        _why(decision, lang),
        _titled(pick(wording.STEPS, lang), numbered or [pick(wording.NO_STEPS, lang)]),
    ]
    if decision.review_reasons:
        reviews = (f"- {pick(reason, lang)}" for reason in decision.review_reasons)
        parts.append(_titled(pick(wording.REVIEWS, lang), reviews))
    if decision.lifted:
        lifted = (f"- {rule}" for rule in decision.lifted)
        parts.append(_titled(pick(wording.LIFTED, lang), lifted))
    told = (f"{name}: {value}" for name, value in particulars(decision, lang))
    parts.append(_titled(pick(wording.PARTICULARS, lang), told))
    return "\n\n".join(parts) + "\n"


def statement_of_reasons(decision: Decision, lang: Lang = "sv") -> str | None:
    """The text to the one who wrote the comment, for a moderator to complete and send.

    None where nothing was removed, and for spam, advertising and threats, which are not answered.
    It repeats nothing from the comment and does not tell whether anybody has a case.
    """
    causes = _causes(decision)
    if not causes:
        return None
    about = ", ".join(_circumstances(decision))
    opening = pick(wording.REMOVED, lang)
    paragraphs = [
        f"{opening} ({about})." if about else f"{opening}.",
        _reason(causes, lang),
        "\n".join(_grounds(decision, lang)),
        " ".join(dict.fromkeys(pick(cause.again, lang) for cause in causes)),
        pick(wording.WHO_DECIDED, lang),
        pick(wording.REDRESS, lang),
        pick(wording.SIGNATURE, lang),
    ]
    return "\n\n".join(paragraphs) + "\n"


# ── To the moderator ────────────────────────────────────────────────────────────────────────────


def headline(decision: Decision, lang: Lang) -> str:
    """The proposal in a few words, said to be one."""
    return f"{pick(wording.PROPOSAL, lang)}: {pick(proposal(decision), lang)}"


def proposal(decision: Decision) -> Pair:
    """What is proposed, in a few words; a key of `wording.WOULD_HAVE`."""
    if decision.record is Record.GALLRA:
        return wording.HEADLINE_DISPOSE
    if decision.visibility is Visibility.HIDE_PENDING:
        return wording.HEADLINE_HIDE
    if decision.action is Action.ANSWER and set(decision.service) == {Service.FORWARD}:
        return wording.HEADLINE_FORWARD
    return wording.HEADLINES[decision.action]


def _why(decision: Decision, lang: Lang) -> str:
    """Each reason with its clauses; a clause that stands above is only named."""
    lines = []
    quoted: set[str] = set()
    for justification in decision.justifications:
        lines.append(f"- {_sentence(justification, lang)}")
        again = [c.id for c in justification.clauses if c.id in quoted]
        for clause in justification.clauses:
            if clause.id not in quoted:
                lines.append(f"  {_quote(clause, lang)}")
                quoted.add(clause.id)
        if again:
            lines.append(f"  {pick(wording.QUOTED_ABOVE, lang)}: {', '.join(again)}")
        rule = pick(wording.RULE, lang)
        lines.append(f"  {rule}: {justification.rule}, {justification.location}")
    return _titled(pick(wording.WHY, lang), lines)


def steps(decision: Decision, lang: Lang) -> list[str]:
    """What to do now: first those in danger, then the evidence, then the comment."""
    calls = [e for e in wording.ESCALATION_STEPS if e in decision.escalation]
    asked = [wording.ESCALATION_STEPS[e] for e in calls if e in wording.URGENT]
    if decision.visibility is not Visibility.KEEP and decision.record is not Record.GALLRA:
        asked.append(wording.EVIDENCE)
    asked += wording.VISIBILITY_STEPS[decision.visibility]
    asked += wording.RECORD_STEPS[decision.record]
    asked += _services(decision)
    asked += [wording.ESCALATION_STEPS[e] for e in calls if e not in wording.URGENT]
    if _causes(decision):
        asked.append(wording.GIVE_REASONS)
    return [pick(step, lang) for step in asked]


def _services(decision: Decision) -> Iterator[Pair]:
    """What the duty of service asks for, until when, and of which unit."""
    due, unit = decision.due, decision.forward_to
    for service in decision.service:
        sv, en = wording.SERVICE_STEPS[service]
        if service is not Service.FORWARD and due is not None:
            sv, en = f"{sv} Senast {due.isoformat()}.", f"{en} By {due.isoformat()}."
        if unit is not None and (service is Service.FORWARD or decision.service == (service,)):
            sv, en = f"{sv} Ansvarig: {unit.sv}.", f"{en} Responsible: {unit.en}."
        yield sv, en


def particulars(decision: Decision, lang: Lang) -> Iterator[tuple[str, str]]:
    """How certain the decision is, the language and the rules' version, each with its name."""
    if decision.certainty is not None:
        yield pick(wording.CERTAINTY, lang), decimal(decision.certainty, lang)
    name = wording.LANGUAGES.get(decision.language)
    spoken = decision.language if name is None else f"{pick(name, lang)} ({decision.language})"
    yield pick(("Språk", "Language"), lang), spoken
    yield pick(wording.VERSION, lang), decision.version


def decimal(number: float, lang: Lang) -> str:
    """The number with two decimals, as it is written in the language."""
    shown = f"{number:.2f}"
    return shown.replace(".", ",") if lang == "sv" else shown


def _titled(title: str, lines: Iterable[str]) -> str:
    return "\n".join([title, *lines])


def _sentence(justification: Justification, lang: Lang) -> str:
    return pick((justification.sv, justification.en), lang)


def _quote(clause: Clause, lang: Lang) -> str:
    """The Swedish words, which are those that hold, and their translation for English readers."""
    quoted = f"”{verbatim(clause)}” ({clause.id})"
    return quoted if lang == "sv" else f"{quoted}, in English: “{clause.en}”"


def verbatim(clause: Clause) -> str:
    """The clause's Swedish words; dots show that a ground is a piece of a sentence."""
    return f"… {clause.sv} …" if "#" in clause.id else clause.sv


# ── To the one who wrote the comment ────────────────────────────────────────────────────────────

_SILENT = frozenset(("offensive.threat", "important.threat_official"))
_UNWANTED = frozenset(("spam", "advertising", "unlawful"))


def _removing(decision: Decision) -> list[Justification]:
    return [j for j in decision.justifications if j.visibility is Visibility.REMOVE]


def _kinds(justification: Justification) -> set[str]:
    """The kinds behind a removal, without the hint that something can not be seen from here."""
    return {f.kind for f in justification.findings if f.detail != "elsewhere"}


def _causes(decision: Decision) -> dict[Cause, bool]:
    """The causes to tell the writer, each with whether it is held to be unlawful; maybe none."""
    removing = _removing(decision)
    kinds = {kind for j in removing for kind in _kinds(j)}
    if not removing or kinds & _SILENT:
        return {}
    causes: dict[Cause, bool] = {}
    for kind, cause in wording.CAUSES.items():
        for justification in removing:
            if kind in _kinds(justification):
                is_unlawful = any(c.role == "law" for c in justification.clauses)
                causes[cause] = causes.get(cause, False) or is_unlawful
    if not causes and (not kinds or kinds - _UNWANTED):
        return {wording.OTHER_CAUSE: False}
    return causes


def _circumstances(decision: Decision) -> Iterator[str]:
    if decision.comment.channel:
        yield decision.comment.channel
    if decision.comment.created_at is not None:
        yield decision.comment.created_at.date().isoformat()


def _reason(causes: dict[Cause, bool], lang: Lang) -> str:
    told = pick(("Skälet är att ", "The reason is that "), lang)
    conjunction = pick((" och att ", " and that "), lang)
    laws = [pick(c.law, lang) for c, is_unlawful in causes.items() if is_unlawful and c.law]
    reason = f"{told}{conjunction.join(pick(c.because, lang) for c in causes)}."
    if laws:
        may = pick(("Det kan strida mot ", "That may be contrary to "), lang)
        reason += f" {may}{pick((' och ', ' and '), lang).join(laws)}."
    return reason


def _grounds(decision: Decision, lang: Lang) -> Iterator[str]:
    """The clauses that asked for the removal. Of secrecy only the sentence is named."""
    yield pick(wording.GROUND, lang)
    clauses = {c.id: c for j in _removing(decision) for c in j.clauses}
    grounds = [c for c in clauses.values() if c.role != "record"]
    for clause in grounds or clauses.values():
        sentence = clause.id.partition("#")[0]
        yield f"- {sentence if clause.role == 'secrecy' else _quote(clause, lang)}"
