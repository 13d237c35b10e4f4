"""What a page paints besides its text: pictures, paths, shadings; and the page as pixels, with some objects left out."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from typing import Any, NamedTuple

from revtrack.ingest.pdf.library import Bounds, Handles

TEXT, PATH, IMAGE, SHADING, FORM = 1, 2, 3, 4, 5
"""Kinds of page objects, as fpdf_edit.h numbers them."""
_DEEPEST = 8
_SEGMENTS = 64
_PIXELS = 1_400
"""The longer side of a painted page; a point is a pixel up to that."""
_LIGHT = 128
_THIN = 100
"""A fill of less opacity hides nothing."""
_END_OF_TEXT = 2
"""Bytes of a text that holds nothing but its end."""
_LAYER = "OC\0".encode("utf-16-le")

Shift = tuple[float, float, float, float, float, float]
"""The six numbers of a matrix, as a form is placed by."""
_PLAIN: Shift = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_NOWHERE = Bounds(0, 0, 0, 0)


class Painted(NamedTuple):
    """A page as pixels of four bytes (blue, green, red, nothing): rows from the top, each `stride` bytes."""

    colours: bytes
    wide: int
    high: int
    stride: int


class Thing(NamedTuple):
    """An object that a page paints: its handle, its kind, its rectangle, and how many were painted before it.

    `inside`: it belongs to a form, which may be hidden as a whole.
    """

    handle: Any
    kind: int
    box: Bounds
    order: int
    inside: bool


class Painter:
    """The painted side of an open file."""

    def __init__(self, handles: Handles) -> None:
        self._raw = handles.raw

    def things(self, page: Any) -> list[Thing]:
        """What a page paints, in the order of painting, forms opened."""
        found: list[Thing] = []
        self._gather(page, self._raw.FPDFPage_CountObjects, self._raw.FPDFPage_GetObject, found, (_PLAIN,))
        return found

    def _gather(self, owner: Any, count: Any, read: Any, found: list[Thing], shifts: tuple[Shift, ...]) -> None:
        for at in range(count(owner)):
            handle = read(owner, at)
            kind = self._raw.FPDFPageObj_GetType(handle)
            if kind == FORM and len(shifts) < _DEEPEST:
                inner = (*shifts, self._shift(handle))
                self._gather(handle, self._raw.FPDFFormObj_CountObjects, self._raw.FPDFFormObj_GetObject, found, inner)
                continue
            found.append(Thing(handle, kind, self._bounds(handle, shifts), len(found), len(shifts) > 1))

    def _shift(self, handle: Any) -> Shift:
        found = self._raw.FS_MATRIX()
        if not self._raw.FPDFPageObj_GetMatrix(handle, found):
            return _PLAIN
        return found.a, found.b, found.c, found.d, found.e, found.f

    def _bounds(self, handle: Any, shifts: tuple[Shift, ...]) -> Bounds:
        sides = [ctypes.c_float() for _ in range(4)]
        if not self._raw.FPDFPageObj_GetBounds(handle, *sides):
            return _NOWHERE
        corners = Bounds(*(side.value for side in sides)).corners()
        for a, b, c, d, e, f in reversed(shifts):
            corners = tuple((a * x + c * y + e, b * x + d * y + f) for x, y in corners)
        across, up = [x for x, _ in corners], [y for _, y in corners]
        return Bounds(min(across), min(up), max(across), max(up))

    def is_filled(self, thing: Thing) -> bool:
        """Whether a path fills its inside with a colour that hides what lies under it."""
        mode, stroke = ctypes.c_int(), ctypes.c_int()
        if not self._raw.FPDFPath_GetDrawMode(thing.handle, mode, stroke) or not mode.value:
            return False
        parts = [ctypes.c_uint() for _ in range(4)]
        return not self._raw.FPDFPageObj_GetFillColor(thing.handle, *parts) or parts[3].value > _THIN

    def is_dark(self, thing: Thing) -> bool:
        """Whether a path is filled with a colour on which dark text may not be seen."""
        parts = [ctypes.c_uint() for _ in range(4)]
        read = self._raw.FPDFPageObj_GetFillColor(thing.handle, *parts)
        return not read or min(part.value for part in parts[:3]) < _LIGHT

    def is_clipped(self, handle: Any, box: Bounds) -> bool:
        """Whether an object is painted through a hole that does not hold all of `box`."""
        clip = self._raw.FPDFPageObj_GetClipPath(handle)
        for path in range(max(self._raw.FPDFClipPath_CountPaths(clip), 0) if clip else 0):
            across, up = [], []
            for at in range(min(self._raw.FPDFClipPath_CountPathSegments(clip, path), _SEGMENTS)):
                x, y = ctypes.c_float(), ctypes.c_float()
                self._raw.FPDFPathSegment_GetPoint(self._raw.FPDFClipPath_GetPathSegment(clip, path, at), x, y)
                across.append(x.value)
                up.append(y.value)
            if across and Bounds(min(across) - 1, min(up) - 1, max(across) + 1, max(up) + 1).shared(box) != box:
                return True
        return False

    def is_veiled(self, handle: Any) -> bool:
        """Whether an object is painted through a mask or blended with what lies under it."""
        return bool(self._raw.FPDFPageObj_HasTransparency(handle))

    def is_dumb(self, thing: Thing, text_page: Any) -> bool:
        """Whether a text object gave no character, not even white space."""
        return bool(self._raw.FPDFTextObj_GetText(thing.handle, text_page, None, 0) <= _END_OF_TEXT)

    def is_embedded(self, thing: Thing) -> bool:
        """Whether the font of a text object lies in the file, so that a glyph without width shows nothing."""
        font = self._raw.FPDFTextObj_GetFont(thing.handle)
        return bool(font and self._raw.FPDFFont_GetIsEmbedded(font))

    def in_layer(self, handle: Any) -> bool:
        """Whether an object belongs to a layer that a viewer can switch off (ISO 32000-1, 8.11)."""
        for at in range(min(max(self._raw.FPDFPageObj_CountMarks(handle), 0), _SEGMENTS)):
            buffer, length = ctypes.create_string_buffer(16), ctypes.c_ulong()
            mark = self._raw.FPDFPageObj_GetMark(handle, at)
            units = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
            if self._raw.FPDFPageObjMark_GetName(mark, units, 16, length) and buffer.raw.startswith(_LAYER):
                return True
        return False

    def painted(self, page: Any, without: Iterable[Any] = ()) -> Painted:
        """The page as pixels, with some objects left out."""
        raw = self._raw
        left_out = list(without)
        wide, high = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)
        scale = min(1.0, _PIXELS / max(wide, high, 1))
        across, down = max(round(wide * scale), 1), max(round(high * scale), 1)
        bitmap = raw.FPDFBitmap_CreateEx(across, down, raw.FPDFBitmap_BGRx, None, 0)
        if not bitmap:
            raise MemoryError
        try:
            raw.FPDFBitmap_FillRect(bitmap, 0, 0, across, down, 0xFFFFFFFF)
            for handle in left_out:
                raw.FPDFPageObj_SetIsActive(handle, 0)
            raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, across, down, 0, 0)
            for handle in left_out:
                raw.FPDFPageObj_SetIsActive(handle, 1)
            stride = raw.FPDFBitmap_GetStride(bitmap)
            return Painted(ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), stride * down), across, down, stride)
        finally:
            raw.FPDFBitmap_Destroy(bitmap)

    def pixels(self, page: Any, painted: Painted, box: Bounds) -> tuple[int, int, int, int]:
        """The columns and rows of pixels, [left, right) and [top, bottom), that a rectangle of the page takes."""
        x, y = ctypes.c_int(), ctypes.c_int()
        across, down = [], []
        for corner in box.corners():
            self._raw.FPDF_PageToDevice(page, 0, 0, painted.wide, painted.high, 0, *corner, x, y)
            across.append(x.value)
            down.append(y.value)
        right, bottom = min(max(across) + 1, painted.wide), min(max(down) + 1, painted.high)
        return max(min(across) - 1, 0), right, max(min(down) - 1, 0), bottom
