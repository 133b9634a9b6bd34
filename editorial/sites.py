"""The desk: Django's admin for the board, in the board's words."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from editorial import board, notes, notices, refusing, rights
from editorial.accounts import dormant, slips
from editorial.models import TakedownRequest
from editorial.models.edition import kinds
from editorial.queue import queue_of
from editorial.refusals import NotAllowed

# The headings of the menu, in the order of a day's work; each screen names its own (admin/base.py, `group`).
GROUPS = (
    "Tin bài",
    "Trang",
    "Băng rôn",
    "Lịch",
    "Sau khi đăng",
    "Chuyên mục",
    "Trang chủ",
    "Thư viện",
    "Thời hạn",
    "Ban biên tập",
    "Tài khoản",
    "Nhật ký",
)
# Doors of Django's admin that the desk has better ones for: an object's public address tells titles to who may not
# read them; a new password also ends the other sessions (accounts/views.py).
CLOSED = ("view_on_site", "password_change", "password_change_done")
NOTICES_SHOWN = 8
TAKEDOWNS_SHOWN = 20


@dataclass(frozen=True)
class Waiting:
    """What waits beside the pieces, said in one line of the first page: how many, and how many of them are late."""

    name: str
    address: str
    count: int
    late: int = 0
    late_address: str = ""


class DeskSite(AdminSite):
    site_header = "Ban biên tập"
    site_title = "Ban biên tập"
    index_title = "Việc cần xử lý"
    enable_nav_sidebar = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.pages: list[tuple[str, str, str]] = []
        self.sources: list[Callable[[], Waiting]] = []

    def has_permission(self, request) -> bool:
        """Board members and technical administrators with an office in force today."""
        may = rights.may_enter_desk(request.user)
        if not may:
            refusing.note(NotAllowed("Không có chức danh ở bàn làm việc."))
        return may

    def get_urls(self):
        from editorial.admin import own

        urls = [url for url in super().get_urls() if getattr(url, "name", "") not in CLOSED]
        away = self.admin_view(lambda request: own.report_absence(request, self))
        return [path("vang-mat/", away, name="away"), *urls]

    def login(self, request, extra_context=None):
        """Send to the one login page; tell who is logged in but has no office here."""
        if self.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index"))
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))

    def index(self, request, extra_context=None):
        """Show what waits for this person, the notices not read yet, and the menu."""
        standing = rights.standing_of(request.user)
        unread = notices.unread_of(request.user).select_related("document")
        context = {
            **self.each_context(request),
            "title": self.index_title if standing.is_board else "Quản trị kỹ thuật",
            "standing": standing,
            "sections": queue_of(request.user) if standing.is_board else [],
            "notes_waiting": notes.waiting_for(request.user) if standing.is_board else [],
            "delegations": board.waiting_for(standing) if standing.is_board else [],
            "slips": slips.waiting_for(standing),
            "reopenings": dormant.waiting() if standing.is_board else [],
            "notices": unread[:NOTICES_SHOWN],
            **(self._after_publication() if standing.is_board else {}),
            **(extra_context or {}),
        }
        request.current_app = self.name
        return TemplateResponse(request, "admin/index.html", context)

    def _after_publication(self) -> dict:
        """Give what waits beside the pieces: requests to take something down, live content to be looked at again."""
        waiting = TakedownRequest.objects.waiting()[:TAKEDOWNS_SHOWN]
        now = timezone.now()
        reviews = [piece for model in kinds() for piece in model.to_review(now)]
        beside = [found for found in (source() for source in self.sources) if found.count]
        return {"takedowns": waiting, "reviews": reviews, "beside": beside}

    def app_index(self, request, app_label, extra_context=None):
        """Django's page of one application says nothing to the board: the index says it all."""
        return redirect("admin:index")

    def add_page(self, group: str, name: str, route: str) -> None:
        """Put a page of the board's that shows no model into the menu, before the screens of its heading."""
        self.pages.append((group, name, route))

    def add_waiting(self, source: Callable[[], Waiting]) -> None:
        """Let the first page say what a room beside the pieces has waiting; asked at every visit of the board."""
        self.sources.append(source)

    def get_app_list(self, request, app_label=None):
        """Give the menu: the pages and screens this person may see, under the headings of GROUPS."""
        groups = {name: [] for name in GROUPS}
        if rights.standing_of(request.user).is_board:
            for group, name, route in self.pages:
                groups[group].append({"name": name, "address": reverse(route)})
        for model, screen in self._registry.items():
            if screen.has_module_permission(request):
                groups[screen.group].append(self._entry(model, screen, request))
        if groups["Ban biên tập"]:
            groups["Ban biên tập"].append({"name": "Sổ quyền", "address": reverse("rights_register")})
        return [{"name": name, "models": entries} for name, entries in groups.items() if entries]

    def _entry(self, model, screen, request) -> dict:
        names = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        may_add = screen.has_add_permission(request)
        name = str(model._meta.verbose_name_plural)
        return {
            "name": name[0].upper() + name[1:],
            "verbose_name": model._meta.verbose_name,
            "address": reverse(f"{names}_changelist"),
            "add_address": reverse(f"{names}_add") if may_add else "",
        }


desk_site = DeskSite(name="admin")
desk_site.add_page("Lịch", "Lịch đăng", "schedule")
