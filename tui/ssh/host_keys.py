"""The host's own keys, by which a client knows it again: Ed25519, and RSA for older clients."""

from __future__ import annotations

import re
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Protocol

from asyncssh import SSHKey, generate_private_key, import_private_key
from attrs import define, frozen

from departments.refusals import Refusal
from departments.wording import N_, Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_RSA_BITS = 3072
_UNREADABLE = (ValueError, re.error)
"""What asyncssh raises for a file that is no key, and for one with a few wrong bytes."""
_KINDS = MappingProxyType({"ssh_host_ed25519_key": "ssh-ed25519", "ssh_host_rsa_key": "ssh-rsa"})


@define
class HostKeyUnusable(Refusal):
    """What lies in a key's place is not that key."""

    message: ClassVar[str] = N_(
        "The host key {path} can't be used: {what}; put it back from a backup, or make new keys with tianbao serve"
        " --new-host-keys; then every clerk is warned that the host has changed."
    )
    path: str
    what: Sentence


class Identity(Protocol):
    """Where the keys are kept."""

    def host_keys(self, makers: Mapping[str, Callable[[], bytes]]) -> dict[str, bytes]:
        """The keys by name, made now if they never were."""

    def renew_host_keys(self, makers: Mapping[str, Callable[[], bytes]]) -> dict[str, bytes]:
        """New keys by name, in place of those that were."""

    def host_key_path(self, name: str) -> str:
        """Where the key of this name lies."""


@frozen
class HostKey:
    """One of the keys, with how people compare it."""

    key: SSHKey
    name: str
    """How clients call the kind: ``ED25519``."""
    is_new: bool
    """Whether it has just been made."""

    @property
    def fingerprint(self) -> str:
        """As OpenSSH and PuTTY show it at the first connection."""
        return str(self.key.get_fingerprint())


def host_keys(identity: Identity) -> tuple[HostKey, ...]:
    """The installation's keys, made at the first call ever.

    Raises:
        HostKeyMissing, HostKeyExposed, HostKeyUnusable: they were made, and can't be used as they are.
    """
    return _kept(identity, identity.host_keys)


def new_host_keys(identity: Identity) -> tuple[HostKey, ...]:
    """New keys for the installation, because somebody has asked for them."""
    return _kept(identity, identity.renew_host_keys)


def _kept(
    identity: Identity, keep: Callable[[Mapping[str, Callable[[], bytes]]], dict[str, bytes]]
) -> tuple[HostKey, ...]:
    made: set[str] = set()

    def make(name: str) -> bytes:
        made.add(name)
        return _made(_KINDS[name])

    kept = keep({name: partial(make, name) for name in _KINDS})
    return tuple(
        _read(identity.host_key_path(name), kind, kept[name], is_new=name in made) for name, kind in _KINDS.items()
    )


def _made(kind: str) -> bytes:
    sized = {"key_size": _RSA_BITS} if kind == "ssh-rsa" else {}
    return generate_private_key(kind, "tianbao", **sized).export_private_key("openssh")


def _read(path: str, kind: str, content: bytes, *, is_new: bool) -> HostKey:
    try:
        key = import_private_key(content)
    except _UNREADABLE as failure:
        raise HostKeyUnusable(path, Sentence(N_("there is no private key in it that can be read"))) from failure
    found = key.get_algorithm()
    if found != kind:
        raise HostKeyUnusable(path, Sentence(N_("the key in it is of another kind ({kind})"), {"kind": found}))
    return HostKey(key, _called(kind), is_new)


def _called(kind: str) -> str:
    return kind.removeprefix("ssh-").upper()
