"""The door to PDFium: opens a file and gives the characters of its pages as plain values.

Calls are made one by one over the raw interface, since the comfortable one makes an object for each, and the places of
half a million characters are asked for. `painting` and `annotations` call it too; no type of it goes further than `Any`.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from revtrack.errors import ExtraMissing, InputTooLarge, PdfBroken, PdfEncrypted
from revtrack.model.addresses import pasted

PAGES = 2_000
_PASSWORD = 4
_SECURITY = 5
_BOLD_NAMES = (b"bold", b"black", b"heavy", b"-bd", b"demi", b"cmbx", b"sfbx")
"""Parts of the names of bold fonts; the last two are those of TeX."""
_NAMED = 5
"""Letters from which on the name of a font is one: "F1" and "TT12" tell nothing of it."""
_HEAVY = 600
_FORCE_BOLD = 1 << 18
"""Bit 19 of a font's flags (ISO 32000-1, 9.8.2)."""
_CHARACTERS = 2_000_000
"""More characters on one page than this are no page."""


class Bounds(NamedTuple):
    """A rectangle on the page, in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def area(self) -> float:
        return max(self.right - self.left, 0) * max(self.top - self.bottom, 0)

    def joined(self, other: Bounds) -> Bounds:
        """The least rectangle around both."""
        return Bounds(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )

    def shared(self, other: Bounds) -> Bounds:
        """What both have in common; its area is 0 where that is nothing."""
        return Bounds(
            max(self.left, other.left),
            max(self.bottom, other.bottom),
            min(self.right, other.right),
            min(self.top, other.top),
        )

    def corners(self) -> tuple[tuple[float, float], ...]:
        """The four corners."""
        return (
            (self.left, self.bottom),
            (self.right, self.bottom),
            (self.left, self.top),
            (self.right, self.top),
        )


def load() -> Any:
    """The library. ExtraMissing if it is not installed."""
    try:
        import pypdfium2.raw as raw
    except ModuleNotFoundError as error:
        raise ExtraMissing(
            "reading PDF needs an extra that is not installed", tries=("pip install 'revtrack[pdf]'",)
        ) from error
    return raw


def address(handle: Any) -> int:
    """A number that tells the objects of one page apart."""
    return ctypes.addressof(handle.contents) if handle else 0


@contextmanager
def opened(data: bytes, name: str, password: str) -> Iterator[Handles]:
    """The file, open. Raises PdfEncrypted, PdfBroken, InputTooLarge, ExtraMissing."""
    raw = load()
    found = raw.FPDF_LoadMemDocument64(data, len(data), password.encode() if password else None)
    if not found:
        raise _unopened(raw.FPDF_GetLastError(), name, password)
    try:
        yield Handles(raw, found, name)
    finally:
        raw.FPDF_CloseDocument(found)


def _unopened(code: int, name: str, password: str) -> PdfBroken | PdfEncrypted:
    if code == _PASSWORD:
        said = "and the password does not open it" if password else "nothing was added"
        return PdfEncrypted(
            f"{name} is encrypted, {said}", tries=(f"revtrack add {pasted(name)} --password-file pw.txt",)
        )
    if code == _SECURITY:
        return PdfEncrypted(
            f"{name} is encrypted in a way that is not known, nothing was added",
            tries=("open it, print it to a new PDF, then  revtrack add FILE",),
        )
    return broken(name, "it cannot be opened: its table of objects is not there or leads nowhere")


def broken(name: str, fact: str) -> PdfBroken:
    """The error for a file that is damaged."""
    return PdfBroken(
        f"{name} is a damaged PDF, nothing was added",
        facts=(fact,),
        tries=("fetch it again, or open it, print it to a new PDF, then  revtrack add FILE",),
    )


class Handles:
    """An open file, and what its pages hold as plain values. `raw` is the library."""

    def __init__(self, raw: Any, document: Any, name: str) -> None:
        self.raw = raw
        self._document = document
        self._name = name
        self._bold: dict[int, bool] = {}
        # Made once, since they are filled for every word.
        self._x, self._y, self._rectangle = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()

    def page_count(self) -> int:
        """How many pages. PdfBroken for none, InputTooLarge for more than PAGES."""
        count = int(self.raw.FPDF_GetPageCount(self._document))
        if count <= 0:
            raise broken(self._name, "it holds no page")
        if count > PAGES:
            raise InputTooLarge(
                f"{self._name} has {count:,} pages; revtrack reads at most {PAGES:,}",
                tries=("split the document into its parts, then add them one by one",),
            )
        return count

    @contextmanager
    def page(self, at: int) -> Iterator[Any]:
        """Page `at`, from 0, loaded. PdfBroken if it cannot be."""
        found = self.raw.FPDF_LoadPage(self._document, at)
        if not found:
            raise broken(self._name, f"page {at + 1} cannot be read")
        try:
            yield found
        finally:
            self.raw.FPDF_ClosePage(found)

    def shown_box(self, page: Any) -> Bounds:
        """The part of the page that is shown: what the boxes for crop and media have in common."""
        media = self._box_of(self.raw.FPDFPage_GetMediaBox, page) or Bounds(0, 0, 612, 792)
        crop = self._box_of(self.raw.FPDFPage_GetCropBox, page)
        return media.shared(crop) if crop else media

    def _box_of(self, read: Any, page: Any) -> Bounds | None:
        sides = [ctypes.c_float() for _ in range(4)]
        if not read(page, *sides):
            return None
        left, bottom, right, top = (side.value for side in sides)
        return Bounds(min(left, right), min(bottom, top), max(left, right), max(bottom, top))

    # -- text ----------------------------------------------------------------------------------------------------------

    def text_page(self, page: Any) -> Any:
        """The text of a page. PdfBroken, InputTooLarge."""
        self._bold.clear()  # the next page may have another font at the same address
        found = self.raw.FPDFText_LoadPage(page)
        if not found:
            raise broken(self._name, "the text of a page cannot be read")
        return found

    def close_text_page(self, text_page: Any) -> None:
        """Let it go."""
        self.raw.FPDFText_ClosePage(text_page)

    def characters(self, text_page: Any) -> str:
        """The characters of a page, one for each position."""
        count = int(self.raw.FPDFText_CountChars(text_page))
        if count < 0:
            raise broken(self._name, "the text of a page cannot be read")
        if count > _CHARACTERS:
            raise InputTooLarge(
                f"{self._name} has {count:,} characters on one page; revtrack reads at most {_CHARACTERS:,}",
                tries=("split the document into its parts, then add them one by one",),
            )
        buffer = (ctypes.c_ushort * (count + 1))()
        written = self.raw.FPDFText_GetText(text_page, 0, count, buffer) if count else 1
        if written == count + 1:
            return "".join(map(chr, buffer[:count]))
        # It leaves characters out where it has no Unicode for them: asked one by one they are there.
        return "".join(chr(min(self.raw.FPDFText_GetUnicode(text_page, at), 0x10FFFF)) for at in range(count))

    def owner(self, text_page: Any, at: int) -> Any:
        """The text object of a character; null for one that PDFium made."""
        return self.raw.FPDFText_GetTextObject(text_page, at)

    def is_generated(self, text_page: Any, at: int) -> bool:
        """Whether PDFium made a character."""
        return bool(self.raw.FPDFText_IsGenerated(text_page, at) == 1)

    def is_hyphen(self, text_page: Any, at: int) -> bool:
        """Whether a character is a hyphen at the end of a line."""
        return bool(self.raw.FPDFText_IsHyphen(text_page, at) == 1)

    def is_unmapped(self, text_page: Any, at: int) -> bool:
        """Whether the file does not say which character a glyph is."""
        return bool(self.raw.FPDFText_HasUnicodeMapError(text_page, at) != 0)

    def unplaced(self) -> PdfBroken:
        """The error for text whose place or size is no number, as figures too large to be multiplied make it."""
        return broken(self._name, "the place or the size of a word is no number")

    def origin(self, text_page: Any, at: int) -> tuple[float, float]:
        """Where a character begins on its baseline."""
        self.raw.FPDFText_GetCharOrigin(text_page, at, self._x, self._y)
        return self._x.value, self._y.value

    def box(self, text_page: Any, at: int) -> Bounds:
        """The rectangle of a character, as wide as it moves on and as high as its font."""
        found = self._rectangle
        self.raw.FPDFText_GetLooseCharBox(text_page, at, found)
        return Bounds(found.left, found.bottom, found.right, found.top)

    def matrix(self, text_page: Any, at: int) -> tuple[float, float, float, float]:
        """How a character is scaled and turned."""
        found = self.raw.FS_MATRIX()
        if not self.raw.FPDFText_GetMatrix(text_page, at, found):
            return 1.0, 0.0, 0.0, 1.0
        return found.a, found.b, found.c, found.d

    def font_size(self, text_page: Any, at: int) -> float:
        """The size of its font, before its matrix."""
        return float(self.raw.FPDFText_GetFontSize(text_page, at))

    def font(self, handle: Any) -> int:
        """A number that tells fonts apart."""
        return address(self.raw.FPDFTextObj_GetFont(handle)) if handle else 0

    def is_bold(self, text_page: Any, at: int, font: int) -> bool:
        """Whether the font of a character is bold: by its name, or, where that is only a number, by its weight.

        Weights are drawn from the width of stems, which some writers state wrongly for every font of a file.
        """
        if font not in self._bold:
            buffer, flags = ctypes.create_string_buffer(200), ctypes.c_int()
            self.raw.FPDFText_GetFontInfo(text_page, at, buffer, 200, flags)
            name = buffer.value.lower().rpartition(b"+")[2]
            known = sum(97 <= letter <= 122 for letter in name) >= _NAMED
            by_weight = not known and self.raw.FPDFText_GetFontWeight(text_page, at) >= _HEAVY
            said = any(word in name for word in _BOLD_NAMES)
            self._bold[font] = said or by_weight or bool(flags.value & _FORCE_BOLD)
        return self._bold[font]

    def paint(self, handle: Any) -> tuple[int, tuple[int, int, int, int]]:
        """Render mode and colour (red, green, blue, opacity) of a text object."""
        if not handle:
            return 0, (0, 0, 0, 255)
        mode = int(self.raw.FPDFTextObj_GetTextRenderMode(handle))
        parts = [ctypes.c_uint() for _ in range(4)]
        read = self.raw.FPDFPageObj_GetStrokeColor if mode in (1, 5) else self.raw.FPDFPageObj_GetFillColor
        if not read(handle, *parts):
            return mode, (0, 0, 0, 255)
        red, green, blue, opacity = (part.value for part in parts)
        return mode, (red, green, blue, opacity)
