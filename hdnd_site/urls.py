"""Addresses: the desk first, then the paper."""

from django.urls import include, path

from editorial import accounts
from editorial.sites import desk_site

handler500 = "hdnd_site.outage.server_error"

urlpatterns = [
    path("dang-nhap/", accounts.LoginView.as_view(), name="login"),
    path("dang-xuat/", accounts.LogoutView.as_view(), name="logout"),
    path("doi-mat-khau/", accounts.ChangePasswordView.as_view(), name="change_password"),
    path("ban-lam-viec/", include("editorial.urls")),
    path("ban-lam-viec/", include("news.board_urls")),
    path("quan-tri/", desk_site.urls),
    path("cong-tac-vien/", include("news.desk_urls")),
    path("", include("news.urls")),
]
