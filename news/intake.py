"""The gate of every upload, whatever door it comes by: room and quota first, then the virus scanner, then the rest."""

import hashlib
import logging
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction

from editorial.refusing import origin_of_request, record_refusal
from news import quotas, scanning

logger = logging.getLogger(__name__)

INFECTED = (
    "Trình quét vi-rút báo tệp này có mã độc ({name}) nên tệp không được nhận. "
    "Xin quét vi-rút máy đang dùng và lấy lại tệp từ nguồn gốc."
)
NOT_SCANNED = "Chưa kiểm tra được vi-rút; tệp chưa được nhận, xin thử lại sau."


def admit(data: bytes, *, person) -> None:
    """Let an upload of this person come nearer; raise ValidationError with a sentence when it may not.

    Asked before anything of it is decoded, unpacked or stored.
    """
    quotas.check(person, len(data))
    try:
        scanning.scan(data)
    except scanning.Infected as found:
        _note(data, person, found.name)
        raise ValidationError(INFECTED.format(name=found.name)) from found
    except scanning.NotScanned as failed:
        logger.error("upload refused, scanner: %s", failed)
        raise ValidationError(NOT_SCANNED) from failed


def _note(data: bytes, person, virus: str) -> None:
    """Write down what was found, without a byte of it: at once or, in a transaction, after it.

    The head of the log is locked last (editorial/log.py), and the piece may yet have to be locked.
    """
    digest = hashlib.sha256(data).hexdigest()
    logger.warning("upload refused: %s in %s, %s bytes, sent by account %s", virus, digest, len(data), person.pk)
    said = {"virus": virus, "sha256": digest, "size": len(data)}
    origin = origin_of_request()
    noting = partial(record_refusal, "upload", actor=person, refusal="Infected", data=said, origin=origin)
    transaction.on_commit(noting, robust=True)
