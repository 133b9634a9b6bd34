"""Addresses of the contributors' pages, under /cong-tac-vien/."""

from django.urls import path

from news.views import contributor, upload

urlpatterns = [
    path("", contributor.pieces, name="contributor_pieces"),
    path("viet/", contributor.new, name="contributor_new"),
    path("anh/", upload.own_pictures, name="contributor_pictures"),
    path("bai/<int:pk>/", contributor.piece, name="contributor_piece"),
]
