"""Elements made and elements found: the one builder of our XML, and the strict steps by which it is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import ParamSpec, TypeVar

from lxml import etree

from revtrack.akn.names import NSMAP, spoken
from revtrack.errors import BadValue

Element = etree._Element
P = ParamSpec("P")
T = TypeVar("T")


class Misfit(Exception):
    """Something in a document that our profile does not know; `line` is where. The door makes an XmlProfile of it."""

    def __init__(self, element: Element, words: str) -> None:
        super().__init__(words)
        self.words = words
        self.line = element.sourceline or 0

    def __str__(self) -> str:
        return f"line {self.line}: {self.words}"


def named(element: Element) -> str:
    """The name of an element as people write it: `docTitle`, `rt:reference`."""
    return spoken(str(element.tag))


def root_element(tag: str) -> Element:
    """A new root that declares both namespaces, so that no element below has to."""
    return etree.Element(tag, nsmap=NSMAP)


def add(parent: Element, tag: str, attributes: Mapping[str, str] | None = None, text: str = "") -> Element:
    """A new last child. Attributes stand in the order given. BadValue for characters that XML cannot carry."""
    try:
        element = etree.SubElement(parent, tag, attributes or _NONE)
        if text:
            element.text = text
    except ValueError as error:
        raise BadValue(
            f"<{spoken(tag)}> was to hold a character that XML cannot carry",
            tries=("remove it from the source, or revtrack add FILE --dry-run to see its place",),
        ) from error
    return element


_NONE: Mapping[str, str] = MappingProxyType({})


def child(parent: Element, tag: str) -> Element:
    """The one child of that tag. Misfit if there is none, or more than one."""
    found = list(parent.iterchildren(tag))
    if len(found) != 1:
        raise Misfit(parent, f"<{named(parent)}> has {len(found)} <{spoken(tag)}>, one belongs there")
    return found[0]


def optional(parent: Element, tag: str) -> Element | None:
    """The first child of that tag, None if there is none."""
    return next(parent.iterchildren(tag), None)


def attribute(element: Element, name: str) -> str:
    """The value of an attribute. Misfit if it is missing."""
    value = element.get(name)
    if value is None:
        raise Misfit(element, f"<{named(element)}> lacks its attribute '{name}'")
    return value


def text_of(element: Element) -> str:
    """The text before the first child, "" if there is none."""
    return element.text or ""


def made(element: Element, make: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """The value that `make` gives; a value that cannot be becomes a Misfit at the element it was read from."""
    try:
        return make(*args, **kwargs)
    except BadValue as error:
        raise Misfit(element, error.message) from error
    except ValueError as error:
        raise Misfit(element, f"<{named(element)}> has a value that its list does not hold ({error})") from error
