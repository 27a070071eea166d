"""Tests of `ale_moderation.archive.rows`, and with it of `ale_moderation.archive.columns`."""

import csv
import io
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ale_moderation.archive.columns import ALIASES, Row
from ale_moderation.archive.rows import read_rows
from ale_moderation.errors import ArchiveError
from ale_moderation.model import AuthorRole, Comment, Consent

BOM = b"\xef\xbb\xbf"


def opened(content: bytes) -> io.BufferedReader:
    """The content as a file that is read through a buffer."""
    source: Any = io.BytesIO(content)
    return io.BufferedReader(source)


def read(content: str | bytes, name: str = "", **given: Any) -> list[tuple[int, Comment | str]]:
    """The number of each row with its comment, or with what is wrong."""
    data = content.encode() if isinstance(content, str) else content
    with opened(data) as file:
        rows = list(read_rows(file, name=name, **given))
    numbered: list[tuple[int, Comment | str]] = []
    for row in rows:
        if isinstance(row, Row):
            numbered.append((row.number, row.comment))
        else:
            assert row.row is not None
            numbered.append((row.row, row.message))
    return numbered


def texts(content: str | bytes, name: str = "", **given: Any) -> list[str]:
    """The texts of the rows, all of which can be read."""
    return [row.text for _, row in read(content, name, **given) if isinstance(row, Comment)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("start", [b"", BOM])
def test_csv(delimiter: str, start: bytes) -> None:
    """The delimiter is found by the header, and the header is row 1."""
    lines = ("id|text|datum", '7|"Hej, du; där\tborta"|2026-03-01', "8|Å|")
    content = "\n".join(lines).replace("|", delimiter).encode()
    first = Comment(id="7", text="Hej, du; där\tborta", created_at=datetime(2026, 3, 1))

    assert read(start + content) == [(2, first), (3, Comment(id="8", text="Å"))]


def test_jsonl() -> None:
    """A row is a line, an id may be a number, and what is null or empty is not known."""
    lines = (
        '{"id": 7, "text": "Hej", "created_at": "2026-03-01T12:30:00Z", "other": [1]}',
        "",
        '{"text": "Å", "author": null, "consent": ""}',
    )
    first = Comment(id="7", text="Hej", created_at=datetime(2026, 3, 1, 12, 30, tzinfo=UTC))

    assert read("\n".join(lines)) == [(1, first), (3, Comment(text="Å"))]


@pytest.mark.parametrize("alias", ALIASES["text"])
def test_aliases_of_text(alias: str) -> None:
    """The column of the text has Swedish and English names, in any case and normal form."""
    decomposed = alias.upper().replace("Å", "A\N{COMBINING RING ABOVE}")

    assert texts(f"id,{alias}\n1,hej\n") == ["hej"]
    assert texts(f"id;  {decomposed} \n1;hej\n") == ["hej"]
    assert texts(json.dumps({alias: "hej"})) == ["hej"]


def test_text_before_comment() -> None:
    """Where several columns may hold the text, the first of the known names counts."""
    assert texts("kommentar,text\nfel,rätt\n") == ["rätt"]


def test_text_column() -> None:
    """Another column may be named as that of the text, and then no other is taken."""
    content = "fråga,text\nrätt,fel\n"

    assert texts(content, text_column="FRÅGA") == ["rätt"]
    assert read('{"text": "fel"}', text_column="fråga") == [(1, "there is no text")]


def test_every_field() -> None:
    """Every field of a comment can be read from a column."""
    header = "text,id,författare,skapad,author_role,kanal,parent,samtycke,triggered_action"
    expected = Comment(
        text="hej",
        id="1",
        author="Ove",
        created_at=datetime(2026, 3, 1, 12, 30),
        author_role=AuthorRole.RESIDENT,
        channel="Facebook",
        parent="Inlägg",
        consent=Consent.GIVEN,
        triggered_action=False,
        records_request_pending=True,
    )
    row = "hej,1,Ove,2026-03-01 12:30,resident,Facebook,Inlägg,Given,nej"

    assert read(f"{header},records_request_pending\n{row},yes\n") == [(2, expected)]


SECRET = "Ove Sagomark bor på Rönnvägen 17"


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("created_at", SECRET, "created_at: expected a date and time such as"),
        ("consent", SECRET, "consent: expected unknown, given, self, official"),
        ("author_role", SECRET, "author_role: expected unknown, resident,"),
        ("triggered_action", SECRET, "triggered_action: expected yes or no"),
        ("author", {"name": SECRET}, "author: expected a string or a number"),
        ("id", [SECRET], "id: expected a string or a number"),
        ("text", [SECRET], "the text is not a string"),
        ("text", None, "the text is not a string"),
    ],
)
def test_bad_value(name: str, value: object, expected: str) -> None:
    """A bad value is told by its field and what was expected, and is never repeated."""
    rows = read(json.dumps({"text": "hej"} | {name: value}) + '\n{"text": "nästa"}\n')
    ((number, message), following) = rows

    assert number == 1
    assert isinstance(message, str)
    assert message.startswith(expected)
    assert "Ove" not in message
    assert following == (2, Comment(text="nästa"))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('{"text": "hej', "the line is not JSON (column 10)"),
        ("[1]", "the line is not a JSON object"),
        ("null", "the line is not a JSON object"),
        ("{}", "there is no text"),
        ("[" * 100_000, "the line is JSON beyond what can be read"),
        ('{"text": "hej", "n": ' + "9" * 5000 + "}", "the line is JSON beyond what can be read"),
    ],
)
def test_bad_line(line: str, expected: str) -> None:
    """A line that can not be read is told by its number, and the rest is read."""
    rows = read(f'{{"text": "först"}}\n{line}\n{{"text": "sist"}}')

    assert rows == [(1, Comment(text="först")), (2, expected), (3, Comment(text="sist"))]


