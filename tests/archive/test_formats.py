"""The readers of each platform's export: exact rows, quirks, and files that are broken."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ale_moderation.archive.columns import Row
from ale_moderation.archive.formats import FORMATS
from ale_moderation.archive.reading import Contents, rows_of
from ale_moderation.errors import ArchiveError
from ale_moderation.model import AuthorRole
from tests.archive.quirks import QUIRKS

GRAPH = {
    "data": [
        {
            "id": "1_2",
            "message": "När plogas Ängsvägen?",
            "from": {"id": "9", "name": "Ove"},
            "created_time": "2026-01-12T11:00:00+0000",
            "comment_count": 1,
            "comments": {
                "data": [{"id": "1_3", "message": "I morgon", "created_time": "2026-01-12"}]
            },
        },
        {
            "id": "1_4",
            "created_time": "2026-01-12T12:00:00+0000",
            "attachment": {"type": "sticker"},
        },
    ],
    "paging": {"next": "x"},
}
POST = {
    "id": "77",
    "message": "Nu är isbanan öppen",
    "created_time": "2026-01-12T11:00:00+0000",
    "comments": {"data": [{"id": "5", "message": "Härligt!", "from": {"name": "Ove"}}]},
}
YOUTUBE_API = {
    "items": [
        {
            "kind": "youtube#commentThread",
            "snippet": {
                "videoId": "v1",
                "topLevelComment": {
                    "id": "a",
                    "snippet": {
                        "textDisplay": "Bra <b>film</b>!<br>Tack &amp; hej",
                        "publishedAt": "2026-01-12T11:00:00Z",
                        "authorDisplayName": "Ove",
                    },
                },
            },
            "replies": {"comments": [{"id": "b", "snippet": {"textOriginal": "Instämmer"}}]},
        }
    ]
}
MANGLED = "Så fint på ån 🎣".encode().decode("latin-1")
FACEBOOK = {
    "comments_v2": [
        {
            "timestamp": 1768215600,
            "title": "Ove kommenterade",
            "data": [{"comment": {"timestamp": 1768215600, "comment": MANGLED, "author": "Ove"}}],
        },
        {"timestamp": 1768215600, "title": "Ove kommenterade"},
    ]
}
INSTAGRAM = [
    {
        "media_list_data": [{"uri": ""}],
        "string_map_data": {
            "Kommentar": {"value": MANGLED},
            "Media Owner": {"value": "alekommun"},
            "Tid": {"timestamp": 1768215600},
        },
    }
]
INSTAGRAM_OLD = {
    "comments_media_comments": [
        {"title": "alekommun", "string_list_data": [{"value": "Fint", "timestamp": 1768215600}]}
    ]
}
YOUTUBE = (
    "Channel ID,Comment Create Timestamp,Price,Comment ID,Parent Comment ID,Video ID,Comment Text\n"
    'c,2026-01-12T11:00:00.123456+00:00,0,a,,v1,"{""text"":""Hej""},{""text"":""\\n""},{""text"":'
    '""då""}"\n'
    'c,2026-01-12T11:00:00Z,0,b,a,v1,"{""takeoutSegments"":[{""text"":""Svar""}]}"\n'
    "c,,0,d,,v1,Bara text\n\n"
)
X = (
    "window.YTD.tweets.part0 = [\n"
    + json.dumps(
        {
            "tweet": {
                "id_str": "1",
                "full_text": "Snö &amp; is https://t.co/x",
                "created_at": "Mon Jan 12 11:00:00 +0000 2026",
                "entities": {"urls": [{"url": "https://t.co/x", "expanded_url": "https://ale.se"}]},
            }
        }
    )
    + ",\n"
    + json.dumps({"tweet": {"id_str": "2", "full_text": "Ja", "in_reply_to_status_id_str": "1"}})
    + "\n]\n"
)
LINKEDIN = (
    "\ufeffNotes:\nHej\n\nDate,Link,Message\n"
    '2026-01-12 11:00:00,https://linkedin.example,"Vi kallar det \\"framtid\\"\nrad två"\n'
    ',https://linkedin.example,"Så ""fint"""\n'
    "2026-01-12 11:00:00,https://linkedin.example,\n"
)
WORDPRESS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Ale</title>
<item><title>Isbanan</title><link>https://ale.example/isbana</link>
<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_author>Ove</wp:comment_author>
<wp:comment_date_gmt>2026-01-12 11:00:00</wp:comment_date_gmt>
<wp:comment_parent>0</wp:comment_parent>
<wp:comment_content><![CDATA[<p>Hej &aring; h&aring;</p><p>Rad två</p>]]></wp:comment_content>
</wp:comment>
<wp:comment><wp:comment_id>2</wp:comment_id><wp:comment_type>pingback</wp:comment_type>
<wp:comment_content>x</wp:comment_content></wp:comment>
<wp:comment><wp:comment_id>3</wp:comment_id><wp:comment_parent>1</wp:comment_parent>
<wp:comment_content>Svar</wp:comment_content></wp:comment></item></channel></rss>"""
DISQUS = """<?xml version="1.0"?>
<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">
<thread dsq:id="7"><link>https://ale.example/isbana</link><title>Isbanan</title></thread>
<post dsq:id="1"><message><![CDATA[<p>Hej<script>x()</script></p>]]></message>
<createdAt>2026-01-12T11:00:00Z</createdAt><author><name>Ove</name></author>
<thread dsq:id="7"/></post>
<post dsq:id="2"><message>Svar</message><thread dsq:id="7"/><parent dsq:id="1"/></post>
<post dsq:id="3"><message>Mig själv</message><thread dsq:id="8"/><parent dsq:id="3"/></post>
</disqus>"""
CORAL = "\n".join(
    json.dumps(line)
    for line in (
        {
            "id": "a",
            "storyID": "s",
            "authorID": "u",
            "revisions": [{"body": "<p>Först</p>"}, {"body": "<p>Sist</p>"}],
            "createdAt": {"$date": "2026-01-12T11:00:00Z"},
            "tags": [{"type": "STAFF"}],
        },
        {"id": "b", "storyID": "s", "parentID": "a", "revisions": [{"body": "Svar"}]},
        {"id": "c", "storyID": "s", "revisions": []},
    )
)
AT = datetime(2026, 1, 12, 11, tzinfo=UTC)
LINK = "https://ale.example/isbana"

CASES = [
    (
        "graph",
        json.dumps(GRAPH),
        [
            ("När plogas Ängsvägen?", "1_2", "Ove", AT, None, None),
            ("I morgon", "1_3", None, datetime(2026, 1, 12), None, "När plogas Ängsvägen?"),
            ("", "1_4", None, datetime(2026, 1, 12, 12, tzinfo=UTC), None, None),
        ],
    ),
    (
        "graph",
        json.dumps([POST]),
        [("Härligt!", "5", "Ove", None, "77", "Nu är isbanan öppen")],
    ),
    (
        "graph",
        json.dumps(YOUTUBE_API),
        [
            ("Bra film!\nTack & hej", "a", "Ove", AT, "v1", None),
            ("Instämmer", "b", None, None, "v1", "Bra film!\nTack & hej"),
        ],
    ),
    (
        "graph",
        json.dumps([{"facebookUrl": "x", "commentUrl": "y", "text": "Hej", "profileName": "Ove"}]),
        [("Hej", None, "Ove", None, None, None)],
    ),
    (
        "meta",
        json.dumps(FACEBOOK),
        [("Så fint på ån 🎣", None, "Ove", AT, None, None), ("", None, None, AT, None, None)],
    ),
    ("meta", json.dumps(INSTAGRAM), [("Så fint på ån 🎣", None, None, AT, None, None)]),
    ("meta", json.dumps(INSTAGRAM_OLD), [("Fint", None, None, AT, None, None)]),
    (
        "youtube",
        YOUTUBE,
        [
            ("Hej\ndå", "a", None, AT.replace(microsecond=123456), "v1", None),
            ("Svar", "b", None, AT, "v1", "Hej\ndå"),
            ("Bara text", "d", None, None, "v1", None),
        ],
    ),
    (
        "x",
        X,
        [
            ("Snö & is https://ale.se", "1", None, AT, None, None),
            ("Ja", "2", None, None, None, "Snö & is https://ale.se"),
        ],
    ),
    (
        "linkedin",
        LINKEDIN,
        [
            ('Vi kallar det "framtid"\nrad två', None, None, AT.replace(tzinfo=None), ..., None),
            ('Så "fint"', None, None, None, ..., None),
            ("", None, None, AT.replace(tzinfo=None), ..., None),
        ],
    ),
    (
        "wordpress",
        WORDPRESS,
        [
            ("Hej å hå\nRad två", "1", "Ove", AT, LINK, None),
            ("Svar", "3", None, None, LINK, "Hej å hå\nRad två"),
        ],
    ),
    (
        "disqus",
        DISQUS,
        [
            ("Hej", "1", "Ove", AT, LINK, None),
            ("Svar", "2", None, None, LINK, "Hej"),
            ("Mig själv", "3", None, None, None, None),
        ],
    ),
    (
        "coral",
        CORAL,
        [
            ("Sist", "a", "u", AT, "s", None),
            ("Svar", "b", None, None, "s", "Sist"),
            ("", "c", None, None, "s", None),
        ],
    ),
]


ALL: list[tuple[str, bytes, list[Any]]] = [
    *((name, content.encode(), rows) for name, content, rows in CASES),
    *QUIRKS,
]


def read(path: Path, form: str | None = None) -> tuple[list[Row | ArchiveError], Contents]:
    contents = Contents()
    return list(rows_of(path, contents, form=form)), contents


def written(folder: Path, content: str | bytes, name: str = "data.bin") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(("name", "content", "expected"), ALL)
def test_rows(tmp_path: Path, name: str, content: bytes, expected: list[Any]) -> None:
    """The format is found by the content, and every row is what the export says."""
    rows, contents = read(written(tmp_path, content))

    found: list[Any] = []
    for row, wanted in zip(rows, expected, strict=True):
        if isinstance(row, ArchiveError):
            found.append(str(row))
            continue
        c = row.comment
        values = (c.text, c.id, c.author, c.created_at, c.channel, c.parent)
        found.append(tuple(... if w is ... else v for v, w in zip(values, wanted, strict=False)))
    assert found == expected
    [form] = [f for f in FORMATS if f.name == name]
    assert contents.formats == {form.title: 1}
    assert contents.own_only == ({form.title} if form.is_own_only else set())


def test_staff_of_coral(tmp_path: Path) -> None:
    """Coral knows who works for the site."""
    rows, _ = read(written(tmp_path, CORAL))

    roles = [row.comment.author_role for row in rows if isinstance(row, Row)]
    assert roles == [AuthorRole.EMPLOYEE, AuthorRole.UNKNOWN, AuthorRole.UNKNOWN]


@pytest.mark.parametrize(("name", "content", "expected"), ALL)
def test_packed(tmp_path: Path, name: str, content: bytes, expected: list[object]) -> None:
    """In a zip, a gzip or a folder the same rows are found, with the file they stand in."""
    folder = tmp_path / "export"
    folder.mkdir()
    written(folder, content, "sub.json")
    with zipfile.ZipFile(tmp_path / "e.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("in/sub.json", content)
    (tmp_path / "e.gz").write_bytes(gzip.compress(content))

    for path, member in (("export", "sub.json"), ("e.zip", "in/sub.json"), ("e.gz", "")):
        rows, _ = read(tmp_path / path)
        assert [row.member for row in rows] == [member] * len(expected)


@pytest.mark.parametrize(
    ("name", "message"),
    [("../ut.json", "a name in the zip leads out of it"), ("/etc/x.json", "leads out of it")],
)
def test_names_that_lead_out(tmp_path: Path, name: str, message: str) -> None:
    """Nothing in a zip may point outside it."""
    with zipfile.ZipFile(tmp_path / "e.zip", "w") as packed:
        packed.writestr(name, "[]")
    rows, _ = read(tmp_path / "e.zip")

    assert [message in str(row) for row in rows] == [True]


def test_a_zip_that_swells(tmp_path: Path) -> None:
    """A member that is unpacked to hundreds of times its size is refused."""
    with zipfile.ZipFile(tmp_path / "e.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.json", b" " * (60 * 2**20))
    rows, _ = read(tmp_path / "e.zip")

    assert ["swells beyond reason" in str(row) for row in rows] == [True]


def test_a_workbook_that_swells(tmp_path: Path) -> None:
    """So is a workbook with such a sheet."""
    with zipfile.ZipFile(tmp_path / "e.xlsx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<x/>")
        packed.writestr("xl/worksheets/sheet1.xml", b" " * (60 * 2**20))
    with pytest.raises(ArchiveError, match="swells beyond reason"):
        read(tmp_path / "e.xlsx")


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_damaged_zip(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """A zip or gzip with other bytes anywhere gives rows or an error."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as files:
        files.writestr("a.csv", "text\n" + "Hej på er\n" * 200)
        files.writestr("b.json", json.dumps(GRAPH))
    raw = data.draw(st.sampled_from([packed.getvalue(), gzip.compress(b"text\nHej\n" * 99)]))
    place = data.draw(st.integers(0, len(raw)))
    noise = data.draw(st.binary(max_size=30))
    path = tmp_path_factory.mktemp("zip") / "e.zip"
    path.write_bytes(raw[:place] + noise + raw[place + len(noise) :])
    try:
        rows, _ = read(path)
    except ArchiveError:
        return

    assert rows


