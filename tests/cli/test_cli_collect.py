"""An archivist's day: init, add, correct, undo, verify. Nothing is lost, and every step can be taken back."""

from __future__ import annotations

import errno
import json
import subprocess
from pathlib import Path

import pytest

from revtrack.errors import StoreDamaged
from revtrack.store import GitStore
from tests.pdf_samples import page_of, pdf
from tests.word_samples import docx, p

RULES = "1. The reading room opens at nine.\n\n2. The reading room closes at five.\n"
BETTER = "1. The reading room opens at nine.\n\n2. The reading room closes at six.\n"
FACTS = ("--as", "rules-1", "--work", "rules", "--label", "1", "--lang", "en", "--date", "2020-01-01")


@pytest.fixture
def store(run, tmp_path: Path) -> Path:
    """An empty store."""
    assert run("init", "papers", at=tmp_path).code == 0
    return tmp_path / "papers"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "rules.txt"
    path.write_text(RULES, encoding="utf-8")
    return path


def git(store: Path, *words: str) -> str:
    return subprocess.run(["git", "-C", str(store), *words], capture_output=True, text=True, check=True).stdout


def test_an_added_text_can_be_read_compared_and_stands_in_one_commit(run, store: Path, file: Path) -> None:
    before = int(git(store, "rev-list", "--count", "main"))
    added = run("add", str(file), *FACTS, at=store)
    assert added.code == 0, added.err
    assert "Added rules-1:en to work rules" in added.out
    assert int(git(store, "rev-list", "--count", "main")) == before + 1
    assert "opens at nine" in run("show", "rules@1#1", at=store).out
    assert git(store, "status", "--porcelain") == ""
    assert (store / "versions/rules/rules-1/en.1.source.txt").read_bytes() == RULES.encode()


def test_the_same_bytes_again_are_already_held(run, store: Path, file: Path) -> None:
    run("add", str(file), *FACTS, at=store)
    tip = git(store, "rev-parse", "main")
    again = run("add", str(file), *FACTS, at=store)
    assert (again.code, git(store, "rev-parse", "main")) == (0, tip)
    assert "already held" in again.out


def test_a_dry_run_shows_and_adds_nothing(run, store: Path, file: Path) -> None:
    tip = git(store, "rev-parse", "main")
    ran = run("add", str(file), *FACTS, "--dry-run", at=store)
    assert (ran.code, git(store, "rev-parse", "main")) == (0, tip)
    assert "would be added" in ran.out.lower()


def test_a_correction_is_the_next_edition_of_the_same_version(run, store: Path, file: Path) -> None:
    run("add", str(file), *FACTS, at=store)
    file.write_text(BETTER, encoding="utf-8")
    refused = run("add", str(file), *FACTS, at=store)
    assert refused.code == 4
    assert "1 of 12 words differ" in refused.err
    corrected = run("add", str(file), "--as", "rules-1", "--lang", "en", "--date", "2020-01-01",
                    "--correct", "--reason", "misread hour", at=store)  # fmt: skip
    assert corrected.code == 0, corrected.err
    diff = run("diff", "rules-1@1", "rules-1@2", "--json", at=store)
    kinds = [change["kind"] for change in json.loads(diff.out)["changes"]]
    assert kinds.count("modified") == 1
    shown = run("show", "rules@1", at=store).out
    assert "closes at six" in shown
    assert "edition 2" in shown


def test_undo_withdraws_and_redo_brings_back(run, store: Path, file: Path) -> None:
    run("add", str(file), *FACTS, at=store)
    undone = run("undo", at=store)
    assert undone.code == 0, undone.err
    assert run("show", "rules@1", at=store).code == 3
    assert git(store, "show", "main:versions/rules/rules-1/en.1.source.txt") == RULES
    assert run("undo", "--redo", at=store).code == 0
    assert run("show", "rules@1", at=store).code == 0


def test_two_undos_go_back_two_steps(run, store: Path, file: Path) -> None:
    run("add", str(file), *FACTS, at=store)
    file.write_text(BETTER, encoding="utf-8")
    run(
        "add",
        str(file),
        "--as",
        "rules-2",
        "--work",
        "rules",
        "--label",
        "2",
        "--lang",
        "en",
        "--date",
        "2021",
        at=store,
    )
    run("undo", at=store)
    assert (run("show", "rules@1", at=store).code, run("show", "rules@2", at=store).code) == (0, 3)
    run("undo", at=store)
    assert run("show", "rules@1", at=store).code == 3
    assert run("undo", at=store).code == 5


