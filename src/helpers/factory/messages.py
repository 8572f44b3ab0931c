"""Messages between a forge and who asks it: JSON with its length before it, and open files beside it."""

import array
import json
import os
import socket
import struct
from typing import Any

_LENGTH = struct.Struct("!I")


def send(connection: socket.socket, message: dict[str, Any], streams: tuple[int, ...] = ()) -> None:
    """Send a message, and open files with it; a receiver that is gone or takes nothing is no error."""
    body = json.dumps(message).encode()
    whole = _LENGTH.pack(len(body)) + body
    rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", streams))] if streams else []
    try:
        # in one piece, so that who polls never finds half of it
        sent = connection.sendmsg([whole], rights)
        connection.sendall(whole[sent:])
    except OSError:
        return


def receive(connection: socket.socket) -> tuple[dict[str, Any], list[int]]:
    """Receive what :func:`send` sent.

    Raises
    ------
    ValueError
        If the other side closed before a whole message came.
    OSError
        If the connection has a timeout, and it passed.
    """
    head, streams, _, _ = socket.recv_fds(connection, _LENGTH.size, 2)
    try:
        if len(head) < _LENGTH.size:
            raise ValueError("the connection was closed")
        message: dict[str, Any] = json.loads(_body(connection, *_LENGTH.unpack(head)))
    except BaseException:
        for stream in streams:
            os.close(stream)
        raise
    return message, streams


def _body(connection: socket.socket, length: int) -> bytes:
    body = b""
    while len(body) < length:
        piece = connection.recv(length - len(body))
        if not piece:
            raise ValueError("the connection was closed within a message")
        body += piece
    return body
