"""Whose address the log keeps: the visitor's as nginx says it, and never what a visitor claims to be."""

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.test import RequestFactory

from editorial.models import LogOrigin, Office
from editorial.origins import Origin, client_address, origin_of
from tests.factories import make_person

NGINX = {"HTTP_X_FORWARDED_FOR": "203.0.113.7", "HTTP_X_CLIENT_PORT": "40123"}


def asked(**meta):
    return RequestFactory().get("/", **meta)


@pytest.mark.parametrize("proxy", ["127.0.0.1", "::1", ""])
def test_behind_nginx_the_visitor_counts_and_not_nginx(proxy):
    request = asked(REMOTE_ADDR=proxy, REMOTE_PORT="55555", **NGINX)
    assert origin_of(request) == Origin("203.0.113.7", 40123)
    assert client_address(request) == "203.0.113.7"


@pytest.mark.parametrize("proxy", ["198.51.100.9", "10.0.0.1", "::ffff:198.51.100.9", "2001:db8::9"])
def test_a_visitor_who_comes_directly_forges_nothing(proxy):
    request = asked(REMOTE_ADDR=proxy, REMOTE_PORT="55555", **NGINX)
    assert origin_of(request) == Origin(proxy.removeprefix("::ffff:"), 55555)


def test_of_several_addresses_the_one_that_the_proxy_itself_saw_counts():
    forged = asked(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="8.8.8.8, 203.0.113.7", HTTP_X_CLIENT_PORT="1")
    assert origin_of(forged) == Origin("203.0.113.7", 1)


@pytest.mark.parametrize(
    "said", ["", "unknown", "203.0.113.7:80", "203.0.113.7, ", "<script>", "1.2.3.4' OR 1=1", "٣.3.3.3"]
)
def test_what_is_no_address_leaves_the_address_of_the_connection(said):
    request = asked(REMOTE_ADDR="127.0.0.1", REMOTE_PORT="5", HTTP_X_FORWARDED_FOR=said)
    assert origin_of(request) == Origin("127.0.0.1", 5)


@pytest.mark.parametrize("said", ["", "0", "-1", "65536", "٤٤", "99999999999999999999", "80, 81", "1e3"])
def test_what_is_no_port_is_left_out(said):
    request = asked(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="2001:DB8::7", HTTP_X_CLIENT_PORT=said)
    assert origin_of(request) == Origin("2001:db8::7", None)


def test_proxies_are_networks_that_the_operator_names(settings):
    settings.TRUSTED_PROXIES = ["172.30.71.0/24"]
    assert client_address(asked(REMOTE_ADDR="172.30.71.1", **NGINX)) == "203.0.113.7"
    assert client_address(asked(REMOTE_ADDR="127.0.0.1", **NGINX)) == "127.0.0.1"


@pytest.mark.parametrize("named", [["0.0.0.0/0"], ["::/0"], ["nginx"]])
def test_a_list_of_proxies_that_is_none_or_everybody_is_refused_at_the_start(settings, named):
    settings.TRUSTED_PROXIES = named
    with pytest.raises(SystemCheckError, match="TRUSTED_PROXIES"):
        call_command("check", "--tag", "security")


@pytest.mark.django_db
def test_an_act_over_http_is_logged_with_the_visitors_address_and_port(client):
    client.force_login(make_person(Office.CHAIR))
    fields = {"number": "1/QĐ", "issued_on": "2026-01-05", "issued_by": "Văn phòng", "title": "Phân công"}
    client.post("/quan-tri/editorial/decision/add/", fields, REMOTE_ADDR="127.0.0.1", **NGINX)
    origin = LogOrigin.objects.get()
    assert (origin.address, origin.port) == ("203.0.113.7", 40123)
