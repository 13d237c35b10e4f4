"""Reads editions and records from Akoma Ntoso: what revtrack would write, and nothing else.

A reader that skips what it does not know loses text without a word. So a document is read twice over: first the value is
made from the few places that hold its facts, then the value is written again and both trees are compared, layout apart.
Whatever the value does not hold (an element, an attribute, a word between two elements) is an error that names its line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from revtrack.akn.inline import read_refs, read_text
from revtrack.akn.layout import DECLARATION, require_same, serialise
from revtrack.akn.names import ROLES, SLOT_KINDS, akn, own
from revtrack.akn.read_meta import own_facts, read_corrections, read_kinds, read_meta, read_ordinal
from revtrack.akn.tree import Element, Misfit, attribute, child, made, named, optional, text_of
from revtrack.akn.write import edition_tree, record_tree
from revtrack.errors import BadValue, XmlProfile
from revtrack.model.documents import Edition, Record
from revtrack.model.texts import Component, Expression, PageMatter, Paragraph, Role, Slot, SlotKind
from revtrack.xmlsafe import parse

T = TypeVar("T", Edition, Record)
_SKIPPED_LEVEL = "level-"


def read_edition(data: bytes, name: str) -> Edition:
    """The edition that these bytes are; `name` stands in messages.

    Raises XmlProfile for anything that would not be written so, XmlNotWellFormed, XmlUnsafe or InputTooLarge.
    """
    return edition_of(parse(data, name), data, name)


def read_record(data: bytes, name: str) -> Record:
    """The record that these bytes are; `name` stands in messages. Raises what `read_edition` raises."""
    return record_of(parse(data, name), data, name)


def edition_of(root: Element, data: bytes, name: str) -> Edition:
    """The edition in bytes that were parsed already; `root` is left as it was. Raises XmlProfile."""
    return _read(root, data, name, _edition, edition_tree)


def record_of(root: Element, data: bytes, name: str) -> Record:
    """The record in bytes that were parsed already; `root` is left as it was. Raises XmlProfile."""
    return _read(root, data, name, _record, record_tree)


def hidden_markup(data: bytes) -> tuple[str, ...]:
    """Where the bytes hold what our parser drops unseen: comments, processing instructions, CDATA, another declaration.

    Exact for UTF-8: `<!` and `<?` stand in well-formed XML for nothing else, since text writes `<` as an entity.
    """
    if not data.startswith(DECLARATION.rstrip()):
        return ("line 1: the document does not begin with the declaration of XML 1.0 in UTF-8",)
    found = sorted(at for mark in _HIDDEN if (at := data.find(mark, len(DECLARATION))) >= 0)
    return tuple(f"line {data[:at].count(10) + 1}: {_HIDDEN[data[at : at + 2]]}" for at in found)


_HIDDEN = {
    b"<!": "a comment, a CDATA section or a DOCTYPE stands here; two readers may read it differently",
    b"<?": "a processing instruction stands here; two readers may read it differently",
}


def refused(name: str, facts: tuple[str, ...]) -> XmlProfile:
    """The error for a document that is not what revtrack writes."""
    return XmlProfile(
        f"{name} is not Akoma Ntoso as revtrack's profile has it", facts=facts, tries=("revtrack verify",)
    )


def _read(root: Element, data: bytes, name: str, read: Callable[[Element], T], tree: Callable[[T], Element]) -> T:
    hidden = hidden_markup(data)
    if hidden:
        raise refused(name, hidden)
    try:
        document = read(root)
        _require_whole(root, tree(document), data)
    except Misfit as error:
        raise refused(name, (str(error),)) from error
    except BadValue as error:
        raise refused(name, (error.message,)) from error
    return document


def _require_whole(root: Element, expected: Element, data: bytes) -> None:
    """Misfit if the document says more or other than the value. Equal bytes settle it at once; a layout may differ."""
    if serialise(expected) != data:
        require_same(root, expected)


def _edition(root: Element) -> Edition:
    doc = child(root, akn("doc"))
    meta = read_meta(doc)
    facts = own_facts(doc, "edition")
    kinds = read_kinds(doc)
    docs = [doc, *doc.iterfind(f"{akn('attachments')}/{akn('attachment')}/{akn('doc')}")]
    expression = made(
        doc,
        Expression,
        work=meta.work,
        number=meta.number,
        language=meta.language,
        components=tuple(_component(each, kinds) for each in docs),
        date=meta.date,
        title=meta.title,
        label=meta.label,
        principal=attribute(facts, "principal"),
        aliases=meta.aliases,
        header=_header(doc),
        relations=meta.relations,
        page_matter=_page_matter(doc),
    )
    return made(
        facts,
        Edition,
        expression,
        read_ordinal(doc),
        facts.get("reason", ""),
        read_corrections(facts),
        read_refs(doc, expression),
    )


def _record(root: Element) -> Record:
    doc = child(root, akn("doc"))
    meta = read_meta(doc)
    return made(
        doc,
        Record,
        work=meta.work,
        number=meta.number,
        date=meta.date,
        title=meta.title,
        label=meta.label,
        aliases=meta.aliases,
        header=_header(doc),
        relations=meta.relations,
        known_from=attribute(own_facts(doc, "record"), "knownFrom"),
    )


def _component(doc: Element, kinds: dict[str, str]) -> Component:
    name = attribute(doc, "name")
    if name not in kinds:
        raise Misfit(doc, f"the component '{name[:40]}' does not stand in <componentInfo>")
    titles = [_title(title) for title in doc.iterfind(f"{akn('preface')}/{akn('longTitle')}")]
    body = child(doc, akn("mainBody"))
    return made(doc, Component, name, (*titles, *_paragraphs(body, 0)), kinds[name])


def _header(doc: Element) -> tuple[Slot, ...]:
    return tuple(_slot(block) for block in doc.iterfind(f"{akn('preface')}/{akn('p')}"))


def _slot(block: Element) -> Slot:
    if not len(block):
        raise Misfit(block, "<p> of the header holds no slot")
    label, value = _labelled(block, "label")
    if value.tag == akn("inline"):
        kind = made(value, SlotKind, attribute(value, "name"))
    elif (known := SLOT_KINDS.get(named(value))) is not None:
        kind = known
    else:
        raise Misfit(value, f"<{named(value)}> is no slot of a header")
    text, _ = read_text(value)
    return made(block, Slot, kind, text, label)


def _labelled(block: Element, name: str) -> tuple[str, Element]:
    """What is printed before a value, "" if nothing is, and the value's element."""
    first, last = block[0], block[-1]
    is_label = first is not last and first.tag == akn("inline") and first.get("name") == name
    return (text_of(first) if is_label else ""), last


