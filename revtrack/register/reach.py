"""Which internet addresses may be connected to: those of hosts that anybody can reach, and no others.

A name can lead into the network of whoever fetches: to a router, a printer, the metadata of a machine in a data centre. The
tables are the special-purpose registries of IANA (RFC 6890); an IPv4 address inside an IPv6 one counts like itself.
"""

from __future__ import annotations

import ipaddress

_V4 = ipaddress.IPv4Network
_V6 = ipaddress.IPv6Network

REFUSED_V4: tuple[tuple[_V4, str], ...] = (
    (_V4("0.0.0.0/8"), "of no host"),  # RFC 791
    (_V4("10.0.0.0/8"), "private"),  # RFC 1918
    (_V4("100.64.0.0/10"), "shared by customers of a provider"),  # RFC 6598
    (_V4("127.0.0.0/8"), "this machine's own"),  # RFC 1122
    (_V4("169.254.0.0/16"), "link-local"),  # RFC 3927; the metadata of machines in data centres
    (_V4("172.16.0.0/12"), "private"),  # RFC 1918
    (_V4("192.0.0.0/24"), "reserved"),  # RFC 6890
    (_V4("192.0.2.0/24"), "for documentation"),  # RFC 5737
    (_V4("192.88.99.0/24"), "of a 6to4 relay"),  # RFC 7526
    (_V4("192.168.0.0/16"), "private"),  # RFC 1918
    (_V4("198.18.0.0/15"), "for benchmarks"),  # RFC 2544
    (_V4("198.51.100.0/24"), "for documentation"),  # RFC 5737
    (_V4("203.0.113.0/24"), "for documentation"),  # RFC 5737
    (_V4("224.0.0.0/4"), "multicast"),  # RFC 5771
    (_V4("240.0.0.0/4"), "reserved"),  # RFC 1112, with the broadcast address
)
GLOBAL_V6 = _V6("2000::/3")
"""Global unicast (RFC 4291): whatever lies outside is no host's, is local, or holds an IPv4 address."""
REFUSED_V6: tuple[tuple[_V6, str], ...] = (
    (_V6("::1/128"), "this machine's own"),  # RFC 4291
    (_V6("64:ff9b:1::/48"), "of a local translation"),  # RFC 8215
    (_V6("fc00::/7"), "private"),  # RFC 4193
    (_V6("fe80::/10"), "link-local"),  # RFC 4291
    (_V6("ff00::/8"), "multicast"),  # RFC 4291
    (_V6("2001::/23"), "reserved"),  # RFC 2928, with Teredo (RFC 4380), ORCHID (RFC 7343) and benchmarks (RFC 5180)
    (_V6("2001:db8::/32"), "for documentation"),  # RFC 3849
    (_V6("3fff::/20"), "for documentation"),  # RFC 9637
)
EMBEDDING: tuple[tuple[_V6, int], ...] = (
    (_V6("::ffff:0:0/96"), 0),  # IPv4-mapped (RFC 4291)
    (_V6("64:ff9b::/96"), 0),  # NAT64 (RFC 6052)
    (_V6("2002::/16"), 80),  # 6to4 (RFC 3056)
)
"""Networks whose addresses hold an IPv4 address, and how many bits stand behind it."""


def refusal(address: str) -> str:
    """Why that address may not be connected to, as the end of "an address that is …"; "" if it may.

    An address that cannot be read, or names an interface (`fe80::1%eth0`), is refused.
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "not one of the internet"
    if isinstance(parsed, ipaddress.IPv4Address):
        return _refused_v4(parsed)
    return "of one interface only" if parsed.scope_id else _refused_v6(parsed)


def _refused_v4(address: ipaddress.IPv4Address) -> str:
    return next((why for network, why in REFUSED_V4 if address in network), "")


def _refused_v6(address: ipaddress.IPv6Address) -> str:
    for network, behind in EMBEDDING:
        if address in network:
            return _refused_v4(ipaddress.IPv4Address(int(address) >> behind & 0xFFFFFFFF))
    why = next((why for network, why in REFUSED_V6 if address in network), "")
    return why or ("" if address in GLOBAL_V6 else "not one of the internet")
