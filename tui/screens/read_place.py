"""A place that shows what it has read, and reads it anew whenever there may be something else."""

from __future__ import annotations

from textual import work

from tui.screens.place import Place


class ReadPlace(Place):
    """The place says how it reads and shows; of two readings the later one counts."""

    _is_read = False

    @property
    def is_there(self) -> bool:
        """Whether something has been read; later readings keep nobody waiting."""
        return self._is_read

    @property
    def takes_keys(self) -> bool:
        """From the first reading on."""
        return self.is_there and super().takes_keys

    def read(self) -> None:
        """Read and show everything anew."""
        self._read()

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        await self.read_and_show()
        self._is_read = True

    async def read_and_show(self) -> None:
        """Read off the loop, and show."""
        raise NotImplementedError

    def look_again(self) -> None:
        """Read everything anew, and leave what was told where it is."""
        self.read()

    def action_refresh(self) -> None:
        """Read everything anew."""
        self.tell("")
        self.read()
