from __future__ import annotations

import hashlib

import pytest

from revtrack.errors import BadValue
from revtrack.store import layout
from revtrack.store.contract import EditionKey, RecordKey, TextKey
from revtrack.store.layout import Part, Place

DANISH = EditionKey("eu-crr", "9956-14", "da", 1)
KNOWN = RecordKey("eu-crr", "15175-08")


def test_files_of_an_edition_lie_beside_each_other_in_the_folder_of_their_number():
    assert layout.xml_path(0, DANISH) == "versions/eu-crr/9956-14/da.1.xml"
    assert layout.manifest_path(0, DANISH) == "versions/eu-crr/9956-14/da.1.json"
    assert layout.source_path(0, DANISH, "txt") == "versions/eu-crr/9956-14/da.1.source.txt"
    assert layout.xml_path(0, KNOWN) == "versions/eu-crr/15175-08/record.xml"


def test_two_levels_of_folders_come_from_the_hash_of_the_work():
    digest = hashlib.sha256(b"eu-crr").hexdigest()
    assert layout.xml_path(2, KNOWN) == f"versions/{digest[:2]}/{digest[2:4]}/eu-crr/15175-08/record.xml"


@pytest.mark.parametrize(
    ("told", "kept"),
    [("txt", "txt"), (".PDF", "pdf"), ("json", "json"), ("../x", "bin"), ("", "bin"), ("docx.lock", "bin")],
)
def test_an_extension_that_cannot_stand_in_a_path_becomes_bin(told: str, kept: str):
    assert layout.source_path(0, DANISH, told).endswith(f"da.1.source.{kept}")


@pytest.mark.parametrize("fanout", layout.FANOUTS)
def test_paths_are_read_back(fanout: int):
    assert layout.read_path(fanout, layout.xml_path(fanout, KNOWN)) == Place(KNOWN, Part.XML)
    assert layout.read_path(fanout, layout.xml_path(fanout, DANISH)) == Place(DANISH, Part.XML)
    assert layout.read_path(fanout, layout.manifest_path(fanout, DANISH)) == Place(DANISH, Part.MANIFEST)
    assert layout.read_path(fanout, layout.source_path(fanout, DANISH, "json")) == Place(DANISH, Part.SOURCE)


@pytest.mark.parametrize(
    "path",
    [
        "versions/eu-crr/9956-14/notes.txt",
        "versions/eu-crr/9956-14/da.0.xml",
        "versions/eu-crr/9956-14/da.01.xml",
        "versions/eu-crr/9956-14/DA.1.xml",
        "versions/eu-crr/9956-14/deeper/da.1.xml",
        "versions/eu-crr/da.1.xml",
        "versions/EU-crr/9956-14/da.1.xml",
        "versions/eu-crr/con/da.1.xml/",
        "versions/../9956-14/da.1.xml",
        "versions/00/00/eu-crr/9956-14/da.1.xml",
        "elsewhere/eu-crr/9956-14/da.1.xml",
    ],
)
def test_a_path_that_the_rule_does_not_give_is_read_as_none(path: str):
    assert layout.read_path(0, path) is None


def test_a_work_in_the_wrong_folder_of_a_large_store_is_read_as_none():
    assert layout.read_path(2, "versions/00/00/eu-crr/9956-14/da.1.xml") is None


@pytest.mark.parametrize("work", ["con", "aux", "..", "", "A", "a/b", "-x", "a" * 61])
def test_a_work_that_is_no_folder_everywhere_is_refused(work: str):
    with pytest.raises(BadValue):
        layout.work_folder(0, work)


def test_versions_are_named_in_words():
    assert layout.words(DANISH) == "9956-14:da edition 1 (eu-crr)"
    assert layout.words(KNOWN) == "15175-08 record (eu-crr)"
    assert layout.path_in_words(0, "versions/eu-crr/9956-14/da.1.xml") == "9956-14:da edition 1 (eu-crr)"
    assert layout.path_in_words(0, "versions/eu-crr/9956-14/da.1.json") == "9956-14:da edition 1 (eu-crr), manifest"
    assert layout.path_in_words(0, "versions/eu-crr/9956-14/da.1.source.txt").endswith(", original")
    assert layout.path_in_words(0, "versions/\u202e\n") == "versions/\\u202e\\n"


def test_rulings_on_two_texts_lie_in_one_file_whichever_is_named_first():
    one, other = TextKey("9956-14", "da"), TextKey("15175-08", "da")
    name = "pairings/15175-08.da/9956-14.da.json"
    assert layout.pairings_name(one, other) == layout.pairings_name(other, one) == name
    assert layout.read_pairings_name(name) == (other, one)
    assert layout.decision_path(name) == f"curation/{name}"


def test_the_longest_slugs_can_be_ruled_on():
    key = TextKey("a" * 80, "nob")
    name = layout.pairings_name(key, key)
    assert layout.decision_path(name)
    assert layout.read_pairings_name(name) == (key, key)


@pytest.mark.parametrize(
    "name",
    [
        "pairings/9956-14.da/15175-08.da.json",
        "pairings/15175-08.da/9956-14.da",
        "pairings/15175-08/9956-14.json",
        "pairings/15175-08.da.json",
        "pairings/a.da/b.da/c.da.json",
        "pairings/A.da/b.da.json",
        "works.json",
    ],
)
def test_a_name_that_the_rule_does_not_give_is_read_as_none(name: str):
    assert layout.read_pairings_name(name) is None


def test_a_file_of_rulings_on_relations_bears_the_slug_of_its_document():
    assert layout.relations_name("14781-1-05") == "relations/14781-1-05.json"
    assert layout.read_relations_name("relations/14781-1-05.json") == "14781-1-05"
    assert layout.decision_path("relations/14781-1-05.json") == "curation/relations/14781-1-05.json"


@pytest.mark.parametrize(
    "name", ["relations/x.da.json", "relations/a/b.json", "relations/A.json", "relations/a", "a.json"]
)
def test_no_other_name_is_one_of_rulings_on_relations(name: str):
    assert layout.read_relations_name(name) is None
