"""What the door lets a client do, in numbers: OpenSSH's own measures, and a bound on everything that could grow."""

from __future__ import annotations

from attrs import frozen

_KB = 1024


@frozen
class Limits:
    """Every limit of the door; times are in seconds."""

    tries: int = 6
    """Passwords and keys that may be wrong on one connection (OpenSSH: MaxAuthTries)."""
    startups_free: int = 10
    """Connections that may be signing in at a time before new ones are refused by chance (MaxStartups 10:30:100);
    counted, as the next two are, over all workers."""
    startups_chance: int = 30
    """Per cent of new connections refused from then on, rising to all of them at ``startups_full``."""
    startups_full: int = 100
    grace: float = 30
    """How long signing in may take (LoginGraceTime)."""
    patience: float = 10
    """How long a sign-in waits for the delay after wrong passwords to pass; a longer one refuses it."""
    sessions: int = 4
    """Sessions that one account may have at a time, over all its connections and all workers."""
    connections: int = 8
    """Connections on which an account may be signed in at a time, over all workers, with a session or without one."""
    unused: float = 60
    """A connection on which nobody has begun a session, or the last one has ended, is cut off after so long."""
    silence: int = 30
    """After so many seconds without a packet the kernel tries whether the line still holds, then twice as often."""
    silence_missed: int = 4
    """Tries without an answer after which the line counts as dropped."""
    keepalive: float = 300
    """After this silence the client is asked whether it still works; seldom, since of a hundred clients each answer
    costs as much as all of their idleness."""
    keepalive_missed: int = 1
    """Questions without an answer after which it is cut off, when the next one would be due."""
    idle: float = 30 * 60
    """Without a key for so long, the session ends; of a file client or a command, without a byte either way."""
    idle_warning: float = 2 * 60
    """So long before that, the person is warned."""
    unread: int = 256 * _KB
    """Bytes that may lie unread before nothing more is drawn until the client has caught up."""
    stalled: float = 30
    """A client that reads nothing for so long while something lies unread is cut off."""
    commands: int = 32
    """Commands that work at a time in one process; those that wait for their client are not counted."""
    silent_input: float = 60
    """A command that waits for its client's input gives up when nothing has come for so long."""
    announced: float = 3
    """How long the announcement of a stop stands before sessions end."""
    lock_patience: float = 2
    """How long, after a stop has begun, a verb may wait for a book in which another process is writing."""
    stop: float = 10
    """After this a stop waits for nobody."""
