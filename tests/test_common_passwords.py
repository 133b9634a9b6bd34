"""Passwords known from breaches: the operator may name a list beside the one that comes with Django."""

import os
import subprocess
import sys

ASK = """
from django.core.exceptions import ValidationError
from django.contrib.auth.password_validation import validate_password
for password in ("Vuon-Cay-Trai-Lop-Hoc-7", "Dong-Lua-Chin-Ben-Song-8"):
    try:
        validate_password(password)
        print("taken")
    except ValidationError as error:
        print(*error.messages)
"""


def test_a_list_of_the_operator_is_asked_too(tmp_path):
    known = tmp_path / "known.txt"
    known.write_text("vuon-cay-trai-lop-hoc-7\n")
    environment = {**os.environ, "COMMON_PASSWORDS": str(known), "VAR_DIR": str(tmp_path)}
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", ASK]
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.splitlines()
    assert said == ["Mật khẩu này nằm trong danh sách không cho dùng của cơ quan. Xin chọn mật khẩu khác.", "taken"]
