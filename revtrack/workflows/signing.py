"""Who may write to a store: the list of signers, and whether it is required."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from revtrack.errors import BadValue
from revtrack.model.documents import Author
from revtrack.report.views import SignersView
from revtrack.store import GitStore, Receipt, Role, Settings, Signer, read_public_key


class Wanted(Struct, frozen=True):
    """What a person wants of the list: a key under a name, names struck, signatures required or not (None: as it is)."""

    key: bytes | None = None
    name: str = ""
    keeper: bool = False
    remove: tuple[str, ...] = ()
    require: bool | None = None

    @property
    def is_change(self) -> bool:
        return self.key is not None or bool(self.remove) or self.require is not None


def signers(store: GitStore, wanted: Wanted, *, author: Author) -> SignersView:
    """The list as it is afterwards; one event if anything changes.

    BadValue for a name that is taken or not there, and for a store that would require signatures and have no keeper;
    SigningRefused unless a keeper signs, where signatures are required already.
    """
    receipt = Receipt(store.tip())
    if wanted.is_change:
        summary = _summary(wanted)
        receipt = store.change_settings(lambda now: _changed(now, wanted), summary=summary, author=author)
    now = store.settings()
    return SignersView(
        required=now.require_signatures,
        signers=tuple((who.name, who.role.value, who.kind, who.key) for who in now.signers),
        commit=receipt.commit if wanted.is_change else "",
        notes=receipt.notes,
    )


def _changed(now: Settings, wanted: Wanted) -> Settings:
    left = [who for who in now.signers if who.name not in wanted.remove]
    missing = set(wanted.remove) - {who.name for who in now.signers}
    if missing:
        raise BadValue(f"nobody is listed as {sorted(missing)[0]!a}", tries=("revtrack signers",))
    if wanted.key is not None:
        left.append(_new(left, wanted))
    required = now.require_signatures if wanted.require is None else wanted.require
    return replace(now, signers=tuple(sorted(left, key=lambda who: who.name)), require_signatures=required)


def _new(listed: list[Signer], wanted: Wanted) -> Signer:
    role = Role.KEEPER if wanted.keeper else Role.ADDER
    new = read_public_key(wanted.key or b"", name=wanted.name, role=role)
    for who in listed:
        if who.name == new.name or who.key == new.key:
            raise BadValue(
                f"{who.name} is listed already as {who.role}",
                tries=(f"revtrack signers --remove {who.name}   first, in an event of its own",),
            )
    return new


def _summary(wanted: Wanted) -> str:
    parts = [f"list {wanted.name}"] if wanted.key is not None else []
    parts += [f"strike {name}" for name in wanted.remove]
    if wanted.require is not None:
        parts.append("require signatures" if wanted.require else "require signatures no more")
    text = "; ".join(parts)
    return f"Signers: {text}"
