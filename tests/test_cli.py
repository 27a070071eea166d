"""Tests of `ale_moderation.cli`.

What a comment is decided to be is the matter of other tests: these use rules whose outcome is
known, or look at what holds for every decision.
"""

import csv
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ale_moderation.archive.decisions import COLUMNS
from ale_moderation.cli import main
from ale_moderation.explain import explain, statement_of_reasons
from ale_moderation.model import Comment, Consent
from ale_moderation.moderator import Moderator
from ale_moderation.rulebook_report import describe, table_of_clauses
from tests.always import make_always

BAD = Path(__file__).parent / "rulebook" / "bad"
SECRET = "Ove Sagomark på Rönnvägen 17"
POSIX = pytest.mark.skipif(os.name != "posix", reason="needs signals, pipes and pseudo-terminals")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A CSV file of four rows below the header, the third of which has a cell too many."""
    path = tmp_path / "arkiv.csv"
    lines = ("id;text", "a;Hej", "b;Å", f"c;x;{SECRET}", f"=d;{SECRET}")
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def run(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    """The outcome of the command; whatever it raises but an exit is the test's."""
    return CliRunner().invoke(main, [str(a) for a in arguments], stdin, catch_exceptions=False)


def start(*arguments: str | Path, stderr: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
    """The command in a process of its own, which does not know of UTF-8 from its surroundings."""
    return subprocess.Popen(
        [sys.executable, "-m", "ale_moderation", *map(str, arguments)],
        env=os.environ | {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=stderr,
    )


# ── Redact ───────────────────────────────────────────────────────────────────────────────────────


def test_redact() -> None:
    """Personal data become labels, in an argument and on standard input."""
    words = run("redact", "Ring", "Ove Sagomark,", "070-174 06 20")
    piped = run("redact", stdin="Ring Ove Sagomark, 070-174 06 20\n")

    assert words.output == "Ring [namn 1], [telefonnummer]\n"
    assert (piped.exit_code, piped.output.rstrip()) == (0, words.output.rstrip())


# ── Help ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ([], "rules"),
        (["moderate"], "samtycke"),
        (["redact"], "utlämnande"),
        (["classify"], "Exit status: 0 every row is decided, 1 some rows are bad, 2"),
        (["rules"], "explain"),
        (["rules", "check"], "Exit status: 0 all is well, 1"),
        (["rules", "explain"], "CLAUSE"),
        (["rules", "table"], "Markdown"),
    ],
)
def test_help(command: list[str], expected: str) -> None:
    """Every command tells what it does, and with which status it ends."""
    for option in ("--help", "-h"):
        result = run(*command, option)

        assert result.exit_code == 0
        assert expected in " ".join(result.stdout.split())


def test_version() -> None:
    """The version is that of the distribution."""
    assert version("ale-moderation") in run("--version").stdout


# ── moderate ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_moderate(always: Path, lang: str) -> None:
    """A comment is explained, in Swedish unless English is asked for."""
    result = run("moderate", "Hej där", "--rules", always, "--lang", lang)
    expected = explain(Moderator(always)("Hej där"), "sv" if lang == "sv" else "en")

    assert (result.exit_code, result.stdout, result.stderr) == (0, expected, "")


def test_moderate_words(always: Path) -> None:
    """A comment without quotation marks is its words."""
    one = run("moderate", "--json", "--rules", always, "Hej där")

    assert one.stdout == run("moderate", "--json", "--rules", always, "Hej", "där").stdout


@pytest.mark.parametrize(
    "given", ["Hej ÅÄÖ\n", "Hej ÅÄÖ", b"\xef\xbb\xbf" + "Hej ÅÄÖ\r\n".encode()]
)
def test_moderate_standard_input(always: Path, given: str | bytes) -> None:
    """Without an argument the comment comes on standard input, with or without a line end."""
    expected = run("moderate", "Hej ÅÄÖ", "--json", "--rules", always)

    assert run("moderate", "--json", "--rules", always, stdin=given).stdout == expected.stdout


@pytest.mark.parametrize("text", ["", " ", "\0", "🙂", "\u202e", "a\u0301\u0302" * 50])
def test_moderate_odd(always: Path, text: str) -> None:
    """Odd comments are decided like any other."""
    result = run("moderate", "--json", "--rules", always, stdin=text)

    assert result.exit_code == 0
    assert json.loads(result.stdout)["action"] == "remove_and_document"


