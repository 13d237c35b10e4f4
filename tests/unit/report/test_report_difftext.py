"""The terminal form of a comparison says each change once, where a reader looks for it, and what it does not show."""

from __future__ import annotations

from msgspec import structs
from report_family import golden
from report_samples import Compared, council, demo, draft, house_view, word_edits

from revtrack.model.changes import Comparison, Kind, Pattern, Reason, Signal, TextUnit
from revtrack.report.difftext import diff_plain, diff_text
from revtrack.report.style import Style

WIDE = Style(width=0)
PAGE = "Full page: revtrack report demo@1 demo@2 -o changes.html"


def compared(old: list[str], new: list[str]) -> Compared:
    return Compared(draft("1", old), draft("2", new))


def test_the_demo_reads_as_the_command_line_page_has_it() -> None:
    assert diff_text(demo().view(hint=PAGE), WIDE) == golden("diff_demo.txt")


def test_the_demo_can_be_read_on_a_narrow_terminal_without_signs() -> None:
    assert diff_text(demo().view(), Style(width=60, ascii=True)) == golden("diff_demo_ascii.txt")


def test_the_house_rules_show_merges_patterns_moves_with_edits_and_rewriting() -> None:
    assert diff_text(house_view(), Style()) == golden("diff_house.txt")


def test_verbose_lists_the_places_of_a_pattern_as_changes_of_their_own() -> None:
    assert diff_text(house_view(), Style(verbose=True)) == golden("diff_house_verbose.txt")


def test_no_differences_are_said_in_words() -> None:
    same = compared(["One."], ["One."]).same("1")
    assert diff_text(same.view(), WIDE).splitlines()[1] == "1 → 1 paragraph, no differences"


def test_only_hidden_differences_are_counted_and_said_to_be_hidden() -> None:
    found = compared(['The "word".'], ["The “word”."]).add(Kind.MODIFIED, "1", "1", Signal.TYPOGRAPHY)
    view = found.view(shown=(), hidden={"typography": 1, "unchanged": 7, "place": 2, "kind": 0})
    assert diff_text(view, WIDE).splitlines()[1:] == [
        "1 → 1 paragraph: 1 changed in typography only",
        "",
        "Not shown: 1 changed in typography only (--ignore none shows them), 2 in other places",
    ]


def test_typography_is_named_when_it_is_shown() -> None:
    found = compared(['The "word".'], ["The “word”."]).add(Kind.MODIFIED, "1", "1", Signal.TYPOGRAPHY)
    assert "  ~ ¶ 1  typography only\n" in diff_text(found.view(), WIDE)


def test_one_inserted_paragraph_folds_the_renumbering_of_all_others_over_their_headings() -> None:
    old = ["One.", "Two.", "# Part", "Three.", "Four."]
    found = compared(old, ["New.", *old]).add(Kind.INSERTED, "", "1").same("1=2", "2=3", "h:part", "3=4", "4=5")
    assert diff_text(found.view(), WIDE).splitlines()[3:] == [
        "  + ¶ 1           new",
        "      {+New.+}",
        "  # ¶¶ 1–4 → 2–5  renumbered only (4)",
    ]


def test_a_paragraph_that_keeps_its_number_is_not_folded_into_its_renumbered_neighbours() -> None:
    texts = (["A.", "B.", "C.", "D."], ["A.", "B.", "C.", "D."])
    found = compared(*texts).same("1", "2", "3", "4")
    found.changes[0] = structs.replace(found.changes[0], renumbered=True)
    found.changes[2] = structs.replace(found.changes[2], renumbered=True)
    assert diff_text(found.view(), WIDE).count("renumbered only\n") == 2


def test_footnotes_fold_among_themselves() -> None:
    old = ["One. ^a", "Two. ^b"]
    found = compared(old, ["New. ^n", *old]).add(Kind.INSERTED, "", "1").add(Kind.INSERTED, "", "fn1")
    found.same("1=2", "fn1=fn2", "2=3", "fn2=fn3")
    text = diff_text(found.view(), WIDE)
    assert "  # ¶¶ 1–2 → 2–3  renumbered only (2)\n" in text
    assert "  # fn 1–2 → 2–3  renumbered only (2)\n" in text


