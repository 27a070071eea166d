"""The beginning of a file, by which its format is told."""

from __future__ import annotations

import codecs
import io

from attrs import field, frozen

SAMPLED = 65_536
"""Bytes of a file that are looked at."""


@frozen(kw_only=True)
class Sample:
    """The first bytes of a file, the same as text (leniently read), and the file's name."""

    name: str
    head: bytes = field(repr=False)
    text: str = field(repr=False)

    @property
    def is_xml(self) -> bool:
        """Whether it begins like XML."""
        return self.text.startswith(("<?xml", "<rss", "<disqus", "<!DOCTYPE"))

    @property
    def is_json(self) -> bool:
        """Whether it begins like a JSON object or array."""
        return self.text[:1] in ("{", "[")


def sample_of(file: io.BufferedReader, name: str) -> Sample:
    """The sample of a file whose place is at its beginning, where it stays.

    The buffer of the file holds at least `SAMPLED` bytes.
    """
    head = file.peek(SAMPLED)[:SAMPLED]
    encoding = "utf-8"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    text = head.decode(encoding, errors="replace").removeprefix("\ufeff").lstrip()
    return Sample(name=name, head=head, text=text)