def test_moderate_json(always: Path) -> None:
    """JSON is the decision as a dictionary, with what the caller knows and without the text."""
    known = ["--consent", "self", "--author-role", "resident", "--triggered-action", "no"]
    known += ["--records-request", "yes", "--created-at", "2026-03-01T12:30"]
    result = run("moderate", SECRET, "--json", "--rules", always, *known)
    consented = run("moderate", SECRET, "--json", "--rules", always, "--consent", "given")
    written = datetime(2026, 3, 1, 12, 30)
    comment = Comment(text=SECRET, consent=Consent.SELF, created_at=written)
    expected = Moderator(always)(comment).to_dict()

    assert json.loads(result.stdout) == expected
    assert json.loads(consented.stdout)["visibility"] == "keep"


def test_moderate_statement(always: Path) -> None:
    """The draft to the one who wrote comes after the explanation, on request."""
    decision = Moderator(always)("Hej")
    result = run("moderate", "Hej", "--rules", always, "--statement")

    assert result.stdout.startswith(explain(decision))
    assert result.stdout.endswith(f"\n\n{statement_of_reasons(decision)}")


@pytest.mark.parametrize(
    ("arguments", "stdin", "expected"),
    [
        (["moderate"], SECRET.encode("latin-1"), "Error: standard input is not UTF-8"),
        (["moderate", SECRET, "--rules", "nowhere"], None, "nowhere:1:1: there is no such folder"),
        (["moderate", SECRET, "--policy", "nowhere.toml"], None, "the file is missing"),
        (["moderate", SECRET, "--lang", "de"], None, "'de' is not one of 'sv', 'en'"),
        (["moderate", SECRET, "--created-at", "igår"], None, "does not match the formats"),
        (["moderate", SECRET, "--triggered-action", "x"], None, "not one of 'yes', 'no'"),
        (["moderate", SECRET, "--nothing"], None, "No such option"),
        (["classify", "nowhere.csv"], None, "nowhere.csv: No such file or directory"),
        (["classify"], None, "Missing argument 'FILE'"),
        (["rules", "explain", "insult.comenter"], None, "Did you mean insult.commenter"),
        (["rules", "explain", "1.3"], None, "Did you mean"),
        (["rules", "explain", "xyzzy"], None, "there is no rule or clause xyzzy."),
        (["rules", "table", "nowhere"], None, "there is no such folder"),
    ],
)
def test_mistakes(arguments: list[str], stdin: bytes | None, expected: str) -> None:
    """A mistake is a message on standard error with status 2, and never repeats the comment."""
    result = run(*arguments, stdin=stdin)

    assert (result.exit_code, result.stdout) == (2, "")
    assert expected in " ".join(result.stderr.split())
    assert "Ove" not in result.stderr


# ── classify ────────────────────────────────────────────────────────────────────────────────────


def test_classify(always: Path, archive: Path) -> None:
    """Rows are decided in their order, bad ones are told and counted, and the sum comes last."""
    result = run("classify", archive, "--rules", always)
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    moderator = Moderator(always)

    assert result.exit_code == 1
    assert [line.pop("row") for line in lines] == [2, 3, 5]
    assert lines == [
        moderator(Comment(id=id_, text=text)).to_dict()
        for id_, text in (("a", "Hej"), ("b", "Å"), ("=d", SECRET))
    ]
    assert result.stderr.splitlines() == [
        f"{archive}:row 4: the row has 3 cells, the header 2",
        "4 rows: 3 decided, 1 bad",
        "       3 remove_and_document",
        "       0 register",
        "       0 answer",
        "       0 keep",
        "       0 of them need a human",
        f"rules: version {moderator.version}",
    ]


def test_classify_csv(always: Path, archive: Path) -> None:
    """CSV has the columns that are promised, and no cell is a formula."""
    result = run("classify", archive, "--rules", always, "--output-format", "csv")
    header, *rows = csv.reader(io.StringIO(result.stdout, newline=""))

    assert tuple(header) == COLUMNS
    assert [row[:4] for row in rows] == [
        ["2", "", "a", "remove_and_document"],
        ["3", "", "b", "remove_and_document"],
        ["5", "", "'=d", "remove_and_document"],
    ]


