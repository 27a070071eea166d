"""Values as a notebook shows them: HTML for a browser, plain text for a terminal.

`show` is the one way in. The HTML shows the comment, the plain text never does. What is said in
colour is said in words too, headings and lists are in reading order, and each language is marked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from textwrap import shorten

from attrs import frozen
from spacy.displacy.render import EntityRenderer

from ale_moderation import wording
from ale_moderation.counterfactuals import Counterfactuals
from ale_moderation.decision import Decision
from ale_moderation.display_style import STYLE
from ale_moderation.display_trace import (
    counterfactuals_html,
    counterfactuals_text,
    trace_html,
    trace_text,
)
from ale_moderation.explain import explain, headline, particulars, proposal, steps, verbatim
from ale_moderation.model import Clause, Finding, Justification, Visibility
from ale_moderation.moderator import Moderator
from ale_moderation.redaction import replacements
from ale_moderation.rulebook import Rulebook
from ale_moderation.rulebook_display import moderator_html, rulebook_html
from ale_moderation.trace import Trace
from ale_moderation.vocabulary import KIND_WORDS
from ale_moderation.wording import Lang, pick

_MOST_SHOWN = 200
"""Decisions of a list that are shown one by one."""

_BEGINNING = 90
"""Characters of a comment that stand in a list."""

Showable = Decision | Iterable[Decision] | Trace | Counterfactuals | Rulebook | Moderator


@frozen(kw_only=True, repr=False)
class Shown:
    """Something to be seen: a notebook takes its HTML, a terminal its text."""

    html: str
    text: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.text


def show(what: Showable, lang: Lang = "sv", *, masked: bool = False) -> Shown:
    """Show a decision, many decisions, a trace, counterfactuals, a rulebook or a moderator.

    `masked` replaces personal and confidential data in the comments by labels. A notebook that is
    saved holds what it shows.
    """
    match what:
        case Decision():
            html, text = _decision(what, lang, masked, level=2), explain(what, lang)
        case Trace():
            html, text = trace_html(what, lang), trace_text(what, lang)
        case Counterfactuals():
            html, text = counterfactuals_html(what, lang), counterfactuals_text(what, lang)
        case Rulebook():
            html, text = rulebook_html(what, lang), repr(what)
        case Moderator():
            html, text = moderator_html(what, lang), repr(what)
        case _:
            decisions = tuple(what)
            html, text = _decisions(decisions, lang, masked), _lines(decisions, lang)
    return Shown(html=framed(html, lang), text=text.rstrip("\n"))


def to_html(decision: Decision, lang: Lang = "sv", *, masked: bool = False) -> str:
    """The HTML of a decision, with its style: what a notebook shows."""
    return show(decision, lang, masked=masked).html


def framed(html: str, lang: Lang) -> str:
    """The HTML in a frame of its own, with the style and the language."""
    style = f"<style>{STYLE}</style>"
    return f'<article class="ale-moderation" lang="{lang}">\n{style}\n{html}</article>\n'


# ── One decision ────────────────────────────────────────────────────────────────────────────────


def _decision(decision: Decision, lang: Lang, masked: bool, *, level: int) -> str:
    """Heading, what a human must check, the comment, and then why, what to do and how sure."""
    parts = [f"<h{level}>{_badge(decision, headline(decision, lang))}</h{level}>"]
    if decision.review_reasons:
        reasons = "".join(f"<li>{escape(pick(r, lang))}</li>" for r in decision.review_reasons)
        title = pick(wording.REVIEWS, lang)
        parts.append(f'<div class="human"><strong>{title}</strong><ul>{reasons}</ul></div>')
    parts.append(_comment(decision, lang, masked))
    whys = "\n".join(_reasons(decision, lang))
    duties = "\n".join(_duty(step) for step in steps(decision, lang))
    about = "".join(
        f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in particulars(decision, lang)
    )
    titled = [
        (wording.WHY, f"<ul>\n{whys}\n</ul>"),
        (
            wording.STEPS,
            f'<ul class="duties">\n{duties}\n</ul>'
            if duties
            else f"<p>{pick(wording.NO_STEPS, lang)}</p>",
        ),
        (wording.PARTICULARS, f"<dl>{about}</dl>"),
    ]
    if decision.lifted:
        rules = "".join(f"<li><code>{escape(rule)}</code></li>" for rule in decision.lifted)
        titled.insert(2, (wording.LIFTED, f"<ul>{rules}</ul>"))
    below = level + 1
    parts += [f"<h{below}>{pick(title, lang)}</h{below}>\n{html}" for title, html in titled]
    return "\n".join(parts) + "\n"


def _badge(decision: Decision, words: str) -> str:
    colour = decision.action.value
    if decision.visibility is not Visibility.KEEP:
        colour = "remove" if decision.visibility is Visibility.REMOVE else "hide"
    return f'<span class="proposal {colour}">{escape(words)}</span>'


def _duty(step: str) -> str:
    return f'<li><label><input type="checkbox"> <span>{escape(step)}</span></label></li>'


def _reasons(decision: Decision, lang: Lang) -> Iterator[str]:
    """Each reason with its clauses; a clause that stands above is only named."""
    quoted: set[str] = set()
    for justification in decision.justifications:
        new = [c for c in justification.clauses if c.id not in quoted]
        again = [c.id for c in justification.clauses if c.id in quoted]
        quoted.update(c.id for c in new)
        yield _reason(justification, new, again, lang)


def _reason(justification: Justification, new: list[Clause], again: list[str], lang: Lang) -> str:
    quotes = "".join(_quote(clause, lang) for clause in new)
    if again:
        named = escape(", ".join(again))
        quotes += f"<small>{pick(wording.QUOTED_ABOVE, lang)}: {named}</small>"
    sentence = escape(pick((justification.sv, justification.en), lang))
    place = f"<code>{escape(justification.rule)}</code>, {escape(justification.location)}"
    rule = f'<p class="rule">{pick(wording.RULE, lang)}: {place}</p>'
    return f"<li>{sentence}{quotes}{rule}</li>"


def _quote(clause: Clause, lang: Lang) -> str:
    translated = "" if lang == "sv" else f"<small>{escape(clause.en)}</small>"
    quoted = f'<span lang="sv">”{escape(verbatim(clause))}”</span>'
    return f"<blockquote>{quoted} <cite>{escape(clause.id)}</cite>{translated}</blockquote>"


# ── Many decisions ──────────────────────────────────────────────────────────────────────────────


def _decisions(decisions: tuple[Decision, ...], lang: Lang, masked: bool) -> str:
    """How many of each proposal, and then every decision to be unfolded."""
    title = pick((f"{len(decisions)} bedömda kommentarer", f"{len(decisions)} decisions"), lang)
    counts = Counter(pick(proposal(decision), lang) for decision in decisions)
    totals = "".join(f"<dt>{escape(what)}</dt><dd>{n}</dd>" for what, n in counts.most_common())
    cases = "\n".join(_case(n, d, lang, masked) for n, d in enumerate(decisions[:_MOST_SHOWN], 1))
    return f"<h2>{title}</h2>\n<dl>{totals}</dl>\n{cases}\n{_rest(decisions, lang)}"


def _case(number: int, decision: Decision, lang: Lang, masked: bool) -> str:
    text = decision.redacted() if masked else decision.comment.text
    begun = shorten(
        _UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", text), _BEGINNING, placeholder=" …"
    )
    badge = _badge(decision, pick(proposal(decision), lang))
    return (
        f"<details><summary>{number}. {badge} {escape(begun)}</summary>\n"
        f'<div class="case">{_decision(decision, lang, masked, level=3)}</div></details>'
    )


def _lines(decisions: tuple[Decision, ...], lang: Lang) -> str:
    """One line for each decision, without the comments."""
    human = pick((", en människa ska titta", ", a human must look"), lang)
    lines = [
        f"{n:>4}  {pick(proposal(d), lang)}{human if d.needs_human else ''}"
        f" ({', '.join(j.rule for j in d.justifications)})"
        for n, d in enumerate(decisions[:_MOST_SHOWN], 1)
    ]
    return "\n".join((*lines, _rest(decisions, lang)))


def _rest(decisions: tuple[Decision, ...], lang: Lang) -> str:
    left = len(decisions) - _MOST_SHOWN
    return pick((f"… och {left} till", f"… and {left} more"), lang) if left > 0 else ""


# ── The comment ─────────────────────────────────────────────────────────────────────────────────

_UNSHOWABLE = re.compile("[\0\ud800-\udfff]")
_MARK = '<mark class="{head}">{text}&nbsp;<span lang="{lang}">{label}</span></mark>'


def _comment(decision: Decision, lang: Lang, masked: bool) -> str:
    """The comment as displaCy shows entities.

    The renderer is used itself: `displacy.render` keeps the last text in a variable of its module,
    where two threads would mix up two comments.
    """
    text = _UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", decision.comment.text)
    groups = list(_groups(decision.findings))
    if masked:
        text, groups = _masked(text, groups, decision.findings)
    spans = [_span(start, end, kinds, lang) for start, end, kinds in groups]
    renderer = EntityRenderer(options={"template": _MARK})
    html = renderer.render([{"text": text, "ents": spans}]).strip()
    spoken = "" if decision.language == "und" else f' lang="{escape(decision.language)}"'
    return f'<blockquote class="comment"{spoken}>{html}</blockquote>'


def _groups(findings: Iterable[Finding]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The stretches of text that findings cover, apart from each other, with all their kinds.

    Findings that overlap share one stretch, since displaCy would show their text twice.
    """
    groups: list[list[Finding]] = []
    end = 0
    for finding in sorted(findings, key=lambda f: (f.start, f.end)):
        if finding.start == finding.end:
            continue
        if not groups or finding.start >= end:
            groups.append([])
        groups[-1].append(finding)
        end = max(end, finding.end)
    for group in groups:
        kinds = tuple(dict.fromkeys(f.kind for f in group))
        yield group[0].start, max(f.end for f in group), kinds


