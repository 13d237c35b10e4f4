"""The picture of a lineage: nothing overlaps, nothing is lost, colours have contrast, equal input gives equal bytes."""

import random
import re
from itertools import combinations, pairwise

import pytest
from lxml import etree
from report_family import DOWNWARD, UPWARD, lineage, reference

from revtrack.lineage import trace
from revtrack.model.dates import UNKNOWN_DATE, DocumentDate
from revtrack.model.documents import Version
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import Lineage, Reference, Relation, State
from revtrack.model.texts import WorkId
from revtrack.report.mark import is_untouched
from revtrack.report.picture import tokens
from revtrack.report.picture.columns import MOST_COLUMNS
from revtrack.report.picture.drawing import MARGIN, draw
from revtrack.report.picture.folding import FOLD_ABOVE, MOST_BOXES, shown
from revtrack.report.picture.metrics import cut, text_width, wrapped
from revtrack.report.picture.svg import inline_svg, lineage_svg
from revtrack.report.picture.values import Area, Curve, Picture

SVG = "{http://www.w3.org/2000/svg}"
MARKINGS = ((), (), (), ("LIMITE",), ("RESTREINT UE/EU RESTRICTED", "LIMITE"))


def family(seed: int, documents: int, relations: int) -> Lineage:
    """A random graph: held or not, of one date or another or none, in circles too."""
    chance = random.Random(seed)
    numbers = [DocumentNumber.parse(f"{serial}/{chance.choice(('', '1/'))}14") for serial in range(1, documents + 1)]
    versions = [
        Version(
            WorkId(f"w{chance.randrange(1 + documents // 3)}"),
            number,
            chance.choice((None, Language.DA)),
            chance.choice(((), (1,))),
            chance.choice(
                (UNKNOWN_DATE, DocumentDate(chance.randint(2000, 2020)), DocumentDate(2014, 5, chance.randint(1, 28)))
            ),
            title=chance.choice(("", "A title of many words about this and that and a third matter")),
            markings=chance.choice(MARKINGS),
        )
        for number in numbers
    ]
    tree = [(numbers[at], numbers[chance.randrange(at)]) for at in range(1, documents)]
    more = [chance.sample(numbers, 2) for _ in range(relations - len(tree))] if documents > 1 else []
    found = []
    for a, b in (*tree, *more):
        relation, state = chance.choice(list(Relation)), chance.choice(list(State))
        source, target = (a, b) if chance.random() < 0.8 else (b, a)
        found.append(Reference(source, relation, target, state))
    return trace(numbers[0], found, versions)


def parsed(data: bytes) -> etree._Element:
    return etree.fromstring(data)  # noqa: TID251 - our own picture, read by another program


def points(curve: Curve) -> list[tuple[float, float]]:
    """The line in small steps: straight pieces and curves by turns, as svg.py draws them."""
    found = [curve.bends[0]]
    for at, (x, y) in enumerate(curve.bends[1:]):
        from_x, from_y = found[-1]
        middle = (from_x + x) / 2 if from_x != x else from_x - 36
        for step in range(1, 25):
            t = step / 24
            if at % 2:
                a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3
                found.append((a * from_x + b * middle + c * middle + d * x, (a + b) * from_y + (c + d) * y))
            else:
                found.append((from_x + (x - from_x) * t, from_y + (y - from_y) * t))
    return found


def overlaps(picture: Picture) -> list[str]:
    """Whatever stands on something else: words and boxes on one another, lines on words and in boxes."""
    areas = [(f"box {box.index}", box.area) for box in picture.boxes]
    areas += [(f"label {label.index} {label.text}", label.area) for label in picture.labels]
    areas += [(f"tick {tick.text}", tick.area) for tick in picture.ticks]
    found = [f"{one} meets {other}" for (one, a), (other, b) in combinations(areas, 2) if a.meets(b)]
    for curve in (*picture.lanes, *(label.curve for label in picture.labels)):
        for x, y in points(curve):
            found += [f"a line in {name}" for name, area in areas if inside(area, x, y)]
    return found


def inside(area: Area, x: float, y: float) -> bool:
    return area.x + 0.2 < x < area.right - 0.2 and area.y + 0.2 < y < area.bottom - 0.2


