"""A report of an archive's decisions: one HTML file, with nothing to fetch.

It shows totals per action, category, clause, month and account as charts, the urgent cases first,
samples for each rule and what could not be read. Identifiers are masked; the comments' own words
stand in it only where the decisions were written with their texts. Needs the extra `report`.
"""

from __future__ import annotations

import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from attrs import define, field

from ale_moderation.decision import Decision
from ale_moderation.redaction import is_redacted
from ale_moderation.report_style import CHART_INK, STYLE, WORDS
from ale_moderation.wording import Lang, pick

_MOST_URGENT, _MOST_SAMPLES, _MOST_ERRORS, _MOST_BARS = 200, 3, 200, 15
_LONGEST = 600
_URGENT = frozenset(("emergency", "social_services", "police", "security"))
_GROUP_ID = re.compile(r' id="[A-Za-z][\w.]*_\d+"')
"""What matplotlib numbers from 1 in every chart, so that a page with two has each twice."""

_BAR = "#2b7bba"
"""Seen well on white and on black."""


@define
class Totals:
    """What a report counts, and the cases that it shows. `add` takes decisions one by one."""

    rows: int = 0
    humans: int = 0
    version: str = ""
    counts: dict[str, Counter[str]] = field(factory=lambda: defaultdict(Counter))
    urgent: list[Mapping[str, Any]] = field(factory=list)
    samples: dict[str, list[Mapping[str, Any]]] = field(factory=lambda: defaultdict(list))

    def add(self, decision: Mapping[str, Any]) -> None:
        """Count a decision as a line of JSONL holds it."""
        self.rows += 1
        self.humans += bool(decision["needs_human"])
        self.version = decision["version"]
        comment = decision["comment"]
        counts = self.counts
        counts["action"][decision["action"]] += 1
        counts["category"].update(decision["categories"])
        clauses = {c["id"] for j in decision["justifications"] for c in j["clauses"]}
        counts["clause"].update(clauses)
        if written := comment.get("created_at"):
            counts["month"][written[:7]] += 1
        account = comment.get("channel") or decision.get("member")
        if account:
            counts["account"][account] += 1
        if not _URGENT.isdisjoint(decision["escalation"]) and len(self.urgent) < _MOST_URGENT:
            self.urgent.append(decision)
        for justification in decision["justifications"]:
            found = self.samples[justification["rule"]]
            if justification["findings"] and len(found) < _MOST_SAMPLES:
                found.append(decision)


def report(
    decisions: Iterable[Mapping[str, Any]], errors: Iterable[str] = (), *, lang: Lang = "sv"
) -> str:
    """The report, as HTML. `errors` are lines about rows that could not be read.

    Memory does not grow with the number of decisions.
    """
    totals = Totals()
    for decision in decisions:
        totals.add(decision)
    lines = list(errors)
    body = "".join(
        (
            f"<h1>{_word('title', lang)}</h1>",
            _overview(totals, lines, lang),
            *(_chart(totals, what, lang) for what in ("action", "category", "month")),
            *(_chart(totals, what, lang) for what in ("clause", "account")),
            _section("urgent", [_case(d, None, lang) for d in totals.urgent], lang),
            _samples(totals, lang),
            _section("errors", [f"<p>{escape(line)}</p>" for line in lines[:_MOST_ERRORS]], lang),
        )
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_word('title', lang)}</title><style>{STYLE}</style></head>"
        f"<body><main>{body}</main></body></html>\n"
    )


def _word(name: str, lang: Lang) -> str:
    return escape(pick(WORDS[name], lang) if name in WORDS else name)


def _overview(totals: Totals, errors: list[str], lang: Lang) -> str:
    facts = (
        ("rows", str(totals.rows + len(errors))),
        ("decided", str(totals.rows)),
        ("bad", str(len(errors))),
        ("humans", str(totals.humans)),
        ("version", totals.version),
    )
    items = "".join(
        f"<div><dt>{_word(name, lang)}</dt><dd>{escape(value)}</dd></div>" for name, value in facts
    )
    return f"<dl>{items}</dl>"


def _section(name: str, parts: list[str], lang: Lang) -> str:
    if not parts:
        return ""
    return f"<section><h2>{_word(name, lang)}</h2>{''.join(parts)}</section>"


# ── Charts ──────────────────────────────────────────────────────────────────────────────────────