def test_repeats(always: Path, tmp_path: Path) -> None:
    """Comments that repeat an earlier one are counted, whatever their case and signs."""
    texts = [
        "Tjäna pengar hemifrån nu!",
        "TJÄNA  pengar, hemifrån nu",
        "Tack",
        "Tack",
        "Annat helt och hållet",
    ]
    source = tmp_path / "a.jsonl"
    source.write_text("\n".join(json.dumps({"text": t}) for t in texts), encoding="utf-8")

    assert "1 repeat an earlier comment" in run("classify", source, "--rules", always).stderr


def test_classify_folder(always: Path, tmp_path: Path) -> None:
    """A folder is read file by file; each row tells its file, and a bad file stops no other.

    Files without comments are passed over, and told.
    """
    (tmp_path / "tom").mkdir()
    empty = run("classify", tmp_path / "tom", "--rules", always)
    (tmp_path / "a.csv").write_text("id,text\n1,Hej\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("namn,ort\nOve,Surte\n", encoding="utf-8")
    (tmp_path / "c.json.gz").write_bytes(b"\x1f\x8bno gzip")
    (tmp_path / "d.json").write_text('{\n"friends_v2": [\n{"name": "Ove"}]}', encoding="utf-8")
    (tmp_path / "e.jsonl").write_text('{"a": 1}\n{"text": "Sist"}\n', encoding="utf-8")
    (tmp_path / "f.js").write_text('window.YTD.follower.part0 = [{"follower": 1}]')
    (tmp_path / "tweets.js").write_text(
        'window.YTD.tweets.part0 = [{"tweet": {"full_text": "Å"}}]', encoding="utf-8"
    )
    result = run("classify", tmp_path, "--rules", always)
    lines = [json.loads(line) for line in result.stdout.splitlines()]

    assert (empty.exit_code, "no file that may hold comments" in empty.output) == (2, True)
    assert [(line["member"], line["row"]) for line in lines] == [
        ("a.csv", 2),
        ("e.jsonl", 2),
        ("tweets.js", 1),
    ]
    assert f"{tmp_path}:c.json.gz:the gzip is broken or cut off" in result.stderr
    assert f"{tmp_path}:e.jsonl:row 1: there is no text" in result.stderr
    assert "passed over: 3 without comments (b.csv, d.json, f.js)" in result.stderr
    assert "5 rows: 3 decided, 2 bad" in result.stderr
    assert "note: X archive (tweets.js) holds only what the account wrote itself" in result.stderr
    assert result.exit_code == 1


@pytest.mark.parametrize("cut", [0, 1, 40, -1, -30])
def test_resume(always: Path, tmp_path: Path, cut: int) -> None:
    """A run that was cut off anywhere goes on, and the output is as if it had not been."""
    source, whole, output = (tmp_path / name for name in ("a.jsonl", "b.jsonl", "c.jsonl"))
    texts = [json.dumps({"text": f"rad {n}"}) for n in range(9)]
    source.write_text("\n".join([*texts[:4], "{", *texts[4:]]), encoding="utf-8")
    run("classify", source, "--rules", always, "-o", whole)
    written = whole.read_bytes()
    partial = output.with_name("c.jsonl.partial")
    partial.write_bytes(written[: cut if cut >= 0 else len(written) + cut])
    result = run("classify", source, "--rules", always, "-o", output, "--resume")

    assert result.exit_code == 1
    assert output.read_bytes() == written
    assert not partial.exists()


def test_resume_of_another(always: Path, tmp_path: Path) -> None:
    """A partial output of other rules or of another archive is not gone on with."""
    source, output = tmp_path / "a.jsonl", tmp_path / "c.jsonl"
    source.write_text('{"text": "hej"}', encoding="utf-8")
    run("classify", source, "--rules", always, "-o", output)
    line = json.loads(output.read_text("utf-8"))
    partial = output.with_name("c.jsonl.partial")
    for change, message in (({"version": "x"}, "other rules"), ({"row": 7}, "not of this archive")):
        partial.write_text(json.dumps(line | change) + "\n", encoding="utf-8")
        result = run("classify", source, "--rules", always, "-o", output, "--resume")
        assert (result.exit_code, message in result.stderr) == (2, True)


def test_classify_text(always: Path, archive: Path) -> None:
    """The texts are written only on request, and never to standard error."""
    without = run("classify", archive, "--rules", always)
    with_text = run("classify", archive, "--rules", always, "--include-text")

    assert SECRET not in without.output
    assert SECRET in with_text.stdout
    assert SECRET not in with_text.stderr


def test_classify_all_good(always: Path, tmp_path: Path) -> None:
    """The status is 0 where every row is decided, and where there is none."""
    full, empty = tmp_path / "full.jsonl", tmp_path / "empty.jsonl"
    full.write_text('{"fråga": "Hej"}\n', encoding="utf-8")
    empty.touch()

    assert run("classify", full, "--rules", always, "--text-column", "fråga").exit_code == 0
    assert run("classify", empty, "--rules", always).stderr.startswith("0 rows: 0 decided, 0 bad")


@pytest.mark.parametrize(
    ("name", "option", "is_csv"),
    [
        ("ut.csv", (), True),
        ("ut.CSV", (), True),
        ("ut.txt", (), False),
        ("ut.csv", ("--output-format", "jsonl"), False),
    ],
)
def test_classify_output(
    always: Path, archive: Path, name: str, option: tuple[str, ...], is_csv: bool
) -> None:
    """The output is CSV or JSONL by its name, unless the form is asked for."""
    output = archive.with_name(name)
    result = run("classify", archive, "--rules", always, "-o", output, *option)

    assert result.stdout == ""
    assert output.read_text(encoding="utf-8").startswith("row,member,id,") is is_csv
    assert sorted(archive.parent.iterdir()) == sorted((archive, output))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (SECRET.encode("latin-1"), "no column holds the text"),
        (SECRET.encode("utf-16"), "no column holds the text"),
        (SECRET.encode(), "no column holds the text"),
    ],
    ids=["latin-1", "utf-16", "no header"],
)
def test_classify_unreadable(always: Path, tmp_path: Path, content: bytes, expected: str) -> None:
    """A file that can not be used leaves a former output as it was."""
    source, output = tmp_path / "arkiv.csv", tmp_path / "ut.csv"
    source.write_bytes(content)
    output.write_text("förut", encoding="utf-8")
    result = run("classify", source, "-o", output, "--rules", always)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"Error: {source}: {expected}")
    assert "Ove" not in result.stderr
    assert output.read_text(encoding="utf-8") == "förut"


