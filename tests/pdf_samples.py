"""A writer of PDF files for tests: content streams, fonts, boxes, pictures, encryption. It shares no line with the reader."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

A4 = (0, 0, 595, 842)
WIDTHS = (
    *(278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278),
    *(556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556),
    *(1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778),
    *(667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556),
    *(333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556),
    *(556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584),
)
"""Widths of Helvetica from the space to the tilde, in thousandths."""
_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
"""The padding of ISO 32000-1, 7.6.3.3, algorithm 2."""


@dataclass(frozen=True)
class Page:
    """A page: what is drawn on it, and its boxes. `pictures` are names that the content may draw with `Do`."""

    content: str | bytes = ""
    media: tuple[float, ...] = A4
    crop: tuple[float, ...] = ()
    rotate: int = 0
    more: str = ""


def width(text: str, size: float = 12) -> float:
    """How wide Helvetica sets a text; letters beyond ASCII count as half an em."""
    return sum(WIDTHS[ord(c) - 32] if 32 <= ord(c) < 127 else 556 for c in text) * size / 1000


def show(x: float, y: float, text: str, size: float = 12, font: str = "R", more: str = "") -> str:
    """One piece of text, in Windows-1252; `more` are operators before it: `3 Tr`, `1 1 1 rg`."""
    return shown(f"1 0 0 1 {x:.2f} {y:.2f}", text, size, font, more)


def shown(matrix: str, text: str, size: float = 12, font: str = "R", more: str = "") -> str:
    """As `show`, under a matrix."""
    coded = text.encode("cp1252").hex()
    return f"q BT /{font} {size} Tf {more} {matrix} Tm <{coded}> Tj ET Q\n"


def lines(x: float, y: float, *texts: str, size: float = 12, lead: float = 14, font: str = "R") -> str:
    """Lines under each other."""
    return "".join(show(x, y - at * lead, text, size, font) for at, text in enumerate(texts))


def flow(x: float, y: float, *pieces: str | tuple[str, float, float], size: float = 12) -> str:
    """Pieces behind each other on one line; a piece may have a size of its own and stand higher."""
    found = ""
    for piece in pieces:
        text, own, rise = (piece, size, 0.0) if isinstance(piece, str) else piece
        found += show(x, y + rise, text, own)
        x += width(text, own)
    return found


def wrapped(text: str, columns: float, size: float = 12) -> list[str]:
    """The lines of a paragraph that is `columns` points wide."""
    found: list[str] = []
    for word in text.split(" "):
        if found and width(f"{found[-1]} {word}", size) <= columns:
            found[-1] += f" {word}"
        else:
            found.append(word)
    return found


def picture(x: float, y: float, wide: float, high: float) -> str:
    """The picture `Im` in that place."""
    return f"q {wide} 0 0 {high} {x} {y} cm /Im Do Q\n"


def to_unicode(codes: dict[int, str]) -> bytes:
    """A map from one-byte codes to text, as ISO 32000-1, 9.10.3 has it."""
    rows = "".join(f"<{code:02x}> <{text.encode('utf-16-be').hex()}>\n" for code, text in codes.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{rows}endbfchar endcmap end end"
    ).encode()


def pdf(
    *pages: Page | str,
    codes: dict[int, str] | None = None,
    password: str = "",
    mapped: bool = True,
    packed: bool = True,
) -> bytes:
    """A PDF. Fonts: R, B (bold), I, S (Symbol) and L, whose codes are given by `codes`, in its map unless not `mapped`.

    `packed`: the contents of pages are deflated.
    """
    writer = _Writer(password, packed=packed)
    fonts = {
        "R": "/Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding",
        "B": "/Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding",
        "I": "/Subtype /Type1 /BaseFont /Helvetica-Oblique /Encoding /WinAnsiEncoding",
        "S": "/Subtype /Type1 /BaseFont /Symbol",
    }
    made = {name: writer.add(f"<< /Type /Font {rest} >>") for name, rest in fonts.items()}
    if codes is not None:
        made["L"] = _coded_font(writer, codes, mapped=mapped)
    image = writer.stream(
        b"\x80" * 16, "/Type /XObject /Subtype /Image /Width 4 /Height 4 /ColorSpace /DeviceGray /BitsPerComponent 8"
    )
    fonts_said = " ".join(f"/{name} {number} 0 R" for name, number in made.items())
    resources = f"<< /Font << {fonts_said} >> /XObject << /Im {image} 0 R >> >>"
    root = writer.reserve()
    kids = [_page(writer, page if isinstance(page, Page) else Page(page), root, resources) for page in pages]
    writer.put(root, f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>".encode())
    return writer.file(writer.add(f"<< /Type /Catalog /Pages {root} 0 R >>"))


def _page(writer: _Writer, page: Page, root: int, resources: str) -> int:
    content = page.content.encode("latin-1") if isinstance(page.content, str) else page.content
    stream = (
        writer.stream(zlib.compress(content), "/Filter /FlateDecode") if writer.packed else writer.stream(content, "")
    )
    boxes = f"/MediaBox [{' '.join(map(str, page.media))}]"
    boxes += f" /CropBox [{' '.join(map(str, page.crop))}]" if page.crop else ""
    return writer.add(
        f"<< /Type /Page /Parent {root} 0 R {boxes} /Rotate {page.rotate} /Resources {resources} "
        f"/Contents {stream} 0 R {page.more} >>"
    )


def _coded_font(writer: _Writer, codes: dict[int, str], *, mapped: bool) -> int:
    names = " ".join(f"{code} /g{code:03d}" for code in sorted(codes))
    encoding = f"<< /Type /Encoding /Differences [{names}] >>"
    linked = f"/ToUnicode {writer.stream(to_unicode(codes), '')} 0 R" if mapped else ""
    widths = " ".join(["556"] * 256)
    return writer.add(
        f"<< /Type /Font /Subtype /Type1 /BaseFont /Other /FirstChar 0 /LastChar 255 /Widths [{widths}] "
        f"/Encoding {encoding} {linked} >>"
    )


class _Writer:
    """Objects by number. With a password each stream and nothing else is encrypted, with RC4 and 40 bits (revision 2)."""

    def __init__(self, password: str, *, packed: bool) -> None:
        self.packed = packed
        self._objects: dict[int, bytes] = {}
        self._key = b""
        self._locked = 0
        self._id = hashlib.md5(b"revtrack").digest()
        if password:
            self._lock(password.encode("latin-1"))

    def reserve(self) -> int:
        number = len(self._objects) + 1
        self._objects[number] = b""
        return number

    def put(self, number: int, body: bytes) -> None:
        self._objects[number] = body

    def add(self, body: str) -> int:
        number = self.reserve()
        self.put(number, body.encode("latin-1"))
        return number

    def stream(self, data: bytes, more: str) -> int:
        number = self.reserve()
        if self._key:
            seed = self._key + number.to_bytes(3, "little") + bytes(2)
            data = rc4(hashlib.md5(seed).digest()[: len(self._key) + 5], data)
        head = f"<< /Length {len(data)} {more} >>\nstream\n".encode("latin-1")
        self.put(number, head + data + b"\nendstream")
        return number

    def file(self, catalog: int) -> bytes:
        found = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
        places: list[int] = []
        for number, body in sorted(self._objects.items()):
            places.append(len(found))
            found += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
        table = len(found)
        found += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
        found += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
        locked = f"/Encrypt {self._locked} 0 R" if self._locked else ""
        found += f"trailer\n<< /Size {len(places) + 1} /Root {catalog} 0 R {locked} ".encode()
        found += f"/ID [<{self._id.hex()}> <{self._id.hex()}>] >>\nstartxref\n{table}\n%%EOF\n".encode()
        return bytes(found)

    def _lock(self, password: bytes) -> None:
        """Algorithms 2, 3 and 4 of ISO 32000-1, 7.6.3; owner and user have one password."""
        padded = (password + _PAD)[:32]
        owner = rc4(hashlib.md5(padded).digest()[:5], padded)
        allowed = -4
        seed = padded + owner + allowed.to_bytes(4, "little", signed=True) + self._id
        key = hashlib.md5(seed).digest()[:5]
        user = rc4(key, _PAD)
        self._locked = self.add(
            f"<< /Filter /Standard /V 1 /R 2 /Length 40 /O <{owner.hex()}> /U <{user.hex()}> /P {allowed} >>"
        )
        self._key = key


def rc4(key: bytes, data: bytes) -> bytes:
    """The cipher of old PDF encryption."""
    state, at = list(range(256)), 0
    for step in range(256):
        at = (at + state[step] + key[step % len(key)]) % 256
        state[step], state[at] = state[at], state[step]
    found, first, second = bytearray(), 0, 0
    for byte in data:
        first = (first + 1) % 256
        second = (second + state[first]) % 256
        state[first], state[second] = state[second], state[first]
        found.append(byte ^ state[(state[first] + state[second]) % 256])
    return bytes(found)


def page_of(*paragraphs: Sequence[str], top: float = 770, left: float = 70, size: float = 12) -> str:
    """Paragraphs of given lines under each other, with a gap of half a line between them."""
    found, y = "", top
    for paragraph in paragraphs:
        found += lines(left, y, *paragraph, size=size)
        y -= 14 * len(paragraph) + 8
    return found
