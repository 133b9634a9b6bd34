"""The one place where a request gets its person."""

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.utils.functional import SimpleLazyObject

from editorial.accounts import sessions

# What whoever gave the password but has no second factor yet may reach: to enrol one, or to leave.
ENROLMENT = {"mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_logout"}


class PersonMiddleware(AuthenticationMiddleware):
    """In place of Django's: `request.user` is a person only after both factors."""

    def process_request(self, request):
        request.user = SimpleLazyObject(lambda: sessions.person_behind(request))

    def process_response(self, request, response):
        sessions.renew(request, response)
        return response

    def process_view(self, request, view, args, kwargs):
        if request.resolver_match.url_name in ENROLMENT and not request.user.is_authenticated:
            request.user = SimpleLazyObject(lambda: sessions.half_way(request))
