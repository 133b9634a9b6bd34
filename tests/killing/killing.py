"""A child process that kills itself at the n-th of its writes.

A write is every call that changes what another process finds: a file opened for writing or emptied, its bytes
(killed with half of them written), sync, rename, link, unlink, a folder made or removed, and every statement but
SELECT, COMMIT among them. It is killed before the call; so each state between two writes is met once, as what
stands after one write is what stands before the next.
"""

import os
import signal
import sys
from pathlib import Path

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

# Python tells of these before it makes them; the first argument is the path.
CALLS = {"os.rename", "os.remove", "os.link", "os.mkdir", "os.rmdir", "os.truncate", "shutil.copyfile"}
FOR_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
READING = ("SELECT", "PRAGMA", "EXPLAIN", "SHOW")


class Killer:
    """Counts the writes below a folder and to the database, and kills its own process at one of them."""

    def __init__(self, at: int, folder: Path, tell):
        self.at, self.folder, self.tell = at, str(folder), tell
        self.made = 0

    def start(self) -> None:
        """Count from here on; nothing ends it but the end of the process."""
        commit = BaseDatabaseWrapper._commit
        sys.addaudithook(self._hear)
        os.fsync = self._counting_sync(os.fsync)
        BaseDatabaseWrapper._commit = lambda database: (self.count("COMMIT"), commit(database))
        connection.execute_wrappers.append(self._hear_statement)

    def count(self, what: str, spoil=None) -> None:
        """Note that a write is about to be made; do not come back if it is the one.

        `spoil` leaves what the write would leave if it was killed half done.
        """
        self.made += 1
        if self.made == self.at:
            if spoil:
                spoil()
            self.tell(call=what)
            os.kill(os.getpid(), signal.SIGKILL)

    def _counting_sync(self, sync):
        def counted(handle):
            self.count(f"fsync {_path_of(handle).removeprefix(self.folder)}")
            return sync(handle)

        return counted

    def _hear_statement(self, execute, sql, params, many, context):
        if not sql.lstrip(" (").upper().startswith(READING):
            self.count(sql[:90])
        return execute(sql, params, many, context)

    def _hear(self, event: str, args: tuple) -> None:
        if self.made >= self.at or not (event in CALLS or event in ("open", "os.chmod")):
            return
        path = _path_of(args[0])
        if not path.startswith(self.folder):
            return
        place = path.removeprefix(self.folder)
        if event == "os.chmod":  # what writes a file here gives it its mode when its bytes are there
            self.count(f"write {place}", spoil=lambda: os.truncate(path, os.stat(path).st_size // 2))
        elif event != "open":
            self.count(f"{event} {place}")
        elif (args[2] or 0) & FOR_WRITING:
            self.count(f"open {place}")
            if args[2] & os.O_TRUNC and os.path.exists(path):
                self.count(f"emptied {place}", spoil=lambda: os.truncate(path, 0))


def _path_of(argument) -> str:
    if isinstance(argument, int):
        return os.readlink(f"/proc/self/fd/{argument}") if argument >= 0 else ""
    return os.fsdecode(argument) if isinstance(argument, (str, bytes, os.PathLike)) else ""
