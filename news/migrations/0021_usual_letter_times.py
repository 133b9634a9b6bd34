"""What the board begins with: in how many days a letter is answered, and what a citizen agrees to; its to change."""

from datetime import date

from django.db import migrations

SINCE = date(2026, 1, 1)
USUAL = "Mức ban đầu của phần mềm; Ban biên tập điều chỉnh theo quy định đang có hiệu lực"
TIMES = (
    ("feedback", 10, True, USUAL),
    ("wrong", 10, False, "Luật Tiếp cận thông tin có hiệu lực từ 01/9/2026, Điều 22"),
    ("request", 5, True, USUAL),
)
CONSENT = """Ban biên tập giữ nội dung đã gõ và, nếu có ghi, họ tên và cách liên hệ, chỉ để xem xét và trả lời ý kiến này. \
Chỉ thành viên Ban biên tập được xem; không chuyển cho bên thứ ba, không đăng lên trang, không dùng vào việc khác.
Địa chỉ mạng được giữ không quá hai ngày, dưới dạng mã không đọc ngược được, để chặn việc gửi hàng loạt.
Người gửi có quyền yêu cầu xem, sửa, xóa dữ liệu của mình hoặc rút lại sự đồng ý: xin liên hệ Ban biên tập và nêu số \
biên nhận."""


def record(apps, schema_editor):
    times, texts = apps.get_model("news", "LetterTime"), apps.get_model("news", "ConsentText")
    times.objects.bulk_create(
        times(kind=kind, days=days, is_working=working, starts_on=SINCE, basis=basis)
        for kind, days, working, basis in TIMES
    )
    texts.objects.create(text=CONSENT, starts_on=date(2026, 1, 1), basis="Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15")


class Migration(migrations.Migration):
    dependencies = [("news", "0020_letters")]

    operations = [migrations.RunPython(record, migrations.RunPython.noop)]