OUT_OF_PLACE = "a quotation mark is out of place or has no pair"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2,a,b", "the row has 3 cells, the header 2"),
        ("2", "the row has 1 cell, the header 2"),
        ('2,"hej" då', OUT_OF_PLACE),
        ('2,"hej', OUT_OF_PLACE),
        ('2,"hej ""då', OUT_OF_PLACE),
    ],
)
def test_bad_row(line: str, expected: str) -> None:
    """A row that can not be read is told by its number, and no other row is lost with it."""
    rows = read(f'id,text\n1,först\n{line}\n3,"hon sa ""ja"""\n\n4,sist\n')

    assert rows == [
        (2, Comment(id="1", text="först")),
        (3, expected),
        (4, Comment(id="3", text='hon sa "ja"')),
        (6, Comment(id="4", text="sist")),
    ]


def test_longest_row() -> None:
    """A quotation goes over a thousand lines at most, so that a lost mark costs no more to mend."""
    longest, longer = "a\n" * 999, "a\n" * 1_000

    assert read(f'text\n"{longest}"\nb\n') == [
        (2, Comment(text=longest)),
        (3, Comment(text="b")),
    ]
    assert read(f'text\n"{longer}"\nb\n') == [
        (2, OUT_OF_PLACE),
        *((number, Comment(text="a")) for number in range(3, 1_002)),
        (1_002, OUT_OF_PLACE),
        (1_003, Comment(text="b")),
    ]


def test_text_over_lines() -> None:
    """A text over several lines is one row."""
    assert read('text,id\n"a\nb\r\n\nc",1\nd,2\n') == [
        (2, Comment(text="a\nb\r\n\nc", id="1")),
        (3, Comment(text="d", id="2")),
    ]


def test_single_column() -> None:
    """In a file of one column commas divide nothing."""
    assert texts('text\nHej, du; där\n"Ja, ""du"""\n') == ["Hej, du; där", 'Ja, "du"']


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    """Line ends of every system are known."""
    assert texts(end.join(("id,text", "1,a", "2,b"))) == ["a", "b"]


def test_long_text() -> None:
    """A text of five million characters is read."""
    text = "å " * 2_500_000

    assert texts(f"id,text\n1,{text}\n") == [text]
    assert texts(json.dumps({"text": text})) == [text]


def test_odd_characters() -> None:
    """NUL and the lone surrogates that JSON can write are read as they are."""
    assert texts("id,text\n1,a\0b\n") == ["a\0b"]
    assert texts('{"text": "a\\u0000\\ud83d"}') == ["a\0\ud83d"]