def test_classify_onto_itself(archive: Path) -> None:
    """The archive is never replaced by its decisions, under another name either."""
    before = archive.read_bytes()
    link = archive.with_name("länk.csv")
    link.symlink_to(archive)

    for output in (archive, link):
        assert run("classify", archive, "-o", output).exit_code == 2
    assert archive.read_bytes() == before


# ── rules ───────────────────────────────────────────────────────────────────────────────────────


def test_check_shipped() -> None:
    """The shipped rules have no problems, and the command counts them."""
    result = run("rules", "check")
    moderator = Moderator()

    assert (result.exit_code, result.stderr) == (0, "")
    assert f" 44 sentences, {len(moderator.rulebook.rules)} rules, " in result.stdout
    assert result.stdout.endswith(f"version {moderator.version}\n")


@pytest.mark.parametrize("folder", sorted(BAD.iterdir()), ids=lambda folder: folder.name)
def test_check_bad(folder: Path) -> None:
    """Every problem of a bad folder is told at its file, line and column."""
    result = run("rules", "check", folder)
    expected = (folder / "expected.txt").read_text(encoding="utf-8").splitlines()
    shown = result.stdout.replace(f"{folder.as_posix()}/", "").replace(folder.as_posix(), ".")

    assert (result.exit_code, result.stderr) == (1, "")
    assert [line for line in expected[:-1] if line not in shown.splitlines()] == []


def test_check_lexicon(tmp_path: Path) -> None:
    """Problems of rules and of the lexicon are told together, a missing file too."""
    folder = make_always(tmp_path)
    (folder / "01-trivsel.toml").write_text("[section", encoding="utf-8")
    (folder / "lexicon" / "insults.toml").write_text("[[list", encoding="utf-8")
    (folder / "lexicon" / "languages.toml").unlink()
    result = run("rules", "check", folder)

    assert result.exit_code == 1
    for name in ("01-trivsel.toml", "lexicon/insults.toml", "lexicon/languages.toml"):
        assert f"{folder.as_posix()}/{name}:1:" in result.stdout


