"""Who comes in: by password or by key, with a bound on wrong ones, and without a word about which names there are."""

from __future__ import annotations

import asyncio
import base64
import logging
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from asyncssh.constants import DISC_NO_MORE_AUTH_METHODS_AVAILABLE

from departments.accounts import OneTimePassword, SignInRefused
from departments.public_keys import PublicKey
from departments.refusals import Damage, Refusal
from departments.tries import AccountLocked
from departments.wording import N_
from tui.language import speak
from tui.ssh.premises import Guest

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import ThreadPoolExecutor
    from typing import TypeVar

    from asyncssh import SSHKey, SSHServerConnection

    from tui.ssh.premises import Premises

    T = TypeVar("T")

log = logging.getLogger("tianbao.ssh")
_IPV4_AMONG_IPV6 = "::ffff:"
_PROBE = "none"
"""What a client asks for first, to be told which ways in there are; OpenSSH doesn't count it either."""
_WRONG = MappingProxyType({"password": "wrong password", "publickey": "wrong key"})
"""What the log calls a try that failed, by SSH's word for it."""
_MOST_REQUESTS = 100
"""Of one connection, with those that are no tries: known keys that are shown and never proven."""


class SignIn:
    """One connection's way in."""

    def __init__(self, premises: Premises, connection: SSHServerConnection) -> None:
        """Args: the worker's premises, and the connection."""
        self._premises = premises
        self._connection = connection
        self._requests = 0
        self._tries = 0
        self._trying, self._what_is_wrong = "", ""
        self._by_password: Guest | None = None
        self.guest: asyncio.Future[Guest] = asyncio.get_running_loop().create_future()
        """Whoever it turns out to be; visits wait for it."""

    def try_begins(self, account: str, method: str) -> bool:
        """Whether this try is looked at; one that is too many ends the connection.

        Args:
            account: whose.
            method: SSH's word for how.
        """
        self._requests += 1
        if self._tries >= self._premises.limits.tries or self._requests > _MOST_REQUESTS:
            self._send_away()
            return False
        self._trying, self._what_is_wrong = account, _WRONG.get(method, f"{method:.40s}, which opens nothing")
        # Counted before the answer is known: a client that sends the next try while one is looked at gains nothing.
        self._tries += 1
        if self._requests == 1 and method == _PROBE:
            self._tries, self._what_is_wrong = 0, ""
        return True

    def try_goes_on(self) -> None:
        """Take it back: the key that was shown is known, and whether the client has its other half comes next."""
        self._tries -= 1

    def try_failed(self) -> bool:
        """Have it in the log; gives whether the client may try again."""
        if self._what_is_wrong:
            log.warning("sign-in of %.40s refused from %s: %s", self._trying, self._source, self._what_is_wrong)
        if self._tries < self._premises.limits.tries:
            return True
        self._send_away()
        return False

    async def by_password(self, account: str, password: str) -> bool:
        """Whether the password is the account's; a one-time one is good for choosing another."""
        try:
            self._by_password = await self._guest_of(account, password)
        except SignInRefused:
            return False
        except AccountLocked as locked:
            self._connection.send_auth_banner(speak("zh").sentence(locked) + "\r\n")
            self._what_is_wrong += ", while locked"
            return False
        except (Refusal, Damage) as trouble:
            return self._in_trouble(trouble)
        return True

    async def by_key(self, account: str, key: SSHKey) -> bool:
        """Whether the key is one of the account's; that the client has its other half is proven by asyncssh."""
        shown = PublicKey(key.get_algorithm(), base64.b64encode(key.public_data).decode())
        try:
            is_known = await self._in(self._premises.disk, partial(self._premises.office.knows_key, account, shown))
        except (Refusal, Damage) as trouble:
            return self._in_trouble(trouble)
        if is_known:
            self._what_is_wrong = "a known key without its other half"
        return is_known

    async def completed(self, account: str) -> None:
        """Let the visits begin: asyncssh says that the account has been proven."""
        guest = self._by_password
        if guest is None or guest.account != account.strip():
            try:
                desk = await self._in(self._premises.disk, partial(self._premises.office.admit, account.strip()))
            except (Refusal, Damage) as trouble:
                self.guest.set_exception(trouble)
                return
            guest = Guest(desk.account.name, desk)
        log.info("%s signed in from %s", guest.account, self._source)
        self.guest.set_result(guest)

    async def _guest_of(self, account: str, password: str) -> Guest:
        verb = partial(self._premises.office.sign_in, account, password)
        try:
            desk = await self._patiently(verb)
        except OneTimePassword:
            return Guest(account.strip(), None, password)
        return Guest(desk.account.name, desk)

    async def _patiently(self, verb: Callable[[], T]) -> T:
        """What the verb gives, after the delay that earlier wrong passwords have earned, where it is short."""
        try:
            return await self._in(self._premises.hashing, verb)
        except AccountLocked as locked:
            if locked.seconds > self._premises.limits.patience:
                raise
            await asyncio.sleep(locked.seconds)
        return await self._in(self._premises.hashing, verb)

    async def _in(self, pool: ThreadPoolExecutor, verb: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(pool, verb)

    def _in_trouble(self, trouble: Refusal | Damage) -> bool:
        log.error("nobody can sign in: %s", trouble)
        self._what_is_wrong = ""
        said = N_("Nobody can sign in just now: the server can't read its own files. Tell the operator.")
        self._connection.send_auth_banner(speak("zh").say(said) + "\r\n")
        return False

    def _send_away(self) -> None:
        self._connection.disconnect(DISC_NO_MORE_AUTH_METHODS_AVAILABLE, "Too many authentication failures")

    @property
    def _source(self) -> str:
        address = self._connection.get_extra_info("peername")
        return str(address[0]).removeprefix(_IPV4_AMONG_IPV6) if address else "?"
