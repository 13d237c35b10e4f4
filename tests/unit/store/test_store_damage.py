from __future__ import annotations

import shutil
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from revtrack.errors import StoreDamaged
from revtrack.model.findings import Finding, Severity
from revtrack.store import EditionKey, EventKind, GitStore, Level, create, open_store, pin
from revtrack.store.contract import Settings
from revtrack.store.objects import loose_path
from tests.store_samples import ANN, DANISH, DANISH_2, KNOWN, edition, plain_git

XML = "versions/eu-crr/9956-14/da.1.xml"
ME = ("-c", "user.name=a", "-c", "user.email=a@b")
Harm = Callable[[bytes], bytes]


def _swapped(data: bytes) -> bytes:
    head, body = zlib.decompress(data).split(b"\0", 1)
    return zlib.compress(head + b"\0" + body[:-1] + bytes([body[-1] ^ 1]))


HARMS: dict[str, Harm] = {
    "emptied": lambda _: b"",
    "cut short": lambda data: data[: len(data) // 2],
    "one bit": lambda data: data[:5] + bytes([data[5] ^ 4]) + data[6:],
    "other content": _swapped,
}


@pytest.fixture
def folder(filled: GitStore) -> Path:
    return filled.git_dir.parent


def _harm(folder: Path, what: str, harm: Harm) -> None:
    name = plain_git(folder, "rev-parse", what).strip()
    path = loose_path(folder / ".git", name)
    path.chmod(0o644)
    path.write_bytes(harm(path.read_bytes()))


def _errors(store: GitStore, level: Level = Level.DEFAULT) -> list[Finding]:
    return [finding for finding in store.verify(level=level) if finding.severity is Severity.ERROR]


def _commit(folder: Path, message: str = "by hand") -> None:
    plain_git(folder, "add", "-A")
    plain_git(folder, *ME, "commit", "-q", "-m", message)


# -- reading ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", HARMS)
def test_a_damaged_text_is_named_on_reading_and_never_shown(filled: GitStore, folder: Path, how: str):
    _harm(folder, f"HEAD:{XML}", HARMS[how])
    with pytest.raises(StoreDamaged, match=r"9956-14:da edition 1 \(eu-crr\) is damaged") as caught:
        open_store(folder).xml(DANISH)
    assert caught.value.tries == ("revtrack verify",)
    assert open_store(folder).xml(DANISH_2) == edition(text="better").xml


@pytest.mark.parametrize("how", HARMS)
def test_a_damaged_original_is_named_on_reading(filled: GitStore, folder: Path, how: str):
    _harm(folder, "HEAD:versions/eu-crr/9956-14/da.1.source.txt", HARMS[how])
    with pytest.raises(StoreDamaged, match="9956-14:da edition 2"):
        open_store(folder).original(DANISH_2)


@pytest.mark.parametrize("what", ["HEAD^{tree}", "HEAD:versions", "HEAD", "HEAD:revtrack.toml"])
def test_a_store_whose_newest_state_is_damaged_is_damaged_and_no_traceback(folder: Path, what: str):
    _harm(folder, what, HARMS["emptied"])
    with pytest.raises(StoreDamaged):
        open_store(folder).editions()


def test_a_text_that_does_not_fit_its_manifest_is_not_shown(filled: GitStore, folder: Path):
    (folder / XML).write_bytes(b"forged")
    _commit(folder)
    with pytest.raises(StoreDamaged, match="not what its manifest says"):
        filled.xml(DANISH)


def test_a_text_without_its_manifest_is_damaged(filled: GitStore, folder: Path):
    (folder / "versions/eu-crr/9956-14/da.1.json").unlink()
    _commit(folder)
    with pytest.raises(StoreDamaged, match="missing"):
        filled.xml(DANISH)


# -- verify: damage --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", HARMS)
@pytest.mark.parametrize(
    "what",
    [
        f"HEAD:{XML}",
        "HEAD~1:versions",
        "HEAD~2",
        "HEAD:versions/eu-crr/15175-08/record.xml",
        "HEAD:curation/works.json",
    ],
)
def test_verify_finds_every_damage(folder: Path, what: str, how: str):
    store = open_store(folder)
    _harm(folder, what, HARMS[how])
    assert _errors(store)


def test_verify_names_a_damaged_version_in_words(folder: Path):
    store = open_store(folder)
    _harm(folder, f"HEAD:{XML}", HARMS["other content"])
    assert "9956-14:da edition 1 (eu-crr)" in {finding.subject for finding in _errors(store)}


@pytest.mark.parametrize("suffix", ["pack", "idx"])
def test_verify_finds_damage_in_packs(folder: Path, suffix: str):
    plain_git(folder, "gc", "-q", "--prune=now")
    store = open_store(folder)
    assert store.verify() == ()
    (path,) = (folder / ".git/objects/pack").glob(f"*.{suffix}")
    data = path.read_bytes()
    path.chmod(0o644)
    path.write_bytes(data[: len(data) // 2] + bytes([data[len(data) // 2] ^ 1]) + data[len(data) // 2 + 1 :])
    assert _errors(store)


def test_verify_of_a_store_whose_branch_is_gone_is_a_finding(folder: Path):
    store = open_store(folder)
    (folder / ".git/refs/heads/main").unlink()
    assert "history" in {finding.code for finding in _errors(store)}


# -- verify: tampering -----------------------------------------------------------------------------------------------


def _codes(store: GitStore, level: Level = Level.DEFAULT) -> set[str]:
    return {finding.code for finding in _errors(store, level)}


def test_verify_finds_a_changed_text(filled: GitStore, folder: Path):
    (folder / XML).write_bytes(b"forged")
    _commit(folder)
    found = {(finding.code, finding.subject) for finding in _errors(filled)}
    assert ("append-only", "9956-14:da edition 1 (eu-crr)") in found
    assert "append-only" in _codes(filled, Level.QUICK)


def test_verify_finds_a_text_changed_together_with_its_manifest(filled: GitStore, folder: Path):
    from revtrack.store.manifest import sha256

    path, told = folder / XML, folder / "versions/eu-crr/9956-14/da.1.json"
    old, new = path.read_bytes(), path.read_bytes().replace(b"one", b"two")
    path.write_bytes(new)
    told.write_bytes(told.read_bytes().replace(sha256(old).encode(), sha256(new).encode()))
    _commit(folder, plain_git(folder, "log", "-1", "--format=%B", "HEAD~1"))
    assert {"append-only", "root"} <= _codes(filled)


def test_verify_finds_a_removed_version(filled: GitStore, folder: Path):
    shutil.rmtree(folder / "versions/eu-crr/9956-14")
    _commit(folder)
    assert "append-only" in _codes(filled)


def test_verify_finds_what_came_and_went_in_history(filled: GitStore, folder: Path):
    (folder / XML).write_bytes(b"forged")
    _commit(folder)
    plain_git(folder, *ME, "revert", "--no-edit", "HEAD")
    assert "append-only" in _codes(filled)


def test_verify_finds_a_version_added_without_manifest_and_root(filled: GitStore, folder: Path):
    target = folder / "versions/eu-crr/1-14"
    target.mkdir()
    (target / "da.1.xml").write_text("<x/>")
    _commit(folder)
    assert {"manifest", "root"} <= _codes(filled)


def test_verify_finds_a_manifest_that_lies(filled: GitStore, folder: Path):
    target = folder / "versions/eu-crr/1-14"
    shutil.copytree(folder / "versions/eu-crr/9956-14", target)
    _commit(folder)
    messages = [finding.message for finding in _errors(filled) if finding.subject.startswith("1-14")]
    assert any("another edition" in message for message in messages)


@pytest.mark.parametrize(
    ("name", "subject"),
    [
        ("versions/eu-crr/notes.txt", "versions/eu-crr/notes.txt"),
        ("versions/eu-crr/9956-14/DA.1.xml", "versions/eu-crr/9956-14/DA.1.xml"),
        ("curation/Bad Name", "curation/Bad Name"),
        (".gitattributes", ".gitattributes"),
    ],
)
def test_verify_finds_paths_that_have_no_place(filled: GitStore, folder: Path, name: str, subject: str):
    (folder / name).write_text("x")
    _commit(folder)
    assert ("path", subject) in {(finding.code, finding.subject) for finding in _errors(filled)}


def test_a_file_of_a_persons_own_is_a_note(filled: GitStore, folder: Path):
    (folder / "README.md").write_text("x")
    _commit(folder)
    assert _errors(filled) == []
    assert {finding.code for finding in filled.verify()} == {"path", "history"}


def test_verify_finds_links_and_programs(filled: GitStore, folder: Path):
    (folder / "versions/eu-crr/link").symlink_to("/etc")
    (folder / "curation/run.sh").write_text("x")
    (folder / "curation/run.sh").chmod(0o755)
    _commit(folder)
    messages = [finding.message for finding in _errors(filled)]
    assert any("mode 120000" in message for message in messages)
    assert any("mode 100755" in message for message in messages)


def test_verify_finds_decisions_that_cannot_be_read(filled: GitStore, folder: Path):
    (folder / "curation/works.json").write_text("{")
    (folder / "curation/withdrawn.json").write_text('{"format":1,"paths":["versions/none"]}\n')
    _commit(folder)
    found = [(finding.code, finding.subject) for finding in _errors(filled)]
    assert found == [("curation", "curation/withdrawn.json"), ("curation", "curation/works.json")]


def test_verify_finds_a_format_that_went_down(filled: GitStore, folder: Path):
    for number in (2, 1):
        (folder / "revtrack.toml").write_text(f"format = {number}\n")
        _commit(folder)
    assert "settings" in _codes(open_store(folder))


@pytest.mark.parametrize("name", ["info/grafts", "shallow", "objects/info/alternates"])
def test_verify_finds_files_that_hide_or_borrow(filled: GitStore, folder: Path, name: str):
    path = folder / ".git" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(filled.tip() + "\n" if "alternates" not in name else str(folder / ".git/objects") + "\n")
    assert "git-hides" in _codes(filled)


def test_verify_finds_replace_refs_and_unknown_refs_and_notes_other_branches(filled: GitStore, folder: Path):
    blob = plain_git(folder, "rev-parse", f"HEAD:{XML}").strip()
    forged = plain_git(folder, "hash-object", "-w", "--stdin", data=b"forged").strip()
    plain_git(folder, "update-ref", f"refs/replace/{blob}", forged)
    plain_git(folder, "update-ref", "refs/odd/thing", "HEAD")
    plain_git(folder, "branch", "aside")
    plain_git(folder, "tag", "v1")
    assert filled.xml(DANISH) == edition().xml
    assert {finding.code for finding in _errors(filled)} == {"git-hides", "git-refs"}
    notes = [finding.subject for finding in filled.verify() if finding.severity is Severity.NOTE]
    assert notes == ["refs/heads/aside"]


def test_verify_finds_a_second_beginning(filled: GitStore, folder: Path):
    tree = plain_git(folder, "rev-parse", "HEAD^{tree}").strip()
    other = plain_git(folder, *ME, "commit-tree", tree, "-m", "other").strip()
    merged = plain_git(folder, *ME, "commit-tree", tree, "-p", "HEAD", "-p", other, "-m", "merge").strip()
    plain_git(folder, "update-ref", "refs/heads/main", merged)
    assert "history" in _codes(filled)


def _two_sides(filled: GitStore, folder: Path, one: str, two: str) -> None:
    base = filled.tip()
    filled.add([edition("1/14", one)], kind=EventKind.ADD, summary="one", author=ANN)
    plain_git(folder, "checkout", "-q", "-b", "side", base)
    open_store(folder).add(
        [edition("2/14" if two == "" else "1/14", two)], kind=EventKind.ADD, summary="two", author=ANN
    )
    plain_git(folder, "checkout", "-q", "main")


def test_a_merge_that_is_exactly_the_union_of_its_parents_is_sound(filled: GitStore, folder: Path):
    _two_sides(filled, folder, "one", "")
    plain_git(folder, *ME, "merge", "-q", "--no-edit", "side")
    store = open_store(folder)
    assert _errors(store) == []
    assert len(store.editions()) == 4
    store.add([edition("3/14")], kind=EventKind.ADD, summary="three", author=ANN)
    assert _errors(store) == []
    assert [event.summary for event in store.events()[:1]] == ["three"]


def test_a_merge_that_drops_or_differs_is_found(filled: GitStore, folder: Path):
    _two_sides(filled, folder, "one", "other")
    plain_git(folder, *ME, "merge", "-q", "--no-edit", "-X", "ours", "side")
    assert "merge" in _codes(open_store(folder))


# -- verify: the view and the pin --------------------------------------------------------------------------------------


def test_hand_edits_are_findings_and_a_missing_view_is_a_note(filled: GitStore, folder: Path):
    (folder / XML).write_text("mine")
    assert [(f.code, f.subject) for f in _errors(filled)] == [("hand-edit", "9956-14:da edition 1 (eu-crr)")]
    shutil.rmtree(folder / "versions")
    assert [(f.severity, f.code) for f in filled.verify()] == [(Severity.NOTE, "view")]


def test_a_rolled_back_store_is_found_and_the_pin_stays(filled: GitStore, folder: Path):
    seen = filled.tip()
    plain_git(folder, "update-ref", "refs/heads/main", "HEAD~1")
    store = open_store(folder)
    assert "rolled-back" in _codes(store)
    assert "rolled-back" in _codes(store, Level.QUICK)
    receipt = store.add([edition("1/14")], kind=EventKind.ADD, summary="Add", author=ANN)
    assert receipt.notes == ("the history does not hold the commit seen last; look with:  revtrack verify",)
    assert "rolled-back" in _codes(store)
    told = pin.read(folder)
    assert told is not None
    assert told.tip == seen


def test_a_store_made_anew_at_the_same_path_by_others_is_found(filled: GitStore, folder: Path, tmp_path: Path):
    other = create(tmp_path / "other", settings=Settings(title="Prevention"), author=ANN)
    other.add([edition(text="forged")], kind=EventKind.ADD, summary="Add 9956/14:da", author=ANN)
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "other", folder)
    assert "rolled-back" in _codes(open_store(folder))


def test_a_copy_is_seen_for_the_first_time_and_known_the_second(filled: GitStore, folder: Path, tmp_path: Path):
    shutil.copytree(folder, tmp_path / "copy")
    copy = open_store(tmp_path / "copy")
    assert [(f.severity, f.code) for f in copy.verify()] == [(Severity.NOTE, "first-seen")]
    assert copy.verify() == ()


def test_the_pin_follows_every_write_and_holds_tip_beginning_and_root(filled: GitStore, folder: Path):
    told = pin.read(folder)
    assert told is not None
    assert (told.tip, told.first) == (filled.tip(), filled.events()[-1].commit)
    assert len(told.root) == 64
    filled.verify()
    assert pin.read(folder) == told


def test_a_pin_that_cannot_be_read_is_a_finding(filled: GitStore, folder: Path):
    pin.pin_path(folder).write_text("{}")
    assert "unreadable" in _codes(filled)


def test_a_quick_run_looks_at_what_is_new_and_not_at_what_was_found_before(filled: GitStore, folder: Path):
    told = pin.read(folder)
    assert told is not None
    pin.write(folder, pin.Pin(plain_git(folder, "rev-parse", "HEAD~2").strip(), told.first))
    assert filled.verify(level=Level.QUICK) == ()
    assert pin.read(folder) == told


def test_the_check_sees_both_editions_and_records(filled: GitStore):
    seen: list[str] = []

    def check(path: str, _: bytes) -> tuple[Finding, ...]:
        seen.append(path.rpartition("/")[2])
        return ()

    filled.verify(check=check)
    assert sorted(seen) == ["da.1.xml", "da.2.xml", "record.xml"]
    assert {type(key) for key in filled.editions()} == {EditionKey}
    assert filled.records() == (KNOWN,)
