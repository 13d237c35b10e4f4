"""Is everything as it was stored: the store's own checks, and each document against the profile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from revtrack import akn
from revtrack.errors import RevtrackError, XmlProfile
from revtrack.model.documents import Record
from revtrack.model.findings import Finding, Severity
from revtrack.report.views import VerifyCounts
from revtrack.store.contract import DocumentCheck, EditionKey, Level, Store
from revtrack.workflows.checkfetches import check_fetches
from revtrack.workflows.checking import several
from revtrack.workflows.checkoriginals import check_originals
from revtrack.workflows.checkrelations import check_relations
from revtrack.workflows.checkrulings import check_rulings
from revtrack.workflows.progress import Progress, silent


class Verdict(Struct, frozen=True):
    """What a check found, and over how much it went."""

    findings: tuple[Finding, ...]
    counts: VerifyCounts

    @property
    def sound(self) -> bool:
        return not any(finding.severity is Severity.ERROR for finding in self.findings)


def verify(store: Store, *, level: str = Level.DEFAULT.value, progress: Progress = silent) -> Verdict:
    """Check hashes, manifests, append-only history, the profile, and rulings.

    `deep` adds the official Akoma Ntoso schema, every original read again and every signature; `signatures` looks at nothing
    but those.
    """
    depth = Level(level)
    check = _deep_check if depth is Level.DEEP else check_document
    with several(check) as checking:
        findings = store.verify(level=depth, check=_told(store, checking, progress))
    if depth is Level.SIGNATURES and not any(finding.code == "signatures" for finding in findings):
        findings = (
            *findings,
            Finding(Severity.NOTE, "signatures", "the store", "no commit is signed by anybody it lists"),
        )
    try:
        counts = _counts(store, level)
        known = {(finding.code, finding.subject) for finding in findings}
        further = () if depth is Level.SIGNATURES else tuple(_curated(store))
        if depth is Level.DEEP:
            further = (*further, *check_originals(store, progress))
        found = (finding for finding in further if (finding.code, finding.subject) not in known)
        return Verdict((*findings, *found), counts)
    except RevtrackError as error:
        damage = Finding(Severity.ERROR, error.code, "the store", error.message)
        return Verdict((*findings, damage), VerifyCounts(level=level))


def remember(store: Store, verdict: Verdict, *, time: int) -> Verdict:
    """Keep that the store was checked (a fixity event), beside it; the verdict, with a note if that cannot be written."""
    counts = verdict.counts
    errors = sum(finding.severity is Severity.ERROR for finding in verdict.findings)
    try:
        store.record_check(level=counts.level, errors=errors, count=counts.editions + counts.records, time=time)
    except RevtrackError as error:
        return with_findings(verdict, [Finding(Severity.NOTE, "events", "the store", error.message)])
    return verdict


def with_findings(verdict: Verdict, findings: Iterable[Finding]) -> Verdict:
    """The verdict with what was found elsewhere beside it."""
    return Verdict((*verdict.findings, *findings), verdict.counts)


def _curated(store: Store) -> Iterator[Finding]:
    """What is wrong with the files of `curation/` that are more than names: rulings, and fetches."""
    yield from check_rulings(store)
    yield from check_relations(store)
    yield from check_fetches(store)


def _told(store: Store, check: DocumentCheck, progress: Progress) -> DocumentCheck:
    """The check, telling of each document it comes to. A store too damaged to be counted is checked all the same."""
    try:
        total = len(store.editions(withdrawn=True)) + len(store.records(withdrawn=True))
    except RevtrackError:
        total = 0
    done = 0

    def told(path: str, data: bytes) -> Iterable[Finding]:
        nonlocal done
        progress(done, max(total, done), path)
        done += 1
        return check(path, data)

    return told


def _counts(store: Store, level: str) -> VerifyCounts:
    editions = store.editions()
    return VerifyCounts(
        texts=len({(key.slug, key.language) for key in editions}),
        editions=len(editions),
        originals=len({_original_sha256(store, key) for key in editions}),
        records=len(store.records()),
        level=level,
        tip=store.tip(),
    )


def _original_sha256(store: Store, key: EditionKey) -> str:
    """The SHA-256 of an original as its manifest states it."""
    original = store.manifest(key).get("original")
    return str(original.get("sha256")) if isinstance(original, dict) else ""


def check_document(path: str, data: bytes) -> Iterator[Finding]:
    """An edition or record against the profile, and read in full."""
    try:
        document = akn.check_profile(data, path)
        if isinstance(document, Record) != path.endswith("/record.xml"):
            raise XmlProfile(
                f"{path} is a {'record' if isinstance(document, Record) else 'text'}, which its name denies",
                tries=("revtrack verify",),
            )
    except RevtrackError as error:
        facts = f" ({'; '.join(error.facts)})" if error.facts else ""
        yield Finding(Severity.ERROR, error.code, path, error.message + facts)


def _deep_check(path: str, data: bytes) -> Iterator[Finding]:
    yield from check_document(path, data)
    for message in akn.official_errors(data):
        yield Finding(Severity.ERROR, "official-schema", path, message)
