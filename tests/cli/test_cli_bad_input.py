"""Bad input: a clear error, the right exit status, and the store as it was. Each message is a golden file."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from tests import pdf_samples, word_samples

_DRAFT = word_samples.docx(
    word_samples.p(
        "States ",
        '<w:del w:id="1" w:author="Ann"><w:r><w:delText>should</w:delText></w:r></w:del>',
        '<w:ins w:id="2" w:author="Bo"><w:r><w:t>shall</w:t></w:r></w:ins>',
        " act.",
    )
)
_WORD = word_samples.docx("1.\tOne.", "2.\tTwo.")
_PRINTED = pdf_samples.page_of(["1. The reading room opens at nine."], ["2. It closes at five."])
TEXT = "NOTE\n\n1. The reading room opens at nine.\n\n2. The reading room closes at five.\n"


def fingerprint(folder: Path) -> str:
    """A hash over every file of a store, its git folder included, but for the lock and the cache, which may be deleted."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not any(name in path.as_posix() for name in ("revtrack/writer", "revtrack/cache-")):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def write(folder: Path, name: str, data: bytes | str) -> str:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return str(path)


CASES: dict[str, tuple[int, list[str], dict[str, bytes | str]]] = {
    # name: (exit status, words, files to write)
    "unknown-version": (3, ["show", "9965/14"], {}),
    "unknown-work": (3, ["log", "eu-cr"], {}),
    "unknown-place": (3, ["show", "9956/14#58"], {}),
    "unknown-label": (3, ["show", "eu-crr@2011"], {}),
    "text-not-held": (3, ["show", "15175/08"], {}),
    "diff-text-not-held": (3, ["diff", "2008", "2014"], {}),
    "a-work-is-no-version": (3, ["show", "demo"], {}),
    "languages-differ": (4, ["diff", "9956/14", "demo@1"], {}),
    "binary-junk": (
        4,
        ["add", "junk.bin", "--as", "t-1", "--lang", "en", "--date", "2020"],
        {"junk.bin": bytes(range(256))},
    ),
    "looks-like-pdf": (
        4,
        ["add", "a.txt", "--as", "t-1", "--lang", "en", "--date", "2020"],
        {"a.txt": b"%PDF-1.7\n..."},
    ),
    "tracked-changes": (
        4,
        ["add", "draft.docx", "--as", "t-1", "--lang", "en", "--date", "2020"],
        {"draft.docx": _DRAFT},
    ),
    "diff-tracked-changes": (4, ["diff", "demo@1", "./draft.docx"], {"draft.docx": _DRAFT}),
    "pdf-encrypted": (
        4,
        ["add", "st05643.pdf", "--as", "t-1", "--lang", "en", "--date", "2020"],
        {"st05643.pdf": pdf_samples.pdf(_PRINTED, password="word")},
    ),
    "pdf-wrong-password": (
        4,
        ["add", "st05643.pdf", "--password-file", "pw.txt", "--as", "t-1", "--lang", "en", "--date", "2020"],
        {"st05643.pdf": pdf_samples.pdf(_PRINTED, password="word"), "pw.txt": "sword\n"},
    ),
    "password-file-empty": (
        2,
        ["add", "st05643.pdf", "--password-file", "pw.txt"],
        {"st05643.pdf": pdf_samples.pdf(_PRINTED, password="word"), "pw.txt": "\n"},
    ),
    "pdf-scan": (
        4,
        ["add", "st14781.pdf", "--as", "t-1", "--lang", "en", "--date", "2020"],
        {"st14781.pdf": pdf_samples.pdf(*[pdf_samples.picture(0, 0, 595, 842)] * 17)},
    ),
    "pdf-scan-in-part": (
        4,
        ["add", "a.pdf", "--as", "t-1", "--lang", "en", "--date", "2020"],
        {"a.pdf": pdf_samples.pdf(_PRINTED, pdf_samples.picture(0, 0, 595, 842))},
    ),
    "pdf-without-letters": (
        4,
        ["diff", "demo@1", "./a.pdf"],
        {"a.pdf": pdf_samples.pdf(pdf_samples.show(70, 700, "abc", font="L"), codes={97: "a"}, mapped=False)},
    ),
    "pdf-cut-off": (
        4,
        ["add", "a.pdf", "--as", "t-1", "--lang", "en", "--date", "2020"],
        {"a.pdf": pdf_samples.pdf(_PRINTED)[:400]},
    ),
    "docx-cut-off": (
        4,
        ["add", "a.docx", "--as", "t-1", "--lang", "en", "--date", "2020"],
        {"a.docx": _WORD[: len(_WORD) // 2]},
    ),
    "docx-encrypted": (
        4,
        ["add", "a.docx", "--as", "t-1", "--lang", "en", "--date", "2020"],
        {"a.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le")},
    ),
    "docx-entity": (
        4,
        ["add", "a.docx", "--as", "t-1", "--lang", "en", "--date", "2020"],
        {"a.docx": word_samples.package('<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><d>&e;</d>')},
    ),
    "docx-bomb": (
        4,
        ["add", "a.docx", "--as", "t-1", "--lang", "en", "--date", "2020"],
        {"a.docx": word_samples.docx("x", styles=" " * 20_000_000)},
    ),
    "docx-that-is-a-picture": (
        4,
        ["add", "a.docx", "--as", "t-1", "--lang", "en", "--date", "2020"],
        {"a.docx": b"\x89PNG\r\n\x1a\n...."},
    ),
    "wrong-encoding": (
        4,
        ["add", "a.txt", "--as", "t-1", "--lang", "en", "--date", "2020"],
        {"a.txt": b"1. Good text.\n\n2. Bad \x81\x8d bytes.\n"},
    ),
    "empty-file": (4, ["add", "a.txt", "--as", "t-1", "--lang", "en", "--date", "2020"], {"a.txt": b""}),
    "blank-file": (4, ["add", "a.txt", "--as", "t-1", "--lang", "en", "--date", "2020"], {"a.txt": b" \n\n\t\n"}),
    "no-structure": (4, ["add", "a.md", "--as", "t-1", "--lang", "en", "--date", "2020"], {"a.md": "---\n\n---\n"}),
    "control-character": (
        4,
        ["add", "a.txt", "--as", "t-1", "--lang", "en", "--date", "2020"],
        {"a.txt": b"1. A bell\x07 rings.\n"},
    ),
    "no-number": (2, ["add", "a.txt", "--no-input"], {"a.txt": TEXT}),
    "no-date": (2, ["add", "a.txt", "--as", "t-1", "--lang", "en", "--no-input"], {"a.txt": TEXT}),
    "no-language": (4, ["add", "a.txt", "--as", "t-1", "--date", "2020", "--no-input"], {"a.txt": "1. Xyzzy plugh.\n"}),
    "bad-language": (2, ["add", "a.txt", "--as", "t-1", "--lang", "no", "--date", "2020"], {"a.txt": TEXT}),
    "bad-date": (2, ["add", "a.txt", "--as", "t-1", "--lang", "en", "--date", "19-05-2014"], {"a.txt": TEXT}),
    "contradicting-number": (
        2,
        ["add", "a.txt", "--as", "5643/5/14 REV 4", "--lang", "en", "--date", "2020"],
        {"a.txt": TEXT},
    ),
    "bad-work": (
        2,
        ["add", "a.txt", "--as", "t-1", "--work", "../x", "--lang", "en", "--date", "2020"],
        {"a.txt": TEXT},
    ),
    "work-is-a-number": (
        2,
        ["add", "a.txt", "--as", "t-1", "--work", "demo-1", "--lang", "en", "--date", "2020"],
        {"a.txt": TEXT},
    ),
    "two-texts-one-number": (
        4,
        ["add", "a.txt", "--as", "9956/14", "--lang", "da", "--date", "2014-05-19"],
        {"a.txt": TEXT},
    ),
    "other-work": (
        2,
        ["add", "a.txt", "--as", "9956/14", "--work", "demo", "--lang", "en", "--date", "2020"],
        {"a.txt": TEXT},
    ),
    "missing-file": (2, ["add", "nowhere.txt"], {}),
    "correct-what-is-not-held": (
        2,
        ["add", "a.txt", "--as", "t-1", "--lang", "en", "--date", "2020", "--correct", "--reason", "x"],
        {"a.txt": TEXT},
    ),
    "correct-without-reason": (2, ["add", "a.txt", "--correct"], {"a.txt": TEXT}),
    "export-text-not-held": (3, ["export", "15175/08", "-o", "a.docx"], {}),
    "export-to-a-file-of-somebody": (5, ["export", "demo@1", "-o", "a.md"], {"a.md": "mine"}),
    "export-to-a-full-folder": (5, ["export", "--all", "-f", "bagit", "-o", "."], {"a.md": "mine"}),
    "export-of-a-place": (2, ["export", "demo@1#3", "-o", "a.docx"], {}),
    "export-of-nothing": (2, ["export"], {}),
    "export-of-a-work-to-a-file": (2, ["export", "demo", "-o", "a.docx"], {}),
    "no-bag": (2, ["verify", "--bag", "."], {"a.md": "mine"}),
    "output-exists": (5, ["diff", "demo@1", "demo@2", "-o", "a.md"], {"a.md": "mine"}),
    "output-of-no-format": (2, ["diff", "demo@1", "demo@2", "-o", "a.xyz"], {}),
    "bad-kind": (2, ["diff", "demo@1", "demo@2", "--kind", "gone"], {}),
    "three-versions": (2, ["diff", "demo@1", "demo@2", "demo@3"], {}),
    "bad-relation": (2, ["refs", "9956/14", "--rel", "likes"], {}),
    "one-version-of-nothing-revised": (2, ["diff", "demo@1"], {}),
}


@pytest.mark.parametrize("name", CASES)
def test_bad_input_is_refused_clearly_and_changes_nothing(
    name: str, run, golden, example_store: Path, tmp_path: Path
) -> None:
    status, words, files = CASES[name]
    work = tmp_path / "work"
    work.mkdir()
    for file, data in files.items():
        write(work, file, data)
    before = fingerprint(example_store)
    ran = run("-C", str(example_store), *words, at=work)
    assert fingerprint(example_store) == before
    assert (ran.code, ran.out) == (status, "")
    for file, data in files.items():
        assert (work / file).read_bytes() == (data.encode() if isinstance(data, str) else data)
    golden(f"cli/bad_input/{name}.txt", ran.err)


@pytest.mark.parametrize("name", CASES)
def test_an_error_has_the_shape_people_learn(name: str, run, example_store: Path, tmp_path: Path) -> None:
    _, words, files = CASES[name]
    work = tmp_path / "work"
    work.mkdir()
    for file, data in files.items():
        write(work, file, data)
    lines = run("-C", str(example_store), *words, at=work).err.rstrip("\n").split("\n")
    assert len(lines) <= 6
    assert re.fullmatch(r"error: .+  \[[a-z-]+\]", lines[0])
    tries = [place for place, line in enumerate(lines) if line.startswith("try:   ")]
    assert len(tries) == 1
    assert all(line.startswith("  ") for line in lines[1 : tries[0]])
    assert all(line.startswith("       ") for line in lines[tries[0] + 1 :])
    assert not re.search(r"\b(fatal|illegal|exception|refspec|NoneType|please)\b|!", "\n".join(lines), re.IGNORECASE)


def test_a_folder_that_is_no_store_is_not_taken_for_one(run, tmp_path: Path, golden) -> None:
    ran = run("log", at=tmp_path)
    assert ran.code == 5
    golden("cli/bad_input/no-store.txt", ran.err.replace(str(tmp_path), "FOLDER"))


def test_a_git_repository_that_is_no_store_is_not_taken_for_one(run, tmp_path: Path) -> None:
    import subprocess

    subprocess.run(["git", "init", "-q", str(tmp_path / "plain")], check=True)
    ran = run("-C", str(tmp_path / "plain"), "log")
    assert ran.code == 5
    assert "[no-store]" in ran.err


def test_init_changes_nothing_in_a_folder_that_holds_something(run, tmp_path: Path) -> None:
    write(tmp_path, "thesis.txt", "years of work")
    ran = run("init", str(tmp_path))
    assert ran.code == 5
    assert "[store-exists]" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_damaged_object_is_named_and_its_text_not_shown(run, example_store: Path) -> None:
    """Swap the object of demo-1's XML for that of demo-2: git reads it without a word, revtrack must not."""
    import subprocess

    def oid(path: str) -> str:
        done = subprocess.run(
            ["git", "-C", str(example_store), "rev-parse", f"main:{path}"], capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    victim, other = oid("versions/demo/demo-1/en.1.xml"), oid("versions/demo/demo-2/en.1.xml")
    objects = example_store / ".git" / "objects"
    target = objects / victim[:2] / victim[2:]
    target.chmod(0o644)
    target.write_bytes((objects / other[:2] / other[2:]).read_bytes())
    shown = run("show", "demo@1", at=example_store)
    assert shown.code == 5
    assert "[store-damaged]" in shown.err
    assert "Traceback" not in shown.err
    checked = run("verify", at=example_store)
    assert checked.code == 1
    assert "demo-1" in checked.out


def test_an_emptied_object_is_found(run, example_store: Path) -> None:
    import subprocess

    done = subprocess.run(
        ["git", "-C", str(example_store), "rev-parse", "main:versions/demo/demo-1/en.1.xml"],
        capture_output=True,
        text=True,
        check=True,
    )
    victim = done.stdout.strip()
    target = example_store / ".git" / "objects" / victim[:2] / victim[2:]
    target.chmod(0o644)
    target.write_bytes(b"")
    assert run("show", "demo@1", at=example_store).code == 5
    assert run("verify", at=example_store).code == 1


def test_a_newer_store_is_not_touched(run, example_store: Path) -> None:
    import subprocess

    settings = example_store / "revtrack.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("format = 1", "format = 2"), encoding="utf-8")
    git = ["git", "-C", str(example_store), "-c", "user.name=x", "-c", "user.email=x@example.invalid"]
    subprocess.run([*git, "commit", "-qam", "A newer format"], check=True)
    ran = run("log", at=example_store)
    assert ran.code == 5
    assert "[store-newer]" in ran.err


def test_a_text_edited_by_hand_is_reported_and_left_alone(run, example_store: Path) -> None:
    edited = example_store / "versions" / "demo" / "demo-1" / "en.1.xml"
    edited.chmod(0o644)
    edited.write_text("mine", encoding="utf-8")
    assert "en.1.xml" in run("status", at=example_store).out
    assert run("status", "--check", at=example_store).code == 1
    assert run("show", "demo@1#1", at=example_store).code == 0
    assert edited.read_text(encoding="utf-8") == "mine"
