"""A decision in words: to the moderator, to the one who wrote the comment, and as HTML.

Only `to_html` shows the comment. The other texts name what was found as the rules do, masked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from spacy.displacy.render import EntityRenderer

from ale_moderation import wording
from ale_moderation.model import (
    Action,
    Clause,
    Decision,
    Finding,
    Justification,
    Record,
    Service,
    Visibility,
)
from ale_moderation.wording import Cause, Lang, pick


def explain(decision: Decision, lang: Lang = "sv") -> str:
    """What to do with the comment, why, and what a human must check. The comment is not shown."""
    parts = [_headline(decision, lang), _why(decision, lang), _steps(decision, lang)]
    if decision.review_reasons:
        title = pick(("Det här kontrollerar en människa", "What a human checks"), lang)
        parts.append(_titled(title, (f"- {pick(r, lang)}" for r in decision.review_reasons)))
    if decision.lifted:
        title = pick(("Regler som ett undantag upphäver", "Rules that an exception lifts"), lang)
        parts.append(_titled(title, (f"- {rule}" for rule in decision.lifted)))
    parts.append(_particulars(decision, lang))
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


def to_html(decision: Decision, lang: Lang = "sv") -> str:
    """An HTML fragment with the comment, what was found in it marked, and the clauses quoted."""
    title = pick(("Varför", "Why"), lang)
    reasons = "\n".join(_reason_html(j, lang) for j in decision.justifications)
    return (
        f'<article class="ale-moderation" lang="{lang}">\n'
        f"<h2>{escape(_headline(decision, lang))}</h2>\n"
        f"{_marked_text(decision)}\n"
        f"<h3>{title}</h3>\n<ul>\n{reasons}\n</ul>\n"
        "</article>\n"
    )


# ── To the moderator ────────────────────────────────────────────────────────────────────────────


def _headline(decision: Decision, lang: Lang) -> str:
    words = wording.HEADLINES[decision.action]
    if decision.record is Record.GALLRA:
        words = wording.HEADLINE_DISPOSE
    elif decision.visibility is Visibility.HIDE_PENDING:
        words = wording.HEADLINE_HIDE
    elif decision.action is Action.ANSWER and set(decision.service) == {Service.FORWARD}:
        words = wording.HEADLINE_FORWARD
    return f"{pick(('Förslag', 'Proposal'), lang)}: {pick(words, lang)}"


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
            lines.append(f"  {pick(('Citerat ovan', 'Quoted above'), lang)}: {', '.join(again)}")
        rule = pick(("Regel", "Rule"), lang)
        lines.append(f"  {rule}: {justification.rule}, {justification.location}")
    return _titled(pick(("Varför", "Why"), lang), lines)


def _steps(decision: Decision, lang: Lang) -> str:
    """What to do now: first those in danger, then the evidence, then the comment."""
    calls = [e for e in wording.ESCALATION_STEPS if e in decision.escalation]
    steps = [wording.ESCALATION_STEPS[e] for e in calls if e in wording.URGENT]
    if decision.visibility is not Visibility.KEEP and decision.record is not Record.GALLRA:
        steps.append(wording.EVIDENCE)
    steps += wording.VISIBILITY_STEPS[decision.visibility]
    steps += wording.RECORD_STEPS[decision.record]
    steps += [wording.SERVICE_STEPS[service] for service in decision.service]
    steps += [wording.ESCALATION_STEPS[e] for e in calls if e not in wording.URGENT]
    if _causes(decision):
        steps.append(wording.GIVE_REASONS)
    numbered = [f"{n}. {pick(step, lang)}" for n, step in enumerate(steps, 1)]
    return _titled(
        pick(("Gör så här", "What to do"), lang), numbered or [pick(wording.NO_STEPS, lang)]
    )


def _particulars(decision: Decision, lang: Lang) -> str:
    name = wording.LANGUAGES.get(decision.language)
    lines = []
    if decision.certainty is not None:
        certainty = f"{decision.certainty:.2f}"
        shown = certainty.replace(".", ",") if lang == "sv" else certainty
        lines.append(f"{pick(('Säkerhet', 'Certainty'), lang)}: {shown}")
    spoken = decision.language if name is None else f"{pick(name, lang)} ({decision.language})"
    lines.append(f"{pick(('Språk', 'Language'), lang)}: {spoken}")
    lines.append(f"{pick(('Reglernas version', 'Version of the rules'), lang)}: {decision.version}")
    return _titled(pick(("Om bedömningen", "About the assessment"), lang), lines)


def _titled(title: str, lines: Iterable[str]) -> str:
    return "\n".join([title, *lines])


def _sentence(justification: Justification, lang: Lang) -> str:
    return pick((justification.sv, justification.en), lang)


def _quote(clause: Clause, lang: Lang) -> str:
    """The Swedish words, which are those that hold, and their translation for English readers."""
    quoted = f"”{_verbatim(clause)}” ({clause.id})"
    return quoted if lang == "sv" else f"{quoted}, in English: “{clause.en}”"


def _verbatim(clause: Clause) -> str:
    """The Swedish words; dots show that a ground is a piece of a sentence."""
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


# ── As HTML ─────────────────────────────────────────────────────────────────────────────────────

_COLOURS = {
    "confidential": "#f4a6a6",
    "offensive": "#f7c59f",
    "personal_data": "#ffe08a",
    "spam": "#d5c6e0",
    "advertising": "#d5c6e0",
}
_UNSHOWABLE = re.compile("[\0\ud800-\udfff]")


def _marked_text(decision: Decision) -> str:
    """The comment as displaCy shows entities.

    The renderer is used itself: `displacy.render` keeps the last text in a variable of its module,
    where two threads would mix up two comments.
    """
    spans = list(_spans(decision.findings))
    colours = {s["label"]: _colour(str(s["label"])) for s in spans}
    text = _UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", decision.comment.text)
    renderer = EntityRenderer(options={"colors": colours})
    return renderer.render([{"text": text, "ents": spans}]).strip()


def _spans(findings: Iterable[Finding]) -> Iterator[dict[str, str | int]]:
    """The stretches of text that findings cover, apart from each other, with all their kinds.

    Findings that overlap share one stretch, since displaCy would show their text twice.
    """
    end = 0
    groups: list[list[Finding]] = []
    for finding in sorted(findings, key=lambda f: (f.start, f.end)):
        if finding.start == finding.end:
            continue
        if not groups or finding.start >= end:
            groups.append([])
        groups[-1].append(finding)
        end = max(end, finding.end)
    for group in groups:
        kinds = dict.fromkeys(f.kind for f in group)
        yield {
            "start": group[0].start,
            "end": max(f.end for f in group),
            "label": ", ".join(kinds),
        }


def _colour(label: str) -> str:
    heads = [kind.partition(".")[0] for kind in label.split(", ")]
    return next((colour for head, colour in _COLOURS.items() if head in heads), "#dfe7ef")


def _reason_html(justification: Justification, lang: Lang) -> str:
    quotes = "".join(
        f'<blockquote lang="sv">{escape(_verbatim(c))} <cite>{escape(c.id)}</cite></blockquote>'
        for c in justification.clauses
    )
    return f"<li>{escape(_sentence(justification, lang))}{quotes}</li>"
