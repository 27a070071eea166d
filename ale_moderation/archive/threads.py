"""The texts that comments answer, remembered as they go by."""

from __future__ import annotations

from collections import OrderedDict

_REMEMBERED = 50_000


class Threads:
    """The texts of the last comments by id, so that a reply gets its parent's text.

    Memory is bounded: a parent that stands very far before its reply is forgotten.
    """

    def __init__(self) -> None:
        self._texts: OrderedDict[str, str] = OrderedDict()

    def remember(self, id: str | None, text: str) -> None:
        """Keep a text under an id."""
        if id:
            self._texts[id] = text
            self._texts.move_to_end(id)
            if len(self._texts) > _REMEMBERED:
                self._texts.popitem(last=False)

    def text(self, id: str | None) -> str | None:
        """The text of an id, None where it is not known."""
        return self._texts.get(id) if id else None
