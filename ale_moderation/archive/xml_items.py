"""The elements of an XML file, one at a time, without entities, DTDs and the network."""

from __future__ import annotations

import io
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from ale_moderation.errors import ArchiveError


def elements_of(file: io.BufferedReader, names: frozenset[str]) -> Iterator[Element | ArchiveError]:
    """Each outermost element with one of some local names, when it is whole.

    It is taken out of the tree afterwards, so that memory does not grow with the file.
    """
    path: list[Element] = []
    outermost: Element | None = None
    try:
        for event, element in iterparse(file, events=("start", "end"), forbid_dtd=True):
            if event == "start":
                path.append(element)
                if outermost is None and local(element.tag) in names:
                    outermost = element
                continue
            path.pop()
            if outermost is not None and element is outermost:
                outermost = None
                yield element
            if outermost is None and path:
                path[-1].remove(element)
    except DefusedXmlException:
        yield ArchiveError("the XML has a DTD or entities, which are refused")
    except ParseError as error:
        line, column = error.position
        yield ArchiveError(f"the XML is broken at line {line}, column {column + 1}")
    except (ValueError, LookupError):
        yield ArchiveError("the XML is in an encoding that can not be read")


def local(tag: object) -> str:
    """The name of a tag or attribute without its namespace."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child_text(element: Element, name: str) -> str:
    """The text of the first child of a local name, "" where there is none."""
    for child in element:
        if local(child.tag) == name:
            return (child.text or "").strip()
    return ""


def attribute(element: Element, name: str) -> str | None:
    """An attribute by its local name."""
    for key, value in element.attrib.items():
        if local(key) == name:
            return value
    return None
