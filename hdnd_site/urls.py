"""Addresses: the desk first, then the paper."""

from django.contrib.auth import views as auth
from django.urls import include, path

from editorial.sites import desk_site

urlpatterns = [
    path("dang-nhap/", auth.LoginView.as_view(template_name="registration/login.html"), name="login"),
    path("dang-xuat/", auth.LogoutView.as_view(), name="logout"),
    path("ban-lam-viec/", include("editorial.urls")),
    path("quan-tri/", desk_site.urls),
    path("cong-tac-vien/", include("news.desk_urls")),
    path("", include("news.urls")),
]
