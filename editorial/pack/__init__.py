"""The evidence pack: what an inspection asks of the site, in one archive (NĐ 331/2026, level 2).

Accounts and rights, a sample of the log and whether its chain holds, the settings that protect, the guards of the
database, what the site is made of. Never a password, a key or a code.
"""

import hashlib
import io
import os
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.template.loader import render_to_string
from django.utils import timezone

from editorial import log, register
from editorial.pack import bill, decisions, people, system

MANIFEST = "SHA256SUMS"


def gather(entries: int, first: date | None, last: date | None, progress: Callable[[int], object]) -> dict[str, bytes]:
    """Give the files of the pack by name; the log sample is the newest entries, or those of a period."""
    today, now = timezone.localdate(), timezone.now()
    verdict, is_whole = decisions.verdict(progress)
    rows = decisions.sample(entries, first, last)
    facts = system.facts()
    register_page = render_to_string("editorial/pack/register.html", {"printed_at": now, **register.gather(today)})
    files = {
        "quyen/so-quyen.html": register_page,
        "quyen/tai-khoan.csv": people.accounts(today),
        "quyen/chuc-danh.csv": people.appointments(),
        "quyen/quyen-duyet-dang.csv": people.delegations(today),
        "quyen/bang-cac-buoc.csv": people.moves(),
        "nhat-ky/kiem-tra-chuoi.txt": verdict,
        "nhat-ky/trich-nhat-ky.csv": decisions.in_words(rows),
        "nhat-ky/trich-nhat-ky.jsonl": decisions.as_lines(rows),
        "he-thong/thiet-lap-bao-mat.json": system.as_json(system.safe_settings()),
        "he-thong/phien-ban.json": system.as_json(facts),
        "he-thong/rang-buoc-bao-ve.csv": system.standing_guards(),
        "he-thong/thanh-phan-phan-mem.cdx.json": system.as_json(bill.make_bill(now)),
    }
    about = {"made_at": now, "is_whole": is_whole, "count": len(rows), "facts": facts}
    files["DOC-TRUOC.txt"] = render_to_string("editorial/pack/readme.txt", about)
    return {name: text.encode() for name, text in sorted(files.items())}


def write(path: Path, files: dict[str, bytes]) -> str:
    """Write the archive with its manifest, log that it was made, and give the manifest's SHA-256.

    Nothing stands at `path` before the entry of the log is committed. Raises OSError, FileExistsError.
    """
    if path.exists():
        raise FileExistsError(path)
    manifest = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items()).encode()
    code = hashlib.sha256(manifest).hexdigest()
    unfinished = path.with_name(f"{path.name}.dang-ghi")
    try:
        with open(unfinished, "xb", opener=_private) as file:
            file.write(_archive({**files, MANIFEST: manifest}))
            file.flush()
            os.fsync(file.fileno())
        log.record("evidence_pack", actor=None, data={"manifest": code, "files": len(files)})
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return code


def _archive(files: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
