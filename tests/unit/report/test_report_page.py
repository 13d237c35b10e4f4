"""A report as a page: from its markup alone both texts come back, whatever they hold; equal input gives equal bytes."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from page_samples import report_of, with_options
from report_samples import DEMO_1, DEMO_2

from revtrack.errors import BadValue, Internal
from revtrack.report import mark
from revtrack.report.html.proof import prove
from revtrack.report.html.readback import read_page
from revtrack.report.html.report import entries, report_html
from revtrack.report.reportviews import Remark, ReportLook

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!-- --> <![CDATA[ ]]> <img src=x onerror=alert(1)>",
    "javascript:alert(1) data:text/html,<b>x</b>",
    "\u202eright to left\u202c and \u200bzero\u200d width \u2066isolate\u2069",
    '=HYPERLINK("http://example.invalid") +1 -1 @SUM(1)',
    "{{ 7 * 7 }} {% raw %} ${7*7} <%= 7 %>",
    "&lt;b&gt; &amp;amp; &#x3C; \" ' `",
    "see 9447/13 </a><b>x</b> and 5451/14 JAI 30",
    "line one\u2028line two\u2029 end",
    "]]> --> </style> </title> </textarea>",
)
LOOKS = list(ReportLook)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("ui", ["en", "da", "nb"])
def test_the_page_gives_back_both_texts_in_every_view_and_language(look: ReportLook, ui: str) -> None:
    view = report_of(DEMO_1, DEMO_2, look=look, ui=ui)
    page = read_page(report_html(view))
    assert page.texts("old") == tuple(unit.text for unit in view.diff.comparison.old)
    assert page.texts("new") == tuple(unit.text for unit in view.diff.comparison.new)
    assert sorted(change.id for change in page.changes) == sorted(view.ids)


words = st.sampled_from(
    [
        "the",
        "reader",
        "shall",
        "not",
        "3",
        "5",
        "boxes",
        "paragraph 6,",
        "9447/13",
        "<b>",
        "&amp;",
        "\u202e",
        "—",
        "x\u00a0x",
    ]
)
line = st.lists(words, min_size=1, max_size=9).map(" ".join)
block = st.one_of(
    line.map(lambda one: (one,)),
    line.map(lambda one: (f"# {one}",)),
    st.tuples(line, line.map("- {}".format)),
    st.tuples(line, line).map(" ^".join).map(lambda one: (one,)),
)
text = st.lists(block, min_size=1, max_size=7).map(
    lambda blocks: ("Beginning.", *(one for many in blocks for one in many))
)


@given(old=text, new=text)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_without_deletions_the_page_is_the_new_text_and_without_insertions_the_old(old, new) -> None:
    """report.md, 13.2: text without `del` is the new one; without `ins`, in the order of the old units, the old one."""
    view = report_of(old, new)
    page = read_page(report_html(view))
    assert page.texts("new") == tuple(unit.text for unit in view.diff.comparison.new)
    assert page.texts("old") == tuple(unit.text for unit in view.diff.comparison.old)


@pytest.mark.parametrize("look", LOOKS)
def test_hostile_text_is_text_in_every_view(look: ReportLook) -> None:
    lines = ("# <script>alert(0)</script>", *HOSTILE, *(f"Kept {bad}" for bad in HOSTILE))
    view = report_of(
        ("# Plain", "One.", *HOSTILE[2:], "Kept it."), lines, look=look, title=HOSTILE[0], author=HOSTILE[1]
    )
    data = report_html(view).decode()
    own = re.findall(r"<script[^>]*>", data)
    assert own == [
        '<script type="application/json" id="facts">',
        '<script type="application/json" id="words-of-script">',
        "<script>",
    ]
    assert "<img" not in data
    assert "\u202e" not in re.sub(r"<script type=\"application/json\"[\s\S]*?</script>", "", data)
    assert "⟨U+202E⟩" in data
    assert not re.search(r"href=\"(?!#|https://)", data)
    assert not re.search(r"<[^>]*\son[a-z]+=", data.split("<body>")[1].split("<script")[0])
    assert not re.search(r"<[^>]*\sstyle=", data)


def test_hostile_remarks_and_names_are_text() -> None:
    view = report_of(("One.",), ("Two.",))
    changed = view.ids[0]
    from msgspec.structs import replace

    view = replace(
        view,
        remarks=(Remark(changed, HOSTILE[0], HOSTILE[1]),),
        gone=(Remark("c-00000000", HOSTILE[1], HOSTILE[0], HOSTILE[0]),),
        asked=(HOSTILE[0],),
    )
    data = report_html(view).decode()
    assert data.count("<script") == 3
    assert "<img" not in data


def test_a_very_long_text_is_held_whole() -> None:
    long = "word " * 40_000 + "end"
    page = read_page(report_html(report_of(("Short.",), (long,))))
    assert page.texts("new") == (long,)


@pytest.mark.parametrize("look", LOOKS)
def test_equal_input_gives_equal_bytes(look: ReportLook) -> None:
    assert report_html(report_of(DEMO_1, DEMO_2, look=look)) == report_html(report_of(DEMO_1, DEMO_2, look=look))


def test_the_policy_names_the_exact_style_and_script() -> None:
    data = report_html(report_of(DEMO_1, DEMO_2)).decode()
    first = re.search(r"<meta[^>]*>", data)
    assert first
    assert "Content-Security-Policy" in first[0]
    policy = first[0].replace("&#39;", "'")
    for tag, name in (("style", "style-src"), ("script", "script-src")):
        body = re.findall(f"<{tag}>([\\s\\S]*?)</{tag}>", data)
        assert len(body) == 1
        digest = base64.b64encode(hashlib.sha256(body[0].encode()).digest()).decode()
        assert f"{name} 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "base-uri 'none'; form-action 'none'" in policy


@pytest.mark.parametrize("look", LOOKS)
def test_no_id_stands_twice_and_every_link_in_the_page_leads_somewhere(look: ReportLook) -> None:
    data = report_html(report_of(DEMO_1, DEMO_2, look=look)).decode()
    ids = re.findall(r"\sid=\"([^\"]+)\"", data)
    assert sorted(set(ids)) == sorted(ids)
    there = set(ids) | set(re.findall(r"data-id=\"([^\"]+)\"", data))
    goals = set(re.findall(r"href=\"#([^\"]+)\"", data))
    assert goals <= there


def test_the_page_that_was_altered_is_refused_by_its_own_proof() -> None:
    view = report_of(DEMO_1, DEMO_2)
    data = report_html(view)
    for before, after in (
        (b"boxes that leave", b"boxes which leave"),
        (b"<ins", b"<del"),
        (b'data-o="3"', b'data-o="4"'),
    ):
        altered = data.replace(before, after)
        assert altered != data
        with pytest.raises((Internal, BadValue)):
            prove(altered, view)


def test_nothing_changed_is_still_a_report_and_says_so() -> None:
    view = report_of(DEMO_1, DEMO_1)
    data = report_html(view).decode()
    assert entries(view) == (0, 0)
    assert data.count("No differences") >= 2


def test_what_nobody_asked_to_see_lies_in_a_fold_and_is_still_there() -> None:
    whole = report_of(DEMO_1, DEMO_2)
    part = report_of(DEMO_1, DEMO_2, shown=())
    page = read_page(report_html(part))
    assert entries(part)[0] < entries(whole)[0]
    assert page.texts("new") == tuple(unit.text for unit in whole.diff.comparison.new)
    assert 'class="fold filtered"' in report_html(part).decode()


def test_a_mark_fits_only_what_it_was_made_for() -> None:
    data = mark.with_mark(b"<html></html>\n")
    assert mark.is_untouched(data)
    for touched in (data + b"\n", data[1:], data.replace(b"html>", b"htm1>"), data.replace(b"\n", b"\r\n")):
        assert not mark.is_untouched(touched)
        assert mark.is_marked(touched)
    assert not mark.is_marked(b"<html></html>")


def test_a_page_of_sixty_paragraphs_is_small() -> None:
    old = [
        f"Paragraph {n} says that a reader may see at most {n} boxes a day, and shall sign the register."
        for n in range(60)
    ]
    new = [line.replace("may see", "shall see") for line in old]
    assert len(report_html(report_of(old, new))) <= 300_000


def test_golden_demo(golden) -> None:
    data = report_html(with_options(report_of(DEMO_1, DEMO_2))).decode()
    body = data.split("<body>")[1].split('<script type="application/json" id="words-of-script">')[0]
    golden("report/page_demo.html", body)
