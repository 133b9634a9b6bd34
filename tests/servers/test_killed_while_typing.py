"""The server dies while somebody types; the text is found again, on this device and on the server."""

import os
import signal
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.bench.machine import free_port, serving
from tests.bench.pieces import PASSWORD
from tests.bench.site import GUNICORN, ROOT
from tests.browsing import PATIENCE
from tests.second_factor import code

pytestmark = pytest.mark.servers


@contextmanager
def served(site, port: int):
    """Serve a site at a port of its own: a browser keeps what it holds for an address."""
    command = [sys.executable, *GUNICORN, "--bind", f"127.0.0.1:{port}", "--chdir", str(ROOT), "hdnd_site.wsgi"]
    log = site.folder / "killed.log"
    with serving(command, f"http://127.0.0.1:{port}", environment=site.environment(), log=log) as server:
        yield server


def kill_all(server) -> None:
    """Kill the server with its workers, which would otherwise answer for a while."""
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    for pid in (server.pid, *map(int, children)):
        os.kill(pid, signal.SIGKILL)


@pytest.fixture
def phone(site, browser):
    site.run("-m", "tests.bench.pieces", "prepare", "1")
    context = browser.new_context(viewport={"width": 360, "height": 740})
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def test_what_was_typed_is_there_when_the_server_comes_back(site, phone):
    port = free_port()
    write = f"http://127.0.0.1:{port}/cong-tac-vien/viet/"
    with served(site, port) as server:
        phone.goto(write)
        phone.get_by_label("Tên đăng nhập").fill("do-dac-viet")
        phone.get_by_label("Mật khẩu").fill(PASSWORD)
        phone.get_by_role("button", name="Đăng nhập").click()
        phone.get_by_label("Mã 6 số").fill(code())
        phone.get_by_role("button", name="Xác nhận").click()
        phone.get_by_label("Tiêu đề").fill("Gõ khi máy chủ còn chạy")
        expect(phone.get_by_text("Đã tự lưu lúc")).to_be_visible()
        kill_all(server)
        phone.get_by_label("Tiêu đề").fill("Gõ khi máy chủ đã chết")
        expect(phone.get_by_text("bài đang được giữ trên máy này")).to_be_visible()
    with served(site, port):
        phone.goto(write)
        # The page that was open may have sent it already, when the server was there again.
        link, words = phone.get_by_role("link", name="Mở lại"), phone.locator("ins", has_text="Gõ khi máy chủ đã chết")
        expect(link.or_(words).first).to_be_visible()
        if link.is_visible():
            link.click()
        expect(words.first).to_be_visible()
        phone.get_by_role("button", name="Dùng bản tự lưu").click()
        expect(phone.get_by_label("Tiêu đề")).to_have_value("Gõ khi máy chủ đã chết")
