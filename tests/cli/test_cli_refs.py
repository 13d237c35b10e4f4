"""References through the command line: resolved as documents arrive, ruled on, missing, stale, changed; marked everywhere."""

from __future__ import annotations

import csv
import io
import itertools
import json
from pathlib import Path

import jsonschema
import pytest

from revtrack.model.documents import Author
from revtrack.resources import folder
from revtrack.store import EventKind, open_store
from tests.register_server import Server

ADA = Author("Ada Archivist", "ada@example.invalid", 1_700_000_000)
GUIDE = (
    '# Draft guidelines\n\n1. The house follows the rules (doc. 7/19, hereinafter "the Rules").\n\n'
    "2. The Rules are read aloud each spring.\n\n3. See also doc. 5/18 LIMITE.\n"
)


def fits(value: dict[str, object]) -> dict[str, object]:
    schema = json.loads((folder("schemas") / "refs.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(value)
    return value


def add(run, at: Path, text: str, number: str, work: str, date: str, *more: str) -> None:
    path = at.parent / f"{number.replace('/', '-')}.md"
    path.write_text(text, encoding="utf-8")
    ran = run("add", str(path), "--as", number, "--work", work, "--lang", "en", "--date", date, *more, at=at)
    assert ran.code == 0, ran.err


@pytest.fixture
def house(run, tmp_path: Path) -> Path:
    """A store with guidelines that cite two documents nobody has."""
    assert run("init", "house", at=tmp_path).code == 0
    add(run, tmp_path / "house", GUIDE, "1/20", "guide", "2020-01-01")
    return tmp_path / "house"


def rows(ran) -> list[list[str]]:
    assert ran.code == 0, ran.err
    return [line.split("\t") for line in ran.out.splitlines()]


def test_a_document_cited_before_it_is_here_is_held_once_it_is_added(run, house: Path) -> None:
    before = {row[2]: row[5] for row in rows(run("refs", "1/20", "--plain", at=house))}
    assert before == {"7/19": "text not held", "5/18": "text not held"}
    add(run, house, "1. Boxes are carried by two.\n", "7/19", "rules", "2019-01-01")
    after = {row[2]: row[5] for row in rows(run("refs", "1/20", "--plain", at=house))}
    assert after == {"7/19": "held", "5/18": "text not held"}
    assert {row[0] for row in rows(run("refs", "7/19", "--in", "--plain", at=house))} == {"1/20"}


def test_a_defined_term_is_a_reference_of_the_paragraph_that_uses_it(run, house: Path) -> None:
    assert rows(run("refs", "1/20#2", "--plain", at=house)) == [
        ["1/20", "cites", "7/19", '¶ 2 "Rules"', "inferred", "text not held", "", "", ""]
    ]


def test_words_about_a_year_resolve_when_the_document_of_that_year_arrives(run, house: Path) -> None:
    add(run, house, "# House rules\n\n1. The rules of 2018 are kept in part.\n", "7/19", "rules", "2019-01-01")
    opened = run("refs", "7/19", at=house)
    assert '¶ 1 "rules of 2018": no document known here fits' in opened.out
    add(run, house, "# House rules\n\n1. Boxes are carried by two.\n", "3/18", "rules", "2018-05-05")
    assert rows(run("refs", "7/19", "--out", "--plain", at=house)) == [
        ["7/19", "cites", "3/18", '¶ 1 "rules of 2018"', "inferred", "held", "", "", ""]
    ]
    add(run, house, "# House rules\n\n1. Boxes are carried by one.\n", "4/18", "rules", "2018-06-06")
    again = run("refs", "7/19", "--out", at=house).out
    assert '¶ 1 "rules of 2018": 3/18 and 4/18 fit, so none is taken' in again
    assert "inferred" not in again


def test_what_announces_a_number_and_cannot_be_read_is_shown_everywhere_and_never_guessed(run, house: Path) -> None:
    text = "1. See doc. 99 56/14 and doc. 9956/2114.[^1]\n\n2. Read doc. 9956/14.\n\n[^1]: As in 5643/5/14 REV 4.\n"
    (house.parent / "worn.md").write_text(text, encoding="utf-8")
    ran = run("add", "../worn.md", "--as", "2/20", "--work", "worn", "--lang", "en", "--date", "2020-02-02", at=house)
    assert '¶ 1 "99 56/14" is not read as a document number: a space stands in it' in " ".join(ran.out.split())
    asked = run("refs", "2/20", at=house)
    assert rows(run("refs", "2/20", "--plain", at=house)) == [
        ["2/20", "cites", "9956/14", "¶ 2", "extracted", "text not held", "", "", ""]
    ]
    assert 'Unread          ¶ 1 "99 56/14" is not read as a number: a space stands in it' in asked.out
    told = fits(json.loads(run("refs", "2/20", "--json", at=house).out))["unread"]
    assert [(one["fragment"], one["bearer"], one["quote"]) for one in told] == [
        ("1", None, "99 56/14"),
        ("1", None, "9956/2114"),
        ("fn1", "1", "5643/5/14 REV 4"),
    ]
    assert [one["quote"] for one in json.loads(run("refs", "2/20#2", "--json", at=house).out)["unread"]] == []
    assert '¶ 1 "9956/2114" is not read' in " ".join(run("status", at=house).out.split())


def test_acts_by_name_are_the_documents_of_their_celex_numbers(run, house: Path) -> None:
    text = "1. It rests on Directives 95/46/EC and 2002/58/EC, Decision 94/95/EC and forordning (EF) nr. 1049/2001.\n"
    add(run, house, text, "2/20", "acts", "2020-02-02")
    add(run, house, "1. Text.\n", "Directive 95/46/EC", "privacy", "1995-10-24")
    assert [(row[2], row[3], row[5]) for row in rows(run("refs", "2/20", "--out", "--plain", at=house))] == [
        ("31995L0046", '¶ 1 "Directives 95/46/EC"', "held"),
        ("32002L0058", '¶ 1 "Directives 95/46/EC and 2002/58/EC"', "text not held"),
        ("Decision 94/95/EC", "¶ 1", "text not held"),
        ("32001R1049", '¶ 1 "forordning (EF) nr. 1049/2001"', "text not held"),
    ]
    assert [row[0] for row in rows(run("refs", "Directive 95/46/EC", "--in", "--plain", at=house))] == ["2/20"]


def test_a_document_that_is_only_referred_to_is_asked_for_by_any_of_its_names(run, house: Path) -> None:
    add(run, house, "1. It rests on Directives 95/46/EC and 2002/58/EC.\n", "2/20", "acts", "2020-02-02")
    for word in ("31995L0046", "Directive 95/46/EC", "directive 95/46/CE"):
        told = run("refs", word, at=house)
        assert told.code == 0
        assert "Referred to by  2/20 (cites, extracted)" in told.out
        assert [row[0] for row in rows(run("refs", word, "--plain", at=house))] == ["2/20"]
        traced = run("lineage", word, at=house)
        assert traced.code == 0
        assert "2/20  2020-02-02" in traced.out
    fits(json.loads(run("refs", "Directive 95/46/EC", "--json", at=house).out))
    for command in ("refs", "lineage"):
        unknown = run(command, "Directive 95/47/EC", at=house)
        assert (unknown.code, "unknown-version" in unknown.err) == (3, True)


def test_the_order_of_arrival_makes_no_difference(run, tmp_path: Path) -> None:
    documents = (
        (GUIDE, "1/20", "guide", "2020-01-01"),
        ("# House rules\n\n1. The rules of 2018 are kept in part.\n", "7/19", "rules", "2019-01-01"),
        ("# House rules\n\n1. Boxes are carried by two.\n", "3/18", "rules", "2018-05-05"),
    )
    told = set()
    for n, order in enumerate(itertools.permutations(documents)):
        run("init", f"s{n}", at=tmp_path)
        for document in order:
            add(run, tmp_path / f"s{n}", *document)
            run("refs", "--unresolved", at=tmp_path / f"s{n}")
        value = json.loads(run("refs", "--unresolved", "--json", at=tmp_path / f"s{n}").out)
        told.add(json.dumps({**value, "store": None}) + run("lineage", "1/20", "--plain", at=tmp_path / f"s{n}").out)
    assert len(told) == 1


def test_the_worked_example_takes_the_strategy_of_2005_and_no_other(run, example_once: Path) -> None:
    value = fits(json.loads(run("refs", "9956/14", "--json", at=example_once).out))
    inferred = {
        (r["relation"], r["target"], r["evidence"]["fragment"]) for r in value["references"] if r["state"] == "inferred"
    }
    assert inferred == {("revises", "15175/08", "2"), ("cites", "14781/1/05 REV 1", "2")}
    assert [(one["kind"], one["fragment"], one["month"], one["candidates"]) for one in value["open"]] == [
        ("action plan", "2", None, []),
        ("strategy", "4", 1, []),
        ("action plan", "4", 1, []),
    ]


def test_a_confirmed_relation_says_who_said_so_and_undo_takes_it_back(run, example_store: Path) -> None:
    done = run("refs", "--confirm", "9956/14", "revises", "15175/08", at=example_store)
    assert (done.code, done.out) == (0, "Confirmed 9956/14 revises 15175/08 (LIMITE)\nUndo: revtrack undo\n")
    shown = run("refs", "9956/14", at=example_store).out
    assert '¶ 2 "ajourført i november 2008"             ○  confirmed by Ada Archivist; LIMITE' in shown
    assert "--confirm 9956/14 revises" not in shown
    assert "confirmed" in run("lineage", "9956/14", at=example_store).out
    assert "Confirm 9956/14 revises 15175/08" in run("log", "--events", at=example_store).out
    again = run("refs", "--confirm", "9956/14", "revises", "15175/08", at=example_store)
    assert again.out == "Already confirmed by Ada Archivist: 9956/14 revises 15175/08 (LIMITE)\n"
    assert run("undo", at=example_store).code == 0
    assert "confirmed" not in run("refs", "9956/14", at=example_store).out
    assert run("undo", "--redo", at=example_store).code == 0
    assert run("refs", "9956/14", at=example_store).out == shown
    assert run("verify", at=example_store).code == 0


def test_a_rejected_relation_is_an_edge_nowhere(run, example_store: Path) -> None:
    done = run("refs", "--reject", "9956/14", "revises", "15175/08", at=example_store)
    assert done.out == "Rejected 9956/14 revises 15175/08 (LIMITE)\nUndo: revtrack undo\n"
    for words in (("refs", "9956/14"), ("refs", "15175/08"), ("lineage", "9956/14"), ("refs", "--unresolved")):
        out = run(*words, at=example_store).out
        assert "ajourført i november 2008" not in out
        assert "revises    15175/08" not in out
    assert (
        "1 relation rejected by a person: revtrack refs 9956/14 --rejected"
        in run("refs", "9956/14", at=example_store).out
    )
    listed = run("refs", "--rejected", at=example_store).out
    assert listed == (
        '9956/14 revises 15175/08 (LIMITE)   ¶ 2 "ajourført i november 2008"   rejected by Ada Archivist\n'
        "  revtrack refs --confirm 9956/14 revises 15175/08\n"
    )
    back = run("refs", "--confirm", "9956/14", "revises", "15175/08", at=example_store)
    assert "Gave way: rejected by Ada Archivist" in back.out
    assert run("refs", "--rejected", at=example_store).out == "No relation was rejected by a person\n"


def test_diff_takes_the_version_that_a_person_says_is_revised(run, house: Path) -> None:
    add(run, house, "1. Boxes are carried by one.\n", "3/18", "rules", "2018-01-01")
    add(run, house, "1. Boxes are carried by two.\n", "7/19", "rules", "2019-01-01")
    assert run("diff", "7/19", at=house).code == 2
    assert run("refs", "--confirm", "7/19", "revises", "3/18", at=house).code == 0
    assert "{+two+}" in run("diff", "7/19", at=house).out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--confirm", "1/20", "cites", "1/20"), 2, "1/20 stands in no relation to itself"),
        (("--confirm", "1/20", "likes", "7/19"), 2, "--confirm does not know 'likes'"),
        (("--confirm", "1/20", "cites", "8/21"), 3, "no version '8/21' in this store"),
        (("--confirm", "8/21", "cites", "1/20"), 3, "no version '8/21' in this store"),
        (("--reject", "1/20", "amends", "7/19"), 2, "nothing here says that 1/20 amends 7/19"),
        (("--confirm", "1/20", "cites"), 2, "--confirm"),
        (("1/20", "--confirm", "1/20", "cites", "7/19"), 2, "stands beside them"),
        (("--confirm", "1/20", "cites", "7/19", "--reject", "1/20", "cites", "7/19"), 2, "are two questions"),
        ((), 2, "whose references?"),
        (("1/20", "7/19"), 2, "revtrack refs --diff 1/20 7/19"),
        (("--stale", "--unresolved"), 2, "--unresolved and --stale are two questions"),
        (("--stale", "--in"), 2, "--in, --out and --both do not go with --stale"),
        (("--stale", "1/20#1"), 2, "names a place"),
        (("1/20#99",), 3, "there is no ¶ 99"),
        (("7/19#1",), 3, "7/19"),
        (("--unresolved", "8/21"), 3, "no version '8/21' in this store"),
        (("--diff", "1/20", "8/21"), 3, "no version '8/21' in this store"),
        (("1/20", "--rel", "likes"), 2, "--rel does not know 'likes'"),
        (("1/20", "-o", "references.xyz"), 2, "does not say which format"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_asked_is_said_and_nothing_is_written(
    run, house: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    tip = open_store(house).tip()
    ran = run("refs", *words, at=house)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert "try:" in ran.err
    assert open_store(house).tip() == tip


def test_a_confirmation_of_the_opposite_is_refused_with_what_was_confirmed(run, example_store: Path) -> None:
    run("refs", "--confirm", "9956/14", "revises", "15175/08", at=example_store)
    ran = run("refs", "--confirm", "15175/08", "revises", "9956/14", at=example_store)
    assert ran.code == 2
    assert "contradicts what Ada Archivist confirmed" in ran.err
    assert "revtrack refs --reject 9956/14 revises 15175/08" in ran.err


def test_a_relation_to_something_later_is_kept_with_a_note(run, example_store: Path) -> None:
    ran = run("refs", "--confirm", "15175/08", "cites", "9956/14", at=example_store)
    assert ran.code == 0
    assert "note: 15175/08 is dated 2008-11-14, before 9956/14 (2014-05-19)" in ran.err
    assert "confirmed by Ada Archivist" in run("refs", "15175/08", at=example_store).out


def test_verify_finds_rulings_that_cannot_be_read_or_contradict_each_other(run, example_store: Path) -> None:
    run("refs", "--confirm", "9956/14", "revises", "15175/08", at=example_store)
    store = open_store(example_store)
    name = "relations/9956-14.json"
    told = json.loads(store.decision(name) or b"")
    told["rulings"].append({**told["rulings"][0], "verdict": "rejected", "by": "Bo"})
    store.decide({name: json.dumps(told).encode()}, kind=EventKind.DECIDE, summary="Merge", author=ADA)
    contested = run("verify", at=example_store)
    assert contested.code == 0
    assert "is both confirmed and rejected, so neither is applied" in contested.out
    assert "inferred; confirm?" in run("refs", "9956/14", at=example_store).out
    told["rulings"][0]["to"] = "9956/1/14 REV 2"
    store.decide({name: json.dumps(told).encode()}, kind=EventKind.DECIDE, summary="Break", author=ADA)
    broken = run("verify", at=example_store)
    assert broken.code == 1
    assert "curation/relations/9956-14.json" in broken.out
    ran = run("refs", "9956/14", at=example_store)
    assert (ran.code, ran.out) == (5, "")
    store.decide({name: None, "relations/x.da.json": b"{}"}, kind=EventKind.DECIDE, summary="X", author=ADA)
    assert "is no name that rulings on relations could have" in run("verify", at=example_store).out


def test_the_shopping_list_groups_by_document_and_says_how_to_get_it(run, house: Path) -> None:
    add(run, house, "1. As doc. 7/19 has it.\n", "2/20", "other", "2020-02-02")
    out = run("refs", "--unresolved", at=house).out
    assert out.startswith("2 documents are referred to, text not held\n  ○ 7/19\n")
    assert "      get it: revtrack fetch 7/19 --lang en\n" in out
    assert "  ○ 5/18   marked LIMITE\n" in out
    assert run("refs", "--unresolved", "2/20", at=house).out.startswith(
        "1 document is referred to by 2/20, text not held\n"
    )
    value = fits(json.loads(run("refs", "--unresolved", "--json", at=house).out))
    assert [(one["number"], len(one["references"])) for one in value["unresolved"]] == [("7/19", 3), ("5/18", 1)]


def test_the_command_of_the_shopping_list_works(run, house: Path, server: Server) -> None:
    value = json.loads(run("refs", "--unresolved", "--json", at=house).out)
    asked = value["unresolved"][0]["get"].removeprefix("revtrack ").split()
    missing = run(*asked, at=house)
    assert (missing.code, server.paths()) == (3, ["/doc/document/ST-5-2018-INIT/en/pdf"])
    path = house.parent / "got.md"
    path.write_text("1. Boxes are carried by two.\n", encoding="utf-8")
    words = ("add", str(path), "--as", "5/18", "--work", "rules", "--lang", "en", "--date", "unknown")
    assert run(*words, at=house).code == 0
    after = json.loads(run("refs", "--unresolved", "--json", at=house).out)
    assert len(after["unresolved"]) == len(value["unresolved"]) - 1


def test_a_stale_reference_is_shown_with_both_edges_and_what_to_cite(run, house: Path) -> None:
    add(run, house, "1. Boxes are carried by one.\n", "7/19", "rules", "2019-01-01")
    assert run("refs", "--stale", at=house).out.startswith("No stale references\n")
    add(run, house, "1. Boxes are carried by two.\n", "9/20", "rules", "2020-09-09", "--revises", "7/19")
    out = run("refs", "--stale", at=house).out
    assert "1/20 cites 7/19   ¶ 1   extracted" in out
    assert "9/20 revises 7/19" in out
    assert "cite now: 9/20" in out
    assert "in force, the newest version of each work that no other document here revises" in out
    value = fits(json.loads(run("refs", "--stale", "--json", at=house).out))
    assert [one["current"][0]["number"] for one in value["stale"]] == ["9/20", "9/20"]
    run("refs", "--reject", "9/20", "revises", "7/19", at=house)
    assert run("refs", "--stale", at=house).out.startswith("No stale references\n")


def test_references_of_two_versions_are_put_beside_each_other(run, house: Path) -> None:
    other = GUIDE.replace("7/19", "9/20").replace("3. See also doc. 5/18 LIMITE.", "3. See also docs 6/18 and 8/18.")
    add(run, house, other, "11/20", "guide", "2020-11-11")
    out = run("refs", "--diff", "1/20", "11/20", at=house).out
    assert "~ retargeted  now cites 9/20 instead of 7/19   ¶ 1   replaced in place" in out
    assert "~ retargeted  now cites 9/20 instead of 7/19   ¶ 2" in out
    assert "− lost        cites 5/18 (LIMITE)   ¶ 3   extracted" in out
    value = fits(json.loads(run("refs", "--diff", "1/20..11/20", "--json", at=house).out))
    assert {ref["target"] for ref in value["gained"]} == {"6/18", "8/18"}
    back = fits(json.loads(run("refs", "--diff", "11/20", "1/20", "--json", at=house).out))
    assert {ref["target"] for ref in back["lost"]} == {"6/18", "8/18"}


def test_files_that_are_not_in_a_store_are_read_as_they_are(run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(GUIDE, encoding="utf-8")
    (tmp_path / "b.md").write_text(GUIDE.replace("7/19", "9/20"), encoding="utf-8")
    ran = run("refs", "--diff", "./a.md", "./b.md", at=tmp_path)
    assert ran.code == 0, ran.err
    assert "now cites 9/20 instead of 7/19" in ran.out
    alone = run("refs", "./a.md", "--plain", at=tmp_path)
    assert [row[2] for row in rows(alone)] == ["7/19", "5/18", "7/19"]
    assert [row[2] for row in rows(run("refs", "./a.md#3", "--plain", at=tmp_path))] == ["5/18"]


def test_two_languages_have_their_references_compared_without_places(run, house: Path) -> None:
    path = house.parent / "da.md"
    path.write_text("1. Huset følger dok. 7/19 og dok. 6/19 i alt og hver dag, sommer og vinter.\n", encoding="utf-8")
    added = run("add", str(path), "--as", "1/20", "--work", "guide", "--lang", "da", "--date", "2020-01-01", at=house)
    assert added.code == 0, added.err
    ran = run("refs", "--diff", "1/20:en", "1/20:da", at=house)
    assert ran.code == 0, ran.err
    assert "the languages differ" in ran.out
    assert "+ gained      cites 6/19" in ran.out
    assert [row[2] for row in rows(run("refs", "1/20:da", "--out", "--plain", at=house))] == ["7/19", "6/19"]


def test_an_older_edition_is_asked_for_itself(run, house: Path) -> None:
    path = house.parent / "1-20.md"
    path.write_text(GUIDE.replace("5/18", "6/18"), encoding="utf-8")
    more = ("--lang", "en", "--date", "2020-01-01", "--correct", "--reason", "misread")
    assert run("add", str(path), "--as", "1/20", "--work", "guide", *more, at=house).code == 0
    assert "6/18" in run("refs", "1/20", at=house).out
    older = run("refs", "1/20:en@1", at=house).out
    assert "5/18" in older
    assert "6/18" not in older


FORMS = (("1/20",), ("--unresolved",), ("--stale",), ("--rejected",), ("--diff", "1/20", "11/20"))


@pytest.mark.parametrize("words", FORMS, ids=" ".join)
def test_every_question_has_every_form_and_none_forgets_a_marking(run, house: Path, words: tuple[str, ...]) -> None:
    add(run, house, GUIDE.replace("7/19", "9/20"), "11/20", "guide", "2020-11-11")
    add(run, house, "1. Boxes are carried by one.\n", "5/18", "rules", "2018-01-01")
    add(run, house, "1. Boxes are carried by two.\n", "9/21", "rules", "2021-01-01", "--revises", "5/18")
    run("refs", "--reject", "1/20", "cites", "5/18", at=house)
    run("refs", "--confirm", "1/20", "cites", "5/18", at=house) if "--rejected" not in words else None
    text, plain = run("refs", *words, at=house), run("refs", *words, "--plain", at=house)
    assert fits(json.loads(run("refs", *words, "--json", at=house).out)) == fits(
        json.loads(run("refs", *words, "-f", "json", at=house).out)
    )
    table = run("refs", *words, "-f", "csv", at=house)
    assert table.out.startswith("\ufeff")
    head, *body = csv.reader(io.StringIO(table.out.removeprefix("\ufeff")))
    assert len(body) == len(plain.out.splitlines())
    assert {len(row) for row in body} <= {len(head)}
    markdown = run("refs", *words, "-f", "md", at=house)
    assert markdown.out.startswith("# ")
    for ran in (text, plain, table, markdown):
        assert ran.code == 0
        if "5/18" in ran.out and words != ("--unresolved",):
            assert "LIMITE" in ran.out


def test_a_table_goes_to_a_file_and_is_not_overwritten(run, house: Path) -> None:
    assert run("refs", "--unresolved", "-o", "wanted.csv", at=house).code == 0
    written = (house / "wanted.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    (house / "wanted.csv").write_bytes(written + b"mine")
    assert run("refs", "--unresolved", "-o", "wanted.csv", at=house).code == 5
    assert run("refs", "--unresolved", "-o", "wanted.csv", "--force", at=house).code == 0
    assert (house / "wanted.csv").read_bytes() == written


def test_a_cell_that_looks_like_a_formula_is_guarded(run, house: Path) -> None:
    add(run, house, '1. The text (doc. 7/19, hereinafter "the Rules") holds.\n', "=1+1", "odd", "2020-01-01")
    ran = run("refs", "=1+1", "-f", "csv", at=house)
    assert ran.code == 0, ran.err
    assert '"\'=1+1"' in ran.out
    assert "begin" in ran.err


def test_two_documents_that_claim_one_number_are_both_shown(run, house: Path) -> None:
    from revtrack.model.dates import UNKNOWN_DATE
    from revtrack.model.documents import Edition, Source
    from revtrack.model.language import Language
    from revtrack.model.numbers import DocumentNumber
    from revtrack.model.texts import Component, Expression, Paragraph, Role, WorkId
    from revtrack.workflows.deposits import edition_deposit

    store = open_store(house)
    for name in ("20/19", "21/19"):
        body = Component("main", (Paragraph(Role.PARAGRAPH, f"Rule {name}.", "1."),))
        text = Expression(
            WorkId("w"),
            DocumentNumber.parse(name),
            Language.EN,
            (body,),
            UNKNOWN_DATE,
            aliases=(DocumentNumber.parse("7/19"),),
        )
        source = Source(name.encode(), "text/plain", "txt")
        store.add(
            [edition_deposit(Edition(text), "w", source, None)], kind=EventKind.ADD, summary=f"Add {name}", author=ADA
        )
        if name == "20/19":
            assert {row[2] for row in rows(run("refs", "1/20", "--plain", at=house))} == {"20/19", "5/18"}
    out = run("refs", "1/20", at=house).out
    assert "Disputed        7/19 is claimed by 20/19 and 21/19" in out
    assert {row[2] for row in rows(run("refs", "1/20", "--plain", at=house))} == {"7/19", "5/18"}
    assert "claimed by 20/19 and 21/19, so neither is taken" in run("refs", "--unresolved", at=house).out


COUNCIL = """COUNCIL OF
THE EUROPEAN UNION

Brussels, 19 May {year}
(OR. en)

{number}

LIMITE

JAI 332
ENFOPOL 138

NOTE

From:	Presidency
To:	Council
Subject:	Rules of the house

1. The reading room opens at {hour}.
2. Doc. 5469/3/07 REV 3 EU RESTRICTED applies.
"""


@pytest.fixture
def marked(run, tmp_path: Path) -> Path:
    """Two versions of a text whose header says LIMITE."""
    run("init", "marked", at=tmp_path)
    for number, year, hour in (("9951/20", 2020, "five"), ("9952/21", 2021, "six")):
        path = tmp_path / f"{year}.txt"
        path.write_text(COUNCIL.format(number=number, year=year, hour=hour), encoding="utf-8")
        assert run("add", str(path), "--work", "house", "--lang", "en", at=tmp_path / "marked").code == 0
    return tmp_path / "marked"


@pytest.mark.parametrize("form", [(), ("--plain",), ("--json",)], ids=["text", "plain", "json"])
@pytest.mark.parametrize(
    "words",
    [("log",), ("show", "9951/20"), ("show", "9951/20#1"), ("diff", "9951/20", "9952/21"), ("refs", "9951/20")],
    ids=" ".join,
)
def test_a_marking_is_printed_in_every_form(run, marked: Path, words: tuple[str, ...], form: tuple[str, ...]) -> None:
    ran = run(*words, *form, at=marked)
    assert ran.code == 0
    assert "LIMITE" in ran.out
    if words[0] == "refs":
        assert "EU RESTRICTED" in ran.out
    if form == ("--json",):
        schema = json.loads((folder("schemas") / f"{words[0]}.schema.json").read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator(schema).validate(json.loads(ran.out))
    if form == ("--plain",):
        assert len({line.count("\t") for line in ran.out.splitlines()}) == 1
        assert all("LIMITE" in line for line in ran.out.splitlines())


@pytest.mark.parametrize("form", [("-f", "md"), ("-f", "csv"), ("--plain",), ("--json",), ()])
@pytest.mark.parametrize("words", [("--unresolved",), ("--diff", "9951/20", "9952/21"), ("9951/20",)], ids=" ".join)
def test_no_answer_of_refs_forgets_either_marking(
    run, marked: Path, words: tuple[str, ...], form: tuple[str, ...]
) -> None:
    out = run("refs", *words, *form, "-v", at=marked).out
    assert "LIMITE" in out
    assert "EU RESTRICTED" in out
