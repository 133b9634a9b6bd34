"""Addresses of the contributors' pages, under /cong-tac-vien/."""

from django.urls import path

from news.views import contributor, guide, upload, word

urlpatterns = [
    path("", contributor.pieces, name="contributor_pieces"),
    path("the-loai/", guide.choose, name="contributor_choose"),
    path("the-loai/<slug:key>/", guide.answer, name="contributor_guide"),
    path("tep-word/", word.from_word, name="contributor_word"),
    path("viet/", contributor.new, name="contributor_new"),
    path("anh/", upload.own_pictures, name="contributor_pictures"),
    path("bai/<int:pk>/", contributor.piece, name="contributor_piece"),
]
