"""The command line. It reads, calls the library and prints; it decides nothing.

No message and no log line holds the text of a comment.
"""

from __future__ import annotations

import io
import json
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from ale_moderation.archive.formats import NAMES, TABLE
from ale_moderation.archive.output import FORMS, encoder, form_by_name, text_output, written
from ale_moderation.archive.reading import Contents, rows_of
from ale_moderation.archive.resume import Done, done_in, rows_after
from ale_moderation.batch import Tally, decide_rows
from ale_moderation.cli_options import POLICY, RULES, Failure
from ale_moderation.cli_rules import rules as rules_group
from ale_moderation.cli_try import try_
from ale_moderation.errors import ArchiveError, ModerationError
from ale_moderation.explain import explain, statement_of_reasons
from ale_moderation.model import Action, AuthorRole, Comment, Consent
from ale_moderation.moderator import Moderator
from ale_moderation.wording import Lang


class _Commands(click.Group):
    """Commands whose failures are messages: none of the library's errors ends in a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
        try:
            return super().invoke(ctx)
        except ModerationError as error:
            raise Failure(str(error)) from error
        except BrokenPipeError:
            raise  # click ends quietly
        except OSError as error:
            place = "" if error.filename is None else f"{error.filename}: "
            raise Failure(f"{place}{error.strerror}") from error
        except KeyboardInterrupt:
            ctx.exit(130)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="ale-moderation")
def main() -> None:
    """Moderates comments by Ale kommun's guideline for social media.

    Every decision says what to do with a comment and which sentence of the guideline (riktlinje)
    asks for it. A human decides; the tool proposes.
    """


class _YesNo(click.Choice[str]):
    def __init__(self) -> None:
        super().__init__(["yes", "no"])

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:
        return value if isinstance(value, bool) else super().convert(value, param, ctx) == "yes"


# ── moderate ────────────────────────────────────────────────────────────────────────────────────


@main.command()
@click.argument("words", metavar="[TEXT]", nargs=-1)
@click.option(
    "--lang", type=click.Choice(["sv", "en"]), default="sv", help="Language of the explanation."
)
@click.option(
    "--json", "as_json", is_flag=True, help="Print the decision as JSON, without the text."
)
@click.option(
    "--statement", is_flag=True, help="Add a draft statement of reasons (motivering) to the writer."
)
@click.option(
    "--consent",
    type=click.Choice([c.value for c in Consent]),
    default=Consent.UNKNOWN.value,
    help="Consent (samtycke) to the personal data in the comment.",
)
@click.option(
    "--author-role",
    type=click.Choice([r.value for r in AuthorRole]),
    default=AuthorRole.UNKNOWN.value,
    help="Who wrote the comment.",
)
@click.option(
    "--created-at",
    type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]),
    metavar="DATE[THH:MM]",
    help="When it was written; disposal (gallring) needs it.",
)
@click.option(
    "--triggered-action",
    type=_YesNo(),
    help="Whether somebody acted because of it (föranlett åtgärd).",
)
@click.option(
    "--records-request",
    type=_YesNo(),
    help="Whether somebody has asked for it as a public record (begäran om utlämnande).",
)
@RULES
@POLICY
def moderate(
    words: tuple[str, ...],
    lang: Lang,
    as_json: bool,
    statement: bool,
    consent: str,
    author_role: str,
    created_at: datetime | None,
    triggered_action: bool | None,
    records_request: bool | None,
    rules: str | None,
    policy: str | None,
) -> None:
    """Decide one comment: TEXT, or what comes on standard input.

    Exit status: 0 the comment is decided, 2 a mistake in the call or the rule files.
    """
    comment = Comment(
        text=" ".join(words) if words else _standard_input(),
        consent=Consent(consent),
        author_role=AuthorRole(author_role),
        created_at=created_at,
        triggered_action=triggered_action,
        records_request_pending=records_request,
    )
    decision = Moderator(rules, policy)(comment)
    if as_json:
        click.echo(json.dumps(decision.to_dict(), ensure_ascii=False, indent=2))
        return
    click.echo(explain(decision, lang), nl=False)
    draft = statement_of_reasons(decision, lang) if statement else None
    if draft is not None:
        click.echo(f"\n{'─' * 20}\n\n{draft}", nl=False)


# ── redact ──────────────────────────────────────────────────────────────────────────────────────


@main.command()
@click.argument("words", metavar="[TEXT]", nargs=-1)
@RULES
@POLICY
def redact(words: tuple[str, ...], rules: str | None, policy: str | None) -> None:
    """Print TEXT, or what comes on standard input, with labels in the place of personal data.

    For the release of public records (utlämnande): a human reads the result first.

    Exit status: 0 the text is printed, 2 a mistake in the call or the rule files.
    """
    text = " ".join(words) if words else _standard_input()
    click.echo(Moderator(rules, policy).redact(text))


def _standard_input() -> str:
    if sys.stdin.isatty():
        click.echo("Write the comment and end with Ctrl-D (Windows: Ctrl-Z, Enter).", err=True)
    try:
        text = sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Failure("standard input is not UTF-8") from None
    return text.removesuffix("\n").removesuffix("\r")


# ── classify ────────────────────────────────────────────────────────────────────────────────────


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Write here, whole or not at all, rather than to standard output.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(NAMES),
    help="Format of the archive, where it is not found by its content.",
)
@click.option(
    "--output-format",
    type=click.Choice(FORMS),
    help="Form of the output; else by the name of --output, else JSONL. excel: CSV for Excel.",
)
@click.option(
    "--resume",
    is_flag=True,
    help="Keep what is decided in OUTPUT.partial, and go on from there where it exists (JSONL).",
)
@click.option(
    "--include-text", is_flag=True, help="Write the texts of the comments too (personal data)."
)
@click.option(
    "--text-column",
    metavar="NAME",
    help="The column of the text, where it is not text, kommentar, comment, message or innehåll.",
)
@click.option(
    "--n-process",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Processes to decide in.",
)
@RULES
@POLICY
def classify(
    file: Path,
    output: Path | None,
    form: str | None,
    output_format: str | None,
    resume: bool,
    include_text: bool,
    text_column: str | None,
    n_process: int,
    rules: str | None,
    policy: str | None,
) -> None:
    """Decide every comment in FILE: an export of a platform, a table, or a folder or zip of them.

    Known by their content: Facebook (Graph API, scrapers, download your information), Instagram,
    YouTube (Takeout, Data API), X, LinkedIn, WordPress, Disqus, Coral, and tables in CSV (comma,
    semicolon or tab, with a header) or JSONL in UTF-8. The columns of a table are known by name,
    among them text, id, author, created_at, channel, parent, consent (samtycke), triggered_action
    and records_request_pending.

    The output is JSONL, CSV or Parquet. A run with --resume that was stopped or killed goes on with
    the same call; CSV and Parquet are written whole or not at all, so stop and start anew.

    The decisions come in the order of the rows and carry their numbers; a CSV file is counted as
    in a spreadsheet, with the header as row 1. A row that can not be read is told on standard
    error as FILE:row N and the rest goes on.

    Exit status: 0 every row is decided, 1 some rows are bad, 2 a mistake in the call, or a file or
    rule files that can not be used; then no output file is written.
    """
    tally, contents = Tally(), Contents()
    if output is not None and output.exists() and output.samefile(file):
        raise Failure("the output would replace the input")
    moderator = Moderator(rules, policy)
    output_format = output_format or form_by_name(output)
    if resume and (output is None or output_format != "jsonl"):
        raise click.UsageError(
            "--resume needs --output, and JSONL: a CSV or Parquet file that was cut off can not be "
            "gone on with"
        )
    partial = output.with_name(f"{output.name}.partial") if output and resume else None
    try:
        encode = encoder(output_format, include_text=include_text)
        done = done_in(partial, moderator.version) if partial else Done()
        with (
            written(output, output_format, include_text=include_text, unfinished=partial) as write,
            _bar(file, is_printed=output is None and sys.stdout.isatty()) as moved,
        ):

            def tell(error: ArchiveError) -> None:
                click.echo(f"{_CLEAR_LINE if moved else ''}{file}:{error}", err=True)

            rows = rows_of(
                file,
                contents,
                form=form,
                text_column=text_column,
                moved=moved or (lambda place: None),
            )
            rows = rows_after(rows, done)
            for piece in decide_rows(moderator, rows, tally, tell, encode, n_process=n_process):
                write(piece)
    except ArchiveError as error:
        raise Failure(f"{file}: {error}") from error
    if done.decisions:
        click.echo(f"{done.decisions} rows were decided before", err=True)
    click.echo(_summary(tally, contents, moderator.version), err=True)
    sys.exit(1 if tally.bad else 0)


_SHOWN = 10
"""Files without comments that are told by name."""

_CLEAR_LINE = "\r\033[K"


def _summary(tally: Tally, contents: Contents, version: str) -> str:
    decided = tally.actions.total()
    lines = [f"{decided + tally.bad} rows: {decided} decided, {tally.bad} bad"]
    lines += [f"{tally.actions[action]:>8} {action}" for action in reversed(Action)]
    lines.append(f"{tally.humans:>8} of them need a human")
    if tally.repeats:
        lines.append(f"{tally.repeats:>8} repeat an earlier comment")
    if list(contents.formats.values()) != [1] or TABLE not in contents.formats:
        lines += [f"read: {title} ({count})" for title, count in contents.formats.items()]
    if contents.passed_over:
        count, shown = len(contents.passed_over), ", ".join(contents.passed_over[:_SHOWN])
        more = ", …" if count > _SHOWN else ""
        lines.append(f"passed over: {count} without comments ({shown}{more})")
    lines += [
        f"note: {title} holds only what the account wrote itself, not what others wrote to it"
        for title in sorted(contents.own_only)
    ]
    lines.append(f"rules: version {version}")
    return "\n".join(lines)


@contextmanager
def _bar(file: Path, *, is_printed: bool) -> Iterator[Callable[[int], None] | None]:
    """What moves the bar to so many bytes read; None where there is no bar.

    There is one on a terminal, unless the decisions are printed there or the size is not known.
    """
    size = _size(file)
    if not sys.stderr.isatty() or is_printed or size is None:
        yield None
        return
    with click.progressbar(
        length=size, label="Deciding", file=sys.stderr, update_min_steps=max(size // 200, 1)
    ) as bar:
        read = 0

        def moved(place: int) -> None:
            nonlocal read
            bar.update(min(place, size) - read)
            read = min(place, size)

        yield moved


def _size(file: Path) -> int | None:
    """The bytes of a file or of all files in a folder; None where they are not known."""
    if file.is_dir():
        return sum(found.stat().st_size for found in file.rglob("*") if found.is_file())
    about = file.stat()
    return about.st_size if stat.S_ISREG(about.st_mode) else None


# ── report ──────────────────────────────────────────────────────────────────────────────────────


@main.command()
@click.argument("decisions", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Write here rather than to standard output.",
)
@click.option(
    "--errors",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A file with a line for each row that could not be read (what classify told).",
)
@click.option(
    "--lang", type=click.Choice(["sv", "en"]), default="sv", help="Language of the report."
)
def report(decisions: Path, output: Path | None, errors: Path | None, lang: Lang) -> None:
    """Make a report, one HTML file, of DECISIONS: the JSONL that `classify` wrote.

    Samples show the comments' words only where the decisions hold them (--include-text).

    Exit status: 0 the report is made, 2 a mistake in the call or a file that can not be used.
    """
    from ale_moderation.report import report as make_report  # needs the extra `report`

    told = errors.read_text("utf-8").splitlines() if errors else []
    with decisions.open(encoding="utf-8") as lines:
        html = make_report(_decisions_in(lines, decisions), told, lang=lang)
    with text_output(output) as target:
        target.write(html)


def _decisions_in(lines: Iterable[str], path: Path) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        try:
            decision = json.loads(line)
            if not {"action", "comment", "justifications"} <= decision.keys():
                raise ValueError
        except (ValueError, AttributeError):
            raise Failure(f"{path}:{number}: the line is no decision of classify") from None
        yield decision


main.add_command(try_)
main.add_command(rules_group)
