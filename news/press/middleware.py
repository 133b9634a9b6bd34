"""A request that publishes or withdraws answers when the public tree is true, or says that it is not yet."""

import logging

from django.contrib import messages
from django.db import DatabaseError

from news.press.drain import finish
from news.press.models import Change, Priority
from news.press.queue import collecting

logger = logging.getLogger(__name__)

NOT_YET = "Đã ghi nhận; trang công khai đang cập nhật, xin xem lại sau ít phút."
ALL_PAGES = "Thay đổi này hiện ở nhiều trang; các trang công khai đang được xuất bản lại lần lượt."


class PressMiddleware:
    """Stands inside the middleware of messages, which keeps what is said here."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method in ("GET", "HEAD"):
            return self.get_response(request)
        with collecting() as own:
            response = self.get_response(request)
        if own:
            self._wait(request, own)
        return response

    def _wait(self, request, own: list[Change]) -> None:
        urgent = [change for change in own if change.priority < Priority.REST]
        if len(urgent) < len(own) or any(change.kind == Change.Kind.CATEGORY for change in own):
            messages.info(request, ALL_PAGES)
        try:
            finished = finish(urgent)
        except (DatabaseError, OSError):
            # The decision is made and committed; the clock prints what is left.
            logger.exception("press")
            finished = False
        if not finished:
            messages.warning(request, NOT_YET)
