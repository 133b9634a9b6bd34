"""Passwords of the operator's list (COMMON_PASSWORDS), told in words of their own beside Django's."""

from django.contrib.auth.password_validation import CommonPasswordValidator


class ListedPasswordValidator(CommonPasswordValidator):
    """Refuse a password that stands in the operator's list."""

    def get_error_message(self):
        return "Mật khẩu này nằm trong danh sách không cho dùng của cơ quan. Xin chọn mật khẩu khác."

    def get_help_text(self):
        return "Không nằm trong danh sách mật khẩu cơ quan không cho dùng."
