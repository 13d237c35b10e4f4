"""What a PDF is refused for once its pages are read, and what is said to the person of those that are taken."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from revtrack.errors import EmptySource, PdfNoText
from revtrack.ingest import rules
from revtrack.model.addresses import pasted

if TYPE_CHECKING:
    from revtrack.ingest.pdf.document import PageFound

_SCANNED = 0.5
"""A picture over this share of a page without text of its own is a scan."""
_GUESS = "revtrack does not guess at letters; recognised text must be checked by a person"
_MOST_NAMED = 8
_OTHER_SCRIPTS = "\u0370"
"""From Greek on, letters are not Latin, a few blocks aside."""


def refuse_unread(pages: Sequence[PageFound], name: str) -> None:
    """PdfNoText where glyphs are shown that the file does not name as characters, or that the library passed over."""
    bad = [page for page in pages if page.unread]
    if bad:
        count = sum(page.unread for page in bad)
        noun = "1 sign" if count == 1 else f"{count:,} signs"
        raise PdfNoText(
            f"{name} shows {noun} without saying which letters they are, nothing was added",
            facts=(f"on {named(bad)}; a text without them would be another text", _GUESS),
            tries=_ways_out(name),
        )

    doubled = [page for page in pages if page.doubled]
    if doubled:
        raise PdfNoText(
            f"{name} shows the same words half over each other, nothing was added",
            facts=(f"on {named(doubled)}; whether they are said once or twice cannot be told from the file",),
            tries=_ways_out(name),
        )


def refuse_scans(pages: Sequence[PageFound], furniture: Mapping[tuple[int, int], str], name: str) -> None:
    """PdfNoText for a scan, or for a page of one; EmptySource for pages that show nothing at all."""
    without = [page for page in pages if not any((page.page, row) not in furniture for row, _ in page.rows)]
    pictures = sum(page.pictures for page in pages)
    count = f"{len(pages)} {'page' if len(pages) == 1 else 'pages'}"
    if len(without) == len(pages) and not any(page.rows for page in pages):
        if not pictures and not any(page.drawings for page in pages):
            raise EmptySource(
                f"{name} holds no visible character", tries=("revtrack add FILE  with a file that holds text",)
            )
        shown = f"{pictures} {'image' if pictures == 1 else 'images'}" if pictures else "drawings"
        raise PdfNoText(f"{name} is a scan: {count}, {shown}, no text layer", facts=(_GUESS,), tries=_ways_out(name))
    scans = [page for page in without if page.pictured >= _SCANNED]
    if scans:
        raise PdfNoText(
            f"{name} is a scan in part: {named(scans)} of {len(pages)} {_show(scans)} a picture and no text",
            facts=(_GUESS,),
            tries=_ways_out(name),
        )


def _show(pages: Sequence[PageFound]) -> str:
    return "shows" if len(pages) == 1 else "show"


def _ways_out(name: str) -> tuple[str, ...]:
    return (
        f"ocrmypdf --force-ocr {pasted(name)} ocr.pdf && revtrack add ocr.pdf",
        "or record it without text:  revtrack add --stub NUMBER",
    )


def named(pages: Sequence[PageFound]) -> str:
    """The pages by number: "page 3", "pages 3, 4 and 9"."""
    numbers = [str(page.page) for page in pages]
    if len(numbers) == 1:
        return f"page {numbers[0]}"
    if len(numbers) > _MOST_NAMED:
        return f"{len(numbers)} pages from page {numbers[0]} on"
    return f"pages {', '.join(numbers[:-1])} and {numbers[-1]}"


def look_at(pages: Sequence[PageFound]) -> Iterator[str]:
    """What a person should know of the pages: pictures, hidden and turned text, recognised text, notes in the margin."""
    recognised = [page for page in pages if page.recognised]
    if recognised:
        yield f"the text of {named(recognised)} lies unseen over or under a picture: a program recognised it, check it"
    yield from _words_apart(pages, rules.HIDDEN_TEXT, "cannot be seen on the page")
    yield from _words_apart(pages, rules.TURNED_TEXT, "runs at another angle than the page")
    bare = [page for page in pages if page.bare]
    if bare:
        pieces = sum(page.bare for page in bare)
        noun = "1 piece" if pieces == 1 else f"{pieces:,} pieces"
        yield f"{noun} of text on {named(bare)} without width: spaces, or letters of a font that is not in the file"
    yield from _mixed(pages)
    pictures = sum(page.pictures for page in pages if not page.recognised)
    if pictures:
        noun = "picture" if pictures == 1 else "pictures"
        yield f"{pictures} {noun}: what they show is no text and was not read"
    notes = sum(bool(note.text) for page in pages for note in page.notes)
    if notes:
        noun = "note or form field is" if notes == 1 else "notes and form fields are"
        yield f"{notes} {noun} set apart; they are no text of the page"
    silent = [page for page in pages if any(_is_stamp(note.subtype, note.text) for note in page.notes)]
    if silent:
        yield f"{named(silent)}: a stamp or a field may show what the file does not hold as text"


def _is_stamp(subtype: str, text: str) -> bool:
    return subtype in ("FreeText", "Stamp", "Redact", "Widget") and not text


def _words_apart(pages: Sequence[PageFound], rule: str, why: str) -> Iterator[str]:
    found = [page for page in pages if any(word.apart == rule for word in page.apart)]
    if found:
        count = sum(word.apart == rule for page in found for word in page.apart)
        noun = "1 word" if count == 1 else f"{count:,} words"
        yield f"{noun} on {named(found)} {why}; set apart ({rule})"


def _mixed(pages: Sequence[PageFound]) -> Iterator[str]:
    """Words with letters of two scripts: a map of glyphs that went wrong, or letters that only look alike."""
    found = {word.text: page for page in pages for _, row in page.rows for word in row if _is_mixed(word.text)}
    if found:
        shown = ", ".join(sorted(found)[:_MOST_NAMED])
        noun = "1 word mixes" if len(found) == 1 else f"{len(found)} words mix"
        yield f"{noun} letters of two scripts, so the file may name its letters wrongly: {shown}"


def _is_mixed(text: str) -> bool:
    if text.isascii() or not any(character >= _OTHER_SCRIPTS for character in text):
        return False
    latin = (_is_latin(character) for character in text if character.isalpha())
    return len(set(latin)) > 1


def _is_latin(letter: str) -> bool:
    """Whether a letter is a Latin one."""
    return unicodedata.name(letter, "").startswith(("LATIN", "MODIFIER", "FEMININE", "MASCULINE"))
