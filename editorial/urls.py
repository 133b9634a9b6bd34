"""Addresses of the desk's own acts, under /ban-lam-viec/."""

from django.urls import path

from editorial import acts, views

urlpatterns = [
    path("", views.choose_desk, name="desk"),
    path("<slug:kind>/<int:pk>/buoc/<slug:name>/", views.move, name="move"),
    path("<slug:kind>/<int:pk>/soan-ban-moi/", views.open_edition, name="open_edition"),
    path("<slug:kind>/<int:pk>/y-kien/", views.add_note, name="add_note"),
    path("<slug:kind>/<int:pk>/so-sanh/<int:snapshot>/", acts.compare, name="compare"),
    path("<slug:kind>/so/<int:document>/<int:number>/", acts.edition, name="edition"),
    path("thong-bao/da-doc/", acts.read_notices, name="read_notices"),
    path("quyen-duyet-dang/<int:pk>/xac-nhan/", acts.confirm_delegation, name="confirm_delegation"),
    path("quyen-duyet-dang/<int:pk>/thu-hoi/", acts.revoke_delegation, name="revoke_delegation"),
]
