"""The inner names of two libraries that the door builds upon, held to the version in use."""

from __future__ import annotations

import inspect
import re
import tomllib

import asyncssh
import pytest
from asyncssh import auth, connection
from asyncssh.channel import SSHServerChannel
from asyncssh.compression import get_decompressor
from asyncssh.connection import SSHConnection, SSHServerConnection
from asyncssh.scp import run_scp_server
from asyncssh.sftp import run_sftp_server
from asyncssh.stream import SSHServerStreamSession
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver

from tests.architecture.source_tree import ROOT
from tui.fault_keeping import FaultKeepingApp
from tui.local_driver import LocalDriver
from tui.ssh.channel import DoorChannel
from tui.ssh.connection import DoorConnection
from tui.ssh.driver import ChannelApp, ChannelDriver
from tui.ssh.sftp import Tree
from tui.ssh.unpacking import COMPRESSION, BoundedUnpacking, bound_unpacking
from tui.terminal_protocol import KeyParser

FLOOR = (2, 24, 1)
"""The first asyncssh without the holes that are known in older ones (CVE-2023-48795, CVE-2026-54591)."""


def test_no_asyncssh_with_known_holes_is_used() -> None:
    """The project asks for none, the locks name none, and the one that runs here is none."""
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    locked = [(ROOT / "requirements" / name).read_text("utf-8") for name in ("run.txt", "dev.txt")]
    named = [re.findall(r"^asyncssh[>=]=([\d.]+)", text, re.MULTILINE) for text in ("\n".join(asked), *locked)]

    assert [1, 1, 1] == [len(each) for each in named]
    for version in (asyncssh.__version__, *(each[0] for each in named)):
        assert tuple(map(int, version.split("."))) >= FLOOR


@pytest.mark.parametrize("name", ["_handle_exception", "_print_error_renderables", "_close_messages_no_wait"])
def test_textuals_app_still_has_what_is_overridden(name: str) -> None:
    """And calls it in the same way."""
    assert callable(getattr(App, name))


def test_the_served_app_changes_what_it_means_to() -> None:
    """The attributes that it sets are those that Textual reads."""
    source = inspect.getsource(App)

    for name in ("_capture_stdout", "_capture_stderr", "driver_class", "_return_code", "_exit_renderables"):
        assert f"self.{name}" in source
    assert "redirect_stdout(self._capture_stdout)" in source
    assert {"_handle_exception", "_print_error_renderables"} <= set(vars(FaultKeepingApp))
    assert issubclass(ChannelApp, FaultKeepingApp)


def test_a_driver_is_what_it_was() -> None:
    """Its constructor, its abstract methods, and the size that the app asks it for."""
    parameters = list(inspect.signature(Driver.__init__).parameters)

    assert (
        ["self", "app", "debug", "mouse", "size"]
        == parameters
        == list(inspect.signature(ChannelDriver.__init__).parameters)
    )
    assert {"write", "start_application_mode", "disable_input", "stop_application_mode"} == set(
        Driver.__abstractmethods__
    )
    assert parameters == list(inspect.signature(LocalDriver.__init__).parameters)
    assert "self._driver._size" in inspect.getsource(App.size.fget)  # type: ignore[attr-defined]


def test_the_local_driver_changes_what_it_means_to() -> None:
    """Everything that Textual's driver says goes through one method, and its keys come from another."""
    source = inspect.getsource(LinuxDriver)

    assert "self._file.write" not in source
    assert {"write", "close", "run_input_thread", "start_application_mode", "stop_application_mode"} <= set(
        vars(LinuxDriver)
    )
    assert "self._writer_thread = WriterThread" in source
    assert "while not self.exit_event.is_set()" in source


def test_the_parser_is_fed_and_ticked() -> None:
    """An empty text ends it; time has to be told to it."""
    parser = XTermParser()

    assert [] == list(parser.tick())
    assert ["a"] == [getattr(each, "key", "") for each in parser.feed("a")]
    list(parser.feed(""))
    assert parser.is_eof


def test_no_cache_of_textuals_keeps_a_parser() -> None:
    """What the class keeps by parser would keep the parser's session; whatever does so is overridden."""
    caching = {name for name, value in vars(XTermParser).items() if hasattr(value, "cache_info")}

    assert caching <= set(vars(KeyParser))


