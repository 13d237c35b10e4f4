"""Hand on what a store holds: one text in one form, or many documents as a folder or a bag, file by file.

Nothing here is written anywhere: files are given one after another, so that a large store takes no more memory than its
largest document. What an undo withdrew is not exported. Bytes of editions and originals are checked against their manifests
when they are read.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from revtrack import __version__, akn
from revtrack.errors import BadValue, UsageError
from revtrack.model import addresses, slugs
from revtrack.model.documents import Version
from revtrack.model.language import Language
from revtrack.model.places import units
from revtrack.report.export.bag import BagFacts, bag
from revtrack.report.export.forms import BAG, FORMS, STORED, ExportedFile, render
from revtrack.report.export.listing import NAME, ListingRow, listing_csv
from revtrack.report.views import ShowView
from revtrack.report.words import version_name
from revtrack.store import GitStore, layout
from revtrack.store.contract import EditionKey, RecordKey
from revtrack.workflows.catalogue import Catalogue, edition_name
from revtrack.workflows.listing import Listed, Named, known_row, named, text_row
from revtrack.workflows.progress import Progress, silent
from revtrack.workflows.readback import not_carried

READABLE = 0
"""The fan-out of paths in a bag: as a small store has them, whatever the store's own is."""


class Text(Struct, frozen=True):
    """A text to be exported, with the keys of those editions that are meant, ascending."""

    version: Version
    keys: tuple[EditionKey, ...]


class Selection(Struct, frozen=True):
    """What a person chose: texts, documents that are only known, and records. `asked` is the word typed, "" for all.

    `single`: one version was named, and not a work that may have one. `commit` is the event at which it was chosen.
    """

    asked: str
    texts: tuple[Text, ...]
    known: tuple[Version, ...]
    records: tuple[RecordKey, ...]
    single: bool
    commit: str


def choose(catalogue: Catalogue, word: str) -> Selection:
    """What a word names: a version, or a work; everything for "". Raises the address errors and TextNotHeld."""
    address = addresses.parse(word) if word else None
    if address is not None and (address.is_path or address.fragment):
        raise UsageError(
            f"'{word}' is no version or work of the store: export writes whole texts that are held",
            tries=("revtrack export 9956/14 -o text.docx",),
        )
    commit = catalogue.store.tip()
    works = catalogue.works_of(word) if word else catalogue.works
    if address is not None and not works:
        return _one(catalogue, address, commit)
    versions = [version for work in works for version in work.versions]
    texts = tuple(_text(catalogue, version) for version in versions if version.held)
    known = tuple(version for version in versions if not version.held)
    wanted = {slugs.slug(version.number) for version in versions}
    records = tuple(key for key in catalogue.store.records() if not word or key.slug in wanted)
    return Selection(word, texts, known, records, single=False, commit=commit)


def _one(catalogue: Catalogue, address: addresses.Address, commit: str) -> Selection:
    found = catalogue.resolve_held(address)
    version = found.version
    is_edition = bool(address.at) and address.base != version.work
    text = _text(catalogue, version, (found.edition,) if is_edition else version.editions)
    slug = slugs.slug(version.number)
    records = tuple(key for key in catalogue.store.records() if key.slug == slug)
    return Selection(address.typed, (text,), (), records, single=True, commit=commit)


def _text(catalogue: Catalogue, version: Version, ordinals: Sequence[int] = ()) -> Text:
    language = version.language or Language.UND
    keys = (catalogue.key(version.number, language, ordinal) for ordinal in ordinals or version.editions)
    return Text(version, tuple(keys))


def is_one_file(selection: Selection, form: str, *, originals: bool) -> bool:
    """Whether the export is a file; else it is a folder."""
    return selection.single and form != BAG and not originals


def files(
    catalogue: Catalogue, selection: Selection, form: str, *, originals: bool, progress: Progress = silent
) -> Iterator[ExportedFile]:
    """The files of the newest edition of each text in a form, by name; for more than one file a list of them at the end.

    TextNotHeld if no text of what was chosen is held.
    """
    if not selection.texts and selection.known:
        raise addresses.not_held(selection.known[0])
    one = is_one_file(selection, form, originals=originals)
    listed: list[ListingRow] = []
    for at, text in enumerate(sorted(selection.texts, key=_stem)):
        progress(at, len(selection.texts), str(text.version))
        file = _rendered(catalogue, text, form)
        yield file
        if one:
            return
        source = Named()
        if originals:
            beside = _beside(catalogue, text.keys[-1], _stem(text))
            yield beside
            source = named(beside)
        told = Listed(xml=named(file), original=source) if form in STORED else Listed(form=named(file), original=source)
        listed.append(text_row(catalogue, text.version, text.keys[-1], told))
    listed += [known_row(catalogue, version) for version in selection.known]
    yield ExportedFile(NAME, listing_csv(listed))


def bag_files(
    catalogue: Catalogue,
    store: GitStore,
    selection: Selection,
    *,
    originals: bool,
    epoch: str = "",
    progress: Progress = silent,
) -> Iterator[ExportedFile]:
    """The files of a bag: all editions as stored, originals, records, the list. `epoch` is SOURCE_DATE_EPOCH, "" if not set."""
    payload = _payload(catalogue, selection, originals=originals, progress=progress)
    return bag(payload, _facts(store, selection, epoch))


