"""A store that requires signatures: who may write, who may say so, and what verify and sync make of the rest.

Real keys, real ssh-keygen, real git.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from msgspec.structs import replace

from revtrack.errors import BadValue, SigningRefused, StoreDamaged, StoreNewer
from revtrack.model.findings import Severity
from revtrack.store import EventKind, GitStore, Level, Role, Settings, bulk, create, open_store, read_public_key
from tests.store_samples import ANN, BOB, edition, plain_git

pytestmark = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="needs ssh-keygen (OpenSSH)")


def keys(folder: Path, name: str) -> Path:
    path = folder / name
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(path)], check=True)
    return path


@pytest.fixture
def ann(tmp_path: Path) -> Path:
    return keys(tmp_path, "ann")


@pytest.fixture
def bob(tmp_path: Path) -> Path:
    return keys(tmp_path, "bob")


def listed(store: GitStore, key: Path, role: Role) -> None:
    signer = read_public_key(key.with_suffix(".pub").read_bytes(), name=f"{key.name}@example.invalid", role=role)
    store.change_settings(
        lambda now: replace(now, signers=(*now.signers, signer), require_signatures=True),
        summary=f"Signers: list {key.name}",
        author=ANN,
    )


@pytest.fixture
def store(tmp_path: Path, ann: Path, monkeypatch: pytest.MonkeyPatch) -> GitStore:
    """A store that requires signatures, of which Ann is the keeper; nobody's key is in the environment."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("REVTRACK_SIGNING_KEY", raising=False)
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    made = create(tmp_path / "store", settings=Settings(), author=ANN)
    listed(made, ann, Role.KEEPER)
    return made