def test_asyncssh_still_asks_a_channel_by_these_names() -> None:
    """A request that a channel doesn't override would be granted as asyncssh grants it."""
    for name in (
        "_process_env_request",
        "_process_exec_request",
        "_process_x11_req_request",
        "_process_auth_agent_req_at_openssh_dot_com_request",
    ):
        assert name in vars(SSHServerChannel)
        assert name in vars(DoorChannel)


def test_asyncssh_still_answers_every_try_by_these_names() -> None:
    """A request and a failure each pass one method of the connection's; one word says that a key would do."""
    asked = inspect.getsource(SSHConnection._process_userauth_request)
    answered = inspect.getsource(auth)
    meant = {"_finish_userauth", "send_userauth_packet", "send_userauth_failure"}

    assert meant <= set(vars(SSHConnection))
    assert meant <= set(vars(DoorConnection))
    assert "return self._finish_userauth(begin_auth, method, packet)" in asked
    assert 1 == inspect.getsource(connection).count("send_packet(MSG_USERAUTH_FAILURE")
    assert "MSG_USERAUTH_FAILURE" not in answered
    assert "self.send_packet(MSG_USERAUTH_PK_OK" in answered
    assert "self._conn.send_userauth_packet(" in inspect.getsource(auth.Auth.send_packet)


def test_a_connection_is_made_as_asyncssh_makes_it() -> None:
    """By the function that is at work behind its own, with a connection of ours instead of its own."""
    source = inspect.getsource(asyncssh.run_server)

    assert "return SSHServerConnection(loop, new_options, wait='auth')" in source
    assert "_connect(new_options, config, loop, 0, sock, conn_factory," in source
    assert ["options", "config", "loop", "flags", "sock", "conn_factory", "msg"] == list(
        inspect.signature(connection._connect).parameters
    )


def test_a_channel_is_made_as_asyncssh_makes_it() -> None:
    """With these arguments, and with a connection and a transport whose unread bytes can be counted."""
    made = list(inspect.signature(SSHServerChannel.__init__).parameters)[1:]
    source = inspect.getsource(SSHServerConnection.create_server_channel)

    assert made[:2] == ["conn", "loop"]
    assert {"allow_pty", "line_editor", "line_echo", "line_history", "max_line_length"} <= set(made)
    assert "_update_recv_pktlen" in source
    assert "self._transport.write(data)" in inspect.getsource(SSHConnection)
    assert "self._conn" in inspect.getsource(SSHServerChannel)
    assert "self._start_session(command=command)" in inspect.getsource(SSHServerChannel._process_exec_request)


def test_streams_and_file_servers_are_started_as_before() -> None:
    """The signatures of what is not in asyncssh's front window."""
    assert ["sftp_server", "reader", "writer", "sftp_version"] == list(inspect.signature(run_sftp_server).parameters)
    assert ["sftp_server", "command", "stdin", "stdout", "stderr"] == list(inspect.signature(run_scp_server).parameters)
    assert "session_factory" in inspect.signature(SSHServerStreamSession.__init__).parameters


def test_nothing_of_asyncsshs_own_file_server_is_left_standing() -> None:
    """Whatever it can do on the host's disk is overridden; a new power fails here before it is anybody's."""
    harmless = {"channel", "connection", "env", "logger", "convert_attrs", "format_longname"}
    powers = {name for name in vars(asyncssh.SFTPServer) if not name.startswith("_")} - harmless

    assert powers <= set(vars(Tree))


def test_packets_are_unpacked_by_what_is_registered() -> None:
    """A connection makes its unpacking anew from the table in which ours takes the place of asyncssh's."""
    bound_unpacking()

    assert isinstance(get_decompressor(COMPRESSION), BoundedUnpacking)
    assert "self._next_decompressor = get_decompressor(" in inspect.getsource(SSHConnection)
    assert "payload is None" in inspect.getsource(SSHConnection._recv_packet)


def test_a_channel_is_opened_and_given_a_terminal_as_it_was() -> None:
    """The packet size comes third, and what a request for a terminal says begins with its name."""
    opening = ["self", "send_chan", "send_window", "send_pktsize", "session"]

    assert (
        opening
        == list(inspect.signature(SSHServerChannel.process_open).parameters)
        == list(inspect.signature(DoorChannel.process_open).parameters)
    )
    assert "term_type_bytes = packet.get_string()\n        width" in inspect.getsource(
        SSHServerChannel._process_pty_req_request
    )