def _chart(totals: Totals, what: str, lang: Lang) -> str:
    """A chart of bars and, for those who can not see it, the same as a table."""
    counts = totals.counts.get(what)
    if not counts:
        return ""
    shown = sorted(counts.items()) if what == "month" else counts.most_common(_MOST_BARS)
    names = [pick(WORDS[name], lang) if name in WORDS else name for name, _ in shown]
    values = [count for _, count in shown]
    rows = "".join(
        f"<tr><th scope=row>{escape(name)}</th><td>{value}</td></tr>"
        for name, value in zip(names, values, strict=True)
    )
    title = _word(what, lang)
    return (
        f"<section><h2>{title}</h2><figure aria-hidden=true>{_bars(names, values)}</figure>"
        f"<details><summary>{_word('table', lang)}</summary><table>{rows}</table></details>"
        "</section>"
    )


def _bars(names: list[str], values: list[int]) -> str:
    """Horizontal bars as SVG, drawn by matplotlib, in the colour of the text around them."""
    from matplotlib import rc_context
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    shown = [name if len(name) <= 40 else "…" + name[-39:] for name in names]
    salt = "\n".join(shown)  # of the ids in the drawing, which no other chart may share
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": salt, "font.size": 10}):
        figure = Figure(figsize=(5.2, 0.5 + 0.32 * len(names)), layout="constrained")
        FigureCanvasSVG(figure)
        axes = figure.add_subplot()
        bars = axes.barh(range(len(names)), values, color=_BAR)
        axes.set_yticks(range(len(names)), shown, parse_math=False)
        axes.invert_yaxis()
        axes.bar_label(bars, padding=3, color=CHART_INK)
        axes.tick_params(colors=CHART_INK, length=0)
        axes.xaxis.set_visible(False)
        for spine in axes.spines.values():
            spine.set_visible(False)
        written = io.StringIO()
        figure.savefig(written, format="svg", transparent=True, metadata={"Date": None})
    svg = _GROUP_ID.sub("", written.getvalue())
    return svg[svg.index("<svg") :].replace(CHART_INK, "currentColor")


# ── Cases ───────────────────────────────────────────────────────────────────────────────────────


def _samples(totals: Totals, lang: Lang) -> str:
    parts = []
    for rule, decisions in sorted(totals.samples.items()):
        if decisions:
            cases = "".join(_case(decision, rule, lang) for decision in decisions)
            parts.append(
                f"<details><summary><code>{escape(rule)}</code></summary>{cases}</details>"
            )
    return _section("samples", parts, lang)


def _case(decision: Mapping[str, Any], rule: str | None, lang: Lang) -> str:
    """A decision: where it stands, what was proposed, the words if they are there, and why."""
    place = ", ".join(
        escape(str(part))
        for part in (decision.get("member"), decision.get("row"), decision["comment"].get("id"))
        if part
    )
    reasons = [j for j in decision["justifications"] if rule is None or j["rule"] == rule]
    whys = "".join(f"<li>{escape(j[lang])} <code>{escape(j['rule'])}</code></li>" for j in reasons)
    text = decision["comment"].get("text")
    quote = f"<blockquote>{_marked(decision)}</blockquote>" if text else ""
    action = _word(decision["action"], lang)
    return f"<article><h3>{place}: {action}</h3>{quote}<ul>{whys}</ul></article>"


def _marked(decision: Mapping[str, Any]) -> str:
    """The comment with what was found marked, personal data replaced by labels."""
    restored = Decision.from_dict(decision)
    text = restored.comment.text
    hidden = [f for f in restored.findings if is_redacted(f)]
    places = {f.start: f for f in sorted(restored.findings, key=lambda f: f.start - f.end)}
    pieces: list[str] = []
    at = 0
    for start in sorted(places):
        finding = places[start]
        if start < at:
            continue
        inside = [f for f in hidden if f.start < finding.end and start < f.end]
        end = max([finding.end, *(f.end for f in inside)])
        pieces.append(escape(_unmarked(text[at:start])))
        shown = "▮▮▮" if inside else escape(text[start:end])
        pieces.append(f'<mark title="{escape(finding.kind)}">{shown}</mark>')
        at = end
    pieces.append(escape(_unmarked(text[at:])))
    return "".join(pieces)


def _unmarked(text: str) -> str:
    """Text between findings, cut in the middle where it is long."""
    half = _LONGEST // 2
    return text if len(text) <= _LONGEST else f"{text[:half]} […] {text[-half:]}"
