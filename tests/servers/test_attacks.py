"""Whoever wants in, at the real servers: guesses, names sounded out, planted sessions, one code twice, forged hosts."""

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from difflib import unified_diff

import pytest

from editorial.accounts.adapters import TOO_OFTEN, WRONG
from editorial.accounts.throttle import PER_CODE, PER_NAME_AND_PLACE, PER_PLACE
from editorial.models import Office
from tests.nights import BY_NIGHT
from tests.second_factor import code
from tests.servers.attacking import DESK, LOGIN, SECOND, Browser, add_people, attacked

pytestmark = pytest.mark.servers
OWN = "/tai-khoan/phien/"
SESSION, TOKEN = "__Host-sessionid", "__Host-csrftoken"
ROUNDS = 12 if BY_NIGHT else 1
INSIDE = (
    "/ban-lam-viec/",
    "/ban-lam-viec/article/1/xem-truoc/",
    "/quan-tri/",
    "/quan-tri/news/article/",
    "/quan-tri/news/article/add/",
    "/quan-tri/editorial/user/",
    "/quan-tri/editorial/logentry/",
    "/cong-tac-vien/",
    "/cong-tac-vien/viet/",
    "/doi-mat-khau/",
    "/tai-khoan/",
    "/tai-khoan/phien/",
    "/tai-khoan/ma-du-phong/",
    "/tai-khoan/khoa/",
    "/tai-khoan/ung-dung-ma/",
    "/tai-khoan/xac-nhan/",
)
ENROLMENT = {"/tai-khoan/", "/tai-khoan/khoa/", "/tai-khoan/ung-dung-ma/", "/tai-khoan/ma-du-phong/"}


@pytest.fixture(scope="module")
def numbers() -> dict[str, int]:
    return {}


@pytest.fixture(scope="module")
def front(site, tmp_path_factory, numbers):
    whole = [f"nguoi-{turn:02d}" for turn in range(12 + ROUNDS)]
    people = [(name, Office.MEMBER, True, True) for name in whole]
    people += [("da-dong", Office.MEMBER, True, False), ("chua-du", Office.MEMBER, False, True)]
    people += [("ky-thuat", Office.TECHNICAL, True, True)]
    people = [(name, str(office), *how) for name, office, *how in people]
    numbers |= dict(zip([name for name, *_ in people], add_people(site, *people), strict=True))
    with attacked(site, tmp_path_factory.mktemp("front")) as servers:
        yield servers


def places(start: int = 1):
    """Give places that were never tried from, one after the other."""
    return (f"203.0.{start}.{turn}" for turn in range(1, 250))


# -- guessing ------------------------------------------------------------------------------------------------


def test_guesses_at_one_name_end_where_they_come_from_and_nowhere_else(front):
    here, there = "192.0.2.1", "192.0.2.2"
    guesses = 1000 if BY_NIGHT else 12
    for turn in range(guesses):
        answer = Browser(front.gunicorn.url, here).give_password("nguoi-00", f"sai-{turn}")
        assert answer.status == 200
        assert (WRONG if turn < PER_NAME_AND_PLACE else TOO_OFTEN) in answer.body
    assert TOO_OFTEN in Browser(front.gunicorn.url, here).give_password("nguoi-00").body
    assert Browser(front.gunicorn.url, there).log_in("nguoi-00")
    assert Browser(front.gunicorn.url, here).log_in("nguoi-01")


def test_guesses_are_told_to_whoever_reads_the_stream(front):
    place = "192.0.2.9"
    for turn in range(PER_NAME_AND_PLACE + 1):
        Browser(front.gunicorn.url, place).give_password("nguoi-09", f"sai-{turn}")
    said = (front.site.folder / "gunicorn.log").read_text()
    lines = [line for line in said.splitlines() if place in line and '"event"' in line]
    assert [line for line in lines if "login_failed" in line]
    assert [line for line in lines if "login_refused" in line]
    assert "sai-1" not in said


@pytest.mark.by_night
def test_a_place_that_tries_one_name_after_the_other_is_refused_too(front):
    here = "192.0.2.3"
    with ThreadPoolExecutor(4) as pool:
        list(
            pool.map(
                lambda turn: Browser(front.gunicorn.url, here).give_password(f"la-{turn}", "sai"), range(PER_PLACE)
            )
        )
    assert TOO_OFTEN in Browser(front.gunicorn.url, here).give_password("nguoi-02").body
    assert Browser(front.gunicorn.url, "192.0.2.4").log_in("nguoi-02")