@pytest.mark.parametrize("documents", [1, 2, 3, 8, 20, 40, 60])
@pytest.mark.parametrize("seed", range(4))
def test_nothing_stands_on_anything_else(documents: int, seed: int) -> None:
    found = shown(family(seed, documents, documents * 2))
    picture = draw(found)
    assert len(picture.boxes) == len(found.lineage.nodes)
    assert len(picture.labels) == len(found.lineage.edges)
    assert overlaps(picture) == []


@pytest.mark.parametrize("seed", range(6))
def test_everything_stands_on_the_page(seed: int) -> None:
    picture = draw(shown(family(seed, 30, 70)))
    for area in (*(box.area for box in picture.boxes), *(label.area for label in picture.labels)):
        assert area.x >= MARGIN / 2
        assert area.right <= picture.width
        assert 0 <= area.y < area.bottom <= picture.height
    for curve in (*picture.lanes, *(label.curve for label in picture.labels)):
        assert all(0 < x < picture.width and 0 < y < picture.height for x, y in points(curve))


@pytest.mark.parametrize("seed", range(4))
def test_a_line_leads_from_its_box_to_a_head_or_into_a_lane(seed: int) -> None:
    picture = draw(shown(family(seed, 25, 50)))
    tips = {head.tip for head in picture.heads}
    entries = {curve.bends[0] for curve in picture.lanes}
    sides = {x for box in picture.boxes for x in (box.area.x, box.area.right)}
    for label in picture.labels:
        assert label.curve.bends[0][0] in sides
        assert label.curve.bends[-1] in tips | entries
    assert all(lane.bends[-1] in tips | entries for lane in picture.lanes)


def test_documents_stand_in_the_order_of_their_dates_and_unknown_ones_apart() -> None:
    found = shown(lineage(*UPWARD, *DOWNWARD))
    left = {found.lineage.nodes[box.index].date: box.area.x for box in draw(found).boxes}
    dates = sorted(left)
    assert dates[0] == ""
    assert sorted(left.values()) == [left[date] for date in dates]
    assert [tick.text for tick in draw(found).ticks] == ["date unknown", "2005-11-24", "2008-11-14", "2014-05-19"]


def test_many_dates_share_columns() -> None:
    picture = draw(shown(family(7, 60, 70)))
    assert len(picture.ticks) <= MOST_COLUMNS + 1


def test_a_circle_is_drawn_with_both_its_lines() -> None:
    back = reference("15175/08", Relation.CITES, "9956/14")
    picture = draw(shown(lineage(UPWARD[0], back, cycles=(("9956/14", "15175/08"),))))
    assert [label.text for label in picture.labels] == ["revises ?", "cites"]
    assert {head.leftward for head in picture.heads} == {True, False}


def test_equal_lineages_give_equal_bytes() -> None:
    one, other = (family(3, 30, 60) for _ in range(2))
    assert lineage_svg(one, shown(one)) == lineage_svg(other, shown(other))


def test_the_file_is_xml_with_a_title_and_all_it_shows_in_words() -> None:
    found = lineage(*UPWARD, *DOWNWARD)
    data = lineage_svg(found, shown(found))
    assert is_untouched(data)
    root = parsed(data)
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "Lineage of 9956/14"
    desc = root.findtext(f"{SVG}desc") or ""
    assert "9956/14 revises 15175/08; ¶ 2; inferred." in desc
    assert "9956/14 cites 5469/3/07 REV 3; ¶ note.5, fn 3; extracted; EU RESTRICTED." in desc
    assert not [element for element in root.iter() if element.get("style") or str(element.tag).endswith("script")]
    assert not re.findall(rb"https?://(?!www\.w3\.org/2000/svg)", data)


def test_held_restricted_and_inferred_are_told_by_words_and_by_shape() -> None:
    found = lineage(*UPWARD)
    text = lineage_svg(found, shown(found)).decode()
    boxes = {part.split("<title>")[1].split(",")[0]: part for part in text.split('<g id="d')[1:]}
    assert "stroke-dasharray" not in boxes["9956/14"]
    assert ">text held (da)<" in boxes["9956/14"]
    assert "stroke-dasharray" in boxes["9447/13"]
    assert ">text not held<" in boxes["9447/13"]
    assert "url(#lin-hatching)" in boxes["5469/3/07 REV 3"]
    assert ">EU RESTRICTED<" in boxes["5469/3/07 REV 3"]
    assert "url(#lin-hatching)" not in boxes["9447/13"]
    assert ">revises ?<" in text