def test_an_undone_text_comes_back_when_it_is_added_again(run, store: Path, file: Path) -> None:
    run("add", str(file), *FACTS, at=store)
    run("undo", at=store)
    again = run("add", str(file), *FACTS, at=store)
    assert again.code == 0, again.err
    assert run("show", "rules@1", at=store).code == 0
    assert run("verify", at=store).code == 0


def test_a_mistaken_add_does_not_block_the_right_one(run, store: Path, file: Path) -> None:
    run("add", str(file), *FACTS[:-1], "2019-09-09", at=store)
    run("undo", at=store)
    right = run("add", str(file), *FACTS, at=store)
    assert right.code == 0, right.err
    assert "2020-01-01" in run("log", "rules", at=store).out
    assert "2019" not in run("log", "rules", at=store).out
    assert run("verify", at=store).code == 0


def test_a_stub_is_known_and_its_text_can_follow(run, store: Path, file: Path) -> None:
    assert run("add", "--stub", "5643/5/14", at=store).code == 0
    assert run("show", "5643/5/14", at=store).code == 3
    added = run("add", str(file), "--as", "5643/5/14", "--work", "eu-crr", "--lang", "en", "--date", "2014", at=store)
    assert added.code == 0, added.err
    assert run("show", "5643/5/14#1", at=store).code == 0
    assert "5643/5/14 REV 5" in run("log", "eu-crr", at=store).out
    assert run("verify", at=store).code == 0


def test_what_a_person_says_of_relations_is_kept_with_its_source(run, store: Path, file: Path) -> None:
    run("add", str(file), *FACTS, at=store)
    file.write_text(BETTER, encoding="utf-8")
    facts = ("--as", "rules-2", "--work", "rules", "--label", "2", "--lang", "en", "--date", "2021", "--revises", "1")
    assert run("add", str(file), *facts, at=store).code == 0
    out = run("refs", "rules@2", at=store).out
    assert "revises" in out
    assert "rules-1" in out
    assert "confirmed" in out
    assert "closes at" in run("diff", "rules@2", at=store).out


