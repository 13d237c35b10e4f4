"""A reader written from docs/store-format.md alone: git, JSON and SHA-256, and none of revtrack's code."""

from __future__ import annotations

import hashlib
import json
import tomllib
from pathlib import Path

import pytest

from revtrack.store import EventKind, Settings, create
from tests.store_samples import ANN, edition, plain_git, record


def _sha(data: str) -> str:
    return hashlib.sha256(data.encode()).hexdigest()


def _files(folder: Path) -> dict[str, str]:
    listed = plain_git(folder, "ls-tree", "-r", "--name-only", "HEAD").split()
    return {path: plain_git(folder, "cat-file", "blob", f"HEAD:{path}") for path in listed}


def _root(files: dict[str, str]) -> str:
    """Section 4: folded folder by folder; manifests and records alone have lines of their own."""
    lines: dict[str, str] = {}
    below: dict[str, dict[str, str]] = {}
    for path, text in files.items():
        name, slash, rest = path.partition("/")
        if slash:
            below.setdefault(name, {})[rest] = text
        elif name.endswith(".json") or name == "record.xml":
            lines[name] = _sha(text)
    lines |= {name: _root(inner) for name, inner in below.items()}
    return _sha("".join(f"{lines[name]}  {name}\n" for name in sorted(lines)))


@pytest.mark.parametrize("fanout", [0, 2])
def test_a_reader_written_from_the_page_reads_the_store(tmp_path: Path, fanout: int):
    store = create(tmp_path / "s", settings=Settings(title="T", fanout=fanout), author=ANN)
    better = edition(text="better", ordinal=2, original=None)
    store.add([edition(), record()], kind=EventKind.ADD, summary="Add", author=ANN)
    store.add([better, edition("1/14", work="other")], kind=EventKind.CORRECT, summary="Correct", author=ANN)
    files = _files(tmp_path / "s")
    assert tomllib.loads(files["revtrack.toml"]) == {"format": 1, "title": "T", "fanout": fanout, "ui_lang": "en"}
    for path, text in files.items():
        if path.endswith(".json"):
            told = json.loads(text)
            for part in (told["xml"], told["original"]):
                assert (len(files[part["path"]]), _sha(files[part["path"]])) == (part["bytes"], part["sha256"])
            assert told["xml"]["path"] == path.removesuffix("json") + "xml"
            assert text == json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":")) + "\n"
    body = plain_git(tmp_path / "s", "log", "-1", "--format=%B").strip().split("\n\n")[-1]
    versions = {path.removeprefix("versions/"): text for path, text in files.items() if path.startswith("versions/")}
    assert body == f"Revtrack-Event: correct\nRevtrack-Root: {_root(versions)}"
    digest = _sha("eu-crr")
    first = f"versions/{digest[:2]}/{digest[2:4]}/eu-crr" if fanout else "versions/eu-crr"
    assert f"{first}/9956-14/da.2.xml" in files


def test_withdrawals_stand_where_the_page_says(tmp_path: Path):
    store = create(tmp_path / "s", settings=Settings(), author=ANN)
    added = store.add([edition()], kind=EventKind.ADD, summary="Add", author=ANN).commit
    store.undo(author=ANN)
    files = _files(tmp_path / "s")
    assert files["curation/withdrawn.json"] == '{"format":1,"paths":["versions/eu-crr/9956-14/da.1.xml"]}\n'
    assert plain_git(tmp_path / "s", "log", "-1", "--format=%B").strip().endswith(f"Revtrack-Undoes: {added}")
    store.redo(author=ANN)
    assert "curation/withdrawn.json" not in _files(tmp_path / "s")


def test_rulings_are_kept_as_the_page_says(tmp_path: Path, example_store: Path):
    from revtrack.store import open_store
    from revtrack.workflows import pairs, rulings
    from revtrack.workflows.catalogue import Catalogue

    catalogue = Catalogue(open_store(example_store))
    pair = pairs.pair_of(catalogue, ("demo@2", "demo@1"), lambda path: b"")
    rulings.decide(catalogue, pair, confirm=("2=2,3", "fn1=fn1"), reject=("7=4",), author=ANN)
    text = _files(example_store)["curation/pairings/demo-1.en/demo-2.en.json"]
    told = json.loads(text)
    assert text == json.dumps(told, sort_keys=True, ensure_ascii=False, indent=1) + "\n"
    assert told["format"] == 1
    shown = [
        (ruling["verdict"], ruling["class"], *([p["fragment"] for p in ruling[side]["places"]] for side in SIDES))
        for ruling in told["rulings"]
    ]
    assert shown == [
        ("confirmed", "footnote", ["fn1"], ["fn1"]),
        ("confirmed", "paragraph", ["2", "3"], ["2"]),
        ("rejected", "paragraph", ["4"], ["7"]),
    ]
    (place,) = told["rulings"][2]["first"]["places"]
    text = "Bags and coats are left in the lockers by the door, and the key is handed back at the end of the visit."
    assert place == {"eid": "main__para_4", "fragment": "4", "sha256": _sha(text), "wid": "main__para_4"}
    assert {ruling[side]["edition"] for ruling in told["rulings"] for side in SIDES} == {1}


def test_rulings_on_relations_are_kept_as_the_page_says(example_store: Path):
    from revtrack.model.pairings import Verdict
    from revtrack.model.relations import Relation
    from revtrack.store import open_store
    from revtrack.workflows import ruledrelations
    from revtrack.workflows.catalogue import Catalogue

    for relation, verdict in ((Relation.REVISES, Verdict.CONFIRMED), (Relation.CITES, Verdict.REJECTED)):
        catalogue = Catalogue(open_store(example_store))
        to = "15175/08" if verdict is Verdict.CONFIRMED else "9447/13"
        ruledrelations.decide(catalogue, "eu-crr@2014", relation, to, verdict=verdict, author=lambda: ANN)
    text = _files(example_store)["curation/relations/9956-14.json"]
    told = json.loads(text)
    assert text == json.dumps(told, sort_keys=True, ensure_ascii=False, indent=1) + "\n"
    assert told == {
        "format": 1,
        "rulings": [
            {"from": "9956/14", "relation": "cites", "to": "9447/13", "verdict": "rejected", "by": ANN.name},
            {"from": "9956/14", "relation": "revises", "to": "15175/08", "verdict": "confirmed", "by": ANN.name},
        ],
    }


SIDES = ("first", "second")
