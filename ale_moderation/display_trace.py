"""How a decision came about, and what would have changed it, as tables.

The HTML shows what was found in quotes, masked; the plain text names only kinds and places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from ale_moderation.counterfactuals import Counterfactual, Counterfactuals
from ale_moderation.decision import Decision
from ale_moderation.explain import proposal
from ale_moderation.facts import FACTS
from ale_moderation.model import Finding, Record, Visibility
from ale_moderation.trace import Trace
from ale_moderation.vocabulary import CONTEXT_WORDS, FACT_WORDS, KIND_WORDS, word
from ale_moderation.wording import WOULD_HAVE, Lang, Pair, pick

Table = tuple[Pair, tuple[Pair, ...], Sequence[tuple[str, ...]]]
"""A title, the heads of the columns, and the rows."""

_RULE: Pair = ("regel", "rule")
_FACT: Pair = ("uppgift", "fact")
_VALUE: Pair = ("värde", "value")
_PLACE: Pair = ("fil och rad", "file and line")


def trace_html(trace: Trace, lang: Lang) -> str:
    """The trace as tables with captions."""
    title = pick(("Så blev förslaget till", "How the proposal came about"), lang)
    tables = (table_html(table, lang) for table in _trace(trace, lang, True))
    return "\n".join((f"<h2>{title}</h2>", *tables)) + "\n"


def trace_text(trace: Trace, lang: Lang) -> str:
    """The trace as tables of plain text, without words of the comment."""
    return "\n\n".join(_table_text(table, lang) for table in _trace(trace, lang, False))


def _trace(trace: Trace, lang: Lang, quoted: bool) -> Iterator[Table]:
    yield (
        ("Uppgifter som lästes", "Facts as read"),
        (_FACT, _VALUE, ("vad det är", "what it is"), ("fynd", "findings")),
        [
            (
                r.fact,
                word(r.value, lang),
                fact_words(r.fact, lang),
                _found(r.findings, lang, quoted),
            )
            for r in trace.facts
        ],
    )
    yield (
        ("Regler som gäller", "Rules that stand"),
        (_RULE, ("för att", "because of"), ("synlighet", "visibility"), _PLACE),
        [(r.rule, ", ".join(r.facts), word(r.visibility, lang), r.location) for r in trace.fired],
    )
    if trace.lifted:
        yield (
            ("Regler som ett undantag upphäver", "Rules that an exception lifts"),
            (_RULE, ("för att", "because of"), ("upphävs av", "lifted by"), _PLACE),
            [
                (r.rule, ", ".join(r.facts), ", ".join(r.lifted_by), r.location)
                for r in trace.lifted
            ],
        )
    if trace.near:
        yield (
            ("Regler som nästan gällde", "Rules that nearly fired"),
            (_RULE, _FACT, ("är", "is"), ("hade behövt vara", "would have had to be"), _PLACE),
            [
                (n.rule, n.fact, word(n.value, lang), _any(n.wanted, lang), n.location)
                for n in trace.near
            ],
        )
    yield (
        ("Det som begärs, sammanvägt", "What is asked for, combined"),
        (("axel", "axis"), _VALUE, ("regler", "rules")),
        [(word(a.axis, lang), word(a.value, lang), ", ".join(a.rules)) for a in trace.axes],
    )


def fact_words(fact: str, lang: Lang) -> str:
    """What a fact says, in words."""
    return pick((FACT_WORDS[fact], FACTS[fact].about), lang)


def _any(values: Iterable[str], lang: Lang) -> str:
    return pick((" eller ", " or "), lang).join(word(value, lang) for value in values)


def _found(findings: Iterable[Finding], lang: Lang, quoted: bool) -> str:
    return "; ".join(_finding(finding, lang, quoted) for finding in findings)


def _finding(finding: Finding, lang: Lang, quoted: bool) -> str:
    """The kind of a finding, with its masked quote or with the place where it stands."""
    kind = pick(KIND_WORDS[finding.kind], lang)
    if quoted and finding.quote:
        return f"{kind} ”{finding.quote}”"
    return f"{kind} ({pick(('tecken', 'characters'), lang)} {finding.start}–{finding.end})"


# ── What would have changed it ──────────────────────────────────────────────────────────────────


def counterfactuals_html(found: Counterfactuals, lang: Lang) -> str:
    """What decides, as a list of sentences, and what else would only change the duties."""
    parts = [f"<h2>{pick(('Vad avgör', 'What decides'), lang)}</h2>"]
    for title, sentences in _sentences(found, lang, quoted=True):
        items = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
        parts.append(f"<h3>{escape(title)}</h3>\n<ul>{items}</ul>" if items else f"<p>{title}</p>")
    return "\n".join(parts) + "\n"


def counterfactuals_text(found: Counterfactuals, lang: Lang) -> str:
    """The same as plain text, without words of the comment."""
    return "\n\n".join(
        "\n".join((title, *(f"- {sentence}" for sentence in sentences)))
        for title, sentences in _sentences(found, lang, quoted=False)
    )


def _sentences(
    found: Counterfactuals, lang: Lang, *, quoted: bool
) -> Iterator[tuple[str, list[str]]]:
    before = pick(proposal(found.decision), lang)
    deciding = [_sentence(c, found.decision, lang, quoted) for c in found.deciding]
    if deciding:
        yield pick((f"Förslaget är: {before}", f"The proposal is: {before}"), lang), deciding
    else:
        yield (
            pick(
                (
                    f"Inget enskilt fynd och ingen uppgift ändrar förslaget: {before}.",
                    f"No finding and nothing known would change the proposal: {before}.",
                ),
                lang,
            ),
            [],
        )
    others = [
        _sentence(c, found.decision, lang, quoted) for c in found.changes if not c.is_deciding
    ]
    if others:
        title = ("Samma förslag, men andra åtgärder", "The same proposal, with other duties")
        yield pick(title, lang), others


def _sentence(change: Counterfactual, before: Decision, lang: Lang, quoted: bool) -> str:
    """What is changed, and what would then have been proposed."""
    changed = _change(change, lang, quoted)
    if change.is_deciding:
        comma = pick(("", ","), lang)
        return f"{changed}{comma} {pick(WOULD_HAVE[proposal(change.decision)], lang)}."
    old, new = _asked(before), _asked(change.decision)
    gone = [word(value, lang) for value in old if value not in new]
    come = [word(value, lang) for value in new if value not in old]
    told = [f"{pick(('bortfaller', 'falls away'), lang)} ({', '.join(gone)})"] if gone else []
    told += [f"{pick(('tillkommer', 'is added'), lang)} ({', '.join(come)})"] if come else []
    return f"{changed}: {'; '.join(told)}."


def _change(change: Counterfactual, lang: Lang, quoted: bool) -> str:
    if change.context is not None:
        name, value = change.context
        known = f"{pick(CONTEXT_WORDS[name], lang).lower()}: {word(value, lang)}"
        return pick((f"Om detta gällt ({known})", f"Had this been so ({known})"), lang)
    found = _found(change.without, lang, quoted)
    if len(change.without) == 1:
        return pick((f"Utan fyndet {found}", f"Without the finding {found}"), lang)
    return pick((f"Utan fynden {found}", f"Without the findings {found}"), lang)


def _asked(decision: Decision) -> list[str]:
    asked: list[str] = [] if decision.visibility is Visibility.KEEP else [decision.visibility]
    asked += [] if decision.record is Record.NONE else [decision.record]
    return [*asked, *decision.service, *decision.escalation]


# ── Tables ──────────────────────────────────────────────────────────────────────────────────────


def table_html(table: Table, lang: Lang) -> str:
    """A table of HTML, its title as the caption."""
    title, heads, rows = table
    head = "".join(f'<th scope="col">{escape(pick(name, lang))}</th>' for name in heads)
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:])
        + "</tr>"
        for row in rows
    )
    return (
        f'<div class="scroll"><table><caption>{pick(title, lang)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _table_text(table: Table, lang: Lang) -> str:
    title, heads, rows = table
    lines = [tuple(pick(name, lang) for name in heads), *rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    shown = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]
    return "\n".join((pick(title, lang), *(f"  {line}" for line in shown)))
