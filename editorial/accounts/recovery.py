"""Recovery codes: ten on paper, each of use once. The database holds salted hashes alone (ASVS 6.5.2), so a code is
shown when it is made and never again.

django-allauth would keep the seed that its codes are made from. Its row is used, so that its ceremonies know of it;
what it reads there is an empty list, so it takes no code by itself.
"""

import secrets

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt, encrypt
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from editorial.models import User

COUNT, DIGITS = 10, 8


def renew(person: User) -> tuple[Authenticator, list[str]]:
    """Give ten new codes of a person, with their row; earlier ones no longer work."""
    codes = [f"{secrets.randbelow(10**DIGITS):0{DIGITS}}" for _ in range(COUNT)]
    data = _data_of(codes)  # costly on purpose, so outside the transaction
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=person.pk)
        Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).delete()
        row = Authenticator.objects.create(user=person, type=Authenticator.Type.RECOVERY_CODES, data=data)
    return row, codes


def use(person: User, code: str) -> Authenticator | None:
    """Use up a code; give its row, None when it is no code of the person, or not any more."""
    row = _row_of(person) if len(code) == DIGITS and code.isdecimal() else None
    hashed = next((one for one in _hashes(row) if check_password(code, decrypt(one))), None)
    if hashed is None:
        return None
    with transaction.atomic():
        row = Authenticator.objects.select_for_update().filter(pk=row.pk).first()
        if hashed not in _hashes(row):
            return None  # another request was faster
        row.data["hashes"].remove(hashed)
        row.save(update_fields=["data"])
    return row


def left(person: User) -> int:
    """Give how many codes a person has left."""
    return len(_hashes(_row_of(person)))


def hash_old(person: User) -> None:
    """Put hashes in the place of a seed that django-allauth kept; what was on paper still works."""
    row = _row_of(person)
    if row and "seed" in row.data:
        data = _data_of(row.wrap().get_unused_codes())
        Authenticator.objects.filter(pk=row.pk).update(data=data)


def _row_of(person: User) -> Authenticator | None:
    return Authenticator.objects.filter(user_id=person.pk, type=Authenticator.Type.RECOVERY_CODES).first()


def _hashes(row: Authenticator | None) -> list[str]:
    return row.data.get("hashes", []) if row else []


def _data_of(codes: list[str]) -> dict:
    """Encrypted too: eight digits alone are soon tried by whoever has the database but not the key."""
    return {"migrated_codes": [], "hashes": [encrypt(make_password(code)) for code in codes]}
