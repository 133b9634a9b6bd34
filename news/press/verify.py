"""The tree is a projection: here it is compared with the database, file by file, and mended."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from news.press import record, tree
from news.press.addresses import address_of, file_of, is_upload
from news.press.drain import press_lock, print_page
from news.press.expand import everything, expand
from news.press.models import Printed

AT_ONCE = 50  # pages between two releases of the lock
KEPT_NAMES = tuple(f".{status}" for status in tree.MARKS)
FOREIGN = "tệp lạ, đã xóa"
BROKEN = "nội dung tệp khác bản ghi, đã in lại"
STALE = "trang cũ so với dữ liệu, đã in lại"
FORGOTTEN = "trang thiếu, đã in"


def verify(report=None) -> Iterator[tuple[str, str]]:
    """Compare every page with its recorded hash and with a fresh rendering, mend it, and give what was wrong.

    Gives pairs of address (or file) and sentence. The queue should have been drained before.
    """
    addresses = _all_addresses()
    for first in range(0, len(addresses), AT_ONCE):
        with press_lock(wait=True):
            pages = []
            for address in addresses[first : first + AT_ONCE]:
                page, fault = _verify_page(address)
                pages.append(page)
                if fault:
                    yield address, fault
            record.keep(pages)
        if report:
            report(min(first + AT_ONCE, len(addresses)), len(addresses))
    yield from sweep()


def sweep() -> Iterator[tuple[str, str]]:
    """Remove the files of the tree that no printed address claims; give each with a sentence."""
    with press_lock(wait=True):
        root = Path(settings.PUBLIC_DIR)
        for path in sorted(root.rglob("*")) if root.exists() else []:
            if (path.is_file() or path.is_symlink()) and not _is_claimed(path, str(path.relative_to(root))):
                path.unlink()
                tree.sync_folder(path.parent)
                yield str(path.relative_to(root)), FOREIGN
        for folder in sorted((p for p in root.rglob("*") if p.is_dir()), reverse=True):
            if not any(folder.iterdir()):
                folder.rmdir()


def _is_claimed(path: Path, file: str) -> bool:
    if path.is_symlink():
        return False
    if path.name in KEPT_NAMES:
        address = "/" + file.removesuffix(path.name)
        return Printed.objects.filter(address=address, status=int(path.name[1:])).exists()
    packed = file.endswith((".gz", ".br"))
    page = address_of(file[:-3] if packed else file)
    if page is None or (packed and is_upload(page)):
        return False
    return Printed.objects.filter(address=page, status=200).exists()


def _verify_page(address: str) -> tuple[record.Page, str]:
    """Print the page anew (only differing bytes are written) and say what was wrong with what stood there."""
    known = Printed.objects.filter(address=address).first()
    path = tree.path_of(address)
    body = path.read_bytes() if path.is_file() else None
    held = hashlib.sha256(body).hexdigest() if body is not None else ""
    broken = known is not None and (held != known.sha256 or (body is not None and not _is_whole(address, body)))
    if broken:
        tree.remove(address)
    page = print_page(address)
    if broken:
        return page, BROKEN
    if (page.status, page.sha256) == (known.status if known else 0, known.sha256 if known else ""):
        return page, ""
    return page, STALE if known else FORGOTTEN


def _is_whole(address: str, body: bytes) -> bool:
    return is_upload(address) or tree.is_whole(tree.path_of(address), body)


def _all_addresses() -> list[str]:
    """Give every address that the content claims or the tree answers."""
    found: dict[str, None] = {}
    for change in everything():
        found.update(dict.fromkeys(expand(change).addresses))
    found.update(dict.fromkeys(Printed.objects.order_by("pk").values_list("address", flat=True)))
    return [address for address in found if file_of(address)]
