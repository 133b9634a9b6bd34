"""Mail says that there is something new at the desk and never what: it passes through strangers' hands.

The head of the log alone is said in full (weekly_head.py): its copies are to lie where nobody here can change them.

What is to be sent stands in `Notice.mail_after`. A clock claims a person's notices before it speaks to the server, so
two clocks send nothing twice; a claim that nobody redeemed (the clock was killed) ends by itself.
"""

import logging
import smtplib
import time
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from editorial.models import Notice, User

logger = logging.getLogger(__name__)

ROUND_SECONDS = 5  # no mail is begun after so many
CLAIM = timedelta(minutes=5)
SHORTEST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=1)
GIVEN_UP = timedelta(days=3)  # later the desk itself has told whoever works there
TEXT = """Kính gửi {name},

Có {count} thông báo mới đang chờ xem tại nơi làm việc của trang {host}.

Xin đăng nhập để xem: {link}
{said}
Thư do máy tự gửi, không nêu nội dung tin, bài. Xin không trả lời thư này.
"""


def is_on() -> bool:
    """Whether the site has a server that takes its mail."""
    return bool(settings.EMAIL_HOST)


def send_waiting(sender=None, **kwargs) -> None:
    """At a round of the clock: send each person who has notices to be told of one mail for all of them.

    Where no mail is sent nothing is kept for later.
    """
    if not is_on():
        Notice.objects.exclude(mail_after=None).update(mail_after=None)
        return
    end = time.monotonic() + ROUND_SECONDS
    while time.monotonic() < end and (notices := _claim()):
        if not _settle(notices):
            return


def _claim() -> list[Notice]:
    """Give what is due for one person and keep it from other clocks for a while."""
    now = timezone.now()
    due = Notice.objects.filter(mail_after__lte=now)
    with transaction.atomic():
        first = due.order_by("mail_after", "pk").select_for_update(skip_locked=True).first()
        if first is None:
            return []
        notices = list(due.filter(recipient=first.recipient_id).select_for_update(skip_locked=True))
        _of(notices).update(mail_after=now + CLAIM)
    return notices


def _settle(notices: list[Notice]) -> bool:
    """Send the mail of one person, if one is still wanted; give whether the server can be asked for more."""
    fresh = _of(notices).filter(made_at__gt=timezone.now() - GIVEN_UP).order_by("pk")
    unread = list(fresh.filter(Q(read_at=None) | Q(is_for_mail=True)))
    person = User.objects.get(pk=notices[0].recipient_id)
    try:
        if unread and person.is_active and person.email:
            _message(person, unread).send()
            User.objects.filter(pk=person.pk).update(mailed_at=timezone.now())
    except (OSError, ValueError) as error:  # of smtplib, of the network, of an address that is none
        # Neither the address nor the server's words, which repeat it.
        logger.warning("mail: account %s: %s %s", person.pk, type(error).__name__, getattr(error, "smtp_code", ""))
        _postpone(notices)
        if isinstance(error, smtplib.SMTPRecipientsRefused | ValueError):
            return True
        _postpone(list(Notice.objects.filter(mail_after__lte=timezone.now())))
        return False
    _of(notices).update(mail_after=None)
    return True


def _postpone(notices: list[Notice]) -> None:
    """Try again after as long as the oldest has waited already: the pause doubles each time."""
    now = timezone.now()
    waited = now - min((notice.made_at for notice in notices), default=now)
    _of(notices).update(mail_after=now + min(max(waited, SHORTEST_PAUSE), LONGEST_PAUSE))


def _of(notices: list[Notice]):
    return Notice.objects.filter(pk__in=[notice.pk for notice in notices])


def _message(person: User, unread: list[Notice]) -> EmailMessage:
    count, said = len(unread), "".join(f"\n{notice.sentence}\n" for notice in unread if notice.is_for_mail)
    host = urlsplit(settings.SITE_ORIGIN).hostname
    link = settings.DESK_ORIGIN.rstrip("/") + reverse("desk")
    return EmailMessage(
        subject=f"[{host}] Có {count} thông báo mới",
        body=TEXT.format(name=person.full_name, count=count, host=host, link=link, said=said),
        to=[person.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
