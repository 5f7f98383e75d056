"""A place that shows what it has read, and reads it anew whenever there may be something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from tui.screens.place import Place

if TYPE_CHECKING:
    from textual.await_complete import AwaitComplete


class ReadPlace(Place):
    """The place says how it reads and shows; of two readings the later one counts."""

    def read(self) -> None:
        """Read and show everything anew."""
        self._read()

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        await self.read_and_show()

    def dismiss(self, result: str | None = None) -> AwaitComplete:
        """Leave the page; what it is still reading would come to a page that is half taken away."""
        self.workers.cancel_group(self, "read")
        return super().dismiss(result)

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
