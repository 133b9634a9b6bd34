"""Addresses of the desk's own acts, under /ban-lam-viec/."""

from django.urls import path

from editorial import views

urlpatterns = [
    path("", views.choose_desk, name="desk"),
    path("<slug:kind>/<int:pk>/buoc/<slug:name>/", views.move, name="move"),
    path("<slug:kind>/<int:pk>/soan-ban-moi/", views.open_edition, name="open_edition"),
    path("<slug:kind>/<int:pk>/y-kien/", views.add_note, name="add_note"),
]
