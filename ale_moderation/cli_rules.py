"""The commands about rule files: `rules check`, `rules explain` and `rules table`."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import click

from ale_moderation.cli_options import POLICY, RULES, Failure
from ale_moderation.errors import Problem, RulebookError
from ale_moderation.language import LanguageIdentifier
from ale_moderation.lexicon_files import load_lexicon
from ale_moderation.moderator import Moderator
from ale_moderation.rulebook import lexicon_files, load_rulebook, rules_folder
from ale_moderation.rulebook_report import describe, failing_examples, table_of_clauses
from ale_moderation.units import UNITS_FILE


@click.group()
def rules() -> None:
    """Check and read the rule files (regelfiler)."""


_FOLDER = click.argument("folder", metavar="[DIR]", required=False)


@rules.command()
@_FOLDER
@POLICY
@click.option("--examples", is_flag=True, help="Run the examples of the rules (fires, silent) too.")
def check(folder: str | None, policy: str | None, examples: bool) -> None:
    """Check the rule files in DIR, else the shipped ones.

    Every problem is printed as file:line:column: what is wrong.

    Exit status: 0 all is well, 1 there are problems, 2 a mistake in the call.
    """
    problems = _problems(folder, policy)
    if not problems:
        moderator = Moderator(folder, policy)
        problems = tuple(failing_examples(moderator)) if examples else ()
    if problems:
        click.echo(str(RulebookError(problems)))
        sys.exit(1)
    book = moderator.rulebook
    given = sum(len(rule.fires) + len(rule.silent) for rule in book.rules.values())
    sentences = sum("#" not in clause for clause in book.clauses)
    click.echo(
        f"{len(book.sections)} sections, {sentences} sentences, {len(book.rules)} rules, "
        f"{given} examples{' run' if examples else ''}: no problems"
    )
    click.echo(f"version {book.version}")


def _problems(folder: str | None, policy: str | None) -> tuple[Problem, ...]:
    """All that is wrong with the rule files, and with the word lists that lie beside them."""
    root = rules_folder() if folder is None else Path(folder)
    problems: dict[Problem, None] = {}
    checks: list[Callable[[], object]] = [lambda: load_rulebook(folder, policy)]
    if root.is_dir():
        files = lexicon_files(root)
        own = [path for path in files.values() if path.is_relative_to(root)]
        checks += [
            lambda: load_lexicon(own, topics=root / UNITS_FILE),
            lambda: LanguageIdentifier.from_file(files["languages.toml"]),
        ]
    for each in checks:
        try:
            each()
        except RulebookError as error:
            problems |= dict.fromkeys(error.problems)
        except FileNotFoundError as error:
            missing = Path(error.filename)
            problems[Problem(path=missing, line=1, column=1, message="the file is missing")] = None
    return tuple(problems)


@rules.command(name="explain")
@click.argument("name", metavar="RULE|CLAUSE")
@RULES
def explain_rule(name: str, rules: str | None) -> None:
    """Tell what a rule does, or which rules carry out a clause (mening i riktlinjen)."""
    book = load_rulebook(rules)
    known = [*book.rules, *book.clauses]
    if name not in known:
        _unknown(name, known)
    click.echo(describe(book, name), nl=False)


def _unknown(name: str, known: list[str]) -> NoReturn:
    near = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
    near = near or [each for each in known if name and name.casefold() in each]
    hint = f" Did you mean {' or '.join(near[:3])}?" if near else ""
    raise Failure(f"there is no rule or clause {name}.{hint}")


@rules.command()
@_FOLDER
def table(folder: str | None) -> None:
    """Print the sentences that bind comments, and the rules for each, as a Markdown table."""
    click.echo(table_of_clauses(load_rulebook(folder)), nl=False)
