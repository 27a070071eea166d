"""HTML as a reader sees it, with the way back to the source."""

from __future__ import annotations

from array import array
from html import unescape
from html.parser import HTMLParser
from itertools import accumulate

from attrs import field, frozen

_BREAKING = frozenset("p div br li ul ol blockquote tr h1 h2 h3 h4 h5 h6 pre hr".split())
_DEEPEST = 5
"""Quotations within quotations that are marked as such."""

_UNSEEN = frozenset(("script", "style", "template", "noscript"))


@frozen(kw_only=True)
class HtmlText:
    """The text of some HTML; `starts` gives for each character its place in the HTML."""

    text: str = field(repr=False)
    starts: array[int] = field(repr=False, eq=False)

    def source_place(self, offset: int) -> int:
        """The place in the HTML that a character of the text came from."""
        return self.starts[offset]


def text_of_html(html: str) -> HtmlText:
    """What a browser would show of a comment; tags of blocks and `<br>` become line breaks.

    Lines of a `<blockquote>` begin with "> ", as in plain text.
    Text without a `<` or `&` is given back as it is. Broken HTML is read as far as it makes sense.
    """
    if "<" not in html and "&" not in html:
        return HtmlText(text=html, starts=array("q", range(len(html))))
    reader = _Reader(html)
    reader.feed(html)
    reader.close()
    return reader.result()


class _Reader(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        lengths = (len(line) for line in html.split("\n"))
        self._lines = list(accumulate((length + 1 for length in lengths), initial=0))
        self._pieces: list[str] = []
        self._starts: array[int] = array("q")
        self._unseen: list[str] = []
        self._quoted = 0

    def _place(self) -> int:
        line, column = self.getpos()
        return self._lines[min(line, len(self._lines)) - 1] + column

    def _add(self, text: str, start: int, step: int) -> None:
        if self._unseen:
            return
        is_new_line = not self._pieces or self._pieces[-1].endswith("\n")
        if self._quoted and is_new_line and not text.isspace():
            mark = "> " * min(self._quoted, _DEEPEST)
            self._pieces.append(mark)
            self._starts.extend([start] * len(mark))
        if text:
            self._pieces.append(text)
            self._starts.extend(start + step * i for i in range(len(text)))

    def _break(self) -> None:
        if self._pieces and not self._pieces[-1].endswith("\n"):
            self._add("\n", self._place(), 0)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen.append(tag)
        elif tag in _BREAKING:
            self._break()
            self._quoted += tag == "blockquote"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKING:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if self._unseen and tag == self._unseen[-1]:
            self._unseen.pop()
        elif tag in _BREAKING:
            self._break()
            if tag == "blockquote":
                self._quoted = max(self._quoted - 1, 0)

    def handle_data(self, data: str) -> None:
        self._add(data, self._place(), 1)

    def handle_entityref(self, name: str) -> None:
        self._add(unescape(f"&{name};"), self._place(), 0)

    def handle_charref(self, name: str) -> None:
        self._add(unescape(f"&#{name};"), self._place(), 0)

    def result(self) -> HtmlText:
        """The text read, without white space around it."""
        text = "".join(self._pieces)
        start = len(text) - len(text.lstrip())
        end = len(text.rstrip())
        return HtmlText(text=text[start:end], starts=self._starts[start:end])
