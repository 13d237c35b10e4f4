"""The git store: write path, reading, history, verify; the only room that starts git or imports it.

`create` makes a store, `locate` finds the one a folder lies in, `open_store` opens it. `MemoryStore` is the twin that keeps the
same contract (contract.py) without a disk. docs/store-format.md says what lies where.
"""

from __future__ import annotations

from revtrack.store.contract import (
    Decide,
    Decided,
    Deposit,
    DocumentCheck,
    EditionDeposit,
    EditionKey,
    Event,
    EventKind,
    Level,
    Receipt,
    RecordDeposit,
    RecordKey,
    Settings,
    Store,
    TextKey,
)
from revtrack.store.gitstore import GitStore
from revtrack.store.identity import identify
from revtrack.store.memory import MemoryStore
from revtrack.store.opening import create, locate, open_store

__all__ = [
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
    "Receipt",
    "RecordDeposit",
    "RecordKey",
    "Settings",
    "Store",
    "TextKey",
    "create",
    "identify",
    "locate",
    "open_store",
]
