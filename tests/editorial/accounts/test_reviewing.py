"""Accounts and rights are looked through once a year, and the log says by whom."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from editorial.clock import tick
from editorial.models import LogEntry, Notice, Office
from editorial.reviewing import SENTENCE
from tests.factories import make_person

pytestmark = pytest.mark.django_db
REGISTER = "/ban-lam-viec/so-quyen/"


def browser_of(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_the_chair_puts_a_review_on_record_and_the_board_hears_of_it():
    chair, member = make_person(Office.CHAIR, "Trần Thị Chủ"), make_person(Office.MEMBER)
    client = browser_of(chair)
    assert "Chưa có lần rà soát nào được ghi." in client.get(REGISTER).content.decode()
    client.post(f"{REGISTER}da-ra-soat/")
    assert "Rà soát lần cuối: Trần Thị Chủ" in browser_of(member).get(REGISTER).content.decode()
    assert Notice.objects.filter(recipient=member, sentence__contains="rà soát").exists()
    assert LogEntry.objects.filter(action="accounts_reviewed", actor=chair).count() == 1


@pytest.mark.parametrize("office", [Office.DEPUTY, Office.MEMBER, Office.CONTRIBUTOR, Office.TECHNICAL])
def test_nobody_else_does(office):
    assert browser_of(make_person(office)).post(f"{REGISTER}da-ra-soat/").status_code == 403
    assert not LogEntry.objects.filter(action="accounts_reviewed", refused=False).exists()


def test_after_a_year_the_chair_is_reminded_once_a_month():
    chair = make_person(Office.CHAIR)
    browser_of(chair).post(f"{REGISTER}da-ra-soat/")
    told = []
    for days in (364, 366, 367, 398):
        with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
            tick()
            tick()
        told.append(Notice.objects.filter(recipient=chair, sentence=SENTENCE).count())
    assert told == [0, 1, 1, 2]