def test_bytes_that_are_not_utf8() -> None:
    """In a file of UTF-8 a row of other bytes is bad and the others are read."""
    rows = read("id,text\n1,å\n".encode() + "2,ä\n".encode("latin-1") + "3,ö\n".encode())
    lines = read('{"text": "å"}\n'.encode() + '{"text": "ä"}'.encode("latin-1"))

    assert [row for _, row in rows] == [
        Comment(id="1", text="å"),
        "the row is not UTF-8",
        Comment(id="3", text="ö"),
    ]
    assert lines == [(1, Comment(text="å")), (2, "the line is not UTF-8")]


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (b"", "", "no column holds the text: the header needs text, kommentar,"),
        (b"\n\n", "a.csv", "no column holds the text"),
        (f"{SECRET},2\n".encode(), "", "no column holds the text"),
        (b'id,"text\n1,hej\n', "", "no column holds the text"),
        (b'{"text": "hej"}', "a.csv", "no column holds the text"),
    ],
)
def test_unusable_file(content: bytes, name: str, expected: str) -> None:
    """A file that is none of these is refused at once as a whole, and nothing of it is repeated."""
    with pytest.raises(ArchiveError) as caught:
        read(content, name)

    assert str(caught.value).startswith(expected)
    assert caught.value.row is None
    assert "Ove" not in str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
def test_encodings(encoding: str) -> None:
    """The encoding of a file is found, also where nothing tells it."""
    content = "id;text\n1;Räksmörgås – och\n2;Å\n"

    assert texts(content.encode(encoding)) == ["Räksmörgås – och", "Å"]


def test_json_array() -> None:
    """An array of objects is read like lines of them, and what is no comment is a bad row."""
    content = b' [{"text": "hej", "id": 7}, 3, {"id": 8}, {"kommentar": "d\xc3\xa5"}]'

    assert read(content) == [
        (1, Comment(text="hej", id="7")),
        (2, "expected a JSON object"),
        (3, "there is no text"),
        (4, Comment(text="då")),
    ]


def test_missing_text_column() -> None:
    """A column that was asked for and is not there is named."""
    with pytest.raises(ArchiveError, match="the header needs fråga"):
        read("id,text\n1,hej\n", text_column="fråga")


def test_name_tells_the_format() -> None:
    """The end of the name tells more than the first character, which tells where it does not."""
    assert read("", "a.JSONL") == []
    assert read("hej\n", "a.ndjson") == [(1, "the line is not JSON (column 1)")]
    assert texts('{text\n{"text": "hej"}\n', "a.tsv", text_column="{text") == ['{"text": "hej"}']
    assert texts(' \n{"text": "hej"}\n', "a.json") == ["hej"]


def test_lazy() -> None:
    """Rows come while the file is still being read, and it stays open for the caller."""
    line = b'{"text": "hej"}\n'
    with opened(line * 20_000) as file:
        rows = read_rows(file)
        next(rows)

        assert file.tell() < 200_000
        assert sum(1 for _ in rows) == 19_999
        assert not file.closed


CELLS = st.text(st.characters(codec="utf-8"), max_size=20)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=5), st.sampled_from([",", ";", "\t"]))
def test_csv_round_trip(rows: list[tuple[str, str]], delimiter: str) -> None:
    """What the csv module writes is read as it was."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=delimiter)
    writer.writerow(("author", "text"))
    writer.writerows(rows)
    expected = [Comment(author=author or None, text=text) for author, text in rows]

    assert [row for _, row in read(written.getvalue(), "a.csv")] == expected


@given(st.lists(st.text(max_size=20), max_size=5))
def test_jsonl_round_trip(written: list[str]) -> None:
    """What the json module writes is read as it was, lone surrogates too."""
    lines = [json.dumps({"text": text}) for text in written]

    assert texts("\n".join(lines), "a.jsonl") == written


@given(st.binary(max_size=200), st.sampled_from([b"", b"text\n", b"id;text\n", b'{"text": "']))
def test_any_bytes(content: bytes, start: bytes) -> None:
    """Whatever a file holds, it is refused or every row is a comment or told to be bad."""
    try:
        rows = read(start + content)
    except ArchiveError:
        return
    numbers = [number for number, _ in rows]

    assert numbers == sorted(set(numbers))


@given(st.lists(st.sampled_from(['"', ",", "\n", "a", '""', '"\n', '",']), max_size=30))
def test_no_line_is_lost(pieces: list[str]) -> None:
    """However quotation marks lie, each letter comes out in a comment or its row is told bad."""
    body = "".join(pieces)
    rows = read(f"text,id\n{body}", "a.csv")
    read_letters = sum(
        f"{row.text}{row.id or ''}".count("a") for _, row in rows if isinstance(row, Comment)
    )
    has_bad = any(isinstance(row, str) for _, row in rows)

    assert read_letters == body.count("a") or has_bad
