"""Which network addresses a document may be fetched from."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterator

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], list[str]]
"""Host and port -> the addresses that the host has now."""

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_LOW_32_BITS = 0xFFFFFFFF


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host, each once.

    Raises:
        OSError: If the host has none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Tell whether an address is one of the open internet, whatever it is wrapped in.

    Loopback, private, link-local (cloud metadata), shared, multicast and reserved addresses are
    not, nor IPv6 addresses that carry one of them (::ffff:10.0.0.1, 6to4, Teredo, NAT64).
    """
    try:
        outer = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    return all(one.is_global and not one.is_multicast for one in _with_carried(outer))


def _with_carried(address: Address) -> Iterator[Address]:
    """Yield an address and the IPv4 addresses it carries; a mapped one stands for itself."""
    if isinstance(address, ipaddress.IPv4Address):
        yield address
        return
    if address.ipv4_mapped is not None:
        yield address.ipv4_mapped
        return
    yield address
    if address.sixtofour is not None:
        yield address.sixtofour
    if address.teredo is not None:
        yield from address.teredo
    if address in _NAT64:
        yield ipaddress.IPv4Address(int(address) & _LOW_32_BITS)
