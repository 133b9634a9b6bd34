"""The files themselves: synced before they are named, folders after; links, marks, and what is damaged."""

import os
from pathlib import Path

import pytest

from news.press import tree

PAGE = b"<!doctype html><html>" + bytes(range(32, 127)) * 40 + b"</html>"
ADDRESS, FEED, PICTURE = "/tin/khai-mac-7/", "/rss/", "/anh/0123456789abcdef-800.jpg"
INDEX = "tin/khai-mac-7/index.html"


class Disk:
    """What a power cut would lose: bytes that were named before they were synced, names after which no folder was."""

    def __init__(self, monkeypatch, root: Path):
        self.root, self.synced, self.unsynced, self.unsafe = root, set(), set(), []
        sync, replace, unlink, mkdir, rmdir = os.fsync, Path.replace, Path.unlink, Path.mkdir, Path.rmdir

        def synced(handle):
            sync(handle)
            path = os.readlink(f"/proc/self/fd/{handle}")
            self.synced.add(path)
            self.unsynced.discard(path)

        def replaced(path, target):
            if str(path) not in self.synced and path.stat().st_nlink == 1:
                self.unsafe.append(str(target))
            self.synced.discard(str(path))
            self.named(Path(target))
            return replace(path, target)

        def unlinked(path, missing_ok=False):
            if path.exists() and path.name != tree.TEMPORARY:
                self.named(path)
            return unlink(path, missing_ok=missing_ok)

        def made(path, *args, **kwargs):
            self.named(path)
            return mkdir(path, *args, **kwargs)

        def removed(path):
            rmdir(path)
            self.named(path)

        monkeypatch.setattr(Path, "rmdir", removed)
        monkeypatch.setattr(os, "fsync", synced)
        monkeypatch.setattr(Path, "replace", replaced)
        monkeypatch.setattr(Path, "unlink", unlinked)
        monkeypatch.setattr(Path, "mkdir", made)

    def named(self, path: Path) -> None:
        self.unsynced.add(str(path.parent))

    def lost(self) -> list[str]:
        """Give what a power cut could lose now; a folder that is gone loses nothing."""
        return self.unsafe + [path for path in self.unsynced if Path(path).exists()]


@pytest.fixture
def disk(press, monkeypatch):
    return Disk(monkeypatch, press)


@pytest.fixture
def original(tmp_path):
    """A stored picture, of one file system with the tree."""
    path = tmp_path / "goc.jpg"
    path.write_bytes(b"anh" * 100)
    return path


def files_of(press) -> set[str]:
    return {str(path.relative_to(press)) for path in press.rglob("*") if path.is_file()}


@pytest.mark.parametrize("linkable", [True, False], ids=["linked", "copied"])
def test_after_every_act_a_power_cut_loses_nothing(disk, press, original, monkeypatch, linkable):
    if not linkable:
        monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(OSError(18, "Invalid cross-device link")))
    acts = [
        lambda: tree.write(ADDRESS, PAGE),
        lambda: tree.write(ADDRESS, PAGE + b"."),
        lambda: tree.link(PICTURE, original),
        lambda: tree.mark(ADDRESS, 410),
        lambda: tree.mark(ADDRESS, 301, "/tin/khac-8/"),
        lambda: tree.write(FEED, PAGE),
        lambda: tree.remove(FEED),
        lambda: tree.remove(PICTURE),
        lambda: tree.clear(ADDRESS),
    ]
    for number, act in enumerate(acts):
        act()
        assert disk.lost() == [], number
    assert len(disk.synced) >= 5  # the disk was watched


def test_what_is_no_address_of_a_page_has_no_file(press):
    for address in ("/a/../b/", "/Tin/", "//", "/tin", "/anh/x.jpg", ""):
        with pytest.raises(ValueError, match="cannot be printed"):
            tree.path_of(address)


def test_a_page_can_be_read_by_the_web_server_and_written_by_us_alone(press):
    previous = os.umask(0o077)
    try:
        tree.write(ADDRESS, PAGE)
    finally:
        os.umask(previous)
    modes = {oct(path.stat().st_mode & 0o777) for path in (press / INDEX).parent.iterdir()}
    assert (modes, oct((press / "tin").stat().st_mode & 0o777)) == ({"0o644"}, "0o755")


