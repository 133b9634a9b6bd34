"""The rights register: who may do what today, since when, by which decision; and what ended within a year."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from editorial import rights
from editorial.models import Appointment, Delegation, Office, User
from editorial.models.edition import kinds
from editorial.rights_table import OFFICES, rows_of_moves

MOST = 1000  # rows of each list
KEPT_DAYS = 365  # what ended longer ago stands in the log
OFFICE_ORDER = {office: turn for turn, office in enumerate(Office.values)}


def gather(day: date) -> dict:
    """Give what the page of the register shows on a day, each list bounded by MOST."""
    since = day - timedelta(days=KEPT_DAYS)
    appointments = list(_not_long_over(Appointment, since).select_related("person", "decision")[:MOST])
    appointments.sort(key=lambda row: (OFFICE_ORDER[row.office], not row.is_secretary, row.person.sort_key))
    delegations = delegations_of(day, since)
    without = _without_office(day)
    return {
        "in_force": [row for row in appointments if is_on(row, day)],
        "to_come": [row for row in appointments if row.starts_on > day],
        "over": [row for row in appointments if row.ends_on and row.ends_on < day],
        "delegations": delegations,
        "superusers": User.objects.filter(is_superuser=True)[:MOST],
        "without_office": without,
        "offices": [office for office, _ in OFFICES],
        "moves": rows_of_moves(),
        "is_cut": MOST in (len(appointments), len(delegations), len(without)),
    }


def delegations_of(day: date, since: date) -> list[dict]:
    """Give the delegations not long over: {"row", "stage", "scopes"}, those in force first."""
    rows = _not_long_over(Delegation, since).exclude(revoked_at__date__lt=since)
    rows = list(rows.select_related("holder", "granted_by", "confirmed_by", "decision")[:MOST])
    if not rows:
        return []
    holders = set(rights.people_holding(Office.DEPUTY, Office.MEMBER, on=day).values_list("pk", flat=True))
    counting = set(Delegation.objects.in_force(day).filter(holder__in=holders).values_list("pk", flat=True))
    names = dict(choice for model in kinds() for choice in model.scope_choices())
    said = [
        {"row": row, "stage": stage_of(row, day, row.pk in counting), "scopes": [names.get(s, s) for s in row.scopes]}
        for row in rows
    ]
    return sorted(said, key=lambda line: line["row"].pk not in counting)


def stage_of(row: Delegation, day: date, is_in_force: bool) -> str:
    """Give in words what a delegation is worth on a day."""
    if is_in_force:
        return "đang hiệu lực"
    if row.revoked_at:
        return f"đã thu hồi ngày {timezone.localtime(row.revoked_at):%d/%m/%Y}"
    if row.ends_on and row.ends_on < day:
        return "đã hết hạn"
    if not row.confirmed_at:
        return "chờ xác nhận"
    if row.starts_on > day:
        return "chưa đến ngày"
    return "không còn hiệu lực do thay đổi chức danh"


def is_on(row: Appointment, day: date) -> bool:
    """Whether the appointment's period holds this day."""
    return row.starts_on <= day and (row.ends_on is None or row.ends_on >= day)


def _not_long_over(model, since: date):
    return model.objects.filter(Q(ends_on=None) | Q(ends_on__gte=since)).order_by("-starts_on", "pk")


def _without_office(day: date) -> list[User]:
    held = Appointment.objects.on(day).filter(person=OuterRef("pk"))
    return list(User.objects.filter(is_active=True, is_superuser=False).exclude(Exists(held))[:MOST])