def test_check_examples(always: Path) -> None:
    """The examples are run on request, and one that does not hold is told at its line."""
    result = run("rules", "check", always, "--examples")

    assert run("rules", "check", always).exit_code == 0
    assert result.exit_code == 1
    assert result.stdout == (
        f"{always.as_posix()}/01-trivsel.toml:25:1: "
        "remove.everything is not silent on this example\n"
        "    hint: the rules that speak are remove.everything\n"
        "1 problem in the rule files\n"
    )


@pytest.mark.parametrize("name", ["remove.everything", "trivsel.1.1"])
def test_explain_rule(always: Path, name: str) -> None:
    """A rule and a clause are told."""
    result = run("rules", "explain", name, "--rules", always)

    assert result.exit_code == 0
    assert result.stdout == describe(Moderator(always).rulebook, name)


def test_table(always: Path) -> None:
    """The table is that of the rules."""
    assert run("rules", "table", always).stdout == table_of_clauses(Moderator(always).rulebook)


# ── In a process of its own ─────────────────────────────────────────────────────────────────────


def test_process(always: Path) -> None:
    """What comes out is UTF-8 whatever the surroundings say, down to a lone surrogate."""
    with start("moderate", "--rules", always) as process:
        stdout, stderr = process.communicate("Hej ÅÄÖ".encode())

    assert (process.returncode, stderr) == (0, b"")
    assert stdout.decode() == explain(Moderator(always)("Hej ÅÄÖ"))


def test_several_processes(always: Path, tmp_path: Path) -> None:
    """Several processes write what one does."""
    source = tmp_path / "arkiv.jsonl"
    lines = [json.dumps({"text": f"Hej {n} \ud83d"}) for n in range(150)] + ["{"]
    source.write_text("\n".join(lines), encoding="utf-8")
    arguments = ("classify", source, "--include-text", "--rules", always, "--n-process")
    with start(*arguments, "2") as process:
        stdout, stderr = process.communicate()
    alone = run(*arguments, "1")

    assert process.returncode == alone.exit_code == 1
    assert stdout.decode() == alone.stdout
    assert stderr.decode() == alone.stderr
    assert len(stdout.splitlines()) == 150


@POSIX
def test_broken_pipe(always: Path, archive: Path) -> None:
    """A reader who has had enough is no reason for a traceback."""
    with start("classify", archive, "--rules", always) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        stderr = process.stderr.read()

    assert b"Traceback" not in stderr
    assert b"Broken" not in stderr


@POSIX
@pytest.mark.skipif(
    os.name == "posix" and signal.getsignal(signal.SIGINT) is signal.SIG_IGN,
    reason="this process was started with interrupts ignored, and so would be the command",
)
def test_interrupt(always: Path, tmp_path: Path) -> None:
    """Ctrl-C ends quietly with status 130 and leaves no output."""
    source, output = tmp_path / "rör.jsonl", tmp_path / "ut.jsonl"
    os.mkfifo(source)
    command = ("classify", source, "-o", output, "--rules", always)
    with start(*command) as process, source.open("wb"):  # opens when the command reads
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=60)

    assert (process.returncode, stderr) == (130, b"")
    assert list(tmp_path.iterdir()) == [source]


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    """The two ends of a pseudo-terminal."""
    ours, theirs = os.openpty()
    yield ours, theirs
    os.close(ours)


@POSIX
@pytest.mark.parametrize("is_terminal", [True, False])
def test_progress(
    always: Path, archive: Path, terminal: tuple[int, int], is_terminal: bool
) -> None:
    """There is a bar on a terminal, and none elsewhere."""
    ours, theirs = terminal
    output = archive.with_name("ut.jsonl")
    arguments = ("classify", archive, "-o", output, "--rules", always)
    with start(*arguments, stderr=theirs if is_terminal else subprocess.PIPE) as process:
        os.close(theirs)
        _, stderr = process.communicate()
    shown = os.read(ours, 10_000) if is_terminal else stderr

    assert process.returncode == 1
    assert (b"Deciding" in shown) is is_terminal
    assert b"4 rows: 3 decided, 1 bad" in shown
