"""The host's own keys, by which a client knows it again: Ed25519, and RSA for older clients."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from asyncssh import SSHKey, generate_private_key, import_private_key
from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_RSA_BITS = 3072
_KINDS = MappingProxyType({"ssh_host_ed25519_key": "ssh-ed25519", "ssh_host_rsa_key": "ssh-rsa"})


class Identity(Protocol):
    """Where the keys are kept."""

    def host_keys(self, makers: Mapping[str, Callable[[], bytes]]) -> dict[str, bytes]:
        """The keys by name, made now if they never were."""


@frozen
class HostKey:
    """One of the keys, with how people compare it."""

    key: SSHKey
    name: str
    """How clients call the kind: ``ED25519``."""

    @property
    def fingerprint(self) -> str:
        """As OpenSSH and PuTTY show it at the first connection."""
        return str(self.key.get_fingerprint())


def host_keys(identity: Identity) -> tuple[HostKey, ...]:
    """The installation's keys, made at the first call ever.

    Raises:
        HostKeyMissing, HostKeyExposed: they were made, and can't be used as they are.
    """
    kept = identity.host_keys({name: _maker(kind) for name, kind in _KINDS.items()})
    return tuple(HostKey(import_private_key(content), _KINDS[name][4:].upper()) for name, content in kept.items())


def _maker(kind: str) -> Callable[[], bytes]:
    def make() -> bytes:
        sized = {"key_size": _RSA_BITS} if kind == "ssh-rsa" else {}
        return generate_private_key(kind, "tianbao", **sized).export_private_key("openssh")

    return make
