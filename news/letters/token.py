"""The token of a form: signed, with the time, the kind and the consent it was made for. It stands in no cookie.

Nothing is kept of a form that was shown. One that was sent leaves the hash of its token, so that it is used once.
"""

import base64
import secrets
from dataclasses import dataclass
from hashlib import sha256

from django.core import signing
from django.utils import timezone
from django.utils.crypto import salted_hmac

SALT = "news.letters.token"
YOUNGEST = 3  # seconds; nobody reads and fills in the form faster
OLDEST = 12 * 60 * 60
LONGEST = 500  # characters
CODE_LENGTH = 10  # of 32 symbols: 50 bits
# Without 0 and O, 1 and I, which are misread on paper.
PLAIN_SYMBOLS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
TO_PLAIN = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", PLAIN_SYMBOLS)


class TokenRefused(Exception):
    """A form that is too young, too old, or none of ours."""


class TooYoung(TokenRefused):
    """The form was sent faster than a person can."""


class TooOld(TokenRefused):
    """The form was open for too long."""


@dataclass(frozen=True)
class Ticket:
    """What a token says: the consent text that was shown; and what follows from it alone."""

    token: str
    consent_id: int

    @property
    def hash(self) -> str:
        return sha256(self.token.encode()).hexdigest()

    @property
    def code(self) -> str:
        """The code of the receipt: the same for the same form, and known to nobody without the site's key."""
        digest = salted_hmac("news.letters.code", self.token, algorithm="sha256").digest()
        return base64.b32encode(digest).decode()[:CODE_LENGTH].translate(TO_PLAIN)


def issue(kind: str, consent_id: int) -> str:
    """Give a new token for a form of this kind that shows this consent text."""
    made = {"k": kind, "c": consent_id, "t": int(timezone.now().timestamp()), "n": secrets.token_urlsafe(12)}
    return signing.dumps(made, salt=SALT)


def read(token: str, kind: str) -> Ticket:
    """Give what a token of this kind says; raises TooYoung, TooOld, or TokenRefused for any other text."""
    if len(token) > LONGEST:
        raise TokenRefused
    try:
        made = signing.loads(token, salt=SALT)
    except signing.BadSignature as error:
        raise TokenRefused from error
    if made["k"] != kind:
        raise TokenRefused
    age = timezone.now().timestamp() - made["t"]
    if age < YOUNGEST:
        raise TooYoung
    if age > OLDEST:
        raise TooOld
    return Ticket(token, made["c"])


def hash_of_code(number: str, code: str) -> str:
    """Give what is stored of a code, with the number of its receipt; of 2**50 codes nobody tries all over the web."""
    return sha256(f"{number}:{code}".encode()).hexdigest()


def plain_code(typed: str) -> str:
    """Give a code as it was made from what a person typed: no dashes or blanks, capitals."""
    return "".join(letter for letter in typed[:40].upper() if letter.isascii() and letter.isalnum())


def spaced_code(code: str) -> str:
    """Give a code as a receipt shows it: in groups that can be read aloud."""
    return f"{code[:5]}-{code[5:]}"
