"""The public tree: one folder for each address, its page plain and compressed; or a mark that says a status.

Every write is a new file, synced, then renamed, then its folder synced: a reader, or a power cut, finds the old
page or the new one. Only news.press.drain calls what writes here, under its lock.
"""

import gzip
import os
import shutil
import time
import zlib
from contextlib import suppress
from html import escape
from pathlib import Path

import brotli
from django.conf import settings

from news.press.addresses import COMPRESSED, file_of

TEMPORARY = ".dang-ghi"
VARIANTS = (".br", ".gz", "")  # the plain file last: it stands for all
MARKS = (301, 404, 410)


def path_of(address: str) -> Path:
    """Give the file of an address.

    Raises ValueError for what the map of addresses does not know.
    """
    file = file_of(address)
    if file is None:
        raise ValueError(f"{address!r} cannot be printed")
    return Path(settings.PUBLIC_DIR, file)


def write(address: str, body: bytes, *, newer_than: float = 0) -> float:
    """Write a page and its compressed forms, if a byte differs; give the page's time.

    The time is at least a second after that of the page before (`newer_than`, and that of the file): nginx makes
    the ETag from time and size.
    """
    path = path_of(address)
    moment = intact_since(path, body)
    if moment is None:
        _make_folder(path.parent)
        before = max(newer_than, path.stat().st_mtime if path.exists() else 0)
        moment = max(int(time.time()), int(before) + 1)
        for suffix, data in _variants(path, body).items():
            _replace(path.with_name(path.name + suffix), data, moment)
        sync_folder(path.parent)
    _unmark(path)
    return moment


def link(address: str, source: Path) -> float:
    """Put a stored picture or file into the tree under its address; give its time. The name says the content."""
    path = path_of(address)
    if not (path.exists() and path.stat().st_size == source.stat().st_size):
        _make_folder(path.parent)
        temporary = path.with_name(TEMPORARY)
        temporary.unlink(missing_ok=True)
        try:
            os.link(source, temporary)
        except OSError:  # another file system
            shutil.copyfile(source, temporary)
            _sync(temporary)
        temporary.replace(path)
        sync_folder(path.parent)
    return path.stat().st_mtime


def mark(address: str, status: int, location: str = "") -> None:
    """Remove a page and leave a mark by which the address is answered with this status."""
    remove(address)
    path = path_of(address)
    if path.name.startswith("index."):
        _make_folder(path.parent)
        for other in MARKS:
            if other != status:
                path.with_name(f".{other}").unlink(missing_ok=True)
        _replace(path.with_name(f".{status}"), moved_page(location) if location else b"", int(time.time()))
        sync_folder(path.parent)


def mark_of(address: str) -> list[tuple[int, bytes]]:
    """Give the marks that stand for an address: the status and what the mark holds."""
    places = [(status, path_of(address).with_name(f".{status}")) for status in MARKS]
    return [(status, place.read_bytes()) for status, place in places if place.is_file()]


def moved_page(location: str) -> bytes:
    """Give the mark of a page that moved: what a web server without the application can answer for it."""
    place = escape(location, quote=True)
    return (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Trang đã chuyển</title>'
        f'<meta http-equiv="refresh" content="0; url={place}"></head>'
        f'<body><p><a href="{place}">Trang này đã chuyển đến địa chỉ mới.</a></p></body></html>'
    ).encode()


def remove(address: str) -> None:
    """Remove a page, its compressed forms first: they are never found without it."""
    path = path_of(address)
    if path.parent.exists():
        for suffix in _suffixes(path):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        sync_folder(path.parent)


def clear(address: str) -> None:
    """Remove a page, its marks and its folder, as if the address had never been: its very name may be a secret."""
    remove(address)
    path = path_of(address)
    if not path.name.startswith("index.") or not path.parent.exists():
        return
    for status in MARKS:
        path.with_name(f".{status}").unlink(missing_ok=True)
    with suppress(OSError):  # something else stands in it
        path.parent.rmdir()
        sync_folder(path.parent.parent)


def intact_since(path: Path, body: bytes) -> float | None:
    """Give the time of a page whose file has exactly these bytes and all its compressed forms, else None."""
    try:
        moment = path.stat().st_mtime
        same = path.read_bytes() == body
        times = {path.with_name(path.name + suffix).stat().st_mtime for suffix in _suffixes(path)}
    except FileNotFoundError:
        return None
    return moment if same and times == {moment} else None


def is_whole(path: Path, body: bytes) -> bool:
    """Whether page and compressed forms all hold these bytes; reads every byte."""
    readers = {"": bytes, ".gz": gzip.decompress, ".br": brotli.decompress}
    try:
        held = [readers[suffix](path.with_name(path.name + suffix).read_bytes()) for suffix in _suffixes(path)]
    except (OSError, EOFError, zlib.error, brotli.error):
        return False
    return all(data == body for data in held)


def sync_folder(folder: Path) -> None:
    """Make the names of a folder last."""
    _sync(folder)


def _suffixes(path: Path) -> tuple[str, ...]:
    return VARIANTS if path.name.rpartition(".")[2] in COMPRESSED else ("",)


def _variants(path: Path, body: bytes) -> dict[str, bytes]:
    makers = {
        "": lambda: body,
        ".gz": lambda: gzip.compress(body, 6, mtime=0),
        ".br": lambda: brotli.compress(body, quality=5),
    }
    return {suffix: makers[suffix]() for suffix in _suffixes(path)}


def _replace(path: Path, data: bytes, moment: int) -> None:
    temporary = path.with_name(TEMPORARY)
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fchmod(file.fileno(), 0o644)
        os.utime(file.fileno(), (moment, moment))
        os.fsync(file.fileno())
    temporary.replace(path)


def _make_folder(folder: Path) -> None:
    if not folder.exists():
        _make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        folder.chmod(0o755)  # the web server reads it, whatever mask the shell had
        sync_folder(folder.parent)


def _unmark(path: Path) -> None:
    if path.name.startswith("index."):
        for status in MARKS:
            path.with_name(f".{status}").unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
