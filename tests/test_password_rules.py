"""What a new password must be is said once each, in the words of this house."""

import pytest
from django.contrib.auth.password_validation import get_password_validators, password_validators_help_texts
from django.urls import reverse

from tests.factories import make_person

pytestmark = pytest.mark.django_db


def test_each_rule_is_said_once_also_with_a_list_of_the_operator(settings, tmp_path):
    listed = tmp_path / "list.txt"
    listed.write_text("vuon-cay-trai-lop-hoc-7\n")
    own = {"NAME": "hdnd_site.passwords.ListedPasswordValidator", "OPTIONS": {"password_list_path": str(listed)}}
    rules = password_validators_help_texts(get_password_validators([*settings.AUTH_PASSWORD_VALIDATORS, own]))
    assert len(set(rules)) == len(rules)
    assert {"Ít nhất 12 ký tự.", "Không giống họ tên, tên đăng nhập, thư điện tử hay số điện thoại."} < set(rules)


def test_a_password_may_not_be_the_name_of_its_person(client):
    client.force_login(make_person(full_name="Nguyễn Thị Sen Hồng"))
    new = "Nguyễn Thị Sen Hồng 7"
    page = client.post(reverse("change_password"), {"old_password": "x", "new_password1": new, "new_password2": new})
    assert any("họ và tên" in said for said in page.context["form"].errors["new_password2"])
