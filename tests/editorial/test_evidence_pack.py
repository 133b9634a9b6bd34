"""The evidence pack: what an inspection asks for, in one archive, without a secret."""

import csv
import hashlib
import io
import json
import zipfile
from datetime import datetime
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from editorial import guards, log
from editorial.models import LogEntry, Office
from editorial.pack import bill
from editorial.pack.sheets import sheet
from editorial.reading import action_label, who
from tests import roles
from tests.factories import delegate, make_person, make_user

pytestmark = pytest.mark.django_db


def run(path, *arguments: str) -> str:
    out = StringIO()
    call_command("evidence_pack", str(path), *arguments, stdout=out)
    return out.getvalue()


def read(path) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def rows(text: str) -> list[dict]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.fixture
def people():
    chair = make_person(Office.CHAIR, "Trần Thị Chủ")
    deputy = make_person(Office.DEPUTY, "Lê Văn Phó")
    member = make_person(Office.MEMBER, "Hồ Văn Biên", is_secretary=True)
    delegate(deputy, chair, confirmed_by=member)
    make_person(Office.MEMBER, "Cao Thị Cựu", ended=True)
    make_user("Kỹ Văn Thuật", is_superuser=True)
    return chair, deputy, member


@pytest.fixture
def pack(tmp_path, people):
    log.record("change", actor=people[0], subject="user:1", origin=log.Origin("203.0.113.7", 40123))
    path = tmp_path / "ho-so.zip"
    said = run(path)
    return path, read(path), said


def test_the_manifest_names_every_file_and_its_hash(pack):
    path, files, said = pack
    manifest = files.pop("SHA256SUMS")
    listed = dict(reversed(line.split("  ")) for line in manifest.splitlines())
    assert listed == {name: hashlib.sha256(text.encode()).hexdigest() for name, text in files.items()}
    assert hashlib.sha256(manifest.encode()).hexdigest() in said
    assert path.stat().st_mode & 0o777 == 0o600
    assert all(name in files["DOC-TRUOC.txt"] for name in files if name != "DOC-TRUOC.txt")


def test_making_it_is_an_entry_of_the_log(pack):
    _, files, _ = pack
    entry = LogEntry.objects.get(action="evidence_pack")
    data = json.loads(entry.text)["data"]
    assert data["manifest"] == hashlib.sha256(files["SHA256SUMS"].encode()).hexdigest()
    assert (who(entry), action_label(entry.action)) == ("Dòng lệnh trên máy chủ", "Xuất hồ sơ kiểm tra")


def test_accounts_and_rights_are_whole_with_what_ended(pack, people):
    _, files, _ = pack
    accounts = {row["Họ và tên"]: row for row in rows(files["quyen/tai-khoan.csv"])}
    assert accounts["Hồ Văn Biên"]["Chức danh đang hiệu lực"] == "Thành viên Ban biên tập (thư ký)"
    assert accounts["Cao Thị Cựu"]["Chức danh đang hiệu lực"] == ""
    assert accounts["Kỹ Văn Thuật"]["Quản trị cấp bằng dòng lệnh"] == "có"
    assert "Cao Thị Cựu" in files["quyen/chuc-danh.csv"]
    assert [row["Tình trạng"] for row in rows(files["quyen/quyen-duyet-dang.csv"])] == ["đang hiệu lực"]
    assert "Trần Thị Chủ" in files["quyen/so-quyen.html"]
    moves = {row["Việc"]: row for row in rows(files["quyen/bang-cac-buoc.csv"])}
    assert moves["Duyệt đăng"]["Quản trị kỹ thuật"] == "–"


def test_no_secret_stands_in_it(pack, people, settings):
    _, files, _ = pack
    everything = "\n".join(files.values())
    secrets = [settings.SECRET_KEY, *[person.password for person in people], connection.settings_dict["NAME"]]
    assert [secret for secret in secrets if str(secret) in everything] == []
    shown = json.loads(files["he-thong/thiet-lap-bao-mat.json"])
    assert "DATABASES" not in shown
    assert shown["EMAIL_HOST"] in (True, False)
    assert shown["SESSION_COOKIE_HTTPONLY"] is True


