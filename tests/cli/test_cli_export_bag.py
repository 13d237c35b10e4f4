"""Bags: valid to the tool of the Library of Congress, and every damage found by it and by `revtrack verify --bag`."""

from __future__ import annotations

import json
import logging
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import bagit
import jsonschema
import pytest

from revtrack.resources import folder
from tests.cli.test_cli_export import files, listed

PAYLOAD = "data/versions/demo/demo-1/en.1.xml"


@pytest.fixture(autouse=True)
def quiet_tool() -> None:
    """The tool tells of each file; here only its verdict counts."""
    logging.getLogger("bagit").setLevel(logging.CRITICAL)


@pytest.fixture(scope="module")
def bag_once(example_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The worked example as a bag, made once; nobody writes to it."""
    import subprocess
    import sys

    place = tmp_path_factory.mktemp("bag") / "bag"
    script = Path(sys.executable).with_name("revtrack")
    words = [script, "export", "--all", "-f", "bagit", "-o", str(place)]
    environment = {"PATH": os.environ["PATH"], "HOME": str(place.parent), "SOURCE_DATE_EPOCH": "1000000000"}
    subprocess.run(words, cwd=example_once, env=environment, check=True, capture_output=True)
    return place


@pytest.fixture
def bag(bag_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(bag_once, tmp_path / "bag"))


def is_valid(place: Path) -> bool:
    """What the tool says."""
    try:
        bagit.Bag(str(place)).validate()
    except (bagit.BagError, FileNotFoundError):
        return False
    return True


def test_a_bag_is_valid_to_the_tool_and_to_revtrack(run, example_once: Path, bag: Path) -> None:
    assert is_valid(bag)
    ran = run("verify", "--bag", str(bag), at=example_once)
    assert ran.code == 0, ran.out
    assert run("verify", str(bag), "--bag", at=example_once).out == ran.out
    assert "sound.  0 errors, 0 notes" in ran.out
    assert "29 documents of the bag are as the store here has them" in ran.out


def test_a_bag_holds_the_very_bytes_of_the_store(example_once: Path, bag: Path) -> None:
    found = files(bag / "data" / "versions")
    held = files(example_once / "versions")
    assert found == {path: data for path, data in held.items() if not path.endswith(".json")}


def test_the_same_store_gives_the_same_bag_and_another_day_another_line(
    run, example_store: Path, bag: Path, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert run("export", "--all", "-f", "bagit", "-o", str(tmp_path / "again"), at=example_store).code == 0
    assert files(tmp_path / "again") == files(bag)
    assert b"Bagging-Date: 2001-09-09\n" in files(bag)["bag-info.txt"]
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert run("export", "--all", "-f", "bagit", "-o", str(tmp_path / "today"), at=example_store).code == 0
    other = files(tmp_path / "today")
    assert {path for path, data in other.items() if data != files(bag)[path]} == {
        *("bag-info.txt", "tagmanifest-sha256.txt", "tagmanifest-sha512.txt")
    }
    assert b"Bagging-Date: 2026-01-15\n" in other["bag-info.txt"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    ran = run("export", "--all", "-f", "bagit", "-o", str(tmp_path / "never"), at=example_store)
    assert (ran.code, (tmp_path / "never").exists()) == (2, False)


def test_the_list_names_each_file_with_the_hash_it_has(bag: Path) -> None:
    import hashlib

    rows = listed(bag / "data" / "metadata.csv")
    assert [row["edition"] for row in rows if row["number"] == "9956/14"] == ["1", "2"]
    named = [
        (row[path], row[sha256])
        for row in rows
        for path, sha256 in (("filename", "sha256"), ("xml", "xml_sha256"), ("original", "original_sha256"))
        if row[path]
    ]
    assert len(named) == 27
    for path, sha256 in named:
        assert hashlib.sha256((bag / "data" / path).read_bytes()).hexdigest() == sha256
    assert {row["filename"] for row in rows if row["held"] == "no"} == {""}
    assert sum(row["held"] == "no" for row in rows) == 12
    assert next(row for row in rows if row["edition"] == "2")["note"].startswith("editorial correction")


def test_a_bag_of_one_version_has_all_its_editions_and_one_of_an_edition_only_that(
    run, example_once: Path, tmp_path: Path
) -> None:
    for address, editions in (("9956/14", ["da.1.xml", "da.2.xml"]), ("9956/14:da@1", ["da.1.xml"])):
        place = tmp_path / str(len(editions))
        assert run("export", address, "-f", "bagit", "-o", str(place), at=example_once).code == 0
        assert is_valid(place)
        names = sorted(path.name for path in (place / "data/versions/eu-crr/9956-14").iterdir())
        assert names == [*sorted([*editions, "da.1.source.txt"]), "record.xml"]


def test_a_bag_of_a_work_has_its_records_and_can_do_without_originals(run, example_once: Path, tmp_path: Path) -> None:
    words = ("eu-crr", "-f", "bagit", "--no-originals")
    assert run("export", *words, "-o", str(tmp_path / "bag"), at=example_once).code == 0
    found = set(files(tmp_path / "bag" / "data" / "versions"))
    assert found == {
        *("eu-crr/9956-14/da.1.xml", "eu-crr/9956-14/da.2.xml", "eu-crr/9956-14/record.xml"),
        *("eu-crr/15175-08/record.xml", "eu-crr/14781-1-05/record.xml"),
    }
    assert is_valid(tmp_path / "bag")


def test_a_correction_that_came_with_a_file_of_its_own_is_listed_with_it(
    run, example_store: Path, tmp_path: Path
) -> None:
    held = (example_store / "versions/demo/demo-1/en.1.source.md").read_text(encoding="utf-8")
    (tmp_path / "better.md").write_text(held.replace("weekdays", "working days"), encoding="utf-8")
    words = ("--as", "demo-1", "--work", "demo", "--label", "1", "--lang", "en", "--date", "2026-01-12")
    ran = run("add", str(tmp_path / "better.md"), *words, "--correct", "--reason", "word form", at=example_store)
    assert ran.code == 0, ran.err
    assert run("export", "demo@1", "-f", "bagit", "-o", str(tmp_path / "bag"), at=example_store).code == 0
    rows = listed(tmp_path / "bag" / "data" / "metadata.csv")
    place = "versions/demo/demo-1"
    assert [row["filename"] for row in rows] == [f"{place}/en.1.source.md", f"{place}/en.2.source.md"]
    assert [row["note"] for row in rows] == ["", "word form"]


def test_a_manifest_too_large_to_read_is_told(run, bag: Path, tmp_path: Path, monkeypatch) -> None:
    from revtrack.workflows import bagfolder

    monkeypatch.setattr(bagfolder, "LARGEST_TAG", 100)
    ran = run("verify", "--bag", str(bag), at=tmp_path)
    assert ran.code == 1
    assert "manifest-sha256.txt: cannot be read: it is larger than 100 bytes" in ran.out


def test_an_empty_store_gives_a_valid_bag(run, tmp_path: Path) -> None:
    run("init", "s", at=tmp_path)
    assert run("export", "--all", "-f", "bagit", "-o", str(tmp_path / "bag"), at=tmp_path / "s").code == 0
    assert is_valid(tmp_path / "bag")
    assert run("verify", "--bag", str(tmp_path / "bag"), at=tmp_path / "s").code == 0


def flip(path: Path) -> None:
    """Change one bit of one byte in the middle of a file."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def forget(bag: Path) -> None:
    """Take a line out of a manifest, and nothing else."""
    path = bag / "manifest-sha512.txt"
    path.write_text("".join(path.read_text().splitlines(keepends=True)[1:]))


DAMAGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "a byte of the payload": (lambda bag: flip(bag / PAYLOAD), "[altered]"),
    "a byte of an original": (lambda bag: flip(bag / "data/versions/eu-crr/9956-14/da.1.source.txt"), "[altered]"),
    "a byte of the list": (lambda bag: flip(bag / "data/metadata.csv"), "[altered]"),
    "a byte of bag-info": (lambda bag: flip(bag / "bag-info.txt"), "[altered]"),
    "a byte of a manifest": (lambda bag: flip(bag / "manifest-sha512.txt"), "[altered]"),
    "a file is gone": (lambda bag: (bag / PAYLOAD).unlink(), "[missing]"),
    "a file is more": (lambda bag: (bag / "data/extra.txt").write_text("x"), "[unlisted]"),
    "a file is emptied": (lambda bag: (bag / PAYLOAD).write_bytes(b""), "[altered]"),
    "a manifest forgets a file": (forget, "[unlisted]"),
    "a manifest is gone": (lambda bag: (bag / "manifest-sha256.txt").unlink(), "[missing]"),
    "the declaration is another": (lambda bag: (bag / "bagit.txt").write_text("BagIt\n"), "[declaration]"),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_every_damage_is_found_by_both(run, bag: Path, tmp_path: Path, name: str) -> None:
    damage, said = DAMAGE[name]
    damage(bag)
    assert not is_valid(bag)
    ran = run("verify", "--bag", str(bag), at=tmp_path)
    assert ran.code == 1
    assert "not sound" in ran.out
    assert said in ran.out


def test_every_file_of_the_bag_is_guarded(run, bag_once: Path, tmp_path: Path) -> None:
    """One bit of any file at all: found."""
    from revtrack.workflows.checkbag import check_bag

    for path in sorted(files(bag_once)):
        broken = Path(shutil.copytree(bag_once, tmp_path / "broken"))
        flip(broken / path)
        # A tag manifest is what guards the others; it is caught where what it says does not fit.
        assert not check_bag(broken, "broken", None).sound, path
        shutil.rmtree(broken)


HOSTILE: dict[str, tuple[Callable[[Path], object], str]] = {
    "a link out of the bag": (lambda bag: (bag / "data/passwd").symlink_to("/etc/passwd"), "[link]"),
    "a linked folder": (lambda bag: (bag / "data/etc").symlink_to("/etc"), "[link]"),
    "a path that leaves the bag": (
        lambda bag: (bag / "manifest-md5.txt").write_text(f"{'0' * 32}  ../../etc/passwd\n"),
        "[unsafe-path]",
    ),
    "an absolute path": (
        lambda bag: (bag / "manifest-md5.txt").write_text(f"{'0' * 32}  /etc/passwd\n"),
        "[unsafe-path]",
    ),
    "a file to be fetched": (lambda bag: (bag / "fetch.txt").write_text("https://example.org/a - data/a\n"), "[fetch]"),
    "an unknown algorithm": (
        lambda bag: (bag / "manifest-crc9.txt").write_text(f"{'0' * 32}  data/a\n"),
        "[algorithm]",
    ),
    "a line that is none": (lambda bag: (bag / "manifest-md5.txt").write_text("hello\n"), "[manifest-line]"),
    "bytes that are no text": (lambda bag: (bag / "manifest-md5.txt").write_bytes(b"\xff\xfe\x00"), "[unreadable]"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_bag_is_told_and_nothing_outside_is_read(run, bag: Path, tmp_path: Path, name: str) -> None:
    damage, said = HOSTILE[name]
    damage(bag)
    ran = run("verify", "--bag", str(bag), at=tmp_path)
    assert ran.code == 1
    assert said in ran.out
    assert "root:" not in ran.out + ran.err


def test_a_bag_of_another_tool_is_checked_too(run, tmp_path: Path) -> None:
    place = tmp_path / "other"
    place.mkdir()
    (place / "letter one.txt").write_text("Dear reader", encoding="utf-8")
    (place / "100 % sure.txt").write_text("x", encoding="utf-8")
    bagit.make_bag(str(place), {"Contact-Name": "Ada"}, checksums=["sha256", "md5"])
    ran = run("verify", "--bag", str(place), at=tmp_path)
    assert ran.code == 0, ran.out
    flip(place / "data" / "letter one.txt")
    assert run("verify", "--bag", str(place), at=tmp_path).code == 1


def test_a_bag_that_is_not_what_the_store_holds_is_told(run, example_store: Path, bag: Path, tmp_path: Path) -> None:
    run("init", "s", at=tmp_path)
    ran = run("verify", "--bag", str(bag), at=tmp_path / "s")
    assert ran.code == 0
    assert "the store here does not hold 29 documents of the bag" in ran.out
    flip(bag / PAYLOAD)
    for path in bag.glob("*manifest-*.txt"):
        path.unlink()
    tool = bagit.Bag(str(bag))
    tool.algorithms = ["sha256"]
    tool.save(manifests=True)
    assert is_valid(bag)
    ran = run("verify", "--bag", str(bag), at=example_store)
    assert ran.code == 1
    assert "[other-than-store]" in ran.out


def test_the_verdict_as_json_fits_its_schema(run, example_once: Path, bag: Path) -> None:
    value = json.loads(run("verify", "--bag", str(bag), "--json", at=example_once).out)
    schema = json.loads((folder("schemas") / "verify.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(value)
    checked = value["checked"]
    assert (checked["files"], checked["texts"], checked["editions"], checked["originals"], checked["records"]) == (
        *(38, 8, 9, 8, 20),
    )


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--bag", "."), 2, "is no bag"),
        (("--bag", "nowhere"), 2, "is no bag"),
        (("bag",), 2, "revtrack verify --bag bag"),
        (("--bag", "bag", "--deep"), 2, "are for a store"),
        (("--bag",), 2, "revtrack verify --bag DIR"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_is_no_bag_is_refused_in_words(run, bag: Path, tmp_path: Path, words, code: int, said: str) -> None:
    ran = run("verify", *words, at=tmp_path)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
