"""Addresses of the board's pages of the paper, under /ban-lam-viec/."""

from django.urls import path

from news.views import board, letter_acts

urlpatterns = [
    path("lich/", board.calendar, name="calendar"),
    path("lich/<int:pk>/", board.event, name="event"),
    path("kip-thoi/", board.timely, name="timely"),
    path("y-kien/<int:pk>/<slug:act>/", letter_acts.act_on_letter, name="act_on_letter"),
]
