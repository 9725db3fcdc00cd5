"""Where the website listens. Read by the settings too: a demo may not listen on the network."""

import os
import re
import socket

BACKLOG = 1024  # who rings while we are busy letting in


def on_loopback(address: str) -> bool:
    """Whether this address can only be reached from this machine. An address we can't read is not."""
    return re.fullmatch(r"(127\.\d+\.\d+\.\d+|localhost|\[::1\])(:\d+)?", address.strip()) is not None


bind = os.environ.get("BIND", "127.0.0.1:8000")


def listen(addresses: str) -> list[socket.socket]:
    """A socket for each of the addresses, which stand with commas: '0.0.0.0:8000' or '[::1]:8000'."""
    return [_listen(address.strip()) for address in addresses.split(",") if address.strip()]


def _listen(address: str) -> socket.socket:
    host, _, port = address.rpartition(":") if re.search(r":\d+$", address) else (address, "", "8000")
    host = host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, int(port)), family=family, backlog=BACKLOG)