def test_a_new_marker_in_the_same_place_is_said() -> None:
    found = compared(["One."], ["One."]).same("1")
    found.new = (structs.replace(found.new[0], marker="(1)"),)
    found.changes[0] = structs.replace(found.changes[0], renumbered=True)
    assert '  # ¶ 1  renumbered only, "1." → "(1)"\n' in diff_text(found.view(), WIDE)


def test_a_blank_that_a_split_took_away_is_not_shown() -> None:
    found = compared(["One. Two."], ["One.", "Two."])
    found.add(Kind.SPLIT, "1", "1 2", edits=(("=", "One."), ("-", " "), ("+", "\n"), ("=", "Two.")))
    assert diff_text(found.view(), WIDE).splitlines()[4:] == ["      One.", "      Two."]


def test_context_shows_unchanged_neighbours_and_no_others() -> None:
    old = ["One.", "Two.", "Three.", "Four."]
    found = compared(old, ["One.", "Two.", "Drei.", "Four."]).same("1", "2")
    found.add(Kind.MODIFIED, "3", "3").same("4")
    lines = diff_text(found.view(context=1), WIDE).splitlines()[3:]
    assert lines == [
        "  = ¶ 2  unchanged",
        "      Two.",
        "  ~ ¶ 3  modified",
        "      [-Three-]{+Drei+}.",
        "  = ¶ 4  unchanged",
        "      Four.",
    ]


def test_a_corrected_edition_is_said_with_its_number_and_where_the_first_is() -> None:
    found = Compared(council(), council())
    view = found.view(sources=("9956/14:da@1", "9956/14"))
    old = structs.replace(view.old, editions=2)
    new = structs.replace(view.new, edition=2, editions=2)
    text = diff_text(structs.replace(view, old=old, new=new), WIDE)
    assert "9956/14:da@1: edition 1 of 2, as received\n" in text
    assert "9956/14: edition 2, editorial correction; as received: 9956/14:da@1\n" in text


def test_markings_of_restricted_documents_are_printed() -> None:
    text = diff_text(Compared(council(), council()).view(sources=("a", "b")), WIDE)
    assert "a: marked LIMITE\n" in text
    assert "b: marked LIMITE\n" in text


def test_a_file_is_said_not_to_be_in_the_store() -> None:
    view = demo().view(sources=("demo@1", "./draft.md"))
    view = structs.replace(view, new=structs.replace(view.new, path="./draft.md"))
    assert "./draft.md: read from the file, not in the store\n" in diff_text(view, WIDE)


def test_list_items_are_counted_apart_from_paragraphs() -> None:
    found = compared(["One.", "- a", "- b"], ["One.", "- a"]).same("1", "1.1").add(Kind.DELETED, "1.2")
    assert diff_text(found.view(), WIDE).splitlines()[1] == "1 → 1 paragraph, 2 → 1 item: 1 deleted"


def test_components_without_headings_are_named() -> None:
    found = Compared(council(), council()).add(Kind.MODIFIED, "note.1", "note.1", edits=(("=", "Rådet"), ("+", " x")))
    found.add(Kind.MODIFIED, "1", "1", edits=(("=", "Terrorisme"), ("+", " x")))
    lines = diff_text(found.view(), WIDE).splitlines()
    assert lines[lines.index("NOTE") + 1].startswith("  ~ ¶ note.1")
    assert lines[lines.index("Udkast til revideret EU-strategi") + 1].startswith("  ~ ¶ 1 ")


def test_a_pattern_in_many_places_lists_the_first_and_says_how_to_see_all() -> None:
    old = [f"The {'colour' if n % 2 else 'shade'} is {n}." for n in range(9)]
    new = [text.replace("colour", "color") for text in old]
    found = compared(old, new)
    for number, (before, after) in enumerate(zip(old, new, strict=True), 1):
        found.add(Kind.UNCHANGED if before == after else Kind.MODIFIED, str(number), str(number))
    changed = tuple(n for n, change in enumerate(found.changes) if change.kind is Kind.MODIFIED)
    view = found.view(patterns=(Pattern("colour", "color", 4, changed),))
    assert diff_text(view, WIDE).splitlines()[2:] == ["", "~ 4 × colour → color   ¶¶ 2, 4, 6 … (-v lists them)"]
    verbose = diff_text(view, Style(width=0, verbose=True))
    assert "~ 4 × colour → color   ¶¶ 2, 4, 6, 8\n" in verbose
    assert verbose.count("[-colour-]{+color+}") == 4


