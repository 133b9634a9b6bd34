"""The tree is a projection: here it is compared with the database, file by file, and mended."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from django.conf import settings

from news.press import record, tree
from news.press.addresses import address_of, file_of, is_upload
from news.press.drain import press_lock, print_page, refuse_inside_transaction
from news.press.expand import everything, expand
from news.press.models import Printed

AT_ONCE = 50  # pages between two releases of the lock
FILES_AT_ONCE = 500
KEPT_NAMES = tuple(f".{status}" for status in tree.MARKS)
FOREIGN = "tệp lạ, đã xóa"
BROKEN = "nội dung tệp khác bản ghi, đã in lại"
STALE = "trang cũ so với dữ liệu, đã in lại"
FORGOTTEN = "trang thiếu, đã in"
UNMARKED = "dấu của trang đã gỡ hoặc đã chuyển bị thiếu hay sai, đã ghi lại"


def verify(report=None) -> Iterator[tuple[str, str]]:
    """Compare every page with its recorded hash and with a fresh rendering, mend it, and give what was wrong.

    Gives pairs of address (or file) and sentence; `report` is called with what is done and how much there is. The
    queue should have been drained before.
    """
    refuse_inside_transaction()
    total, done = Printed.objects.count(), 0
    for addresses in chunks(_known_addresses(), AT_ONCE):
        yield from _verify_pages(addresses)
        done += len(addresses)
        if report:
            report(done, total)
    for addresses in chunks(_claimed_addresses(), AT_ONCE):
        known = set(Printed.objects.filter(address__in=addresses).values_list("address", flat=True))
        yield from _verify_pages([address for address in addresses if address not in known])
    yield from sweep()


def sweep() -> Iterator[tuple[str, str]]:
    """Remove the files of the tree that no printed address claims, and empty folders; give each file with a sentence.

    The lock is held for some files at a time, so that who publishes meanwhile need not wait for the whole tree.
    """
    refuse_inside_transaction()
    root = Path(settings.PUBLIC_DIR)
    for paths in chunks(_files(root), FILES_AT_ONCE):
        with press_lock(wait=True):
            for path in _unclaimed(root, paths):
                path.unlink(missing_ok=True)
                tree.sync_folder(path.parent)
                yield str(path.relative_to(root)), FOREIGN
    for folder, _, _ in os.walk(root, topdown=False):
        if folder != str(root) and not os.listdir(folder):
            with press_lock(wait=True), suppress(OSError):  # something may have been printed there meanwhile
                os.rmdir(folder)


def chunks(items: Iterable, size: int) -> Iterator[list]:
    """Give the items in lists of a size, the last one shorter."""
    items = iter(items)
    while chunk := list(islice(items, size)):
        yield chunk


def _files(root: Path) -> Iterator[Path]:
    for folder, _, names in os.walk(root):
        yield from (Path(folder, name) for name in sorted(names))


def _unclaimed(root: Path, paths: list[Path]) -> list[Path]:
    wanted = {path: _claim(path, str(path.relative_to(root))) for path in paths}
    addresses = {claim[0] for claim in wanted.values() if claim}
    printed = set(Printed.objects.filter(address__in=addresses).values_list("address", "status"))
    return [path for path, claim in wanted.items() if claim not in printed]


def _claim(path: Path, file: str) -> tuple[str, int] | None:
    """Give the address and the status which a file of the tree says, None for a file that belongs to none."""
    if path.is_symlink():
        return None
    if path.name in KEPT_NAMES:
        return "/" + file.removesuffix(path.name), int(path.name[1:])
    packed = file.endswith((".gz", ".br"))
    page = address_of(file[:-3] if packed else file)
    return None if page is None or (packed and is_upload(page)) else (page, 200)


def _verify_pages(addresses: list[str]) -> list[tuple[str, str]]:
    found = []
    with press_lock(wait=True):
        pages = []
        for address in addresses:
            page, fault = _verify_page(address)
            pages.append(page)
            if fault:
                found.append((address, fault))
        record.keep(pages)
    return found


def _verify_page(address: str) -> tuple[record.Page, str]:
    """Print the page anew (only differing bytes are written) and say what was wrong with what stood there."""
    known = Printed.objects.filter(address=address).first()
    path = tree.path_of(address)
    body = path.read_bytes() if path.is_file() and not path.is_symlink() else None
    held = hashlib.sha256(body).hexdigest() if body is not None else ""
    broken = known is not None and (held != known.sha256 or (body is not None and not _is_whole(address, body)))
    if broken:
        tree.remove(address)
    marked = tree.mark_of(address)
    page = print_page(address)
    if broken:
        return page, BROKEN
    if known and known.status == page.status and marked != tree.mark_of(address):
        return page, UNMARKED
    if (page.status, page.sha256) == (known.status if known else 0, known.sha256 if known else ""):
        return page, ""
    return page, STALE if known else FORGOTTEN


def _is_whole(address: str, body: bytes) -> bool:
    return is_upload(address) or tree.is_whole(tree.path_of(address), body)


def _known_addresses() -> Iterator[str]:
    """Give every address that the tree answers, by key: pages come and go meanwhile."""
    last = 0
    while rows := list(Printed.objects.filter(pk__gt=last).order_by("pk").values_list("pk", "address")[:AT_ONCE]):
        yield from (address for _, address in rows)
        last = rows[-1][0]


def _claimed_addresses() -> Iterator[str]:
    """Give every address that the content claims."""
    for change in everything():
        work = expand(change)
        yield from filter(file_of, [*work.addresses, *(row.subject for row in work.later)])
