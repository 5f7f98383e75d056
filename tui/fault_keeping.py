"""What becomes of a mistake of ours that ends an app."""

from __future__ import annotations

from textual.app import App


class FaultKeepingApp(App[None]):
    """Keeps the fault for whoever runs the app; nothing of it is printed, least of all its locals."""

    fault: Exception | None = None
    """What ended the app, if it was a mistake of ours."""

    def _handle_exception(self, error: Exception) -> None:
        self._return_code = 1
        if self.fault is None:
            self.fault = error
        self._exit = True
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        self._exit_renderables.clear()
