"""Mistakes that one could make on the commit path, each as a change to the source, and the harness that must see it."""

from __future__ import annotations

from attrs import frozen


@frozen
class Mutant:
    """One mistake."""

    name: str
    file: str
    """In ``storage/``."""
    old: str
    """What stands there once."""
    new: str
    killer: str
    """The harness of :mod:`tests.faults.bite` that must fail."""


MUTANTS = (
    Mutant(
        "the journal is not synced",
        "durable.py",
        "            step = Step.SYNC\n            os.fsync(fd)\n        except OSError",
        "            step = Step.SYNC\n        except OSError",
        "power",
    ),
    Mutant(
        "a new journal's name is not synced",
        "durable.py",
        "        sync_directory(path.parent)\n        sync_directory(path.parent.parent)\n",
        "        pass\n",
        "power",
    ),
    Mutant(
        "a replaced file is not synced",
        "durable.py",
        "        if is_synced:\n            new.sync()\n",
        "",
        "power",
    ),
    Mutant(
        "a replaced file's name is not synced",
        "durable.py",
        "directories=[path.parent] if is_synced else []",
        "directories=[]",
        "power",
    ),
    Mutant("evidence is not synced", "evidence.py", "                new.sync()\n", "", "power"),
    Mutant(
        "evidence's name is not synced",
        "evidence.py",
        "directories=[drawer, shelf, self._place]",
        "directories=[]",
        "power",
    ),
    Mutant(
        "the cut of a torn tail is not synced",
        "durable.py",
        "            os.ftruncate(fd, size)\n        with _failing_as(Step.SYNC):\n            os.fsync(fd)\n",
        "            os.ftruncate(fd, size)\n",
        "power",
    ),
    Mutant("a torn tail is not cut", "book.py", "        elif size > at:", "        elif False:", "power"),
    Mutant(
        "an event of an unfinished transaction counts",
        "journal.py",
        "        if line.left == 0:",
        "        if line.left >= 0:",
        "power",
    ),
    Mutant(
        "a hole left by a power failure is called damage",
        "journal.py",
        "            if not _is_hole(rest, end.end):",
        "            if rest:",
        "power",
    ),
    Mutant(
        "the head is noted before the sync",
        "book.py",
        "                    self._commit(content, at=current.position.end)\n"
        "                    watermark.note(fd, lines[-1].position)\n",
        "                    watermark.note(fd, lines[-1].position)\n"
        "                    self._commit(content, at=current.position.end)\n",
        "power",
    ),
    Mutant(
        "the event is appended before its evidence has its name",
        "evidence.py",
        "                new.keep_as(drawer / sha256, directories=[drawer, shelf, self._place])\n",
        "",
        "power",
    ),
    Mutant(
        "a short write is taken for a whole one",
        "durable.py",
        "        rest = rest[written:]\n",
        "        return\n",
        "calls",
    ),
    Mutant(
        "a failed write is not taken back",
        "durable.py",
        "        os.ftruncate(fd, size)\n        os.fsync(fd)\n    except OSError:\n        return False\n",
        "        os.fstat(fd)\n    except OSError:\n        return False\n",
        "calls",
    ),
    Mutant(
        "a failed sync is passed over",
        "durable.py",
        "            step = Step.SYNC\n            os.fsync(fd)\n        except OSError",
        "            step = Step.SYNC\n            with suppress(OSError):\n                os.fsync(fd)\n"
        "        except OSError",
        "calls",
    ),
    Mutant(
        "the state is turned before the journal is written",
        "book.py",
        "                    self._commit(content, at=current.position.end)\n",
        "                    end = current.position.end\n"
        "                    self._view.turn(current, lines)\n"
        "                    durable.append(self._place.journal, content, at=end)\n",
        "calls",
    ),
    Mutant(
        "a book goes on writing after a failed sync",
        "book.py",
        "                self._stopped = failure.reason\n",
        "                pass\n",
        "calls",
    ),
    Mutant(
        "a full disk stops a book for ever",
        "book.py",
        "            if failure.is_for_want_of_room:\n",
        "            if not failure:\n",
        "calls",
    ),
    Mutant(
        "a failure after the acknowledgement is told as one of the save",
        "view.py",
        "                with suppress(OSError):\n",
        "                with suppress(KeyError):\n",
        "calls",
    ),
    Mutant(
        "nobody takes the lock",
        "locks.py",
        "lambda: fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)",
        "lambda: None",
        "writers",
    ),
    Mutant(
        "the lock is held for one operation only",
        "locks.py",
        "            if is_ours:\n                return fd\n",
        "            if is_ours:\n                fcntl.flock(fd, fcntl.LOCK_UN)\n                return fd\n",
        "writers",
    ),
    Mutant(
        "the lock's holder does not catch up",
        "view.py",
        "            return self._refreshed(is_last_line_read=True)\n",
        "            return self._state or self._refreshed()\n",
        "writers",
    ),
    Mutant(
        "the revision is not checked",
        "transaction.py",
        "        if revision != based_on:\n",
        "        if not self:\n",
        "writers",
    ),
    Mutant(
        "the hash of a line is not checked",
        "journal.py",
        "    if raw[-_SEAL:] != _HASH_KEY + digest.encode() + _CLOSING:\n",
        "    if not raw:\n",
        "damage",
    ),
    Mutant(
        "a damaged line ends the journal",
        "journal.py",
        "            if not _is_hole(rest, end.end):",
        "            if not rest:",
        "damage",
    ),
    Mutant(
        "the kept state's checksum is not checked",
        "state.py",
        'header.pop("sha256") == _checksum(header, body) and',
        'header.pop("sha256") and',
        "damage",
    ),
    Mutant(
        "the head is not noted",
        "watermark.py",
        "        durable.overwrite(fd, _written(position))\n",
        "        pass\n",
        "damage",
    ),
    Mutant(
        "evidence is not read again",
        "verify.py",
        "            if actual != sha256:\n",
        "            if not actual:\n",
        "damage",
    ),
)