def test_signatures_are_checked_alone_and_counted(store: GitStore, ann: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVTRACK_SIGNING_KEY", str(ann))
    add(store)
    (said,) = store.verify(level=Level.SIGNATURES)
    assert (said.severity, said.code) == (Severity.NOTE, "signatures")
    assert said.message == "1 of 3 commits are signed, by ann@example.invalid (1)"
    assert said in store.verify(level=Level.DEEP)
    assert said not in store.verify()


@pytest.mark.parametrize("parts", [1, 3])
def test_many_at_once_leave_no_commit_that_nobody_signed(
    store: GitStore, ann: Path, monkeypatch: pytest.MonkeyPatch, parts: int
) -> None:
    """Git makes the trees of a large addition with a commit of its own, which is taken out of its pack."""
    monkeypatch.setenv("REVTRACK_SIGNING_KEY", str(ann))
    monkeypatch.setattr(bulk, "_AT_ONCE", parts)
    monkeypatch.setattr(bulk, "_WORTH", 1)
    many = [edition(f"{n}/14", f"text {n}", work=f"w-{n % 3}", original=f"original {n}") for n in range(1, 20)]
    assert len(store.add_many(many, kind=EventKind.ADD, summary="Add many", author=ANN).added) == len(many)
    folder = store.git_dir.parent
    assert plain_git(folder, "fsck", "--full", "--strict", "--unreachable", "--no-reflogs", "--no-progress") == ""
    assert errors(store) == []
    assert list((store.git_dir / "revtrack").glob("bulk.*")) == []


def test_many_at_once_without_a_key_are_refused_before_anything_is_written(store: GitStore) -> None:
    with pytest.raises(SigningRefused, match="nothing was added"):
        store.add_many([edition("1/14")], kind=EventKind.ADD, summary="Add many", author=ANN)
    assert list((store.git_dir / "objects" / "pack").glob("*.pack")) == []


def test_a_commit_without_the_signature_that_is_required_is_named(store: GitStore) -> None:
    folder = store.git_dir.parent
    tree = plain_git(folder, "rev-parse", "HEAD^{tree}").strip()
    forged = plain_git(
        folder, "-c", "user.name=a", "-c", "user.email=a@b", "commit-tree", tree, "-p", "HEAD", "-m", "x"
    )
    plain_git(folder, "update-ref", "refs/heads/main", forged.strip())
    errors = [f for f in open_store(folder).verify(level=Level.SIGNATURES) if f.severity is Severity.ERROR]
    assert [(f.code, f.subject) for f in errors] == [("signature", f"commit {forged[:12]}")]


def test_a_signature_that_is_not_required_is_judged_too(tmp_path: Path, ann: Path, bob: Path, monkeypatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    made = create(tmp_path / "free", settings=Settings(), author=ANN)
    signer = read_public_key(ann.with_suffix(".pub").read_bytes(), name="ann@example.invalid", role=Role.KEEPER)
    made.change_settings(lambda now: replace(now, signers=(signer,)), summary="Signers: list ann", author=ANN)
    for number, key in (("1/14", ann), ("2/14", bob)):
        monkeypatch.setenv("REVTRACK_SIGNING_KEY", str(key))
        add(made, number)
    stranger, said = made.verify(level=Level.SIGNATURES)
    assert (stranger.severity, stranger.message) == (Severity.NOTE, "is signed by nobody whom the store listed then")
    assert said.message == "1 of 4 commits are signed, by ann@example.invalid (1)"


def add(store: GitStore, number: str = "9956/14") -> None:
    store.add([edition(number)], kind=EventKind.ADD, summary=f"Add {number}:da", author=ANN)


def errors(store: GitStore) -> list[str]:
    found = open_store(store.git_dir.parent).verify()
    return [finding.message for finding in found if finding.severity is Severity.ERROR]


def test_without_a_key_nothing_is_added(store: GitStore) -> None:
    before = store.tip()
    with pytest.raises(SigningRefused, match="no key to sign with"):
        add(store)
    assert store.tip() == before
    assert errors(store) == []


def test_a_listed_key_adds_and_git_agrees(store: GitStore, ann: Path, monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("REVTRACK_SIGNING_KEY", str(ann))
    add(store)
    assert errors(store) == []
    allowed = tmp_path / "allowed"
    allowed.write_text(f"ann@example.invalid {ann.with_suffix('.pub').read_text(encoding='ascii')}", encoding="ascii")
    plain_git(store.git_dir.parent, "-c", f"gpg.ssh.allowedSignersFile={allowed}", "verify-commit", "HEAD")


def test_the_key_may_stand_in_the_persons_git_settings(store: GitStore, ann: Path, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / ".gitconfig").write_text(f"[user]\n\tsigningkey = {ann}\n", encoding="utf-8")
    add(store)
    assert errors(store) == []


def test_a_key_that_is_not_listed_is_refused(store: GitStore, bob: Path, monkeypatch) -> None:
    monkeypatch.setenv("REVTRACK_SIGNING_KEY", str(bob))
    before = store.tip()
    with pytest.raises(SigningRefused, match="nobody whom the store lists"):
        add(store)
    assert store.tip() == before


def test_an_adder_adds_and_does_not_change_the_list(store: GitStore, ann: Path, bob: Path, monkeypatch) -> None:
    monkeypatch.setenv("REVTRACK_SIGNING_KEY", str(ann))
    listed(store, bob, Role.ADDER)
    monkeypatch.setenv("REVTRACK_SIGNING_KEY", str(bob))
    add(store)
    with pytest.raises(SigningRefused, match="no keeper"):
        store.change_settings(lambda now: replace(now, require_signatures=False), summary="Drop", author=BOB)
    assert store.settings().require_signatures
    assert errors(store) == []


def test_a_list_without_a_keeper_is_refused(store: GitStore, ann: Path, monkeypatch) -> None:
    monkeypatch.setenv("REVTRACK_SIGNING_KEY", str(ann))
    with pytest.raises(BadValue, match="needs a keeper"):
        store.change_settings(lambda now: replace(now, signers=()), summary="Strike", author=ANN)


def test_a_keeper_drops_the_requirement_by_a_signed_event(store: GitStore, ann: Path, monkeypatch) -> None:
    monkeypatch.setenv("REVTRACK_SIGNING_KEY", str(ann))
    store.change_settings(lambda now: replace(now, require_signatures=False), summary="Drop", author=ANN)
    monkeypatch.delenv("REVTRACK_SIGNING_KEY")
    add(store)
    assert errors(store) == []


def test_what_a_struck_signer_signed_before_stays_good(store: GitStore, ann: Path, bob: Path, monkeypatch) -> None:
    monkeypatch.setenv("REVTRACK_SIGNING_KEY", str(ann))
    listed(store, bob, Role.ADDER)
    monkeypatch.setenv("REVTRACK_SIGNING_KEY", str(bob))
    add(store)
    monkeypatch.setenv("REVTRACK_SIGNING_KEY", str(ann))
    store.change_settings(
        lambda now: replace(now, signers=tuple(who for who in now.signers if who.name.startswith("ann"))),
        summary="Strike bob",
        author=ANN,
    )
    assert errors(store) == []
    monkeypatch.setenv("REVTRACK_SIGNING_KEY", str(bob))
    with pytest.raises(SigningRefused):
        add(store, "15175/08")


def dropped_by_hand(folder: Path) -> None:
    """Somebody with plain git takes the requirement out, unsigned."""
    path = folder / "revtrack.toml"
    kept = [line for line in path.read_text(encoding="utf-8").splitlines() if "require" not in line]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    who = ("-c", "user.name=m", "-c", "user.email=m@x", "-c", "core.hooksPath=/dev/null")
    plain_git(folder, *who, "commit", "-q", "-a", "-m", "Tidy")


def test_verify_finds_a_requirement_that_was_dropped_unsigned(store: GitStore, ann: Path, monkeypatch) -> None:
    monkeypatch.setenv("REVTRACK_SIGNING_KEY", str(ann))
    add(store)
    dropped_by_hand(store.git_dir.parent)
    assert any("bears no signature" in message for message in errors(store))


def test_verify_finds_a_commit_altered_after_it_was_signed(store: GitStore, ann: Path, monkeypatch) -> None:
    monkeypatch.setenv("REVTRACK_SIGNING_KEY", str(ann))
    add(store)
    folder = store.git_dir.parent
    altered = plain_git(folder, "cat-file", "commit", "HEAD").replace("Add 9956/14:da", "Add 9956/14:de", 1)
    name = plain_git(folder, "hash-object", "-w", "-t", "commit", "--stdin", data=altered.encode()).strip()
    plain_git(folder, "update-ref", "refs/heads/main", name)
    assert any("altered after it was signed" in message for message in errors(store))


def test_sync_takes_nothing_that_is_not_signed(store: GitStore, ann: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("REVTRACK_SIGNING_KEY", str(ann))
    add(store)
    hub = tmp_path / "hub.git"
    subprocess.run(["git", "init", "-q", "--bare", "--initial-branch=main", str(hub)], check=True)
    store.sync(str(hub), author=ANN)
    subprocess.run(["git", "clone", "-q", str(hub), str(tmp_path / "mallory")], check=True)
    dropped_by_hand(tmp_path / "mallory")
    plain_git(tmp_path / "mallory", "push", "-q", "origin", "main")
    with pytest.raises(StoreDamaged, match="not sound") as met:
        store.sync(str(hub), author=ANN)
    assert any("bears no signature" in fact for fact in met.value.facts)


def test_a_join_is_signed_too(store: GitStore, ann: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("REVTRACK_SIGNING_KEY", str(ann))
    hub = tmp_path / "hub.git"
    subprocess.run(["git", "init", "-q", "--bare", "--initial-branch=main", str(hub)], check=True)
    store.sync(str(hub), author=ANN)
    subprocess.run(["git", "clone", "-q", str(hub), str(tmp_path / "copy")], check=True)
    copy = open_store(tmp_path / "copy")
    add(store, "9956/14")
    add(copy, "15175/08")
    store.sync(str(hub), author=ANN)
    assert copy.sync(str(hub), author=BOB).joined
    assert errors(copy) == []


def test_settings_that_are_not_known_are_not_lost(store: GitStore, ann: Path, monkeypatch) -> None:
    monkeypatch.setenv("REVTRACK_SIGNING_KEY", str(ann))
    folder = store.git_dir.parent
    (folder / "revtrack.toml").write_text('format = 1\nshelf = "B"\n', encoding="utf-8")
    who = ("-c", "user.name=m", "-c", "user.email=m@x")
    plain_git(folder, *who, "commit", "-q", "-a", "-m", "Shelf")
    with pytest.raises(StoreNewer, match="'shelf'"):
        listed(open_store(folder), ann, Role.KEEPER)


def test_a_private_key_is_never_taken_into_the_list(ann: Path) -> None:
    with pytest.raises(BadValue, match="private key"):
        read_public_key(ann.read_bytes(), name="ann", role=Role.KEEPER)
