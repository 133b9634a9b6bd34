"""A small clamd in a thread: the words of clamd(8) for PING and INSTREAM, or misbehaviour on demand."""

import socket
import struct
import threading
from contextlib import closing, contextmanager

# Put together here, so that no scanner takes this file for one to be removed.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"


class Clamd:
    """Answers as clamd does; `manner` is one of "true", "silent", "closing", "rambling", "early", "error".

    It "finds" EICAR anywhere in a stream, and no stream may be longer than `limit`.
    """

    def __init__(self, listening: socket.socket, *, limit: int = 25 * 1024 * 1024):
        self.listening, self.limit = listening, limit
        self.manner = "true"
        self.heard: list[bytes] = []  # whole streams
        self.commands: list[bytes] = []
        self.ended = threading.Event()

    def serve(self) -> None:
        while True:
            try:
                caller, _ = self.listening.accept()
            except OSError:
                return
            with closing(caller):
                self._answer(caller)

    def _answer(self, caller: socket.socket) -> None:
        if self.manner == "closing":
            return
        if self.manner == "early":
            caller.sendall(b"stream: OK\0")
            return
        try:
            with caller.makefile("rb") as said:
                answer = self._hear(said)
            if self.manner == "silent":
                self.ended.wait()
            else:
                caller.sendall(answer)
        except (ConnectionError, struct.error):
            return

    def _hear(self, said) -> bytes:
        command = b""
        while not command.endswith(b"\0"):
            letter = said.read(1)
            if not letter:
                return b""
            command += letter
        self.commands.append(command)
        if self.manner == "rambling":
            return b"stream: " + b"OK " * 1000
        if command == b"zPING\0":
            return b"PONG\0"
        if command != b"zINSTREAM\0":
            return b"UNKNOWN COMMAND\0"
        return self._scan(said)

    def _scan(self, said) -> bytes:
        stream = b""
        while size := struct.unpack(">I", said.read(4))[0]:
            if len(stream) + size > self.limit:
                return b"INSTREAM size limit exceeded. ERROR\0"
            stream += said.read(size)
        self.heard.append(stream)
        if self.manner == "error":
            return b"stream: Can't allocate memory ERROR\0"
        return b"stream: Eicar-Signature FOUND\0" if EICAR in stream else b"stream: OK\0"


@contextmanager
def running(listening: socket.socket, **how):
    """Give a Clamd that answers at this socket, and end it."""
    clamd = Clamd(listening, **how)
    thread = threading.Thread(target=clamd.serve)
    thread.start()
    try:
        yield clamd
    finally:
        clamd.ended.set()
        listening.shutdown(socket.SHUT_RDWR)  # wakes accept()
        listening.close()
        thread.join()


def listen(address) -> socket.socket:
    """Give a socket that listens at a path or at (host, port)."""
    listening = socket.socket(socket.AF_UNIX if isinstance(address, str) else socket.AF_INET)
    listening.bind(address)
    listening.listen()
    return listening