@pytest.mark.parametrize("linkable", [True, False], ids=["linked", "copied"])
def test_a_stored_file_stands_in_the_tree_whole_whatever_lay_there(press, original, monkeypatch, linkable):
    if not linkable:
        monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(OSError(18, "Invalid cross-device link")))
    path = tree.path_of(PICTURE)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"nua chung")
    path.with_name(tree.TEMPORARY).write_bytes(b"cua lan truoc")
    moment = tree.link(PICTURE, original)
    assert path.read_bytes() == original.read_bytes()
    assert (path.stat().st_ino == original.stat().st_ino) == linkable
    assert moment == path.stat().st_mtime
    assert files_of(press) == {"anh/0123456789abcdef-800.jpg"}
    inode = path.stat().st_ino
    original.write_bytes(original.read_bytes())
    tree.link(PICTURE, original)
    assert path.stat().st_ino == inode


def test_an_address_has_one_mark_or_a_page_never_both(press):
    tree.write(ADDRESS, PAGE)
    for status in (*tree.MARKS, *reversed(tree.MARKS)):
        tree.mark(ADDRESS, status, "/tin/khac-8/" if status == 301 else "")
        assert [kept for kept, _ in tree.mark_of(ADDRESS)] == [status]
        assert files_of(press) == {f"tin/khai-mac-7/.{status}"}
    tree.write(ADDRESS, PAGE)
    assert tree.mark_of(ADDRESS) == []
    assert files_of(press) == {INDEX, f"{INDEX}.gz", f"{INDEX}.br"}


def test_a_mark_of_a_page_that_moved_leads_on_whatever_the_address_holds(press):
    tree.mark(ADDRESS, 301, '/tin/"><script>/')
    ((status, body),) = tree.mark_of(ADDRESS)
    assert status == 301
    assert b'href="/tin/&quot;&gt;&lt;script&gt;/"' in body
    assert b'content="0; url=/tin/&quot;&gt;&lt;script&gt;/"' in body
    tree.mark(PICTURE, 410)  # a picture has no mark: nothing stands for it
    assert files_of(press) == {"tin/khai-mac-7/.301"}


def test_a_file_leaves_the_mark_of_the_folder_it_stands_in_alone(press, original):
    tree.mark("/anh/", 404)
    tree.mark("/", 404)
    tree.link(PICTURE, original)
    tree.write("/robots.txt", PAGE)
    tree.clear(PICTURE)
    assert [kept for kept, _ in (*tree.mark_of("/anh/"), *tree.mark_of("/"))] == [404, 404]


def test_no_file_stays_open(press, original):
    def opened() -> int:
        return len(os.listdir("/proc/self/fd"))

    before = opened()
    for number in range(20):
        tree.write(ADDRESS, PAGE + bytes([number + 65]))
        tree.link(PICTURE, original)
        tree.mark(ADDRESS, 410)
    assert opened() <= before


def test_what_is_cleared_leaves_no_folder_and_nothing_that_stands_beside_is_touched(press):
    tree.write(ADDRESS, PAGE)
    tree.mark(ADDRESS, 410)
    tree.write("/tin/khac-8/", PAGE)
    tree.clear(ADDRESS)
    assert not (press / "tin/khai-mac-7").exists()
    tree.clear("/tin/")
    assert (press / "tin/khac-8/index.html").exists()
    tree.write(ADDRESS, PAGE)
    tree.clear(ADDRESS)
    assert not (press / "tin/khai-mac-7").exists()
    tree.clear(ADDRESS)
    tree.clear(PICTURE)


@pytest.mark.parametrize("suffix", tree.VARIANTS)
def test_a_page_is_whole_when_each_of_its_forms_is(press, suffix):
    tree.write(ADDRESS, PAGE)
    path = tree.path_of(ADDRESS)
    assert tree.is_whole(path, PAGE)
    assert not tree.is_whole(path, PAGE + b".")
    form = path.with_name(path.name + suffix)
    whole = form.read_bytes()
    says_nothing = range(4, 10) if suffix == ".gz" else ()  # time and system: no byte of the page hangs on them
    damaged = [whole[: len(whole) // 2], b"", b"rac", whole + b"rac"]
    for place in range(0, len(whole), 7):
        if place not in says_nothing:
            damaged.append(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
    for data in damaged:
        form.write_bytes(data)
        assert not tree.is_whole(path, PAGE), data
    form.unlink()
    assert not tree.is_whole(path, PAGE)
    tree.write(ADDRESS, PAGE)
    assert tree.is_whole(path, PAGE)
