"""Facebook's and Instagram's "download your information" as JSON, both generations.

Such a file holds only comments that the account itself wrote. Labels are localised, so entries are
known by their shape; all strings may be mangled UTF-8.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

from ale_moderation.archive.columns import Row
from ale_moderation.archive.fields import moment, record_in, text_in, unmangled
from ale_moderation.archive.json_items import items_of
from ale_moderation.archive.sample import Sample
from ale_moderation.errors import ArchiveError
from ale_moderation.model import Comment

_SIGNS = (
    *('"comments_v2"', '"group_comments_v2"', '"comments_media_comments"', '"string_map_data"'),
    *('"comments_reels_comments"', '"string_list_data"', '"label_values"'),
)
_TEXT_LABELS = frozenset(("comment", "kommentar", "opmerking", "commentaire", "text", "kommentti"))
"""What the comment is called in `string_map_data`; else its first text that is no owner's name."""

_OWNER_LABELS = frozenset(
    ("media owner", "medieägare", "ägare av medieinnehåll", "media-eigenaar", "mediaeier")
)


def fits(sample: Sample) -> bool:
    """Whether the sample looks like such an export."""
    return sample.is_json and any(sign in sample.text for sign in _SIGNS)


def read(file: io.BufferedReader) -> Iterator[Row | ArchiveError]:
    """Each comment in the order of the file, numbered from 1."""
    for number, item in enumerate(items_of(file), 1):
        if isinstance(item, ArchiveError):
            yield ArchiveError(item.message, row=number)
            return
        try:
            yield Row(number=number, comment=_comment(item))
        except ArchiveError as error:
            yield ArchiveError(error.message, row=number)


def _comment(item: object) -> Comment:
    if not isinstance(item, Mapping):
        raise ArchiveError("expected a comment (a JSON object)")
    if "string_map_data" in item:
        return _of_map(record_in(item, "string_map_data"))
    if "string_list_data" in item:
        return _of_list(item)
    if "label_values" in item:
        return _of_labels(item)
    return _of_data(item)


def _of_data(item: Mapping[str, Any]) -> Comment:
    """An entry of Facebook's: the comment stands in `data`, if there is more than a sticker."""
    data = item.get("data")
    entries = [d for d in data if isinstance(d, Mapping)] if isinstance(data, list) else []
    inner = next((record_in(d, "comment") for d in entries if "comment" in d), {})
    if not inner and "title" not in item and "timestamp" not in item:
        raise ArchiveError("there is no comment")
    author, group = text_in(inner, "author"), text_in(inner, "group")
    return Comment(
        text=unmangled(text_in(inner, "comment") or ""),
        author=None if author is None else unmangled(author),
        channel=None if group is None else unmangled(group),
        created_at=moment(inner.get("timestamp") or item.get("timestamp")),
    )


def _of_map(values: Mapping[str, Any]) -> Comment:
    """An entry of Instagram's by label: a text, the owner of the picture, a time."""
    texts: dict[str, str] = {}
    written = None
    for label, value in values.items():
        if not isinstance(value, Mapping):
            continue
        written = written or moment(value.get("timestamp") or None)
        if (text := text_in(value, "value")) is not None:
            texts[unmangled(label).casefold()] = unmangled(text)
    text = next((text for label, text in texts.items() if label in _TEXT_LABELS), None)
    if text is None:
        text = next((text for label, text in texts.items() if label not in _OWNER_LABELS), None)
    if text is None:
        raise ArchiveError("there is no text under any label")
    return Comment(text=text, created_at=written)


def _of_list(item: Mapping[str, Any]) -> Comment:
    """An older entry of Instagram's."""
    entries = item["string_list_data"]
    first = next((e for e in entries if isinstance(e, Mapping)), None) if entries else None
    if first is None:
        raise ArchiveError("string_list_data is empty")
    return Comment(
        text=unmangled(text_in(first, "value") or ""), created_at=moment(first.get("timestamp"))
    )


def _of_labels(item: Mapping[str, Any]) -> Comment:
    """A newer entry of Facebook's: labels with values, the comment under a known one."""
    labels = [v for v in item["label_values"] if isinstance(v, Mapping)]
    texts = {
        unmangled(text_in(v, "label") or "").casefold(): unmangled(text_in(v, "value") or "")
        for v in labels
        if v.get("value") is not None
    }
    text = next((text for label, text in texts.items() if label in _TEXT_LABELS), None)
    if text is None:
        raise ArchiveError(f"none of the labels is one of {', '.join(sorted(_TEXT_LABELS))}")
    return Comment(text=text, created_at=moment(item.get("timestamp")))
