"""Tests of `ale_moderation.archive.decisions`."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from operator import add
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ale_moderation.archive.columns import Row
from ale_moderation.archive.decisions import (
    COLUMNS,
    csv_header,
    csv_lines,
    jsonl_lines,
    open_whole,
)
from ale_moderation.decision import Decision
from ale_moderation.model import (
    Clause,
    Comment,
    Justification,
    Record,
    Service,
    Unit,
    Visibility,
)

CLAUSE = Clause(id="a.1.1", sv="Så är det.", en="So it is.")


def decision(comment: Comment) -> Decision:
    """A removal that also asks for two services."""
    reasons = tuple(
        Justification(
            rule=rule,
            clauses=(CLAUSE,),
            sv="Därför.",
            en="Therefore.",
            findings=(),
            visibility=Visibility.REMOVE,
            certainty=0.875,
            location="01-a.toml:1",
        )
        for rule in ("insult", "threat")
    )
    return Decision(
        comment=comment,
        visibility=Visibility.REMOVE,
        record=Record.REGISTER,
        service=(Service.ANSWER_OTHER_CHANNEL, Service.FORWARD),
        escalation=(),
        findings=(),
        justifications=reasons,
        lifted=(),
        language="sv",
        certainty=0.875,
        review_reasons=(("Läs.", "Read."),),
        version="0123456789ab",
        due=date(2026, 3, 4),
        forward_to=Unit(id="gata", sv="Gata", en="Streets"),
    )


def written(encode: Callable[..., str], comment: Comment, *, include_text: bool = False) -> str:
    """What is written for a decision on the comment in row 7."""
    row = Row(number=7, comment=comment)
    return encode([(row, decision(comment))], include_text=include_text)


def cells(comment: Comment, *, include_text: bool = False) -> dict[str, str]:
    """The cells of the row by their columns, as a CSV reader sees them."""
    lines = csv_header(include_text=include_text)
    lines += written(csv_lines, comment, include_text=include_text)
    (row,) = csv.DictReader(io.StringIO(lines, newline=""))
    return row


def test_csv() -> None:
    """A row has the columns that are promised, and several values are parted by a space."""
    row = cells(Comment(text="hej", id="x1"))

    assert tuple(row) == COLUMNS
    assert row == {
        "row": "7",
        "member": "",
        "id": "x1",
        "action": "remove_and_document",
        "visibility": "remove",
        "record": "register",
        "service": "answer_other_channel forward",
        "escalation": "",
        "due": "2026-03-04",
        "forward_to": "gata",
        "categories": "",
        "needs_human": "yes",
        "certainty": "0.88",
        "rules": "insult threat",
        "clauses": "a.1.1",
        "language": "sv",
        "version": "0123456789ab",
    }


@pytest.mark.parametrize("include_text", [False, True])
def test_jsonl(include_text: bool) -> None:
    """A line is the row number and the decision as `to_dict()` gives it, in plain letters."""
    comment = Comment(text="Räksmörgås\n\u2028", id="å")
    line = written(jsonl_lines, comment, include_text=include_text)
    expected = {"row": 7} | decision(comment).to_dict(include_text=include_text)

    assert json.loads(line) == expected
    assert "å" in line
    assert line.count("\n") == 1


@pytest.mark.parametrize("encode", [csv_lines, jsonl_lines])
def test_no_text(encode: Callable[..., str]) -> None:
    """The text, the author and the post above are written only on request."""
    comment = Comment(text="hemligt", author="Ove Sagomark", parent="inlägget")

    assert not any(part in written(encode, comment) for part in ("hemligt", "Ove", "inlägget"))
    assert "hemligt" in written(encode, comment, include_text=True)


SPACES = st.sampled_from(["", " ", "\t", "\n", "\r"])


@given(
    st.builds(add, SPACES, st.sampled_from("=+-@＝＋－＠")) | st.sampled_from("\t\r\n"), st.text()
)
def test_no_formula(start: str, rest: str) -> None:
    """No cell that others have filled begins as a formula does in a spreadsheet."""
    given_text = f"{start}{rest}"
    row = cells(Comment(text=given_text, id=given_text), include_text=True)

    assert row["id"] == row["text"] == f"'{given_text}"


def test_harmless_cell() -> None:
    """A cell without a formula is written as it is, also where a sign stands within."""
    row = cells(Comment(text="Hej = då", id="a-1"), include_text=True)

    assert (row["id"], row["text"]) == ("a-1", "Hej = då")


def test_open_whole(tmp_path: Path) -> None:
    """A file takes its name when it is whole, with lone surrogates written as JSON escapes them."""
    path = tmp_path / "ut.jsonl"
    with open_whole(path) as file:
        file.write('"Å\ud83d"')

        assert not path.exists()

    assert path.read_bytes() == '"Å\\ud83d"'.encode()
    assert list(tmp_path.iterdir()) == [path]


def test_open_whole_fails(tmp_path: Path) -> None:
    """What goes wrong midway leaves the former file and nothing else."""
    path = tmp_path / "ut.csv"
    path.write_text("förut", encoding="utf-8")
    with pytest.raises(RuntimeError), open_whole(path) as file:
        file.write("halv")
        raise RuntimeError

    assert path.read_text(encoding="utf-8") == "förut"
    assert list(tmp_path.iterdir()) == [path]


def test_open_whole_link(tmp_path: Path) -> None:
    """A link stays a link, and the file that it leads to is the one written."""
    target, link = tmp_path / "mål.csv", tmp_path / "länk.csv"
    target.write_text("förut", encoding="utf-8")
    link.symlink_to(target)
    with open_whole(link) as file:
        file.write("nytt")

    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "nytt"


def test_open_whole_names_the_file(tmp_path: Path) -> None:
    """Where a file can not be made the error names it, not the name that it has meanwhile."""
    path = tmp_path / "saknas" / "ut.csv"
    with pytest.raises(FileNotFoundError) as caught, open_whole(path):
        pass

    assert caught.value.filename == str(path)