def test_guesses_at_the_code_end_too_and_only_there(front):
    guesser = Browser(front.gunicorn.url, "192.0.2.5")
    guesser.give_password("nguoi-03")
    known = {code(-1), code(), code(1)}
    wrong = next(number for number in ("000000", "111111", "222222", "333333") if number not in known)
    for _ in range(PER_CODE):
        assert guesser.give_code(wrong).status == 200
    assert TOO_OFTEN in guesser.give_code().body
    assert guesser.get(OWN).status == 302
    assert Browser(front.gunicorn.url, "192.0.2.6").log_in("nguoi-03")


# -- sounding out --------------------------------------------------------------------------------------------


def test_nothing_tells_a_name_that_exists_from_one_that_does_not(front):
    """Not body, status or headers; and the passwords that the server hashes, in its own time: as many for each."""
    names = {"known": "nguoi-04", "unknown": "khong-co", "closed": "da-dong", "half": "chua-du"}
    from_where, said, worked = places(1), {}, {}
    for turn in range(-1, 40 if BY_NIGHT else 4):
        for kind, name in names.items():
            browser = Browser(front.gunicorn.url, next(from_where))
            browser.get(LOGIN)
            before = front.gunicorn.cpu_seconds()
            answer = browser.post(LOGIN, {"login": name, "password": "sai"})
            if turn >= 0:  # the first warms up
                worked[kind] = worked.get(kind, 0) + front.gunicorn.cpu_seconds() - before
            said.setdefault(kind, set()).add(bare(answer, name))
    assert_alike(set.union(*said.values()))
    least, most = min(worked.values()), max(worked.values())
    assert least > 0.5 * most, worked


def test_a_closed_name_with_the_right_password_says_what_a_wrong_one_says(front):
    from_where = places(2)
    answers = {
        bare(Browser(front.gunicorn.url, next(from_where)).give_password(name, password), name)
        for name, password in (("khong-co", "sai"), ("da-dong", "mat-khau-do-dac"), ("nguoi-04", "sai"))
    }
    assert_alike(answers)


def test_a_name_that_is_locked_says_so_whether_or_not_it_exists(front):
    from_where, said = places(3), set()
    for name in ("nguoi-05", "khong-ai", "da-dong"):
        place = next(from_where)
        for turn in range(PER_NAME_AND_PLACE + 1):
            answer = Browser(front.gunicorn.url, place).give_password(name, f"sai-{turn}")
        said.add(bare(answer, name))
    assert_alike(said)


def assert_alike(answers: set[tuple]) -> None:
    one, *others = ("\n".join(map(str, answer)).splitlines() for answer in answers)
    assert [list(unified_diff(one, other, lineterm="", n=0)) for other in others] == []


def bare(answer, name: str) -> tuple:
    """Give an answer without the name that was typed and what is made up for each answer."""
    body = re.sub(r'(csrfmiddlewaretoken" value=")\w+|data-\w+="[^"]*"', r"\1", answer.body).replace(name, "…")
    beside = ("Date", "Expires", "Set-Cookie", "Content-Length")
    headers = {key: value for key, value in answer.headers.items() if key not in beside}
    cookies = sorted(cookie.partition("=")[0] for cookie in answer.headers.get_all("Set-Cookie", []))
    return answer.status, tuple(sorted(headers.items())), tuple(cookies), body


# -- sessions ------------------------------------------------------------------------------------------------


def test_a_session_that_was_planted_is_not_the_one_that_is_logged_in(front):
    attacker = Browser(front.gunicorn.url, "192.0.2.20")
    attacker.give_password("nguoi-06")  # half way: he knows the password, not the code
    planted = dict(attacker.cookies)
    victim = Browser(front.gunicorn.url, "192.0.2.21", cookies=dict(planted)).log_in("nguoi-06")
    assert victim.cookies[SESSION] != planted[SESSION]
    assert victim.cookies[TOKEN] != planted[TOKEN]
    assert victim.get(OWN).status == 200
    assert Browser(front.gunicorn.url, cookies=planted).get(OWN).status == 302
    made_up = Browser(front.gunicorn.url, cookies={SESSION: "a" * 32})
    made_up.log_in("nguoi-07")
    assert made_up.cookies[SESSION] != "a" * 32
    # A neighbouring host can plant only names without the prefix, and these mean nothing.
    assert Browser(front.gunicorn.url, cookies={"sessionid": victim.cookies[SESSION]}).get(OWN).status == 302


