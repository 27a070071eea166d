"""More exports of each platform, each with quirks that were seen in real ones, and their rows.

A case is the format, the content and the rows: the values of a comment (text, id, author, moment,
channel, parent), or of a bad row its message.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

AT = datetime(2026, 1, 12, 11, tzinfo=UTC)
SECONDS = int(AT.timestamp())
ISO = "2026-01-12T11:00:00+0000"
LOCAL = AT.replace(tzinfo=None)
Case = tuple[str, bytes, list[Any]]


def mangled(text: str) -> str:
    """As Meta writes it: each byte of UTF-8 as a letter of its own."""
    return text.encode().decode("latin-1")


def _json(value: object) -> bytes:
    return json.dumps(value).encode()


def _lines(*values: object) -> bytes:
    return "\n".join(map(json.dumps, values)).encode()


def _label(name: str, value: str) -> dict[str, str]:
    return {"label": mangled(name), "value": mangled(value)}


_GRAPH: list[Case] = [
    (  # several pages in a list; no author without permission, tags, a hidden comment, a number
        "graph",
        _json(
            [
                {
                    "data": [
                        {"id": 12, "message": "Ett", "created_time": "2026-01-12T11:00:00+0000"}
                    ]
                },
                {"data": [], "paging": {"cursors": {"before": "a", "after": "b"}}},
                {"data": [{"id": "13", "message": "Två", "is_hidden": True, "message_tags": [{}]}]},
            ]
        ),
        [("Ett", "12", None, AT, None, None), ("Två", "13", None, None, None, None)],
    ),
    (  # replies to replies, a picture without words, a message that is no string
        "graph",
        b"\xef\xbb\xbf"
        + _json(
            {
                "data": [
                    {
                        "id": "1",
                        "created_time": "igår",
                        "attachment": {"type": "photo"},
                        "comments": {
                            "data": [
                                {
                                    "id": "2",
                                    "message": "Svar",
                                    "comments": {"data": [{"id": "3", "message": "Svar på svar"}]},
                                },
                                {"id": "4", "message": 7},
                            ]
                        },
                    }
                ]
            }
        ),
        [
            ("", "1", None, None, None, None),
            ("Svar", "2", None, None, None, None),
            ("Svar på svar", "3", None, None, None, "Svar"),
            "row 4: message: expected a string",
        ],
    ),
    (  # a scraper: counts as strings, own names of fields, replies in a list
        "graph",
        _json(
            [
                {
                    "facebookUrl": "https://f.example/p",
                    "commentUrl": "https://f.example/p?c=1",
                    "feedbackId": "ZmI=",
                    "date": "2026-01-12T11:00:00.000Z",
                    "text": "Hej",
                    "profileName": "Ove",
                    "likesCount": "12",
                    "threadingDepth": 0,
                    "replies": [{"text": "Hallå", "profileName": "Eva", "id": "r"}],
                }
            ]
        ),
        [
            ("Hej", "ZmI=", "Ove", AT, None, None),
            ("Hallå", "r", "Eva", None, None, "Hej"),
        ],
    ),
    (  # the Data API without its envelope: a comment alone, one without words, one held back
        "graph",
        _json(
            [
                {
                    "id": "a",
                    "snippet": {"textOriginal": "Hej", "publishedAt": ISO},
                },
                {"id": "b", "snippet": {"authorDisplayName": "Ove"}},
                {"id": "c", "snippet": {"textDisplay": "A &lt;3", "moderationStatus": "rejected"}},
            ]
        ),
        [
            ("Hej", "a", None, AT, None, None),
            "row 2: there is no textOriginal and no textDisplay",
            ("A <3", "c", None, None, None, None),
        ],
    ),
]
_META: list[Case] = [
    (  # comments in groups, mangled names of groups, a sticker, a text that is not mangled
        "meta",
        _json(
            {
                "group_comments_v2": [
                    {
                        "timestamp": SECONDS,
                        "data": [{"comment": {"comment": "", "group": mangled("Älvängen")}}],
                        "attachments": [{"data": [{"media": {"uri": "a.gif"}}]}],
                    },
                    {
                        "timestamp": SECONDS,
                        "data": [{"comment": {"comment": "€3", "author": "Å"}}],
                    },
                    {"data": [{}]},
                ]
            }
        ),
        [
            ("", None, None, AT, "Älvängen", None),
            ("€3", None, "Å", AT, None, None),
            "row 3: there is no comment",
        ],
    ),
    (  # the newer form with labels, in Swedish, and one whose label nobody knows
        "meta",
        _json(
            [
                {
                    "timestamp": SECONDS,
                    "label_values": [_label("Gillar", "ja"), _label("Kommentar", "Fin å")],
                },
                {"timestamp": SECONDS, "label_values": [_label("Ääni", "x")]},
            ]
        ),
        [
            ("Fin å", None, None, AT, None, None),
            "row 2: none of the labels is one of comment, commentaire, kommentar, kommentti, "
            "opmerking, text",
        ],
    ),
    (  # reels, labels in Dutch, and in a language whose words for it are not known
        "meta",
        _json(
            {
                "comments_reels_comments": [
                    {
                        "string_map_data": {
                            "Media-eigenaar": {"value": "alekommun"},
                            "Opmerking": {"value": mangled("Mooi é")},
                            "Tijd": {"timestamp": SECONDS},
                        }
                    },
                    {
                        "string_map_data": {
                            "Yorum": {"value": "Hej"},
                            "Zaman": {"timestamp": SECONDS},
                        }
                    },
                    {"string_map_data": {"Time": {"timestamp": SECONDS}}},
                ]
            }
        ),
        [
            ("Mooi é", None, None, AT, None, None),
            ("Hej", None, None, AT, None, None),
            "row 3: there is no text under any label",
        ],
    ),
]
_YOUTUBE: list[Case] = [
    (  # the oldest header, and segments that link
        "youtube",
        b"Comment ID,Channel ID,Comment Create Timestamp,Price,Parent Comment ID,Video ID,"
        b"Comment Text\r\n"
        b'a,c,2026-01-12 11:00:00+00:00,,,v,"{""takeoutSegments"":[{""text"":""Se ""},'
        b'{""text"":""ale.example"",""link"":{""linkUrl"":""x""}}]}"\r\n\r\n\r\n',
        [("Se ale.example", "a", None, AT, "v", None)],
    ),
    (  # eight columns in lower case, an answer to the top comment, a text that only looks like JSON
        "youtube",
        "\ufeffChannel ID,Comment create timestamp,Price,Comment ID,Parent comment ID,"
        "Top-Level Comment ID,Video ID,Comment text\n"
        'c,,0,a,,,v,"{inte json"\n'
        'c,,0,b,a,a,v,"[]"\n'
        'c,,0,d,a,v,"för få"\n'.encode(),
        [
            ("{inte json", "a", None, None, "v", None),
            ("", "b", None, None, "v", "{inte json"),
            "row 4: the row has 7 cells, the header 8",
        ],
    ),
    (  # nine columns: a comment on a post; line breaks in a cell; JSON nested beyond reason
        "youtube",
        b"Channel ID,Comment Create Timestamp,Price,Comment ID,Parent Comment ID,"
        b"Top-Level Comment ID,Post ID,Video ID,Comment Text\n"
        b'c,2026-01-12T11:00:00Z,0,a,,,p,,"rad ett\nrad tv\xc3\xa5"\n'
        b"c,,0,b,,,,v," + b"[" * 3_000 + b"\n",
        [
            ("rad ett\nrad två", "a", None, AT, None, None),
            ("[" * 3_000, "b", None, None, "v", None),
        ],
    ),
]
_X: list[Case] = [
    (  # the old form: one file, no wrapper around the tweet, `text`, a semicolon at the end
        "x",
        b'window.YTD.tweet.part0=[{"id":7,"text":"Hej &lt;3","created_at":'
        b'"Mon Jan 12 11:00:00 +0000 2026"}];\n',
        [("Hej <3", "7", None, AT, None, None)],
    ),
    (  # a later part; a tweet without words, and one that is none
        "x",
        b"window.YTD.tweets.part12 = [\n"
        b'{"tweet":{"id_str":"1","full_text":"Ja","in_reply_to_screen_name":"alekommun",'
        b'"in_reply_to_status_id_str":"99","favorite_count":"3"}},\n{"tweet":{"id_str":"2"}},\n3\n]',
        [
            ("Ja", "1", None, None, "alekommun", None),
            "row 2: there is no full_text",
            "row 3: expected a tweet (a JSON object)",
        ],
    ),
    (  # cut off in the middle
        "x",
        b'window.YTD.tweets.part0 = [{"tweet":{"full_text":"Ett"}},{"tweet":{"full_te',
        [("Ett", None, None, None, None, None), "row 2: the JSON is broken or cut off here"],
    ),
]
_LINKEDIN: list[Case] = [
    (  # no preamble and no mark; Windows' line ends; a comma in a message without quotes
        "linkedin",
        b"Date,Link,Message\r\n2026-01-12 11:00:00,l,Hej\r\n,l,ett, tv\xc3\xa5\r\n,l,\r\n",
        [
            ("Hej", None, None, LOCAL, "l", None),
            "row 3: the row has 4 cells, the header 3",
            ("", None, None, None, "l", None),
        ],
    ),
    (  # both dialects of quotation marks in one message
        "linkedin",
        b'Date,Link,Message\n,l,"Han sa \\"hej\\" och ""d\xc3\xa5"""\n,l,"slut\n',
        [
            ('Han sa "hej" och "då"', None, None, None, "l", None),
            ("slut\n", None, None, None, "l", None),
        ],
    ),
    (  # a long preamble, and a moment that is none
        "linkedin",
        "\ufeffNotes:\r\n".encode()
        + b"rad\r\n" * 9
        + b"Date,Link,Message\r\nsnart,urn%3Ali,Tack\r\n",
        [("Tack", None, None, None, "urn%3Ali", None)],
    ),
]
_RSS = '<rss xmlns:wp="http://wordpress.org/export/1.{}/"><channel>{}</channel></rss>'
_WORDPRESS: list[Case] = [
    (  # the oldest version; a date that was never set; a parent that comes later
        "wordpress",
        _RSS.format(
            0,
            "<item><title>Bad</title><wp:comment><wp:comment_id>2</wp:comment_id>"
            "<wp:comment_date_gmt>0000-00-00 00:00:00</wp:comment_date_gmt>"
            "<wp:comment_date>2026-01-12 11:00:00</wp:comment_date>"
            "<wp:comment_parent>9</wp:comment_parent>"
            "<wp:comment_approved>spam</wp:comment_approved>"
            "<wp:comment_content>K&#246;p &amp;amp; s&#228;lj</wp:comment_content>"
            "</wp:comment></item>",
        ).encode(),
        [("Köp & sälj", "2", None, LOCAL, "Bad", None)],
    ),
    (  # in Latin-1 as it says itself; a quotation; an item without comments; parents in a ring
        "wordpress",
        b'<?xml version="1.0" encoding="ISO-8859-1"?>'
        + _RSS.format(
            2,
            "<item><title>Tom</title></item><item><link>l</link>"
            "<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_parent>2</wp:comment_parent>"
            "<wp:comment_content><![CDATA[Å]]></wp:comment_content></wp:comment>"
            "<wp:comment><wp:comment_id>2</wp:comment_id><wp:comment_parent>1</wp:comment_parent>"
            "<wp:comment_content><![CDATA[<blockquote>Å</blockquote>Ö]]></wp:comment_content>"
            "</wp:comment></item>",
        ).encode("latin-1"),
        [("Å", "1", None, None, "l", None), ("> Å\nÖ", "2", None, None, "l", "Å")],
    ),
    (  # Disqus' form for import, and an end that is missing
        "wordpress",
        b'<rss xmlns:dsq="http://www.disqus.com/" xmlns:wp="http://wordpress.org/export/1.0/">'
        b"<channel><item><link>l</link><dsq:thread_identifier>t</dsq:thread_identifier>"
        b"<wp:comment><wp:comment_id>5</wp:comment_id><wp:comment_author>Ove</wp:comment_author>"
        b"<wp:comment_date_gmt>2026-01-12 11:00:00</wp:comment_date_gmt>"
        b"<wp:comment_content>Hej</wp:comment_content></wp:comment></item><item>",
        [("Hej", "5", "Ove", AT, "l", None), "row 2: the XML is broken at line 1, column 380"],
    ),
]
_NAMES = 'xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals"'
_DISQUS: list[Case] = [
    (  # parents in a ring, one that was removed, one of another thread, an id that comes twice
        "disqus",
        f'<disqus {_NAMES}><thread dsq:id="7"><title>T</title></thread>'
        '<post dsq:id="1"><message>A</message><thread dsq:id="7"/><parent dsq:id="2"/></post>'
        '<post dsq:id="2"><message>B</message><thread dsq:id="7"/><parent dsq:id="1"/></post>'
        '<post dsq:id="2"><message>C</message><thread dsq:id="8"/><parent dsq:id="2"/></post>'
        '<post dsq:id="3"><message>D</message><parent dsq:id="99"/></post></disqus>'.encode(),
        [
            ("A", "1", None, None, "T", None),
            ("B", "2", None, None, "T", "A"),
            ("C", "2", None, None, None, None),
            ("D", "3", None, None, None, None),
        ],
    ),
    (  # what was deleted or marked as spam is decided too; scripts and empty messages
        "disqus",
        f'<?xml version="1.0" encoding="utf-8"?>\n<disqus {_NAMES}>'
        '<post dsq:id="1"><message><![CDATA[<p>Hej <a href="x">du</a><br/>d&aring;</p>]]></message>'
        "<isDeleted>true</isDeleted><isSpam>true</isSpam>"
        "<createdAt>2026-01-12T11:00:00Z</createdAt>"
        "<author><name>Ove</name><isAnonymous>false</isAnonymous></author></post>"
        '<post dsq:id="2"><message/></post><post><message>Utan id</message></post>'
        "</disqus>".encode(),
        [
            ("Hej du\ndå", "1", "Ove", AT, None, None),
            ("", "2", None, None, None, None),
            ("Utan id", None, None, None, None, None),
        ],
    ),
    (  # nothing but threads that are closed
        "disqus",
        f'<disqus {_NAMES}><thread dsq:id="7"><isClosed>true</isClosed></thread>'
        '<post dsq:id="1"><message>Hej</message><thread dsq:id="7"/></post></disqus>'.encode(
            "utf-16"
        ),
        [("Hej", "1", None, None, None, None)],
    ),
]
_CORAL: list[Case] = [
    (  # deleted, rejected, with the forms of moments that mongoexport has had
        "coral",
        _lines(
            {"id": "a", "storyID": "s", "revisions": [], "deletedAt": {"$date": "2026-01-13"}},
            {
                "id": "b",
                "storyID": "s",
                "status": "REJECTED",
                "revisions": [{"body": "Hej<br>d&aring;"}],
                "createdAt": "2026-01-12T11:00:00.000Z",
            },
        )
        + b"\n\n",
        [("", "a", None, None, "s", None), ("Hej\ndå", "b", None, AT, "s", None)],
    ),
    (  # a line that is cut off, one that is no object, a body that is no text
        "coral",
        _lines({"id": "a", "storyID": "s", "revisions": [{"body": "Ett"}], "tags": ["x"]})
        + b'\n{"id": "b", "storyID"\n[]\n'
        + _lines({"id": "d", "storyID": "s", "revisions": [{"body": 7}]}),
        [
            ("Ett", "a", None, None, "s", None),
            "row 2: the line is not JSON in UTF-8",
            "row 3: expected a comment (a JSON object)",
            "row 4: body: expected a string",
        ],
    ),
    (  # a mark of UTF-8, a parent that is its own, revisions that are none
        "coral",
        b"\xef\xbb\xbf"
        + _lines(
            {"id": "a", "parentID": "a", "storyID": "s", "revisions": [None, {"body": "Hej"}]},
            {"id": "b", "parentID": "a", "storyID": "s", "revisions": {"body": "x"}},
        ),
        [("Hej", "a", None, None, "s", None), ("", "b", None, None, "s", "Hej")],
    ),
]
QUIRKS: list[Case] = [*_GRAPH, *_META, *_YOUTUBE, *_X, *_LINKEDIN, *_WORDPRESS, *_DISQUS, *_CORAL]
