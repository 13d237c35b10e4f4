"""More than one store: exchange with another, compare with it, and prove what was here."""

from __future__ import annotations

import datetime
import re

from revtrack.errors import BadValue
from revtrack.model.documents import Author
from revtrack.model.findings import Finding, Severity
from revtrack.report.views import ReceiptView, SyncView
from revtrack.store import Asked, GitStore
from revtrack.workflows import consult, keep

_COMMIT = re.compile(r"\b[0-9a-f]{40}\b")
_ROOT = re.compile(r"\b[0-9a-f]{64}\b")


def sync(store: GitStore, word: str, asked: Asked, *, author: Author, forget: bool = False) -> SyncView:
    """Exchange with the store that `word` names; `forget` what was seen of it first. Raises what `GitStore.sync` does."""
    if forget:
        store.forget(word)
    done = store.sync(word, author=author, check=keep.check_document, asked=asked)
    told = {event.commit: consult.event_line(event) for event in store.events()}
    return SyncView(
        remote=done.remote,
        commit=done.commit,
        taken=tuple(told[commit] for commit in done.taken if commit in told),
        taken_count=len(done.taken),
        sent=tuple(told[commit] for commit in done.sent if commit in told),
        sent_count=len(done.sent),
        joined=done.joined,
        dry_run=asked.dry_run,
        notes=done.notes,
    )


def receipt(store: GitStore) -> ReceiptView:
    """What stands for the store now."""
    found = store.proof()
    if found is None:
        raise BadValue("the store has no event yet", tries=("revtrack init",))
    when = datetime.datetime.fromtimestamp(found.time, datetime.UTC).isoformat().replace("+00:00", "Z")
    editions = store.editions()
    texts = len({(key.slug, key.language) for key in editions})
    return ReceiptView(
        store.settings().title, found.commit, found.root, when, texts, len(editions), len(store.records())
    )


def check_receipt(store: GitStore, text: str) -> tuple[Finding, ...]:
    """Whether the store still holds all that a receipt stands for: errors if it does not. BadValue if it is no receipt."""
    commit, root = _COMMIT.search(text), _ROOT.search(text)
    if commit is None or root is None:
        raise BadValue(
            "that is no receipt: it names no event and no root",
            facts=("a receipt has an event of 40 hexadecimal digits and a root of 64",),
            tries=("revtrack receipt -o receipt.txt   makes one",),
        )
    held = store.proof(commit[0])
    if held is None:
        return (_wrong("the history does not hold this event: it was rewritten or rolled back since"),)
    if held.root != root[0]:
        return (_wrong(f"at this event the store holds other content: its root is {held.root}"),)
    return ()


def _wrong(message: str) -> Finding:
    return Finding(Severity.ERROR, "receipt", "the receipt", message)