def _title(block: Element) -> Paragraph:
    holder = child(block, akn("p"))
    title = child(holder, akn("docTitle"))
    num, _ = _labelled(holder, "num")
    return _paragraph(block, title, Role.TITLE, num, 0)


def _page_matter(doc: Element) -> tuple[PageMatter, ...]:
    return tuple(
        made(block, PageMatter, text_of(block), attribute(block, own("rule")), _line(block))
        for block in doc.iterfind(f"{akn('conclusions')}/{akn('container')}/{akn('p')}")
    )


def _line(block: Element) -> int:
    return made(block, int, attribute(block, own("line")))


def _paragraphs(parent: Element, level: int) -> Iterator[Paragraph]:
    """Every heading and paragraph below a section of this level (0 for the body), in reading order."""
    for element in parent:
        if element.tag in _SECTIONS:
            yield from _section(element, level)
        elif element.tag == akn("paragraph"):
            yield from _unit(element, 0)
        elif element.tag not in _AROUND:
            raise Misfit(element, f"<{named(element)}> does not belong in <{named(parent)}>")


_SECTIONS = frozenset({akn("section"), akn("hcontainer")})
_AROUND = frozenset({akn("num"), akn("heading"), akn("p")})
"""What stands in a body or section beside its units: the parts of the heading, and the `p` of a body without text."""


def _section(element: Element, above: int) -> Iterator[Paragraph]:
    level = above + 1
    if element.tag == akn("hcontainer"):
        level = made(element, int, attribute(element, "name").removeprefix(_SKIPPED_LEVEL))
    yield _paragraph(element, child(element, akn("heading")), Role.HEADING, _num(element), level)
    yield from _paragraphs(element, level)


def _unit(element: Element, level: int) -> Iterator[Paragraph]:
    """A paragraph or item and the items under it."""
    role = ROLES.get(str(element.tag))
    if role is None:
        raise Misfit(element, f"<{named(element)}> is neither a paragraph nor an item")
    listed = optional(element, akn("list"))
    if listed is None:
        yield _paragraph(element, _text_holder(element, "content"), role, _num(element), level)
        return
    yield _paragraph(element, _text_holder(listed, "intro"), role, _num(element), level)
    for item in listed:
        if item.tag != akn("intro"):
            yield from _unit(item, level + 1)


def _text_holder(element: Element, name: str) -> Element:
    return child(child(element, akn(name)), akn("p"))


def _num(element: Element) -> str:
    found = optional(element, akn("num"))
    return "" if found is None else text_of(found)


def _paragraph(element: Element, holder: Element, role: Role, num: str, level: int) -> Paragraph:
    """The paragraph whose ids stand on `element` and whose text stands in `holder`."""
    text, notes = read_text(holder)
    wid = attribute(element, "wId")
    if wid.split() != [wid]:
        raise Misfit(element, f"<{named(element)}> has the wId '{wid[:40]}', which is no single word")
    is_eid = wid == element.get("eId")
    return made(element, Paragraph, role, text, num, level, notes, "" if is_eid else wid)
