"""A job on bytes from outside runs in a child of its own, which can end but not harm the worker."""

import fcntl
import os
import sqlite3
import threading
import time

import pytest

from editorial import child

pytestmark = pytest.mark.real_child

JOBS = "tests.editorial.childs_play"


def failure_of(job: str, data: bytes = b"", **options) -> child.ChildFailed:
    with pytest.raises(child.ChildFailed) as failed:
        child.run(f"{JOBS}.{job}", data, **options)
    return failed.value


def test_the_answer_comes_back_whole_whatever_the_job_prints(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "quiet")
    monkeypatch.setenv("DATABASE_URL", "quiet")
    answer = child.run(f"{JOBS}.tell", bytes(3_000_000), greeting="Xin chào")
    assert answer == {"greeting": "Xin chào", "size": 3_000_000, "secrets": []}


def test_no_open_file_or_connection_is_inherited(tmp_path):
    with sqlite3.connect(tmp_path / "db") as connection, (tmp_path / "open").open("wb") as other:
        os.set_inheritable(other.fileno(), True)
        assert max(child.run(f"{JOBS}.open_files", b"")["open"]) <= 5
    connection.close()


@pytest.mark.parametrize(
    ("job", "kind"), [("devour", "memory"), ("stumble", "broken"), ("fall", "broken"), ("flood", "broken")]
)
def test_a_job_that_fails_says_how(job, kind):
    failed = failure_of(job)
    assert (failed.kind, failed.sentence) == (kind, child.SENTENCES[kind])


def test_a_child_cannot_fill_the_disk(tmp_path):
    assert failure_of("scribble", str(tmp_path / "big").encode()).kind == "broken"
    assert (tmp_path / "big").stat().st_size <= child.MAX_OUTPUT


def test_a_job_out_of_time_is_killed_with_all_it_started(tmp_path, monkeypatch):
    path, wait = tmp_path / "lock", child._wait

    def wait_from_there(process, seconds):
        while not (path.exists() and path.read_text()):
            assert process.poll() is None
            time.sleep(0.02)
        wait(process, 0.01)

    monkeypatch.setattr(child, "_wait", wait_from_there)
    assert failure_of("dawdle", str(path).encode()).kind == "time"
    with path.open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)  # waits for whoever still lives and holds it
        assert held.read() == "held"


def test_who_finds_all_places_taken_is_told_so_and_nobody_after(monkeypatch):
    monkeypatch.setattr(child, "AT_ONCE", threading.BoundedSemaphore(1))
    with child.AT_ONCE:
        assert failure_of("tell", seconds=0.1).kind == "busy"
    assert child.run(f"{JOBS}.tell", b"")["size"] == 0
    assert failure_of("stumble").kind == "broken"
    assert child.run(f"{JOBS}.tell", b"x")["size"] == 1
