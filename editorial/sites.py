"""The desk: Django's admin for the board, in the board's words."""

from django.contrib.admin import AdminSite

from editorial import rights


class DeskSite(AdminSite):
    site_header = "Ban biên tập"
    site_title = "Ban biên tập"
    index_title = "Việc cần xử lý"
    enable_nav_sidebar = False

    def has_permission(self, request) -> bool:
        """Board members and technical administrators with an office in force today."""
        return rights.may_enter_desk(request.user)


desk_site = DeskSite(name="admin")
