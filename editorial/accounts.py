"""Coming in, going out, a new password: Django's own views with sentences of the desk."""

from django.contrib import messages
from django.contrib.auth import views
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.messages.views import SuccessMessageMixin
from django.urls import reverse_lazy


class LoginForm(AuthenticationForm):
    """The same sentence for an unknown name, a wrong password and a closed account."""

    error_messages = {
        "invalid_login": "Tên đăng nhập hoặc mật khẩu không đúng. Xin kiểm tra lại, chú ý chữ hoa, chữ thường.",
        "inactive": "Tên đăng nhập hoặc mật khẩu không đúng. Xin kiểm tra lại, chú ý chữ hoa, chữ thường.",
    }


class LoginView(views.LoginView):
    template_name = "registration/login.html"
    authentication_form = LoginForm
    redirect_authenticated_user = True


class LogoutView(views.LogoutView):
    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        messages.success(request, "Đã đăng xuất.")
        return response


class ChangePasswordView(SuccessMessageMixin, views.PasswordChangeView):
    template_name = "registration/change_password.html"
    success_url = reverse_lazy("desk")
    success_message = "Đã đổi mật khẩu."