def _rendered(catalogue: Catalogue, text: Text, form: str) -> ExportedFile:
    """The newest of the editions that are meant, in a form."""
    key = text.keys[-1]
    name = f"{_stem(text)}{FORMS[form].extension}"
    version = _edition_words(text.version, key)
    xml = catalogue.store.xml(key)
    if form in STORED:
        return ExportedFile(name, xml, version)
    view = _view(catalogue, text.version, key, xml)
    data = render(view, form)
    return ExportedFile(name, data, version, _notes(view, data, form, name))


def _notes(view: ShowView, data: bytes, form: str, name: str) -> tuple[str, ...]:
    """What the form could not carry, as found by reading it back, or altered so that nothing is taken for a formula."""
    if FORMS[form].read:
        return not_carried(view.edition.expression, data, name)
    if FORMS[form].guarded:
        from revtrack.report.csvtext import guard_note
        from revtrack.report.export.rows import guarded

        told = guard_note(guarded(view)).removeprefix("note: ")
        return (told,) if told else ()
    return ()


def _view(catalogue: Catalogue, version: Version, key: EditionKey, xml: bytes) -> ShowView:
    """The whole text as views have it; parsed anew, since a thousand texts are not to be kept."""
    edition = akn.read_edition(xml, edition_name(key))
    return ShowView(
        edition=edition,
        editions=version.editions,
        units=units(edition.expression),
        whole=True,
        work_title=catalogue.membership.titles.get(version.work, ""),
        sha256=catalogue.sha256(key),
    )


def _beside(catalogue: Catalogue, key: EditionKey, stem: str) -> ExportedFile:
    """The original, beside a file of another form."""
    source = catalogue.store.original(key)
    return ExportedFile(f"{stem}.source.{source.extension}", source.data)


def _payload(
    catalogue: Catalogue, selection: Selection, *, originals: bool, progress: Progress
) -> Iterator[ExportedFile]:
    """What goes into `data/`: paths are those of the store, without its fan-out, and safe on every file system."""
    store = catalogue.store
    keys = [(text, key) for text in selection.texts for key in text.keys]
    total = len(keys) + len(selection.records)
    given: dict[str, Named] = {}
    rows: list[ListingRow] = []
    for at, (text, key) in enumerate(keys):
        progress(at, total, _edition_words(text.version, key))
        file = ExportedFile(layout.xml_path(READABLE, key), store.xml(key), _edition_words(text.version, key))
        yield file
        source = Named()
        if originals:
            path = _original_path(catalogue, key)
            if path not in given:
                original = ExportedFile(path, store.original(key).data)
                yield original
                given[path] = named(original)
            source = given[path]
        rows.append(text_row(catalogue, text.version, key, Listed(xml=named(file), original=source)))
    for at, record in enumerate(selection.records, len(keys)):
        progress(at, total, record.slug)
        yield ExportedFile(layout.xml_path(READABLE, record), store.xml(record))
    rows += [known_row(catalogue, version) for version in selection.known]
    yield ExportedFile(NAME, listing_csv(rows))


def _original_path(catalogue: Catalogue, key: EditionKey) -> str:
    """Where the original of an edition lies in a bag: beside the edition that it came with."""
    told = catalogue.store.manifest(key)["original"]
    name = str(told["path"]).rpartition("/")[2] if isinstance(told, Mapping) else ""
    return f"{layout.number_folder(READABLE, key)}/{name}"


def _facts(store: GitStore, selection: Selection, epoch: str) -> BagFacts:
    """What the bag says of itself. Its day is that of SOURCE_DATE_EPOCH, else of the newest event of the store."""
    proof = store.proof(selection.commit)
    if proof is None:
        raise BadValue("the store has no event yet", tries=("revtrack add FILE",))
    title = store.settings().title
    subject = version_name(selection.texts[0].version) if selection.single else selection.asked
    words = f"{subject}, from a revtrack store" if subject else "Everything in a revtrack store"
    return BagFacts(
        f"{words}: {title}" if title else words,
        _day(epoch, proof.time),
        proof.commit,
        proof.root,
        f"revtrack {__version__}",
    )


def _day(epoch: str, otherwise: int) -> str:
    """The day of a moment in UTC. BadValue for an epoch that is no number of seconds."""
    try:
        seconds = int(epoch) if epoch else otherwise
        return datetime.datetime.fromtimestamp(seconds, datetime.UTC).date().isoformat()
    except (ValueError, OverflowError, OSError) as error:
        raise BadValue(
            f"SOURCE_DATE_EPOCH is '{epoch[:40]}', and no number of seconds since 1970",
            tries=("unset SOURCE_DATE_EPOCH",),
        ) from error


def _stem(text: Text) -> str:
    """How the files of a text are called: `9956-14.da`, and `9956-14.da.1` where an older edition was asked for."""
    key = text.keys[-1]
    older = f".{key.ordinal}" if key.ordinal != text.version.editions[-1] else ""
    return f"{key.slug}.{key.language}{older}"


def _edition_words(version: Version, key: EditionKey) -> str:
    return f"{version}@{key.ordinal}"
