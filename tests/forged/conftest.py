"""The site of tests.world, with a row of everything that it lacks and that an address could name."""

from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils import timezone

from editorial.accounts import slips
from editorial.models import Declaration, Holiday, Lift, Office
from editorial.models.account_slip import Purpose
from news.models import Event, Look
from tests.factories import make_person


@pytest.fixture
def full_world(world):
    """The world of the other tests, and rows of everything else that belongs to somebody."""
    return complete(world)


def complete(world):
    """Add to the site of tests.world a row of each of the other kinds, and give it back."""
    writer, now = world.people.writer, timezone.now()
    slips.issue(writer, purpose=Purpose.RECOVER, actor=world.people.technical)
    asleep = make_person(Office.CONTRIBUTOR, "Ngô Thị Ngủ")
    asleep.is_active, asleep.dormant_at, asleep.reopening_asked_at = False, now, now
    asleep.save()
    key = Authenticator(user=world.people.expired, type=Authenticator.Type.WEBAUTHN, data={"name": "Điện thoại"})
    key.save()
    UserSession.objects.create(user=writer, ip="198.51.100.7", session_key="k" * 32, user_agent="Máy ở cơ quan")
    Holiday.objects.create(starts_on=date(2026, 9, 2), ends_on=date(2026, 9, 2), name="Quốc khánh")
    Look.objects.create(occasion="holiday", starts_at=now, ends_at=now + timedelta(days=1), note="Ngày lễ")
    Event.objects.update(session_kind=Event._meta.get_field("session_kind").choices[0][0])  # as its form would want it
    piece = {"document": world.live.document, "edition_number": world.live.number}
    Lift.objects.create(**piece, key="secret", mark="m" * 64, lifted_by=world.people.chair, reason="Đã công khai")
    Declaration.objects.create(**piece, sha256="a" * 64, statement="Đã đọc", declared_by=world.people.chair)
    return world
