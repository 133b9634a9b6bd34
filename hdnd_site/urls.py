"""Addresses: the desk first, then the paper."""

from django.urls import include, path

from editorial.sites import desk_site

handler500 = "hdnd_site.outage.server_error"

urlpatterns = [
    path("", include("editorial.accounts.urls")),
    path("ban-lam-viec/", include("editorial.urls")),
    path("ban-lam-viec/", include("news.board_urls")),
    path("quan-tri/", desk_site.urls),
    path("cong-tac-vien/", include("news.desk_urls")),
    path("", include("news.urls")),
]