def test_the_log_is_verified_and_its_sample_can_be_checked_by_hand(pack):
    _, files, _ = pack
    assert "nguyên vẹn, 1 mục" in files["nhat-ky/kiem-tra-chuoi.txt"]
    (line,) = map(json.loads, files["nhat-ky/trich-nhat-ky.jsonl"].splitlines())
    assert hashlib.sha256(line["text"].encode()).hexdigest() == line["hash"]
    proof = f"{line['salt']} {line['address']} {line['port']}"
    assert hashlib.sha256(proof.encode()).hexdigest() == json.loads(line["text"])["origin"]
    (row,) = rows(files["nhat-ky/trich-nhat-ky.csv"])
    assert (row["Người thực hiện"], row["Địa chỉ"], row["Cổng"]) == ("Trần Thị Chủ", "203.0.113.7", "40123")


def test_a_broken_chain_is_said_and_the_pack_is_made_all_the_same(tmp_path, people):
    log.record("change", actor=people[0])
    with roles.as_owner():
        guards.remove(connection)
        LogEntry.objects.update(action="hide")
    run(tmp_path)
    (path,) = tmp_path.glob("ho-so-kiem-tra-*.zip")
    files = read(path)
    assert "đứt tại mục số 1" in files["nhat-ky/kiem-tra-chuoi.txt"]
    assert "KHÔNG nguyên vẹn" in files["DOC-TRUOC.txt"]
    assert [row["Đang có"] for row in rows(files["he-thong/rang-buoc-bao-ve.csv"])].count("có") == 0


def test_the_sample_is_the_newest_or_a_period(tmp_path, people):
    for day in (1, 2, 3, 4):
        with time_machine.travel(timezone.make_aware(datetime(2026, 10, day, 23, 30)), tick=False):
            log.record("change", actor=people[0])
    run(tmp_path / "a.zip", "--entries", "2")
    run(tmp_path / "b.zip", "--from", "02/10/2026", "--to", "03/10/2026")
    sampled = [read(tmp_path / name)["nhat-ky/trich-nhat-ky.csv"] for name in ("a.zip", "b.zip")]
    assert [[row["Số"] for row in rows(text)] for text in sampled] == [["3", "4"], ["2", "3"]]


def test_the_bill_of_materials_is_what_the_lock_pins(pack):
    _, files, _ = pack
    made = json.loads(files["he-thong/thanh-phan-phan-mem.cdx.json"])
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.6")
    components = {component["name"]: component for component in made["components"]}
    assert set(components) == {name for name, *_ in bill.read_lock()} | {"ckeditor4", "python"}
    assert components["ckeditor4"]["version"] == "4.22.1"
    django = components["django"]
    assert django["purl"] == f"pkg:pypi/django@{django['version']}"
    assert {code["alg"] for code in django["externalReferences"][0]["hashes"]} == {"SHA-256"}
    assert "BSD" in json.dumps(django["licenses"])
    assert [name for name, component in components.items() if not component.get("licenses")] == []
    assert len({component["bom-ref"] for component in made["components"]}) == len(components)


def test_what_a_spreadsheet_would_calculate_is_only_shown():
    text = sheet(["a"], [["=HYPERLINK(1)"], ["+1"], ["@x"], [None], [True]])
    assert [row["a"] for row in rows(text)] == ["'=HYPERLINK(1)", "'+1", "'@x", "", "có"]


def test_nothing_is_overwritten_and_a_wrong_place_is_told(tmp_path):
    (tmp_path / "co.zip").write_text("x")
    for place, said in ((tmp_path / "co.zip", "Đã có tệp"), (tmp_path / "khong" / "a.zip", "Không có thư mục")):
        with pytest.raises(CommandError, match=said):
            run(place)
    assert [path.name for path in tmp_path.iterdir()] == ["co.zip"]
    assert not LogEntry.objects.exists()
