"""The log in words: who did what to what, and how it ended."""

import json
from functools import lru_cache

from django.apps import apps
from django.urls import reverse

from editorial.models import Office, State
from editorial.models.log import LogEntry
from editorial.workflow import MOVES

ACTIONS = {
    "create": "Tạo bản thảo",
    "open": "Soạn bản mới",
    "restore_version": "Khôi phục bản cũ",
    "add": "Thêm",
    "change": "Sửa",
    "remove": "Bỏ",
    "appoint": "Ghi chức danh",
    "end_appointment": "Kết thúc chức danh",
    "lend": "Giao quyền duyệt đăng",
    "confirm_delegation": "Xác nhận việc giao quyền",
    "revoke_delegation": "Thu hồi quyền duyệt đăng",
    "password": "Đặt lại mật khẩu",
    "accounts_reviewed": "Rà soát tài khoản và quyền",
    "login": "Đăng nhập",
    "factor_added": "Thêm cách xác nhận",
    "factor_removed": "Bỏ cách xác nhận",
    "recovery_code_used": "Dùng mã dự phòng",
    "issue_slip": "Lập phiếu tài khoản",
    "confirm_slip": "Xác nhận phiếu cấp lại",
    "use_slip": "Dùng phiếu tài khoản",
    "end_sessions": "Kết thúc phiên đăng nhập",
    "close_dormant": "Đóng tài khoản không dùng",
    "ask_reopening": "Đề nghị mở lại tài khoản",
    "reopen_account": "Mở lại tài khoản",
    "away": "Báo vắng mặt",
    "takedown": "Ghi yêu cầu gỡ bài",
    "takedown_decided": "Giải quyết yêu cầu gỡ bài",
    "expunge_asked": "Đề nghị xóa vĩnh viễn",
    "expunge_confirmed": "Xác nhận xóa vĩnh viễn",
    "expunged": "Đã xóa vĩnh viễn",
    "ask_lift": "Nhờ xem xét đoạn bị chặn",
    "convert": "Chuyển sang Unicode",
    "lift": "Cho phép đăng đoạn bị chặn",
    "slip": "Lập phiếu trình",
    "slip_signed": "Lưu phiếu trình đã ký",
    "resolve_note": "Đóng ý kiến",
    "reopen_note": "Mở lại ý kiến",
    "declare": "Xác nhận đã đọc tệp",
    "link_piece": "Gắn với sự kiện",
    "unlink_piece": "Bỏ gắn với sự kiện",
    "mark_urgent": "Đánh dấu cần gấp",
    "unmark_urgent": "Bỏ dấu cần gấp",
    "add_holidays": "Ghi danh sách ngày nghỉ",
    "letter_taken": "Nhận xử lý ý kiến",
    "letter_answered": "Trả lời ý kiến",
    "letter_invalid": "Đánh dấu ý kiến không hợp lệ",
    "letter_reopened": "Mở lại ý kiến đã khép",
    "letter_note": "Ghi chú nội bộ",
    "letter_erased": "Xóa nội dung ý kiến theo thời hạn",
    "letter_erased_on_request": "Xóa nội dung ý kiến theo yêu cầu của người gửi",
    "act": "Thao tác khác",
    "refused_often": "Bị từ chối nhiều lần liền",
    "evidence_pack": "Xuất hồ sơ kiểm tra",
}
BY_COMMAND = ("evidence_pack",)
BLOCKS = {
    "secrecy.level": "dấu chỉ độ mật",
    "secrecy.internal": "dấu nội bộ",
    "personal.id": "số căn cước",
    "personal.account": "số tài khoản",
}
REFUSALS = {
    "NotAllowed": "không có quyền",
    "Conflict": "trạng thái hoặc phiên bản đã khác",
    "Blocked": "chưa đủ điều kiện",
    "NotFound": "không có, hoặc không được xem",
}
STATES = dict(State.choices)
# Fields that only a form has.
FORM_FIELDS = {"number": "số của tin bài", "upload": "tệp ảnh"}


def read_entries(entries) -> list[dict]:
    """Give each entry in words: {"entry", "who", "action", "detail"}; the entries come with their actors."""
    return [
        {"entry": entry, "who": who(entry), "action": action_label(entry.action), "detail": detail(entry)}
        for entry in entries
    ]


def who(entry: LogEntry) -> str:
    """Give who did it; without an actor it was the clock, or a command."""
    if entry.action in BY_COMMAND:
        return "Dòng lệnh trên máy chủ"
    return entry.actor.full_name if entry.actor_id else "Bộ hẹn giờ"


def action_label(action: str) -> str:
    """Give the words for an action: a move by its label."""
    if action in MOVES:
        return MOVES[action].label
    return ACTIONS.get(action, action)


def detail(entry: LogEntry) -> str:
    """Give in one line what the entry says beside who and what."""
    data = json.loads(entry.text)["data"]
    if entry.refused:
        return _refusal_words(data)
    if data.get("office") and data.get("paper"):
        return f"{Office(data['office']).label} duyệt đăng, theo văn bản số {data['paper']}"
    if data.get("from") and data.get("to") and data["from"] != data["to"]:
        return f"{STATES.get(data['from'], data['from'])} → {STATES.get(data['to'], data['to'])}"
    if entry.action == "restore_version":
        return f"lấy lại nội dung của bản {data['from_edition']}"
    if entry.action == "lift":
        return BLOCKS.get(data["key"], "")
    if entry.action == "declare":
        return f"tệp có mã {data['sha256'][:12]}"
    if entry.action in ("slip", "slip_signed"):
        return f"mã nội dung {data['fingerprint'][:12]}"
    if "fields" in data:
        return ", ".join(_field_words(entry.subject, name) for name in data["fields"])
    return ""


def _refusal_words(data: dict) -> str:
    if "most" in data:
        return f"Quá {data['most']} lần trong một phút; những lần sau không ghi riêng"
    place = f" ({data['place']})" if "place" in data else ""
    return f"Bị từ chối: {REFUSALS.get(data.get('refusal', ''), 'không được phép')}{place}"


def subject_words(entry: LogEntry) -> str:
    """Give the words for what an entry is about: "chuyên mục số 5"; a piece by its number."""
    if entry.document_id:
        edition = f", bản {entry.edition_number}" if entry.edition_number else ""
        return f"số {entry.document_id}{edition}"
    name, _, key = entry.subject.partition(":")
    model = _model_named(name)
    return f"{model._meta.verbose_name} số {key}" if model else entry.subject


def edition_address(entry) -> str:
    """Give the address that leads to the edition of an entry or a notice (its document was fetched with it)."""
    return reverse("edition", args=[entry.document.kind, entry.document_id, entry.edition_number])


def _field_words(subject: str, name: str) -> str:
    model = _model_named(subject.partition(":")[0])
    known = {field.name: field.verbose_name for field in model._meta.concrete_fields} if model else {}
    return str(known.get(name) or FORM_FIELDS.get(name, name))


@lru_cache(maxsize=64)
def _model_named(name: str):
    return next((model for model in apps.get_models() if model._meta.model_name == name), None)
