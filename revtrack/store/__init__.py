"""The git store: write path, reading, history, verify; the only room that starts git or imports it.

`create` makes a store, `locate` finds the one a folder lies in, `open_store` opens it. `MemoryStore` is the twin that keeps the
same contract (contract.py) without a disk. docs/store-format.md says what lies where.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from revtrack.lazy import loading
from revtrack.store.contract import (
    Beside,
    Check,
    Decide,
    Decided,
    Deposit,
    DocumentCheck,
    EditionDeposit,
    EditionKey,
    Event,
    EventKind,
    Level,
    Proof,
    Receipt,
    RecordDeposit,
    RecordKey,
    Settings,
    Store,
    Synced,
    TextKey,
)
from revtrack.store.gitstore import GitStore
from revtrack.store.opening import create, locate, open_store
from revtrack.store.signers import Role, Signer, read_public_key

if TYPE_CHECKING:
    from revtrack.store.identity import identify
    from revtrack.store.joining import Prefer
    from revtrack.store.memory import MemoryStore
    from revtrack.store.sync import Asked

__getattr__ = loading(
    __name__,
    {
        "identity": "identify",
        "joining": "Prefer",
        "memory": "MemoryStore",
        "sync": "Asked",
    },
)

__all__ = [
    "Asked",
    "Beside",
    "Check",
    "Decide",
    "Decided",
    "Deposit",
    "DocumentCheck",
    "EditionDeposit",
    "EditionKey",
    "Event",
    "EventKind",
    "GitStore",
    "Level",
    "MemoryStore",
    "Prefer",
    "Proof",
    "Receipt",
    "RecordDeposit",
    "RecordKey",
    "Role",
    "Settings",
    "Signer",
    "Store",
    "Synced",
    "TextKey",
    "create",
    "identify",
    "locate",
    "open_store",
    "read_public_key",
]
