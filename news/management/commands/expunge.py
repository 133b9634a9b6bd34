"""Wipe a document for good, by an order that two people have confirmed at the desk."""

import os

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from editorial import grants
from editorial.refusals import Refusal
from news.expunge import Plan, compact, confirmed_order, expunge, plan_for

BACKUPS = "BACKUP_DIRS"  # folders, separated by ":", that the operator names in the environment


class Command(BaseCommand):
    help = "Xóa vĩnh viễn một nội dung theo đề nghị đã được hai người xác nhận. Không có --execute: chỉ xem trước."

    def add_arguments(self, parser):
        parser.add_argument("number", type=int, help="Số của nội dung.")
        parser.add_argument("--execute", action="store_true", help="Xóa thật.")

    def handle(self, *args, number: int, execute: bool, **options):
        if grants.is_site(connection):
            raise CommandError(grants.NEEDS_OWNER)
        order = confirmed_order(number)
        if order is None:
            raise CommandError(f"Chưa có đề nghị xóa vĩnh viễn nội dung số {number} được hai người xác nhận.")
        self.stdout.write(f"{order}: đề nghị {order.asked_by}, xác nhận {order.confirmed_by}.")
        if order.done_at:
            self.stdout.write("Đã xóa trước đây; dọn lại chỗ trống của cơ sở dữ liệu.")
            compact()
            return self._name_backups(order)
        if not execute:
            self._describe(plan_for(order.document), "Sẽ xóa")
            self.stdout.write("Chưa xóa gì. Thêm --execute để xóa.")
            return None
        try:
            plan = expunge(order)
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from refusal
        self._describe(plan, "Đã xóa")
        return self._name_backups(order)

    def _describe(self, plan: Plan, done: str) -> None:
        counts = [f"{count} {kind}" for kind, count in sorted(plan.counts.items()) if count]
        self.stdout.write(
            f"{done}: nội dung của {len(plan.editions)} phiên bản; {', '.join(counts) or 'không dòng nào khác'}."
        )
        self.stdout.write(f"{done}: {len(plan.uploads)} ảnh, tệp; {len(plan.addresses)} địa chỉ trong trang công khai.")
        for one in plan.shared:
            self.stdout.write(f"Giữ lại, vì nội dung khác cũng dùng: {one._meta.verbose_name} số {one.pk}.")
        for address in plan.mentions:
            self.stdout.write(f"Trang khác còn dẫn tới, xin xem lại: {address}")

    def _name_backups(self, order) -> None:
        """Say plainly which copies still hold what was wiped."""
        self.stdout.write(f"Còn phải xử lý mọi bản sao lưu có từ trước {order.confirmed_at:%d/%m/%Y}:")
        for folder in filter(None, os.environ.get(BACKUPS, "").split(":")):
            names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
            self.stdout.writelines(f"  {os.path.join(folder, name)}" for name in names)
        self.stdout.write(
            f"  (thư mục nêu trong biến {BACKUPS}; và các bản ở nơi khác: máy thứ hai, đĩa rời, WAL của PostgreSQL, "
            "nhật ký truy cập của máy chủ web nếu địa chỉ chứa điều cần xóa). Cách làm: docs/operations.md."
        )
