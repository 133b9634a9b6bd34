"""The log leaves the machine: every entry once, in order, whatever was killed between."""

import fcntl
import json
import logging
import os
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from editorial import guards, lines, log
from editorial.clock import tick
from editorial.models import LogEntry, LogKeeping, Notice, Office
from tests import roles
from tests.factories import make_person, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path):
    settings.LOG_EXPORT_DIR = str(tmp_path / "ra-ngoai")
    (tmp_path / "ra-ngoai").mkdir()
    return tmp_path / "ra-ngoai"


def decide(person, times: int = 1, **how) -> None:
    for _ in range(times):
        log.record("change", actor=person, subject="category:1", **how)


def exported(folder) -> list[dict]:
    return [json.loads(line) for path in sorted(folder.glob("*.jsonl")) for line in path.read_text().splitlines()]


def numbers(folder) -> list[int]:
    return [line["number"] for line in exported(folder)]


def run(*arguments, command: str = "export_log") -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


def test_a_line_holds_the_entry_the_account_and_where_it_came_from(folder, chair):
    entry = log.record("change", actor=chair, subject="category:1", origin=log.Origin("203.0.113.7", 40123))
    log.record("expire", actor=None)
    assert "Đã chuyển 2 mục" in run()
    first, second = exported(folder)
    assert (first["text"], first["hash"]) == (entry.text, entry.hash)
    assert (first["username"], first["full_name"]) == (chair.username, "Trần Thị Chủ")
    assert (first["address"], first["port"]) == ("203.0.113.7", 40123)
    assert (second["username"], second["address"], second["port"]) == (None, None, None)
    (path,) = folder.glob("*.jsonl")
    assert path.name == f"nhat-ky-{timezone.localdate()}.jsonl"
    assert path.stat().st_mode & 0o777 == 0o640


def test_each_entry_is_written_once_over_rounds_of_the_clock_and_days(folder, chair):
    for day in range(3):
        with time_machine.travel(timezone.now() + timedelta(days=day), tick=False):
            decide(chair, 2)
            tick()
            tick()
            run()
    assert numbers(folder) == [1, 2, 3, 4, 5, 6]
    assert len(list(folder.glob("*.jsonl"))) == 3


def test_a_process_killed_after_the_bytes_and_before_the_note_doubles_nothing(folder, chair):
    decide(chair, 3)
    run()
    LogKeeping.objects.update(exported=0, exported_hash="")
    decide(chair)
    run()
    assert numbers(folder) == [1, 2, 3, 4]


def test_a_line_torn_by_a_full_disk_is_written_whole_the_next_time(folder, chair):
    decide(chair, 3)
    run()
    (path,) = folder.glob("*.jsonl")
    first, second, _ = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(first + second[:40])
    LogKeeping.objects.update(exported=0, exported_hash="")
    run()
    assert numbers(folder) == [1, 2, 3]


def test_files_that_were_shipped_and_taken_away_are_not_written_again(folder, chair):
    decide(chair, 2)
    run()
    for path in folder.glob("*.jsonl"):
        path.unlink()
    decide(chair)
    run()
    assert numbers(folder) == [3]


def test_a_clock_set_back_a_day_still_writes_in_order(folder, chair):
    decide(chair)
    run()
    decide(chair)
    with time_machine.travel(timezone.now() - timedelta(days=1), tick=False):
        run()
    assert numbers(folder) == [1, 2]


def tamper(sql: str, *params) -> None:
    with roles.as_owner(), connection.cursor() as cursor:
        guards.remove(connection)
        cursor.execute(sql, params)


def rewrite_the_whole_chain() -> None:
    """What the owner of the database can do: change one decision and every hash after it."""
    with roles.as_owner():
        guards.remove(connection)
        previous = ""
        for entry in LogEntry.objects.order_by("number"):
            content = json.loads(entry.text) | {"previous": previous}
            if entry.number == 2:
                content["subject"] = "category:9"
            text = json.dumps(content, ensure_ascii=False, sort_keys=True)
            previous = log.hash_of(text)
            LogEntry.objects.filter(pk=entry.pk).update(text=text, hash=previous, subject=content["subject"])
        with connection.cursor() as cursor:
            cursor.execute("UPDATE editorial_loghead SET hash = %s", [previous])
        LogKeeping.objects.update(exported_hash=previous)


def test_a_log_that_was_rewritten_whole_is_found_out_by_the_export_and_by_a_mailed_head(folder, chair):
    decide(chair, 4)
    run()
    (path,) = folder.glob("*.jsonl")
    head = LogEntry.objects.get(number=4).hash
    assert "khớp cơ sở dữ liệu" in run("--export", str(path), command="verify_log")
    assert "khớp mã đã gửi" in run("--head", f"4:{head}", command="verify_log")
    rewrite_the_whole_chain()
    assert "nguyên vẹn" in run(command="verify_log")  # the chain alone says nothing
    with pytest.raises(CommandError, match="số 2: cơ sở dữ liệu khác"):
        run("--export", str(path), command="verify_log")
    with pytest.raises(CommandError, match="số 4: mã trong cơ sở dữ liệu khác"):
        run("--head", f"4:{head}", command="verify_log")
    with pytest.raises(CommandError, match="mục số 4 trong cơ sở dữ liệu không phải"):
        run()