def test_a_session_ends_with_logging_out_on_every_worker(front):
    victim = Browser(front.gunicorn.url, "192.0.2.22").log_in("nguoi-08")
    taken = dict(victim.cookies)
    assert Browser(front.gunicorn.url, cookies=dict(taken)).get(OWN).status == 200
    victim.post("/dang-xuat/", {})
    assert {Browser(front.gunicorn.url, cookies=dict(taken)).get(OWN).status for _ in range(8)} == {302}


@pytest.mark.parametrize("name", ["nguoi-10", "chua-du"])
def test_the_second_step_is_skipped_by_no_address(front, name):
    half_way = Browser(front.gunicorn.url, "192.0.2.23")
    half_way.give_password(name)
    open_to_enrol = ENROLMENT if name == "chua-du" else set()
    for address in INSIDE:
        for spelt in (address, address + "?next=/ban-lam-viec/", address.replace("/", "//", 1)):
            assert half_way.get(spelt).status != 200 or address in open_to_enrol, spelt
        assert half_way.post(address, {"x": "1"}).status in (302, 403, 404, 405) or address in open_to_enrol, address
    for address in ("/anh/tai-len/", "/ban-lam-viec/tu-luu/"):
        assert half_way.post(address, {"x": "1"}).status == 403
    half_way.post("/dang-nhap/khoa/", {"credential": "{}"})
    assert half_way.get(OWN).status == 302


def test_one_code_lets_one_in_though_it_comes_to_two_servers_at_the_same_moment(front):
    with front.site.served(DESK_ORIGIN="http://localhost", ALLOWED_HOSTS="localhost") as second:
        for turn in range(ROUNDS):
            name, from_where = f"nguoi-{12 + turn:02d}", places(10 + turn)
            urls = [front.gunicorn.url, second.url] * 4
            waiting = [Browser(url, next(from_where)) for url in urls]
            for browser in waiting:
                assert browser.give_password(name).location == SECOND
            number, start = code(), threading.Barrier(len(waiting))

            def send(browser, number=number, start=start):
                start.wait()
                return browser.give_code(number).location

            with ThreadPoolExecutor(len(waiting)) as pool:
                led = list(pool.map(send, waiting))
            assert led.count(DESK) == 1, led
            assert [browser.get(OWN).status for browser in waiting].count(200) == 1


# -- hosts ---------------------------------------------------------------------------------------------------

FORGED = {
    "X-Forwarded-Host": "la.example",
    "X-Host": "la.example",
    "X-Forwarded-Server": "la.example",
    "X-Original-Host": "la.example",
    "Forwarded": "host=la.example",
    "X-Forwarded-Port": "8443",
    "X-Original-URL": "/quan-tri/",
    "X-Rewrite-URL": "/quan-tri/",
}


def test_a_slip_carries_the_host_of_the_settings_whatever_host_is_claimed(front, numbers):
    keeper = Browser(front.gunicorn.url, "192.0.2.30").log_in("ky-thuat")
    slip = f"/quan-tri/editorial/user/{numbers['nguoi-11']}/phieu/"
    assert keeper.post(slip, {"purpose": "password"}, Host="la.example").status == 400
    for url in (front.gunicorn.url, front.nginx.url):
        keeper.url = url
        page = keeper.post(slip, {"purpose": "password"}, **FORGED)
        assert (page.status, "la.example" in page.body) == (200, False)
        assert set(re.findall(r"(https?://[^/\"<]*)/tai-khoan/phieu/", page.body)) == {"http://localhost"}


def test_no_answer_repeats_a_host_that_was_claimed(front):
    for address in (LOGIN, "/quan-tri/", "/", "/tim-kiem/", "/cong-tac-vien", "/gui-y-kien"):
        for url in (front.gunicorn.url, front.nginx.url):
            for host in ("localhost", "127.0.0.1"):
                answer = Browser(url, host=host, more=FORGED).get(address)
                assert "la.example" not in answer.body + str(answer.headers), (url, address)
    for host in (
        "la.example",
        "localhost.la.example",
        "localhost@la.example",
        "localhost:80@la.example",
        "la.example#",
    ):
        answer = Browser(front.gunicorn.url, host=host).get(LOGIN)
        assert (answer.status, "la.example" in answer.body) == (400, False), host
    named = Browser(front.gunicorn.url).get("http://la.example/dang-nhap/")
    assert "la.example" not in named.body + str(named.headers)
