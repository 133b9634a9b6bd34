"""The lines that the web server appended since last time, however its log was rotated meanwhile.

A file is known by the bytes before the place where reading stopped: an inode is given to another file when its own
is gone, and stays while `copytruncate` empties it. Lines that were compressed before they were read are lost
(docs/operations.md asks for `delaycompress`).
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

MOST_BYTES = 32 * 1024 * 1024  # in a round: some 200,000 lines
LONGEST_LINE = 64 * 1024  # nginx takes requests of half that; what is longer is skipped
TAIL = 256
PACKED = (".gz", ".xz", ".bz2", ".zst")


class NewLines:
    """Gives the whole lines after a place; `offset` and `tail` are then the place where it stopped.

    A last line without its end is left for next time. Raises OSError when there is no log that can be read.
    """

    def __init__(self, path: Path, offset: int = 0, tail: str = ""):
        self.path = path
        self.offset = offset
        self.tail = tail
        self.left = MOST_BYTES

    def __iter__(self) -> Iterator[bytes]:
        for path, offset in self._unread():
            with path.open("rb") as file:
                self.offset = offset
                yield from self._lines(file)
                self.tail = _tail_of(file, self.offset)
            if self.left <= 0:
                return

    def _unread(self) -> list[tuple[Path, int]]:
        """Give each file that holds unread lines, the oldest first, with where they begin."""
        if not self.offset or self._is_ours(self.path):
            return [(self.path, self.offset)]
        rotated = [file for file in self.path.parent.glob(f"{self.path.name}[.-]*") if file.suffix not in PACKED]
        rotated.sort(key=lambda file: file.stat().st_mtime)
        for turn in reversed(range(len(rotated))):
            if self._is_ours(rotated[turn]):
                # An empty new file: the server may still write to the old one.
                newer = [file for file in (*rotated[turn + 1 :], self.path) if file.exists() and file.stat().st_size]
                return [(rotated[turn], self.offset), *((file, 0) for file in newer)]
        return [(self.path, 0)]

    def _is_ours(self, path: Path) -> bool:
        try:
            with path.open("rb") as file:
                return _tail_of(file, self.offset) == self.tail
        except OSError:
            return False

    def _lines(self, file: BinaryIO) -> Iterator[bytes]:
        file.seek(self.offset)
        while self.left > 0:
            line = file.readline(LONGEST_LINE)
            size = len(line)
            is_whole = line.endswith(b"\n")
            if not is_whole and size == LONGEST_LINE:
                rest = _skip_line(file)
                size, line = size + rest, b""
                is_whole = rest > 0
            if not is_whole:
                return
            self.offset += size
            self.left -= size
            if line:
                yield line


def _skip_line(file: BinaryIO) -> int:
    """Read to the end of a line that is too long; give how much that was, 0 when it has no end yet."""
    size = 0
    while chunk := file.readline(LONGEST_LINE):
        size += len(chunk)
        if chunk.endswith(b"\n"):
            return size
    return 0


def _tail_of(file: BinaryIO, offset: int) -> str:
    """Give the hash of the bytes before an offset; "" where there are none, or not so many."""
    if not offset:
        return ""
    length = min(TAIL, offset)
    file.seek(offset - length)
    found = file.read(length)
    return hashlib.sha256(found).hexdigest() if len(found) == length else ""