@pytest.mark.parametrize("head", ["", "4", "4:abc", "bốn:" + "a" * 64, ":" + "a" * 64])
def test_what_is_no_head_is_refused_in_words(chair, head):
    with pytest.raises(CommandError, match="SỐ:MÃ"):
        run("--head", head, command="verify_log")


def test_an_address_changed_in_an_exported_file_is_found_out(folder, chair):
    decide(chair, origin=log.Origin("203.0.113.7", 40123))
    run()
    (path,) = folder.glob("*.jsonl")
    path.write_text(path.read_text().replace("203.0.113.7", "203.0.113.8"))
    with pytest.raises(CommandError, match="số 1: địa chỉ trong tệp"):
        run("--export", str(path), command="verify_log")


@pytest.mark.parametrize("content", ["không phải JSON\n", "[]\n", "{}\n", '{"number": 1}\n'])
def test_a_file_that_is_no_export_is_refused_in_words(folder, content):
    (folder / "x.jsonl").write_text(content)
    with pytest.raises(CommandError, match="không phải mục nhật ký"):
        run("--export", str(folder / "x.jsonl"), command="verify_log")


def test_after_a_restored_backup_a_person_says_so_and_a_new_file_begins(folder, chair):
    decide(chair, 3)
    run()
    before = [path.read_bytes() for path in folder.glob("*.jsonl")]
    # The database of yesterday: entry 3 never was, nor was it exported.
    tamper("DELETE FROM editorial_logentry WHERE number = 3")
    two = LogEntry.objects.get(number=2)
    tamper("UPDATE editorial_loghead SET number = 2, hash = %s", two.hash)
    LogKeeping.objects.update(exported=2, exported_hash=two.hash)
    with roles.as_owner():
        guards.install(connection)
    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=False):
        decide(chair)
    with pytest.raises(CommandError, match="mục số 3"):
        run()
    assert "Đã chuyển 1 mục" in run("--after-restore")
    decide(chair)
    run()
    assert numbers(folder) == [1, 2, 3, 3, 4]
    assert before[0] in [path.read_bytes() for path in folder.glob("*.jsonl")]


def test_two_at_once_write_everything_once(folder, chair):
    decide(chair, 2)
    with (folder / ".khoa").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        tick()
        assert numbers(folder) == []
        assert not Notice.objects.exists()
    tick()
    assert numbers(folder) == [1, 2]


def test_without_a_folder_it_is_printed_from_a_number_on(chair):
    decide(chair, 3)
    printed = [json.loads(line)["number"] for line in run("--from", "2").splitlines()]
    assert printed == [2, 3]
    with pytest.raises(CommandError, match="LOG_EXPORT_DIR"):
        run()


def test_a_failure_is_told_to_technical_administrators_once_a_day_and_to_the_public_without_detail(
    folder, client, chair
):
    technical, root = make_person(Office.TECHNICAL), make_user(is_superuser=True)
    decide(chair)
    os.rename(folder, f"{folder}-mat")
    for _ in range(3):
        tick()
    assert set(Notice.objects.values_list("recipient", flat=True)) == {technical.pk, root.pk}
    assert Notice.objects.count() == 2
    page = client.get("/khoe/")
    assert page.status_code == 503
    assert "LỖI  Chuyển nhật ký ra ngoài: còn 1 mục" in page.content.decode()
    assert "ra-ngoai" not in page.content.decode()
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1), tick=False):
        tick()
    assert Notice.objects.count() == 4
    os.rename(f"{folder}-mat", folder)
    tick()
    assert "Tốt  Chuyển nhật ký ra ngoài: còn 0 mục" in client.get("/khoe/").content.decode()
    assert numbers(folder) == [1]


def test_an_export_that_lags_is_ill(folder, client, chair):
    with time_machine.travel(timezone.now() - timedelta(minutes=11), tick=False):
        decide(chair)
    assert "LỖI  Chuyển nhật ký ra ngoài: còn 1 mục" in client.get("/khoe/").content.decode()


class Heard(logging.Handler):
    def __init__(self):
        super().__init__()
        self.lines: list[dict] = []

    def emit(self, record):
        self.lines.append(json.loads(record.getMessage()))


@pytest.fixture
def heard():
    handler, level = Heard(), lines.security.level
    lines.security.addHandler(handler)
    lines.security.setLevel(logging.INFO)
    yield handler.lines
    lines.security.removeHandler(handler)
    lines.security.setLevel(level)


def test_a_decision_is_in_the_stream_when_it_is_committed_and_not_before(
    heard, chair, django_capture_on_commit_callbacks, folder
):
    with django_capture_on_commit_callbacks(execute=True):
        decide(chair, origin=log.Origin("203.0.113.7", 40123))
        assert heard == []
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        decide(chair)
        transaction.set_rollback(True)
    run()
    assert heard == exported(folder)[:1]
    assert [(line["event"], line["address"]) for line in heard] == [("decision", "203.0.113.7")]


def test_an_event_that_is_no_decision_is_a_line_too(heard, chair):
    lines.tell("login_failed", person=chair, origin=log.Origin("203.0.113.7", 40123), tries=3)
    (line,) = heard
    assert (line["event"], line["username"], line["port"], line["tries"]) == ("login_failed", chair.username, 40123, 3)