def _masked(
    text: str, groups: list[tuple[int, int, tuple[str, ...]]], findings: Iterable[Finding]
) -> tuple[str, list[tuple[int, int, tuple[str, ...]]]]:
    """The text with labels for personal data, and where the stretches lie in it.

    What is replaced is itself a finding, so no replacement crosses the edge of a stretch.
    """
    pieces: list[str] = []
    moved: list[tuple[int, int, tuple[str, ...]]] = []
    replaced = replacements(text, findings)
    at = length = 0
    for start, end, kinds in groups:
        pieces.append(text[at:start])
        length += start - at
        inside = [r for r in replaced if start <= r[0] and r[1] <= end]
        shown, place = "", start
        for first, last, label in inside:
            shown += text[place:first] + label
            place = last
        shown += text[place:end]
        pieces.append(shown)
        moved.append((length, length + len(shown), kinds))
        length, at = length + len(shown), end
    return "".join((*pieces, text[at:])), moved


def _span(start: int, end: int, kinds: tuple[str, ...], lang: Lang) -> dict[str, object]:
    heads = [kind.partition(".")[0] for kind in kinds]
    head = next((h for h in _HEADS if h in heads), "other")
    label = ", ".join(dict.fromkeys(pick(KIND_WORDS[kind], lang) for kind in kinds))
    return {"start": start, "end": end, "label": label, "params": {"head": head, "lang": lang}}


_HEADS = ("confidential", "offensive", "personal_data", "spam", "advertising", "important")
