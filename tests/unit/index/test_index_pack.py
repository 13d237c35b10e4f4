"""Packing: field by field as the types say, valid from birth, and nothing silently lost."""

from __future__ import annotations

import pytest
from msgspec import Struct

from revtrack.errors import BadValue
from revtrack.index import codec
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import Reference, Relation, State
from revtrack.model.texts import WorkId

CRR = DocumentNumber.parse("14781/1/05 REV 1")


class _Sample(Struct, frozen=True):
    work: WorkId
    number: DocumentNumber | None = None
    language: Language | None = None
    words: tuple[str, ...] = ()
    count: int = 0


def test_a_value_is_packed_as_the_list_of_its_fields() -> None:
    packed = codec(_Sample).pack(_Sample(WorkId("eu-crr"), CRR, Language.DA, ("ø", '"'), 3))
    assert packed.decode() == '["eu-crr","[\\"COUNCIL\\",\\"ST\\",\\"14781\\",2005,1]","DA",["ø","\\""],3]'


def test_fields_at_the_end_that_have_their_default_are_left_out() -> None:
    assert codec(_Sample).pack(_Sample(WorkId("a"))) == b'["a"]'
    assert codec(_Sample).unpack(b'["a"]') == _Sample(WorkId("a"))


def test_a_default_before_a_field_that_has_none_is_kept() -> None:
    value = _Sample(WorkId("a"), count=1)
    assert codec(_Sample).pack(value) == b'["a",null,null,[],1]'
    assert codec(_Sample).unpack(codec(_Sample).pack(value)) == value


def test_what_comes_back_has_the_types_it_had() -> None:
    back = codec(_Sample).unpack(codec(_Sample).pack(_Sample(WorkId("a"), CRR, Language.UND)))
    assert type(back.work) is WorkId
    assert back.language is Language.UND


def test_equal_numbers_come_back_as_one_value() -> None:
    kind = codec(Reference)
    packed = kind.pack(Reference(CRR, Relation.CITES, CRR, State.STATED))
    one, two = kind.unpack_all([packed, packed])
    assert one == two
    assert one.source is two.target


def test_many_are_unpacked_as_each_alone() -> None:
    kind = codec(_Sample)
    values = [_Sample(WorkId(f"w{n}"), count=n) for n in range(5)]
    assert kind.unpack_all(map(kind.pack, values)) == values
    assert kind.unpack_all([]) == []


def test_bytes_that_hold_no_valid_value_are_refused_by_the_value_itself() -> None:
    with pytest.raises(BadValue):
        codec(_Sample).unpack(b'["No Work"]')
    with pytest.raises(BadValue):
        codec(DocumentNumber).unpack(b'"[\\"COUNCIL\\",\\"ST\\",\\"0\\",2005]"')


@pytest.mark.parametrize("kind", [dict, float, bytes, object])
def test_a_type_that_it_was_not_made_for_is_a_mistake_in_the_program(kind: type) -> None:
    with pytest.raises(TypeError):
        codec(kind)
