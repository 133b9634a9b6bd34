"""Addresses of the contributors' pages, under /cong-tac-vien/."""

from django.urls import path

from news.views import contributor

urlpatterns = [
    path("", contributor.pieces, name="contributor_pieces"),
    path("viet/", contributor.new, name="contributor_new"),
    path("bai/<int:pk>/", contributor.piece, name="contributor_piece"),
]
