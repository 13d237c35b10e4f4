"""Plans: which files an addition or a decision writes, worked out from the store as it stands, before anything is written.

Both stores use this, so they agree on what is held already, what is a conflict, and what an undo takes back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from revtrack.errors import BadValue, DuplicateConflict, Internal
from revtrack.model.slugs import slug
from revtrack.store import layout, manifest
from revtrack.store.contract import Decide, Deposit, EditionDeposit, EditionKey, RecordDeposit, RecordKey
from revtrack.store.layout import WITHDRAWN, Key
from revtrack.store.snapshot import State, withdrawn, write_withdrawn


class Plan(Struct, frozen=True):
    """What to write: the bytes of each path, None for a file to be removed; and the keys as a Receipt names them."""

    files: Mapping[str, bytes | None] = field(default_factory=dict)
    added: tuple[Key, ...] = ()
    already: tuple[Key, ...] = ()


def plan_add(state: State, deposits: Sequence[Deposit], decisions: Mapping[str, Decide] | None = None) -> Plan:
    """The plan of one addition, with the decisions that belong to it.

    DuplicateConflict if a deposit is held with other bytes; then nothing is added.
    """
    adding = _Adding(state)
    for deposit in deposits:
        if isinstance(deposit, RecordDeposit):
            adding.record(deposit)
        else:
            adding.edition(deposit)
    plan = adding.plan()
    return replace(plan, files={**plan_decision(state, decisions or {}).files, **plan.files})


def plan_decision(state: State, decisions: Mapping[str, bytes | Decide | None]) -> Plan:
    """The plan of writing files of `curation/`; those that hold these bytes already are left out."""
    decided = {layout.decision_path(name): made for name, made in decisions.items()}
    if WITHDRAWN in decided:
        raise Internal(f"{WITHDRAWN} is written by undo and add alone", tries=("revtrack undo",))
    files = {path: made(state.read(path)) if callable(made) else made for path, made in decided.items()}
    return Plan({path: data for path, data in files.items() if state.read(path) != data})


class _Adding:
    """One addition in the making: what it writes so far stands in front of what the store holds."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._files: dict[str, bytes] = {}
        self._folders: dict[str, str] = {}
        self._withdrawn = set(withdrawn(state))
        self._was_withdrawn = frozenset(self._withdrawn)
        self._added: list[Key] = []
        self._already: list[Key] = []

    def plan(self) -> Plan:
        files: dict[str, bytes | None] = dict(self._files)
        if self._withdrawn != self._was_withdrawn:
            files[WITHDRAWN] = write_withdrawn(self._withdrawn)
        return Plan(files, tuple(self._added), tuple(self._already))

    def record(self, deposit: RecordDeposit) -> None:
        key = RecordKey(self._folder(deposit), slug(deposit.number))
        path = layout.xml_path(self._state.fanout, key)
        held = self._read(path)
        if held is None:
            self._write(path, deposit.xml)
            self._added.append(key)
        elif held == deposit.xml:
            self._hold(key, path)
        else:
            raise self._conflict(f"the record of {deposit.number}", key, held, deposit.xml)

    def edition(self, deposit: EditionDeposit) -> None:
        key = EditionKey(self._folder(deposit), slug(deposit.number), deposit.language.short, deposit.ordinal)
        path = layout.xml_path(self._state.fanout, key)
        held = self._read(path)
        if held is None:
            self._new_edition(deposit, key, path)
        elif held == deposit.xml and self._same_original(deposit, key):
            self._hold(key, path)
        else:
            name = f"{deposit.number}:{deposit.language}"
            raise self._conflict(name if deposit.ordinal == 1 else f"{name}@{deposit.ordinal}", key, held, deposit.xml)

    def _new_edition(self, deposit: EditionDeposit, key: EditionKey, path: str) -> None:
        original = self._original(deposit, key)
        self._write(path, deposit.xml)
        self._write(layout.manifest_path(self._state.fanout, key), manifest.write(deposit, path, original))
        self._added.append(key)

    def _original(self, deposit: EditionDeposit, key: EditionKey) -> Mapping[str, object]:
        """What the manifest says about the original: the deposit's own, else that of the edition before."""
        before = None if key.ordinal == 1 else self._manifest(_before(key))
        if key.ordinal > 1 and before is None:
            raise BadValue(
                f"edition {key.ordinal} of {deposit.number}:{deposit.language} comes after edition {key.ordinal - 1},"
                " which is not held",
                tries=("revtrack log --editions",),
            )
        if deposit.source is None:
            return _inherited(before, deposit)
        path = layout.source_path(self._state.fanout, key, deposit.source.extension)
        self._write(path, deposit.source.data)
        return manifest.original_facts(path, deposit.source)

    def _same_original(self, deposit: EditionDeposit, key: EditionKey) -> bool:
        if deposit.source is None:
            return True
        held = self._manifest(key)
        where = layout.words(key)
        return held is not None and manifest.part(held, "original", where).sha256 == deposit.source.sha256

    def _manifest(self, key: EditionKey) -> dict[str, object] | None:
        data = self._read(layout.manifest_path(self._state.fanout, key))
        return None if data is None else manifest.read(data, f"manifest of {layout.words(key)}")

    def _folder(self, deposit: Deposit) -> str:
        """The work folder of a number: where it was first filed, whichever work the deposit names now."""
        name = slug(deposit.number)
        if name not in self._folders:
            self._folders[name] = self._state.filed(name) or deposit.work
        return self._folders[name]

    def _read(self, path: str) -> bytes | None:
        return self._files[path] if path in self._files else self._state.read(path)

    def _write(self, path: str, data: bytes) -> None:
        self._files[path] = data

    def _hold(self, key: Key, path: str) -> None:
        """Held with equal bytes: already there, or brought back if an undo withdrew it."""
        if path in self._withdrawn:
            self._withdrawn.remove(path)
            self._added.append(key)
        elif key not in self._added:
            self._already.append(key)

    def _conflict(self, name: str, key: Key, held: bytes, new: bytes) -> DuplicateConflict:
        path = layout.xml_path(self._state.fanout, key)
        text = "the same text and another original" if held == new else "other text"
        state = "was held (and withdrawn) with" if path in self._withdrawn else "is already held with"
        return DuplicateConflict(
            f"{name} {state} {text}, nothing was added",
            facts=(f"held: sha256 {manifest.sha256(held)[:12]}…      new: sha256 {manifest.sha256(new)[:12]}…",),
            tries=('if it is a better reading:  revtrack add FILE --correct --reason "why"',),
        )


def _before(key: EditionKey) -> EditionKey:
    return EditionKey(key.work, key.slug, key.language, key.ordinal - 1)


def _inherited(before: Mapping[str, object] | None, deposit: EditionDeposit) -> Mapping[str, object]:
    original = before.get("original") if before is not None else None
    if isinstance(original, Mapping):
        return original
    raise BadValue(
        f"edition {deposit.ordinal} of {deposit.number}:{deposit.language} needs the bytes it was read from",
        tries=("revtrack add FILE",),
    )
