"""Addresses of the door and of one's own account; allauth's are named here one by one, and no other exists."""

from allauth.mfa.base import views as factor_views
from allauth.mfa.totp import views as totp_views
from allauth.mfa.webauthn import views as webauthn_views
from django.urls import path

from editorial.accounts import views

urlpatterns = [
    path("dang-nhap/", views.LoginView.as_view(), name="account_login"),
    path("dang-nhap/ma/", views.CodeView.as_view(), name="mfa_authenticate"),
    path("dang-nhap/khoa/", views.PasskeyLoginView.as_view(), name="mfa_login_webauthn"),
    path("dang-xuat/", views.LogoutView.as_view(), name="account_logout"),
    path("doi-mat-khau/", views.ChangePasswordView.as_view(), name="change_password"),
    path("tai-khoan/", factor_views.index, name="mfa_index"),
    path("tai-khoan/ung-dung-ma/", views.AddTotpView.as_view(), name="mfa_activate_totp"),
    path("tai-khoan/ung-dung-ma/bo/", totp_views.deactivate_totp, name="mfa_deactivate_totp"),
    path("tai-khoan/khoa/", views.AddPasskeyView.as_view(), name="mfa_add_webauthn"),
    path("tai-khoan/khoa/danh-sach/", factor_views.index, name="mfa_list_webauthn"),
    path("tai-khoan/khoa/<int:pk>/ten/", webauthn_views.edit_webauthn, name="mfa_edit_webauthn"),
    path("tai-khoan/khoa/<int:pk>/bo/", webauthn_views.remove_webauthn, name="mfa_remove_webauthn"),
    path("tai-khoan/ma-du-phong/", views.RecoveryCodesView.as_view(), name="mfa_generate_recovery_codes"),
    path("tai-khoan/xac-nhan/", factor_views.reauthenticate, name="mfa_reauthenticate"),
    path("tai-khoan/xac-nhan/khoa/", webauthn_views.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("tai-khoan/phien/", views.own_sessions, name="own_sessions"),
    path("tai-khoan/con-lam-viec/", views.still_here, name="still_here"),
    path("tai-khoan/phien/<int:pk>/ket-thuc/", views.end_session, name="end_session"),
    path("tai-khoan/phien/ket-thuc-khac/", views.end_other_sessions, name="end_other_sessions"),
    path("tai-khoan/phieu/", views.use_slip, name="use_slip"),
    path("tai-khoan/phieu/mat-khau/", views.slip_password, name="slip_password"),
    path("tai-khoan/cap-lai/<int:pk>/xac-nhan/", views.confirm_slip, name="confirm_slip"),
    path("tai-khoan/mo-lai/<int:pk>/", views.reopen_account, name="reopen_account"),
]
