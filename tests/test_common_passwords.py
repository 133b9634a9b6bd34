"""Passwords known from breaches are refused; the operator may name a list beside the one that is there."""

import os
import subprocess
import sys

import pytest
from django.test import Client

from editorial.accounts.passwords import LEAKED
from tests.factories import make_user

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


@pytest.mark.django_db
@pytest.mark.parametrize(
    "leaked", ["correcthorsebatterystaple", "1qaz2wsx3edc", "Password1234", "POLNIYPIZDEC0211", "anhyeuemnhieulam"]
)
def test_a_password_that_leaked_is_refused_whatever_its_capitals(leaked):
    client = Client()
    client.force_login(make_user())
    asked = {"old_password": "mat-khau-thu", "new_password1": leaked, "new_password2": leaked}
    form = client.post("/doi-mat-khau/", asked).context["form"]
    assert LEAKED in form.errors["new_password2"]


def test_a_list_of_the_operator_is_asked_too(tmp_path):
    known = tmp_path / "known.txt"
    known.write_text("vuon-cay-trai-lop-hoc-7\n")
    environment = {**os.environ, "COMMON_PASSWORDS": str(known), "VAR_DIR": str(tmp_path)}
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", ASK]
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.splitlines()
    assert said == ["Mật khẩu này nằm trong danh sách không cho dùng của cơ quan. Xin chọn mật khẩu khác.", "taken"]
