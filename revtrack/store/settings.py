"""`revtrack.toml`: what a store says about itself, read strictly and written always the same way."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator

from revtrack.errors import BadValue, StoreDamaged, StoreNewer
from revtrack.store import signers
from revtrack.store.contract import Settings
from revtrack.store.layout import FANOUTS, SETTINGS
from revtrack.store.signers import Role, Signer

FORMAT = 1
_KEYS = frozenset({"format", "title", "fanout", "ui_lang", "require_signatures", "signers"})
_NOTE = "# A revtrack store. versions/ is append-only: use revtrack to add to it; docs/store-format.md of revtrack explains it.\n"


def write(settings: Settings) -> bytes:
    """The bytes of `revtrack.toml`. BadValue for a fan-out that is not 0 or 2, or text that TOML cannot carry."""
    if settings.fanout not in FANOUTS:
        raise BadValue(f"a fan-out is 0 or 2, not {settings.fanout}", tries=("revtrack init --large",))
    lines = (
        f"format = {settings.format}",
        f"title = {_quoted(settings.title)}",
        f"fanout = {settings.fanout}",
        f"ui_lang = {_quoted(settings.ui_lang)}",
        *_signing(settings),
    )
    return (_NOTE + "\n".join(lines) + "\n").encode("utf-8")


def _signing(settings: Settings) -> Iterator[str]:
    """What the file says of signatures: nothing where nobody has asked for any."""
    names = [signer.name for signer in settings.signers]
    if len(set(names)) != len(names):
        raise BadValue("two signers have one name", tries=("revtrack signers",))
    if settings.require_signatures and not any(signer.role is Role.KEEPER for signer in settings.signers):
        raise BadValue(
            "a store that requires signatures needs a keeper, or nobody could ever say who may sign",
            tries=("revtrack signers --add KEY.pub --name ann@example.org --keeper",),
        )
    if settings.require_signatures:
        yield "require_signatures = true"
    if settings.signers:
        yield "signers = ["
        yield from (f"  {_quoted(str(signer))}," for signer in settings.signers)
        yield "]"


def read(data: bytes) -> Settings:
    """The settings in the bytes of `revtrack.toml`; keys this version does not know are left alone.

    Raises StoreNewer if the format is above 1, StoreDamaged if the file cannot be read.
    """
    try:
        told = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
        raise _damaged("it is not TOML in UTF-8") from None
    version = told.get("format")
    if type(version) is not int or version < 1:
        raise _damaged("it names no format")
    if version > FORMAT:
        raise StoreNewer(
            f"the store has format {version}; this revtrack reads format {FORMAT}",
            facts=("nothing was changed",),
            tries=("pip install --upgrade revtrack",),
        )
    fanout = told.get("fanout", 0)
    if type(fanout) is not int or fanout not in FANOUTS:
        raise _damaged("its fan-out is not 0 or 2")
    required = told.get("require_signatures", False)
    if type(required) is not bool:
        raise _damaged("its require_signatures is neither true nor false")
    return Settings(version, _word(told, "title", ""), fanout, _word(told, "ui_lang", "en"), required, _signers(told))


def _signers(told: dict[str, object]) -> tuple[Signer, ...]:
    lines = told.get("signers", [])
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        raise _damaged("its signers are no list of text")
    try:
        return tuple(signers.parse(line) for line in lines)
    except BadValue as error:
        raise _damaged(error.message) from None


def check_known(data: bytes) -> None:
    """StoreNewer if the file has keys this version does not know: writing it anew would lose them."""
    further = sorted(tomllib.loads(data.decode("utf-8")).keys() - _KEYS)
    if further:
        raise StoreNewer(
            f"{SETTINGS} holds '{further[0]}', which this revtrack does not know and would lose",
            facts=("nothing was changed",),
            tries=("pip install --upgrade revtrack",),
        )


def _word(told: dict[str, object], key: str, default: str) -> str:
    value = told.get(key, default)
    if isinstance(value, str):
        return value
    raise _damaged(f"its {key} is not text")


def _quoted(text: str) -> str:
    """A TOML basic string. JSON's escapes are TOML's; only DEL is escaped in TOML and not in JSON."""
    if any("\ud800" <= c <= "\udfff" for c in text):
        raise BadValue("the title holds characters that are not Unicode", tries=("revtrack init --title TEXT",))
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def _damaged(why: str) -> StoreDamaged:
    return StoreDamaged(f"{SETTINGS} of the store is damaged: {why}", tries=("revtrack verify",))
