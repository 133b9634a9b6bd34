"""Break-glass: a slip for one account, when nobody can log in to make a slip (docs/operations.md, printed)."""

from django.core.management.base import BaseCommand, CommandError

from editorial.accounts import slips
from editorial.models import User
from editorial.models.account_slip import Purpose


class Command(BaseCommand):
    help = "Cấp lại mật khẩu cho một tài khoản từ máy chủ; --factors cấp lại cả cách xác nhận."

    def add_arguments(self, parser):
        parser.add_argument("username", help="Tên đăng nhập.")
        parser.add_argument("--factors", action="store_true", help="Bỏ cả ứng dụng mã, khóa truy cập và mã dự phòng.")
        parser.add_argument(
            "--alone", action="store_true", help="Không chờ xác nhận: khi không còn thành viên nào đăng nhập được."
        )

    def handle(self, *args, username: str, factors: bool, alone: bool, **options):
        person = User.objects.filter(username=username.lower()).first()
        if person is None:
            raise CommandError(f"Không có tài khoản {username}.")
        purpose = Purpose.RECOVER if factors else Purpose.PASSWORD
        slip, secret = slips.issue(person, purpose=purpose, actor=None, alone=alone)
        self.stdout.write(f"{slip}. Dùng một lần, đến {slip.expires_at:%H:%M %d/%m/%Y} (UTC).")
        self.stdout.write(f"Mở {slips.address()} và gõ mã: {slips.in_groups(secret)}")
        if slip.needs_confirmation:
            self.stdout.write("Chỉ dùng được sau khi một thành viên Ban biên tập xác nhận ở «Việc cần xử lý».")
