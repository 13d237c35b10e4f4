"""Laws of reaching out: no address of a refused network is ever connected to, however it is written into another."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.register import asks_for, destination, languages_ask, register_of
from revtrack.register.reach import EMBEDDING, REFUSED_V4, REFUSED_V6, refusal
from tests.strategies import numbers

V4 = st.integers(0, 2**32 - 1).map(ipaddress.IPv4Address)
V6 = st.integers(0, 2**128 - 1).map(ipaddress.IPv6Address)
INSIDE_V4 = st.sampled_from([network for network, _ in REFUSED_V4]).flatmap(
    lambda network: st.integers(int(network[0]), int(network[-1])).map(ipaddress.IPv4Address)
)
INSIDE_V6 = st.sampled_from([network for network, _ in REFUSED_V6]).flatmap(
    lambda network: st.integers(int(network[0]), int(network[-1])).map(ipaddress.IPv6Address)
)


def embedded(address: ipaddress.IPv4Address, form: int, noise: int) -> str:
    """The address written into one of the forms that hold one, with noise in the bits behind it."""
    network, behind = EMBEDDING[form]
    return str(ipaddress.IPv6Address(int(network[0]) | int(address) << behind | noise & (1 << behind) - 1))


@given(INSIDE_V4)
def test_every_address_of_a_refused_network_is_refused(address: ipaddress.IPv4Address) -> None:
    assert refusal(str(address))


@given(INSIDE_V4, st.integers(0, len(EMBEDDING) - 1), st.integers(0, 2**80 - 1))
def test_and_so_it_is_inside_every_address_that_holds_one(
    address: ipaddress.IPv4Address, form: int, noise: int
) -> None:
    assert refusal(embedded(address, form, noise))


@given(INSIDE_V6)
def test_every_refused_address_of_version_6_is_refused(address: ipaddress.IPv6Address) -> None:
    assert refusal(str(address))


@given(V4)
def test_what_is_let_through_is_global_by_the_books_of_python(address: ipaddress.IPv4Address) -> None:
    if not refusal(str(address)):
        assert address.is_global
        told = (address.is_multicast, address.is_private, address.is_loopback, address.is_link_local)
        assert not any(told)


@given(V6)
def test_what_is_let_through_of_version_6_is_global_too(address: ipaddress.IPv6Address) -> None:
    if not refusal(str(address)) and not any(address in network for network, _ in EMBEDDING):
        assert address.is_global
        told = (address.is_multicast, address.is_private, address.is_loopback, address.is_link_local)
        assert not any(told)


@given(V4, st.integers(0, len(EMBEDDING) - 1))
def test_an_embedded_address_counts_like_itself(address: ipaddress.IPv4Address, form: int) -> None:
    assert refusal(embedded(address, form, 0)) == refusal(str(address))


@given(st.text(max_size=40))
def test_what_is_no_address_is_refused(text: str) -> None:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        assert refusal(text)


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "2a00:1450::1"]
)
def test_hosts_that_anybody_can_reach_are_reached(address: str) -> None:
    assert refusal(address) == ""


@given(numbers, st.sampled_from([language for language in Language if language.is_known]))
def test_a_number_never_leaves_the_register_that_hands_it_out(number: DocumentNumber, language: Language) -> None:
    """S4: whatever a number holds, the questions go to the two registers, to a path of one form, and are addresses."""
    asks = asks_for(number, language)
    assert bool(asks) == (register_of(number) is not None)
    for ask in (*asks, *filter(None, [languages_ask(number)])):
        there = destination(ask.url)
        assert str(there) == ask.url
        assert there.host in ("data.consilium.europa.eu", "publications.europa.eu")
        assert there.path.startswith(("/doc/document/", "/resource/", "/webapi/rdf/sparql?query=PREFIX"))
        assert ".." not in there.path.split("/")


@given(st.text(max_size=80).map(lambda text: f"https://{text}"))
def test_an_address_is_read_in_one_way_or_not_at_all(address: str) -> None:
    """What is accepted has a plain host and a path in ASCII, and reads again as itself."""
    try:
        there = destination(address)
    except ValueError:
        return
    assert there.host.replace(".", "").replace("-", "").isalnum()
    assert f"{there}".isascii()
    assert destination(str(there)) == there
    assert not any(character in there.path for character in "\r\n\t #\\")