@pytest.mark.parametrize(
    "declaration",
    ['<!DOCTYPE x [<!ENTITY a "b">]>', '<!DOCTYPE x SYSTEM "file:///etc/passwd">'],
)
def test_entities_are_refused(tmp_path: Path, declaration: str) -> None:
    """XML with entities or a DTD is not read."""
    content = DISQUS.replace('<?xml version="1.0"?>', f'<?xml version="1.0"?>{declaration}')
    rows, _ = read(written(tmp_path, content))

    assert [str(row) for row in rows] == ["row 1: the XML has a DTD or entities, which are refused"]


def test_deep_replies(tmp_path: Path) -> None:
    """Replies that are nested without end are followed so far, and then told."""
    node: dict[str, object] = {"id": "0", "message": "djup", "created_time": "2026-01-12"}
    for n in range(1, 80):
        node = {"id": str(n), "message": "x", "comment_count": 1, "comments": {"data": [node]}}
    rows, _ = read(written(tmp_path, json.dumps({"data": [node], "x": '"created_time"'})))

    assert "nested" in str(rows[-1])
    assert all(isinstance(row, Row) for row in rows[:-1])


def damaged(content: bytes) -> Iterator[bytes]:
    """The content cut off, shuffled, in another encoding and filled with noise."""
    for part in (1, 3, 9):
        yield content[: len(content) * part // 10]
    yield content[len(content) // 2 :] + content[: len(content) // 2]
    text = content.decode(errors="replace")
    yield text.encode("utf-16")
    yield text.encode("latin-1", "replace")
    yield content[:200] + bytes(range(256)) + content[200:]


@pytest.mark.parametrize(("name", "content", "expected"), ALL)
def test_damaged(tmp_path: Path, name: str, content: bytes, expected: list[object]) -> None:
    """A damaged file gives rows and errors, never a crash or silence."""
    for n, data in enumerate(damaged(content)):
        rows, _ = read(written(tmp_path, data, f"{n}.bin"), form=name)
        assert rows or data.count(b"\n") <= 1, (name, n)  # a header alone has no rows


GZIP = b"\x1f\x8b"
"""The beginning of a gzip file."""


@pytest.mark.parametrize(("name", "content", "expected"), ALL)
def test_no_gzip(tmp_path: Path, name: str, content: bytes, expected: list[object]) -> None:
    """What begins as a gzip file and is none is refused as a whole."""
    with pytest.raises(ArchiveError, match="the gzip is broken"):
        read(written(tmp_path, GZIP + content[len(GZIP) :]), form=name)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(ALL), st.data())
def test_noise(
    tmp_path_factory: pytest.TempPathFactory, case: tuple[str, bytes, object], data: st.DataObject
) -> None:
    """Whatever bytes stand in the middle of a file, it is read to an end."""
    name, raw, _ = case
    place = data.draw(st.integers(0, len(raw)))
    noise = data.draw(st.binary(max_size=30))
    folder = tmp_path_factory.mktemp("noise")
    content = raw[:place] + noise + raw[place + len(noise) :]
    assume(not content.startswith(GZIP))
    rows, _ = read(written(folder, content), form=name)

    assert all(isinstance(row, Row | ArchiveError) for row in rows)


def test_no_message_repeats_a_text(tmp_path: Path) -> None:
    """Errors say what is wrong without the words of a comment."""
    secret = "Ove Sagomark på Rönnvägen"
    bad = json.dumps([{"id": "1", "created_time": "x", "message": [secret]}])
    rows, _ = read(written(tmp_path, bad))

    assert len(rows) == 1
    assert secret not in str(rows[0])


def test_buffered_reading_keeps_its_place() -> None:
    """Looking at a sample takes nothing from the file."""
    from ale_moderation.archive.sample import SAMPLED, sample_of

    file = io.BufferedReader(io.BytesIO(b"abc"), buffer_size=SAMPLED)  # type: ignore[arg-type]

    assert sample_of(file, "").text == "abc"
    assert file.read() == b"abc"
