"""Sync, receipt and verify --against through the command line: two archivists, a folder between them, and a careful one."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import jsonschema
import pytest

from revtrack.resources import folder as resource

RULES = "# Rules\n\n1. The room opens at nine.\n\n2. The room closes at {hour}.\n"


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("REVTRACK_AUTHOR", "Ann Archivist <ann@example.invalid>")


def add(run, store: Path, number: str, hour: str = "six") -> None:
    file = store.parent / f"{number}.md"
    file.write_text(RULES.format(hour=hour), encoding="utf-8")
    done = run("add", str(file), "--as", number, "--work", "rules", "--lang", "en", "--date", "2020", at=store)
    assert done.code == 0, done.err


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "-q", "--bare", "--initial-branch=main", str(tmp_path / "hub.git")], check=True)
    return tmp_path / "hub.git"


@pytest.fixture
def ann(run, tmp_path: Path, hub: Path) -> Path:
    assert run("init", str(tmp_path / "ann")).code == 0
    add(run, tmp_path / "ann", "rules-1")
    assert run("sync", str(hub), at=tmp_path / "ann").code == 0
    return tmp_path / "ann"


@pytest.fixture
def bob(ann: Path, hub: Path, tmp_path: Path) -> Path:
    subprocess.run(["git", "clone", "-q", str(hub), str(tmp_path / "bob")], check=True)
    return tmp_path / "bob"


def fits(text: str, name: str) -> dict[str, object]:
    value = json.loads(text)
    schema = json.loads((resource("schemas") / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(value)
    return dict(value)


def test_two_archivists_end_with_what_both_added(run, ann: Path, bob: Path, hub: Path) -> None:
    add(run, ann, "rules-2")
    add(run, bob, "rules-3")
    assert run("sync", str(hub), at=ann).out.startswith(f"1 event sent to {hub}\n  Add rules-2:en")
    tried = run("sync", str(hub), "-n", at=bob)
    assert "1 event would be taken" in tried.out
    done = run("sync", str(hub), at=bob)
    assert done.code == 0, done.err
    assert "joins them" in done.out
    assert run("sync", str(hub), at=ann).code == 0
    for store in (ann, bob):
        assert all(number in run("log", at=store).out for number in ("rules-1", "rules-2", "rules-3"))
        assert run("verify", at=store).code == 0
    assert "hold the same" in run("sync", str(hub), at=bob).out


def test_other_text_under_one_number_ends_in_a_conflict_that_names_it(run, ann: Path, bob: Path, hub: Path) -> None:
    add(run, ann, "rules-2", "seven")
    add(run, bob, "rules-2", "eight")
    run("sync", str(hub), at=ann)
    refused = run("sync", str(hub), at=bob)
    assert refused.code == 4
    assert "[sync-conflict]" in refused.err
    assert "rules-2:en edition 1" in refused.err
    assert run("log", at=bob).code == 0


def test_what_cannot_be_reached_is_said_with_status_six(run, ann: Path) -> None:
    refused = run("sync", "https://127.0.0.1:9/store.git", at=ann)
    assert refused.code == 6
    assert "[offline]" in refused.err
    assert run("sync", "--json", "https://127.0.0.1:9/store.git", at=ann).code == 6


def test_without_a_name_the_error_says_how_to_name_one(run, ann: Path, bob: Path) -> None:
    assert run("sync", at=ann).code == 2
    typed = run("sync", at=bob)
    assert typed.code == 2
    assert "only reached if you type it" in typed.err


def test_json_fits_its_schemas(run, ann: Path, bob: Path, hub: Path) -> None:
    add(run, ann, "rules-2")
    sent = fits(run("sync", str(hub), "--json", at=ann).out, "sync")
    assert [event["summary"] for event in sent["sent"]] == ["Add rules-2:en to rules"]
    taken = fits(run("sync", str(hub), "--json", at=bob).out, "sync")
    assert taken["taken_count"] == 1
    fits(run("receipt", "--json", at=ann).out, "receipt")


def test_a_receipt_holds_as_long_as_nothing_is_taken_away(run, ann: Path) -> None:
    assert run("receipt", "-o", "r.txt", at=ann).code == 0
    add(run, ann, "rules-2")
    kept = run("receipt", "--check", "r.txt", at=ann)
    assert (kept.code, kept.out) == (0, "The store holds all that r.txt stands for\n")


def test_a_receipt_tells_a_rolled_back_store(run, ann: Path) -> None:
    add(run, ann, "rules-2")
    run("receipt", "-o", "r.txt", at=ann)
    subprocess.run(["git", "-C", str(ann), "update-ref", "refs/heads/main", "HEAD~1"], check=True)
    told = run("receipt", "--check", "r.txt", at=ann)
    assert told.code == 1
    assert "rewritten or rolled back" in told.out


def test_a_receipt_with_another_root_is_told(run, ann: Path) -> None:
    run("receipt", "-o", "r.txt", at=ann)
    text = (ann / "r.txt").read_text(encoding="utf-8")
    root = next(line.split()[1] for line in text.splitlines() if line.strip().startswith("root"))
    (ann / "r.txt").write_text(text.replace(root, "0" * 64), encoding="utf-8")
    told = run("receipt", "--check", "r.txt", at=ann)
    assert told.code == 1
    assert root in told.out


def test_what_is_no_receipt_is_refused(run, ann: Path) -> None:
    (ann.parent / "letter.txt").write_text("Dear archivist\n", encoding="utf-8")
    refused = run("receipt", "--check", str(ann.parent / "letter.txt"), at=ann)
    assert refused.code == 2
    assert "no receipt" in refused.err
    assert run("receipt", "--check", "nowhere.txt", at=ann).code == 2


def test_verify_against_says_what_either_lacks(run, ann: Path, bob: Path, hub: Path) -> None:
    assert "holds the same" in run("verify", "--against", str(hub), at=ann).out
    add(run, ann, "rules-2")
    told = run("verify", "--against", str(hub), at=ann)
    assert told.code == 0
    assert "lacks what this store holds: 1 event" in " ".join(told.out.split())
    run("sync", str(hub), at=ann)
    told = run("verify", "--against", str(hub), at=bob)
    assert "holds what this store lacks: 1 event" in " ".join(told.out.split())


def test_verify_against_a_hub_that_was_rolled_back_fails(run, ann: Path, hub: Path) -> None:
    add(run, ann, "rules-2")
    run("sync", str(hub), at=ann)
    subprocess.run(["git", "-C", str(hub), "update-ref", "refs/heads/main", "main~1"], check=True)
    told = run("verify", "--against", str(hub), at=ann)
    assert told.code == 1
    assert "no longer holds commit" in " ".join(told.out.split())
    assert told.out.startswith("Store sound, the other one is not: ")


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="needs ssh-keygen (OpenSSH)")
def test_signers_are_listed_required_and_struck(run, ann: Path, tmp_path: Path, monkeypatch) -> None:
    for name in ("ann", "bob"):
        words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / f"{name}.key")]
        subprocess.run(words, check=True)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert "not required" in run("signers", at=ann).out
    words = (
        "signers",
        "--add",
        str(tmp_path / "ann.key.pub"),
        "--name",
        "ann@example.invalid",
        "--keeper",
        "--require",
    )
    listed = run(*words, at=ann)
    assert listed.code == 0, listed.err
    assert "Signatures are required" in listed.out
    refused = run("signers", "--add", str(tmp_path / "bob.key.pub"), "--name", "bob@example.invalid", at=ann)
    assert refused.code == 4
    assert "[signing-refused]" in refused.err
    monkeypatch.setenv("REVTRACK_SIGNING_KEY", str(tmp_path / "ann.key"))
    fits(
        run("signers", "--json", "--add", str(tmp_path / "bob.key.pub"), "--name", "bob@example.invalid", at=ann).out,
        "signers",
    )
    assert run("signers", "--remove", "bob@example.invalid", at=ann).code == 0
    assert run("signers", "--remove", "bob@example.invalid", at=ann).code == 2
    assert run("signers", "--add", str(tmp_path / "ann.key"), "--name", "x", at=ann).code == 2
    assert run("signers", "--name", "x", at=ann).code == 2
    assert run("verify", at=ann).code == 0
    signed = run("verify", "--signatures", at=ann)
    assert signed.code == 0
    assert signed.out.startswith("Signatures good; nothing else was checked.  0 errors, 1 note\n")
    assert "commits are signed, by ann@example.invalid (2)" in signed.out
    told = fits(run("verify", "--signatures", "--json", at=ann).out, "verify")
    assert told["checked"]["level"] == "signatures"
