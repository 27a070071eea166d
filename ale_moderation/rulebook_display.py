"""A rulebook, and the moderator that uses it, as a notebook shows them."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ale_moderation import wording
from ale_moderation.explain import decimal
from ale_moderation.model import Clause, Record, Visibility
from ale_moderation.moderator import Moderator
from ale_moderation.rulebook import Policy, Rule, Rulebook, Section
from ale_moderation.vocabulary import word
from ale_moderation.wording import Lang, pick


def moderator_html(moderator: Moderator, lang: Lang) -> str:
    """What a moderator goes by: its policy, and its rules to be unfolded."""
    book = moderator.rulebook
    title = pick(("Moderator", "Moderator"), lang)
    unfold = pick(("Riktlinjen och reglerna", "The guideline and the rules"), lang)
    return (
        f"<h2>{title}</h2>\n<dl>{''.join(_policy(book.policy, lang))}{_version(book, lang)}</dl>\n"
        f"<details><summary>{unfold}</summary>{_sections(book, lang)}</details>\n"
    )


def rulebook_html(book: Rulebook, lang: Lang) -> str:
    """The sentences of the guideline, section by section, with the rules that carry them out."""
    title = pick(("Riktlinjen och reglerna", "The guideline and the rules"), lang)
    return f"<h2>{title}</h2>\n<dl>{_version(book, lang)}</dl>\n{_sections(book, lang)}\n"


def _version(book: Rulebook, lang: Lang) -> str:
    return (
        f"{_term(pick(('Mapp', 'Folder'), lang), book.folder.name)}"
        f"{_term(pick(('Regler', 'Rules'), lang), str(len(book.rules)))}"
        f"{_term(pick(wording.VERSION, lang), book.version)}"
    )


def _policy(policy: Policy, lang: Lang) -> Iterator[str]:
    name = pick(("Tar bort från säkerheten", "Removes from a certainty of"), lang)
    yield _term(name, decimal(policy.removal_threshold, lang))
    decided = policy.gallring_reference or pick(("inget angivet", "none given"), lang)
    yield _term(pick(("Gallringsbeslut", "Disposal decision"), lang), decided)
    names = len(policy.officials) + len(policy.politicians)
    known = pick(("Kända företrädare", "Known representatives"), lang)
    yield _term(known, str(names))


def _term(name: str, value: str) -> str:
    return f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>"


def _sections(book: Rulebook, lang: Lang) -> str:
    return "\n".join(_section(section, book, lang) for section in book.sections)


def _section(section: Section, book: Rulebook, lang: Lang) -> str:
    title = escape(pick((section.title_sv, section.title_en), lang))
    clauses = "\n".join(
        _clause(clause, section, book, lang) for clause in section.clauses if "#" not in clause.id
    )
    rules = "\n".join(_rule(rule, lang) for rule in section.rules)
    told = f"<ul>{rules}</ul>" if rules else ""
    number = pick((f"{len(section.rules)} regler", f"{len(section.rules)} rules"), lang)
    return (
        f"<details><summary>{title} ({number})</summary>"
        f'<div class="case"><section>{clauses}{told}</section></div></details>'
    )


def _clause(clause: Clause, section: Section, book: Rulebook, lang: Lang) -> str:
    """A sentence of the guideline, and which rules cite it or one of its grounds."""
    citing = [
        rule.id
        for rule in book.rules.values()
        if any(c.partition("#")[0] == clause.id for c in rule.clauses)
    ]
    reason = section.not_automated.get(clause.id)
    told = f"{pick(('Regler', 'Rules'), lang)}: {', '.join(citing)}" if citing else reason or ""
    translated = "" if lang == "sv" else f"<small>{escape(clause.en)}</small>"
    return (
        f'<blockquote><span lang="sv">{escape(clause.sv)}</span> <cite>{escape(clause.id)}</cite>'
        f'{translated}<p class="rule">{escape(told)}</p></blockquote>'
    )


def _rule(rule: Rule, lang: Lang) -> str:
    """A rule: its sentence, when it fires, what it asks for and where it stands."""
    asked = [word(rule.visibility, lang)] if rule.visibility is not Visibility.KEEP else []
    asked += [word(rule.record, lang)] if rule.record is not Record.NONE else []
    asked += [word(value, lang) for value in (*rule.service, *rule.escalation)]
    lifts = f"; {pick(('upphäver', 'lifts'), lang)} {', '.join(rule.exception_to)}"
    return (
        f"<li>{escape(pick((rule.because_sv, rule.because_en), lang))}"
        f'<p class="rule"><code>{escape(rule.id)}</code>, {escape(rule.location)}: '
        f"{', '.join(asked) or word('keep', lang)}{escape(lifts) if rule.exception_to else ''}<br>"
        f"<code>{escape(rule.when)}</code></p></li>"
    )
