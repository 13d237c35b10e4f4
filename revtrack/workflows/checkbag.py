"""Is a bag complete and valid (RFC 8493, section 3), and does it hold what the store here holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from msgspec import Struct, field

from revtrack.errors import BadValue
from revtrack.model.findings import Finding, Severity
from revtrack.report.export.bag import PAYLOAD
from revtrack.report.verifybag import BagVerdict
from revtrack.report.words import count
from revtrack.store import layout
from revtrack.store.contract import EditionKey
from revtrack.store.layout import Part
from revtrack.workflows.bagfolder import ALGORITHMS, BagFolder, Manifest, is_inside
from revtrack.workflows.catalogue import Catalogue
from revtrack.workflows.export import READABLE
from revtrack.workflows.progress import Progress, silent

_DECLARED = re.compile(
    r"BagIt-Version: ([0-9]{1,3}\.[0-9]{1,3})\r?\nTag-File-Character-Encoding: ([^\r\n]{1,40})(?:\r?\n)?"
)
_OXUM = re.compile(r"^Payload-Oxum:[ \t]{1,9}([0-9]{1,20})\.([0-9]{1,20})[ \t]{0,9}$", re.MULTILINE)


def check_bag(folder: Path, name: str, catalogue: Catalogue | None, *, progress: Progress = silent) -> BagVerdict:
    """What a check of the bag in `folder` found; `name` is how the person called it. BadValue if it is no bag at all."""
    if not (folder / "bagit.txt").is_file():
        raise BadValue(
            f"{name} is no bag: it has no bagit.txt",
            facts=("a bag is a folder with bagit.txt, manifests and a folder `data` (RFC 8493)",),
            tries=("revtrack export --all -f bagit -o bag",),
        )
    check = _Check(BagFolder.of(folder), name, progress)
    check.run()
    places = [place for path in check.bag.payload if (place := layout.read_path(READABLE, _bare(path)))]
    texts = {(place.key.slug, place.key.language) for place in places if isinstance(place.key, EditionKey)}
    parts = [(place.part, isinstance(place.key, EditionKey)) for place in places]
    if catalogue is not None:
        check.compare(catalogue)
    else:
        check.note("no-store", "there is no store here; the bag was checked against itself alone")
    return BagVerdict(
        name,
        tuple(check.findings),
        tuple(check.done),
        files=len(check.bag.payload),
        texts=len(texts),
        editions=parts.count((Part.XML, True)),
        originals=parts.count((Part.SOURCE, True)),
        records=parts.count((Part.XML, False)),
        commit=catalogue.store.tip() if catalogue else "",
    )


def _bare(path: str) -> str:
    return path.removeprefix(f"{PAYLOAD}/")


class _Check(Struct):
    """What has been found so far, and the hashes of files read."""

    bag: BagFolder
    name: str
    progress: Progress
    findings: list[Finding] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    _sums: dict[str, dict[str, str]] = field(default_factory=dict)

    def error(self, code: str, message: str, subject: str = "") -> None:
        self.findings.append(Finding(Severity.ERROR, code, subject or self.name, message))

    def note(self, code: str, message: str) -> None:
        self.findings.append(Finding(Severity.NOTE, code, self.name, message))

    def run(self) -> None:
        """Everything that the bag can be asked about itself."""
        self._declaration()
        manifests = self.bag.manifests()
        payload = [each for each in manifests if not each.of_tags]
        tags = [each for each in manifests if each.of_tags]
        if not payload:
            self.error("no-manifest", "no manifest lists what the payload should hold")
        self._shape(manifests)
        self._read_all(manifests)
        # Before 1.0 a file had to stand in one of the manifests, since then in each of them.
        anywhere = {path for manifest in payload for path in manifest.sums} if self._is_old() else set()
        for manifest in payload:
            self._hashes(manifest, [path for path in self.bag.payload if path not in anywhere])
        for manifest in tags:
            self._hashes(manifest, ())
        self._oxum()
        for path, why in sorted(self.bag.unread.items()):
            self.error("unreadable", f"cannot be read: {why}", path)

    def compare(self, catalogue: Catalogue) -> None:
        """Editions and records of the bag beside those of the store, where both have them."""
        same = others = 0
        for path in self.bag.payload:
            place = layout.read_path(READABLE, _bare(path))
            if place is None or place.part is not Part.XML:
                continue
            held = _held(catalogue, place.key)
            others += held is None
            if held is None:
                continue
            if self._sums.get(path, {}).get("sha256") == held:
                same += 1
            else:
                self.error("other-than-store", "the store here holds other bytes under this name", path)
        if same:
            self.done.append(
                f"{count(same, 'document')} of the bag {'is' if same == 1 else 'are'} as the store here has them"
            )
        if others:
            self.note("not-in-store", f"the store here does not hold {count(others, 'document')} of the bag")

    def _declaration(self) -> None:
        """Section 2.1.1."""
        found = _DECLARED.fullmatch(self.bag.text("bagit.txt") or "")
        if found is None:
            self.error("declaration", "bagit.txt does not have the two lines that a bag has")
        elif found[2].strip().upper() != "UTF-8":
            self.error("declaration", f"tag files are in {found[2][:40]}, and revtrack reads UTF-8 alone")
        else:
            self.done.append(f"it declares itself as BagIt {found[1]}")

    def _shape(self, manifests: Iterable[Manifest]) -> None:
        """What must not be in a bag, whatever its hashes say."""
        for path in self.bag.links:
            self.error("link", "is a link or no plain file, and was not followed", path)
        if "fetch.txt" in self.bag.files:
            self.error(
                "fetch", "fetch.txt names files that are elsewhere: the bag is not complete, and nothing is fetched"
            )
        for manifest in manifests:
            if manifest.algorithm not in ALGORITHMS:
                self.error("algorithm", f"revtrack does not know the algorithm {manifest.algorithm}", manifest.name)
            for number in manifest.broken:
                self.error("manifest-line", f"line {number} is no hash and path, or names a file twice", manifest.name)
            for path in manifest.sums:
                if not is_inside(path) or path.startswith(f"{PAYLOAD}/") == manifest.of_tags:
                    self.error("unsafe-path", f"names '{path[:80]}', which does not belong there", manifest.name)

    def _read_all(self, manifests: Iterable[Manifest]) -> None:
        """Read every file that a manifest lists once, and the payload; SHA-256 always, for the comparison with a store."""
        wanted: dict[str, set[str]] = {path: {"sha256"} for path in self.bag.payload}
        for manifest in manifests:
            for path in manifest.sums:
                if path in self.bag.files:
                    wanted.setdefault(path, set()).add(manifest.algorithm)
        for at, (path, algorithms) in enumerate(sorted(wanted.items())):
            self.progress(at, len(wanted), path)
            self._sums[path] = self.bag.sums(path, algorithms)

    def _is_old(self) -> bool:
        found = _DECLARED.fullmatch(self.bag.text("bagit.txt") or "")
        return found is not None and found[1].startswith("0.")

    def _hashes(self, manifest: Manifest, listed: Iterable[str]) -> None:
        """Each file of a manifest is there and has its hash; each of `listed` stands in it (section 3)."""
        wrong = 0
        for path, wanted in manifest.sums.items():
            if path not in self.bag.files:
                wrong += self._once("missing", f"is not there; {manifest.name} lists it", path)
            elif self._sums.get(path, {}).get(manifest.algorithm) != wanted and path not in self.bag.unread:
                wrong += self._once("altered", f"has not the {manifest.algorithm} that {manifest.name} states", path)
        for path in listed:
            if path not in manifest.sums:
                wrong += self._once("unlisted", f"is there, and {manifest.name} does not list it", path)
        if not wrong and manifest.algorithm in ALGORITHMS:
            self.done.append(f"{manifest.name}: {count(len(manifest.sums), 'file')}, each there with its hash")

    def _once(self, code: str, message: str, path: str) -> int:
        """Tell what is wrong with a file, once for all manifests that say so; gives 1, which counts it for each of them."""
        if not any((found.code, found.subject) == (code, path) for found in self.findings):
            self.error(code, message, path)
        return 1

    def _oxum(self) -> None:
        """Section 2.2.2: bytes and number of the payload."""
        told = _OXUM.search(self.bag.text("bag-info.txt") or "")
        if told is None:
            return
        octets, streams = sum(self.bag.files[path] for path in self.bag.payload), len(self.bag.payload)
        if (int(told[1]), int(told[2])) == (octets, streams):
            self.done.append(
                f"the payload has {count(streams, 'file')} and {count(octets, 'byte')}, as bag-info.txt says"
            )
        else:
            self.error(
                "oxum", f"the payload has {octets}.{streams} bytes and files, and bag-info.txt says {told[1]}.{told[2]}"
            )


def _held(catalogue: Catalogue, key: layout.Key) -> str | None:
    """The SHA-256 of the XML that the store holds under a key; None if it holds none."""
    try:
        return sha256(catalogue.store.xml(key)).hexdigest()
    except KeyError:
        return None
