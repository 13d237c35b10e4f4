"""Where a question goes: the host and the path of an https address, read strictly, so that no two readers take it differently."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from msgspec import Struct

LONGEST = 2000
"""Characters of an address; longer ones name no document."""

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"(?:{_LABEL}\.){{1,10}}(?:[a-z]{{2,63}}|xn--[a-z0-9-]{{1,59}})")
"""A name of at least two parts whose last is a word: no number, and nothing that some reader takes for one (`0x7f.1`)."""
_ADDRESS = re.compile(r"(?i:https)://([^/?#\\]{1,260})([^#\\]{0,2000})(?:#.{0,2000})?", re.DOTALL)
_UNWRITTEN = "it holds characters that an address writes as %20, %C3%A6 …"
_PATH = re.compile(r"[A-Za-z0-9._~:/?@!$&'()*+,;=%\[\]|-]{0,2000}")


class Destination(Struct, frozen=True):
    """A host, and a path with its query, as they are sent."""

    host: str
    path: str

    def __str__(self) -> str:
        return f"https://{self.host}{self.path}"


def is_address(word: str) -> bool:
    """Whether a word is written as an address of the web rather than as a document number."""
    return word.lower().startswith(("https://", "http://"))


def destination(address: str) -> Destination:
    """Where an address leads. ValueError, in words, for what is not https, names no host, or holds what an address cannot."""
    found = _ADDRESS.fullmatch(address) if len(address) <= LONGEST else None
    if found is None:
        raise ValueError(_unfit(address))
    host, _, port = found[1].lower().partition(":")
    if "@" in host or port not in ("", "443"):
        raise ValueError("it names a user" if "@" in found[1] else "it names a port of its own")
    if not is_host(host):
        raise ValueError("its host is not the full name of one")
    path = found[2] if found[2].startswith("/") else f"/{found[2]}"
    if not _PATH.fullmatch(path):
        raise ValueError(_UNWRITTEN)
    return Destination(host, path)


def is_host(name: str) -> bool:
    """Whether a name is the full name of a host, in lower case: `data.consilium.europa.eu`."""
    return len(name) <= 253 and bool(_HOST.fullmatch(name))


def redirected(base: Destination, location: str, upgraded: frozenset[str]) -> Destination:
    """Where a redirect leads. ValueError as above.

    A host of `upgraded` names its own addresses by http; they are asked for over https all the same, and never in the clear.
    """
    if not location or len(location) > LONGEST:
        raise ValueError("it says nowhere to go")
    if not location.isascii() or not location.isprintable():
        raise ValueError(_UNWRITTEN)
    full = urljoin(str(base), location)
    scheme, _, rest = full.partition("://")
    if scheme.lower() == "http" and re.split(r"[/?#]", rest, maxsplit=1)[0].lower() in upgraded:
        full = f"https://{rest}"
    return destination(full)


def _unfit(address: str) -> str:
    if len(address) > LONGEST:
        return f"it is longer than {LONGEST} characters"
    return "it is not https" if not address.lower().startswith("https://") else "it names no host"