def test_hostile_names_and_titles_are_text() -> None:
    name = '</svg><script>alert("x")</script>'
    number = DocumentNumber.local(name)
    versions = [Version(WorkId("w"), number, title="]]> & <b> \u202e\u0007", markings=("<i>",))]
    found = trace(number, [Reference(number, Relation.CITES, DocumentNumber.local("a&b"), State.STATED)], versions)
    data = lineage_svg(found, shown(found))
    root = parsed(data)
    assert not root.findall(f".//{SVG}script")
    assert name in (root.findtext(f"{SVG}title") or "")
    assert b"<U+202E>" in data.replace(b"&lt;", b"<").replace(b"&gt;", b">")
    assert "<script" not in inline_svg(found, shown(found))


def star(leaves: int, relation: Relation = Relation.CITES) -> Lineage:
    root, *others = [DocumentNumber.parse(f"{serial}/14") for serial in range(1, leaves + 2)]
    return trace(root, [Reference(root, relation, other, State.EXTRACTED) for other in others], ())


def test_above_forty_documents_what_is_only_cited_is_counted() -> None:
    assert len(shown(star(FOLD_ABOVE - 1)).nodes) == FOLD_ABOVE
    found = shown(star(FOLD_ABOVE))
    assert (found.nodes, found.edges, found.note) == ((0,), (), "")
    assert [words.text for words in draw(found).boxes[0].words][-1] == f"cites {FOLD_ABOVE} more"


def test_a_restricted_document_is_never_only_counted() -> None:
    root, *others = [DocumentNumber.parse(f"{serial}/14") for serial in range(1, FOLD_ABOVE + 2)]
    marked = [Version(WorkId("w"), others[0], markings=("LIMITE",))]
    found = shown(trace(root, [Reference(root, Relation.CITES, each, State.STATED) for each in others], marked))
    assert {node.number for node in found.lineage.nodes} == {root, others[0]}


def test_what_is_too_large_is_drawn_as_far_as_it_goes_and_says_what_to_do() -> None:
    numbers = [DocumentNumber.parse(f"{serial}/14") for serial in range(1, 401)]
    chain = trace(
        numbers[0],
        [Reference(a, Relation.REVISES, b, State.STATED) for a, b in pairwise(numbers)],
        (),
    )
    found = shown(chain)
    assert len(found.nodes) == MOST_BOXES
    assert "400 documents are too many for one picture: it goes 149 steps from 1/14" in found.note
    assert "--depth" in found.note
    wide = shown(star(MOST_BOXES + 1, Relation.REVISES))
    assert (wide.nodes, "151 farther documents" in wide.note) == ((0,), True)
    assert found.note[:1].upper() + found.note[1:25] in lineage_svg(chain, found).decode()


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    r, g, b = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("pair", tokens.PAIRS, ids=lambda pair: f"{pair[0]} on {pair[1]}")
def test_every_pair_of_colours_has_its_contrast(pair: tuple[str, str, float], theme: int) -> None:
    light, dark = sorted((luminance(tokens.COLOURS[name][theme]) for name in pair[:2]), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= pair[2]


def test_every_colour_has_a_pair_and_a_forced_one() -> None:
    named = {name for one, other, _ in tokens.PAIRS for name in (one, other)}
    assert set(tokens.COLOURS) == set(tokens.FORCED) == named


def test_a_text_is_cut_or_wrapped_to_its_room() -> None:
    for text in ("14781/1/05 REV 1", "w" * 80, "En titel med mange ord i", "日本語のテキスト" * 5):
        assert text_width(cut(text, 90, 12), 12) <= 90
        lines = wrapped(text, 90, 12, bold=True)
        assert all(text_width(line, 12, bold=True) <= 90 for line in lines)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert len(wrapped(text, 90, 12, most=2)) <= 2
    assert cut("short", 90, 12) == "short"