def test_a_change_that_is_more_than_its_patterns_keeps_its_row() -> None:
    found = compared(["The colour is red."], ["The color is blue."])
    found.add(Kind.MODIFIED, "1", "1")
    view = found.view(patterns=(Pattern("colour", "color", 3, (0,)),))
    assert "The [-colour-]{+color+} is [-red-]{+blue+}." in diff_text(view, WIDE)


def test_signals_that_every_place_of_a_pattern_bears_stand_at_its_entry() -> None:
    found = compared(["We should."], ["We shall."]).add(Kind.MODIFIED, "1", "1", Signal.MODALITY)
    view = found.view(patterns=(Pattern("should", "shall", 1, (0,)),))
    assert "~ 1 × should → shall   ¶ 1 · modality\n" in diff_text(view, WIDE)


def test_work_limits_that_were_reached_are_said() -> None:
    view = demo().view()
    coarse = structs.replace(view.comparison, coarse=("¶ 9: 200 000 characters",))
    text = diff_text(structs.replace(view, comparison=coarse), WIDE)
    assert text.endswith("\n\nCompared coarsely: ¶ 9: 200 000 characters\n")


def test_colour_replaces_brackets_and_never_stands_alone_on_old_terminals() -> None:
    drawn = diff_text(demo().view(), Style(colour=True, width=0, brackets=False))
    assert "at most \x1b[31;9m3\x1b[0m\x1b[34;4m5\x1b[0m boxes" in drawn
    assert "[-" not in drawn
    assert "\x1b[1mHandling\x1b[0m\n" in drawn
    assert "\x1b[31;9m[-3-]\x1b[0m" in diff_text(demo().view(), Style(colour=True, width=0))


def test_the_text_with_colour_is_the_text_without_it() -> None:
    plain = diff_text(demo().view(), Style(width=50))
    drawn = diff_text(demo().view(), Style(width=50, colour=True))
    for code in ("\x1b[0m", "\x1b[1m", "\x1b[31;9m", "\x1b[34;4m"):
        drawn = drawn.replace(code, "")
    assert drawn == plain


def test_a_heading_row_stays_aligned_with_colour() -> None:
    drawn = diff_text(demo().view(), Style(width=0, colour=True))
    assert "+ \x1b[1mRecords\x1b[0m           new heading\n" in drawn


def test_a_long_heading_flows_with_what_is_said_of_it() -> None:
    long = "A heading that goes on and on over the whole width of it"
    found = compared([f"# {long}"], [f"# {long} all"])
    found.changes += [structs.replace(house_view().comparison.changes[0], old=(0,), new=(0,))]
    assert diff_text(found.view(), Style(width=50)).splitlines()[4:7] == [
        "~ A heading that goes on and on over the whole",
        "  width of it all  modified heading",
        "    [-Reading-]{+Search+} room",
    ]


def test_a_plain_list_of_paragraphs_is_named_by_position() -> None:
    view = demo().view()
    old, new = (TextUnit("One."),), (TextUnit("Two."),)
    change = structs.replace(demo().changes[3], old=(0,), new=(0,), signals=(), edits=word_edits("One.", "Two."))
    view = structs.replace(view, comparison=Comparison(old, new, (change,)), shown=(0,), patterns=())
    assert "  ~ ¶ 1  modified\n      [-One-]{+Two+}.\n" in diff_text(view, WIDE)


def test_a_deleted_paragraph_under_a_kept_heading_needs_no_heading_of_its_own() -> None:
    found = compared(["# Part", "One.", "Two."], ["# Part", "One."]).same("h:part", "1").add(Kind.DELETED, "2")
    assert diff_text(found.view(), WIDE).splitlines()[3:] == ["Part", "  − ¶ 2  deleted", "      [-Two.-]"]