def test_standard_input_is_a_file_like_any_other(run, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import sys

    class Bytes:
        buffer = io.BytesIO(RULES.encode())

        @staticmethod
        def isatty() -> bool:
            return False

    monkeypatch.setattr(sys, "stdin", Bytes())
    assert run("add", "-", *FACTS, at=store).code == 0


def test_events_say_who_did_what(run, store: Path, file: Path) -> None:
    run("add", str(file), *FACTS, at=store)
    run("undo", at=store)
    events = json.loads(run("log", "--events", "--json", at=store).out)["events"]
    assert [event["kind"] for event in events] == ["undo", "add", "init"]
    assert all("Ada Archivist" in json.dumps(event) for event in events)


def test_the_original_comes_out_as_it_went_in(run, store: Path, file: Path, tmp_path: Path) -> None:
    run("add", str(file), *FACTS, at=store)
    out = tmp_path / "back.txt"
    assert run("show", "rules@1", "--original", "-o", str(out), at=store).code == 0
    assert out.read_bytes() == RULES.encode()


def test_a_file_can_be_compared_without_being_stored(run, store: Path, file: Path, tmp_path: Path) -> None:
    run("add", str(file), *FACTS, at=store)
    other = tmp_path / "draft.txt"
    other.write_text(BETTER, encoding="utf-8")
    tip = git(store, "rev-parse", "main")
    ran = run("diff", "rules@1", str(other), at=store)
    assert ran.code == 0, ran.err
    assert "six" in ran.out
    assert git(store, "rev-parse", "main") == tip
    assert run("diff", str(file), str(other), at=tmp_path).code == 0


def test_equal_calls_make_equal_stores(run, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Same files, same author, same time: the same commit ids on every machine."""
    monkeypatch.setattr("time.time", lambda: 1_800_000_000.0)
    tips = []
    for name in ("a", "b"):
        run("init", name, at=tmp_path)
        run("add", str(file), *FACTS, at=tmp_path / name)
        tips.append(git(tmp_path / name, "rev-parse", "main"))
    assert tips[0] == tips[1]


def test_a_large_store_has_folders_in_two_levels_and_works_the_same(run, file: Path, tmp_path: Path) -> None:
    assert run("init", "large", "--large", at=tmp_path).code == 0
    store = tmp_path / "large"
    assert run("add", str(file), *FACTS, at=store).code == 0
    (xml,) = (store / "versions").rglob("en.1.xml")
    assert len(xml.relative_to(store / "versions").parts) == 5
    assert run("show", "rules@1#1", at=store).code == 0
    assert run("verify", at=store).code == 0


def test_a_bare_store_has_no_view_and_works_the_same(run, file: Path, tmp_path: Path) -> None:
    assert run("init", "bare", "--bare", at=tmp_path).code == 0
    store = tmp_path / "bare"
    assert run("-C", str(store), "add", str(file), *FACTS, at=tmp_path).code == 0
    assert not (store / "versions").exists()
    assert "nine" in run("-C", str(store), "show", "rules@1#1", at=tmp_path).out
    assert run("-C", str(store), "verify", at=tmp_path).code == 0


def test_a_message_stands_in_the_log_of_events(run, store: Path, file: Path) -> None:
    assert run("add", str(file), *FACTS, "-m", "Received from the registry", at=store).code == 0
    assert "Received from the registry" in run("log", "--events", at=store).out


def test_a_file_edited_by_hand_is_left_alone_and_said(run, store: Path, file: Path) -> None:
    run("add", str(file), *FACTS, at=store)
    edited = store / "versions/rules/rules-1/en.1.source.txt"
    edited.chmod(0o644)
    edited.write_text("mine", encoding="utf-8")
    run("undo", at=store)
    again = run("add", str(file), *FACTS, at=store)
    assert again.code == 0
    assert "Added rules-1:en" in again.out
    assert edited.read_text(encoding="utf-8") == "mine"
    status = run("status", at=store).out
    assert "edited by hand" in status
    assert "versions/rules/rules-1/en.1.source.txt" in status


def test_a_fact_that_a_person_overrides_is_shown_with_what_the_text_has(run, store: Path) -> None:
    example = Path(__file__).resolve().parents[2] / "versions" / "eu-crr" / "9956-14.da.txt"
    added = run("add", str(example), "--as", "9957/14", "--date", "2014-05-20", "--work", "eu-crr", at=store)
    assert added.code == 0, added.err
    assert "said by a person; the text has 9956/14, line 11" in added.out
    assert "said by a person; the text has 2014-05-19" in added.out


def test_a_word_document_is_added_shown_and_compared_like_any_text(run, store: Path, tmp_path: Path) -> None:
    file = tmp_path / "rules.docx"
    file.write_bytes(docx("1.\tThe reading room opens at nine.", "2.\tThe reading room closes at five."))
    added = run("add", str(file), *FACTS, at=store)
    assert added.code == 0, added.err
    assert "DOCX, UTF-8" in added.out
    assert (store / "versions/rules/rules-1/en.1.source.docx").read_bytes() == file.read_bytes()
    out = tmp_path / "back.docx"
    assert run("show", "rules@1", "--original", "-o", str(out), at=store).code == 0
    assert out.read_bytes() == file.read_bytes()
    text = tmp_path / "rules.txt"
    text.write_text(RULES, encoding="utf-8")
    found = json.loads(run("diff", "rules@1", str(text), "--json", at=store).out)
    assert {change["kind"] for change in found["changes"]} <= {"unchanged"}
    assert run("verify", at=store).code == 0


def test_a_pdf_is_brought_in_with_page_and_line_and_its_bytes_are_kept(run, store: Path, tmp_path: Path) -> None:
    data = pdf(page_of(["1. The reading room opens at nine."]), page_of(["2. It closes", "at five."]))
    file = tmp_path / "rules.bin"
    file.write_bytes(data)
    added = run("add", str(file), *FACTS, at=store)
    assert added.code == 0, added.err
    assert "PDF" in added.out
    assert (store / "versions/rules/rules-1/en.1.source.pdf").read_bytes() == data
    manifest = json.loads((store / "versions/rules/rules-1/en.1.json").read_text(encoding="utf-8"))
    assert manifest["facts"]["places"] == {"main__para_1": [1, 1], "main__para_2": [2, 1]}
    assert manifest["original"]["media_type"] == "application/pdf"
    assert run("show", "rules-1", "--meta", "--plain", at=store).out.endswith("\npages\t1–2\n")
    assert run("verify", "--deep", at=store).code == 0


def test_an_encrypted_pdf_is_brought_in_with_the_password_of_a_file(run, store: Path, tmp_path: Path) -> None:
    data = pdf(page_of(["1. The reading room opens at nine."]), password="pære")
    (tmp_path / "rules.pdf").write_bytes(data)
    (tmp_path / "pw.txt").write_text("pære\nand nothing of this\n", encoding="utf-8")
    refused = run("add", str(tmp_path / "rules.pdf"), *FACTS, at=store)
    assert (refused.code, refused.err.count("[pdf-encrypted]")) == (4, 1)
    added = run("add", str(tmp_path / "rules.pdf"), *FACTS, "--password-file", str(tmp_path / "pw.txt"), at=store)
    assert added.code == 0, added.err
    assert "opens at nine" in run("show", "rules@1#1", at=store).out
    kept = b"".join(path.read_bytes() for path in (store / "versions").rglob("*") if path.is_file())
    assert "pære".encode() not in kept


@pytest.mark.parametrize(("choice", "word"), [("accept", "shall"), ("reject", "should")])
def test_the_choice_between_two_texts_is_kept_in_the_manifest(
    run, store: Path, tmp_path: Path, choice: str, word: str
) -> None:
    old = '<w:del w:id="1" w:author="A"><w:r><w:delText>should</w:delText></w:r></w:del>'
    new = '<w:ins w:id="2" w:author="A"><w:r><w:t>shall</w:t></w:r></w:ins>'
    file = tmp_path / "draft.docx"
    file.write_bytes(docx(p("1.\tStates ", old, new, " act.")))
    refused = run("add", str(file), *FACTS, at=store)
    assert (refused.code, refused.err.count("[tracked-changes]")) == (4, 1)
    assert run("add", str(file), *FACTS, "--tracked", choice, at=store).code == 0
    assert f"States {word} act." in run("show", "rules@1#1", at=store).out
    manifest = json.loads((store / "versions/rules/rules-1/en.1.json").read_text(encoding="utf-8"))
    assert manifest["facts"]["tracked"] == choice


def _ready(run, folder: Path) -> tuple[str, ...]:
    assert run("init", "fails").code == 0
    (folder / "rules.txt").write_text("Rules\n\n1. The room opens at nine.\n", encoding="utf-8")
    words = ("--as", "rules-1", "--work", "rules", "--lang", "en", "--date", "2020-01-01", "--no-input")
    return ("add", str(folder / "rules.txt"), *words)


def test_once_a_text_is_stored_the_store_is_not_asked_again(run, tmp_path: Path, monkeypatch) -> None:
    """A read that fails after the commit would be taken for a refusal of what was stored."""
    words = _ready(run, tmp_path)
    add, tip, stored = GitStore.add, GitStore.tip, []

    def adding(self: GitStore, *args, **more):
        receipt = add(self, *args, **more)
        stored.append(receipt)
        return receipt

    def failing(self: GitStore) -> str:
        if stored:
            raise StoreDamaged("an object cannot be read", tries=("revtrack verify",))
        return tip(self)

    monkeypatch.setattr(GitStore, "add", adding)
    monkeypatch.setattr(GitStore, "tip", failing)
    assert run(*words, at=tmp_path / "fails").code == 0
    assert stored


def test_a_report_that_cannot_be_printed_says_that_the_text_is_stored(run, tmp_path: Path, monkeypatch) -> None:
    words = _ready(run, tmp_path)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("revtrack.cli.add.put", full)
        ran = run(*words, at=tmp_path / "fails")
    assert ran.code == 5
    assert "the text is stored, commit " in ran.err
    assert run("show", "rules-1", at=tmp_path / "fails").code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "--stub", "5644/14"), "the record is stored, commit "),
        (("undo",), "the undo is stored; "),
        (("correlate", "demo@1", "demo@2", "--confirm", "4=4"), "the rulings are stored; "),
        (("refs", "--reject", "9956/14", "revises", "15175/08"), "the ruling is stored; "),
    ],
)
def test_whatever_is_stored_is_said_to_be_where_it_cannot_be_told(
    run, example_store: Path, monkeypatch, words: tuple[str, ...], said: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    tip = git(example_store, "rev-parse", "main")
    monkeypatch.setattr(f"revtrack.cli.{words[0]}.put", full)
    ran = run(*words, at=example_store)
    assert ran.code == 5
    assert f"error: {said}" in ran.err
    assert "what was done could not be told: No space left on device" in ran.err
    assert git(example_store, "rev-parse", "main") != tip


def test_a_web_page_is_added_and_its_original_kept(run, store: Path, tmp_path: Path) -> None:
    file = tmp_path / "rules.html"
    file.write_text("<html><body><nav>Home</nav><ol><li>Opens at nine.<li>Closes at five.</ol></body></html>", "utf-8")
    added = run("add", str(file), *FACTS, at=store)
    assert added.code == 0, added.err
    assert "HTML, UTF-8" in added.out
    assert (store / "versions/rules/rules-1/en.1.source.html").read_bytes() == file.read_bytes()
    assert "Closes at five." in run("show", "rules@1#2", at=store).out
    assert run("verify", at=store).code == 0
