"""Links that a reader should not be sent along: disguised hosts, shorteners, programs. All warn; nothing is asked."""

import re
from collections.abc import Iterable, Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit

from editorial.checks.marks import Mark

MOST = 200
SHORTENERS = "bit.ly tinyurl.com goo.gl t.co ow.ly is.gd cutt.ly buff.ly rebrand.ly shorturl.at s.id rb.gy tiny.cc t.ly"
PROGRAMS = re.compile(r"\.(?:exe|msi|apk|bat|cmd|js|vbs|scr|jar|iso|docm|xlsm|pptm|dmg)$", re.IGNORECASE)
FILES = re.compile(r"\.(?:zip|rar|7z|docx?|xlsx?|pptx?|pdf)$", re.IGNORECASE)
OFFICIAL = (".gov.vn", ".quochoi.vn", "quochoi.vn")


def find_dangerous(targets: Iterable[str]) -> Iterator[Mark]:
    """Give what is wrong with each web address, one thing each, and once which hosts are no official ones."""
    outside = []
    for target in list(dict.fromkeys(targets))[:MOST]:
        host = host_of(target)
        if not target.lower().startswith(("http:", "https:")):
            continue
        sentence = _danger_of(target, host)
        if sentence:
            yield Mark("link.danger", sentence, target[:120])
        elif not host.endswith(OFFICIAL):
            outside.append(host)
    if outside:
        shown = ", ".join(dict.fromkeys(outside))
        yield Mark("link.outside", "Có liên kết ra ngoài các trang cơ quan nhà nước: xin kiểm tra.", shown[:120])


def host_of(target: str) -> str:
    """Give the host of a web address in lower case, "" where there is none."""
    try:
        return (urlsplit(target).hostname or "").lower().rstrip(".")
    except ValueError:
        return ""


def _danger_of(target: str, host: str) -> str:
    parts = target.split("?")[0].split("#")[0]
    rules = (
        (not host or "." not in host, "Liên kết không có tên trang đầy đủ."),
        ("@" in target.partition("//")[2].partition("/")[0], "Liên kết giấu tên trang thật sau dấu @."),
        (not host.isascii() or "xn--" in host, "Tên trang dùng chữ lạ, dễ giả mạo trang khác."),
        (_is_number(host), "Liên kết dẫn đến địa chỉ số, không phải tên trang."),
        (host.removeprefix("www.") in SHORTENERS.split(), "Liên kết rút gọn giấu nơi đến: xin dùng địa chỉ đầy đủ."),
        (bool(PROGRAMS.search(parts)), "Liên kết tải chương trình hoặc tệp có macro."),
        (
            target.lower().startswith("http:") and bool(FILES.search(parts)),
            "Liên kết tải tệp qua kết nối không mã hóa.",
        ),
    )
    return next((sentence for broken, sentence in rules if broken), "")


def _is_number(host: str) -> bool:
    try:
        return bool(ip_address(host.strip("[]")))
    except ValueError:
        return bool(re.fullmatch(r"(?:0x[0-9a-f]+|\d+)(?:\.(?:0x[0-9a-f]+|\d+))*", host))