def test_after_a_deleted_section_the_heading_of_the_new_text_stands_again() -> None:
    old = ["# Part", "One.", "# Gone", "Two."]
    found = compared(old, ["# Part", "One.", "Three."]).same("h:part")
    found.add(Kind.MODIFIED, "1", "1", edits=(("=", "One"), ("-", "."))).add(Kind.DELETED, "h:gone")
    found.add(Kind.DELETED, "2").add(Kind.INSERTED, "", "2")
    rows = [line for line in diff_text(found.view(), WIDE).splitlines()[3:] if not line.startswith("      ")]
    assert rows == ["Part", "  ~ ¶ 1  modified", "− Gone   deleted heading", "  − ¶ 2  deleted", "Part", "  + ¶ 2  new"]


def test_a_moved_heading_is_named_at_both_places() -> None:
    found = compared(["# A", "One.", "# B", "Two."], ["# B", "Two.", "# A", "One."])
    found.same("h:b", "2=1").add(Kind.UNCHANGED, "h:a", "h:a", moved=True).same("1=2")
    text = diff_text(found.view(), WIDE)
    assert "⇅ A            moved from another place\n" in text
    assert "  ⇅ A          moved, text unchanged\n" in text


def test_hidden_characters_of_a_document_are_shown() -> None:
    found = compared(["One\u202e."], ["One\u200b\u009b."]).add(Kind.MODIFIED, "1", "1")
    text = diff_text(found.view(title="Ti\u2028tle"), WIDE)
    assert "[-<U+202E>-]" in text
    assert "<U+200B><U+009B>" in text
    assert "Ti<U+2028>tle" in text


def test_plain_is_one_record_a_line_in_words() -> None:
    assert diff_plain(demo().view()).splitlines() == [
        '3\tmodified\t\t3\tmodality\tdeleted "should consider keeping" inserted "shall keep"\t',
        "4\tunchanged\trenumbered\t5\t\t\t",
        "5\tunchanged\trenumbered\t6\t\t\t",
        '6\tmodified\trenumbered\t7\tnumber\tdeleted "3" inserted "5"\t',
        "7\tunchanged\tmoved,renumbered\t4\t\t\t",
        '8\tmodified\t\t8\tfollows renumbering\tdeleted "6" inserted "5"\t',
        '9,10\tsplit in two\t\t9\t\tdeleted "; the" inserted ".<U+000A>The"\t',
        '\tdeleted\t\t10\t\tdeleted "Fees are due on 1 March."\t',
        'h:records\tnew\t\t\t\tinserted "Records"\t',
        '11\tnew\t\t\t\tinserted "The register is kept for ten years."\t',
    ]


def test_plain_folds_no_pattern_and_shows_no_more_than_the_filters_let_through() -> None:
    view = house_view()
    assert len(diff_plain(view).splitlines()) == len(view.shown) - 1  # all but the one unchanged heading
    assert diff_text(view, Style(plain=True)) == diff_plain(view)


def test_a_pairing_that_a_person_confirmed_is_said_and_never_folded() -> None:
    told = compared(["One.", "Two.", "Three."], ["New.", "One.", "Two.", "Three."]).add(Kind.INSERTED, new="1")
    for number in (1, 2, 3):
        told.same(f"{number}={number + 1}")
    told.changes[2] = structs.replace(told.changes[2], reason=Reason.CONFIRMED)
    view = told.view()
    assert "  # ¶ 2 → ¶ 3  renumbered only · confirmed by a person" in diff_text(view, WIDE).splitlines()
    assert [line.split("\t")[-1] for line in diff_plain(view).splitlines()] == [
        "",
        "",
        "confirmed",
        "",
    ]


def test_rulings_that_were_not_applied_are_said_before_the_changes() -> None:
    view = structs.replace(demo().view(), notes=("confirmed ¶ 4 = ¶ 7 is not applied: \x1b[31mgone",))
    line = diff_text(view, WIDE).splitlines()[2]
    assert line.startswith("confirmed ¶ 4 = ¶ 7 is not applied: ")
    assert "\x1b" not in line
