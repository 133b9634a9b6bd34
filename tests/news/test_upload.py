"""Pictures sent one by one: who may, what is taken in, and the sentence for what is not."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from editorial.models import Office
from news import pictures
from news.models import Picture
from tests.factories import make_person
from tests.news.contributors import NEW, UPLOAD, browser_of, jpeg, open_form

pytestmark = pytest.mark.django_db


def test_a_picture_is_taken_in_and_answered_in_the_editors_words():
    me = make_person()
    browser = browser_of(me)
    answer = browser.post(UPLOAD, {"upload": jpeg((900, 600), name="../../<script>.php")}).json()
    picture = Picture.objects.get()
    assert answer == {
        "uploaded": 1,
        "fileName": f"{picture.key}.jpg",
        "url": f"/anh/{picture.key}-800.jpg",
        "id": picture.pk,
        "thumb": f"/anh/{picture.key}-400.jpg",
        "width": 900,
        "height": 600,
    }
    assert picture.uploaded_by == me
    assert browser.get(answer["thumb"]).status_code == 200
    assert Client().get(answer["thumb"]).status_code == 404


def test_a_stranger_is_told_to_log_in():
    response = Client().post(UPLOAD, {"upload": jpeg()})
    assert response.status_code == 403
    assert response.json()["uploaded"] == 0
    assert "đăng nhập" in response.json()["error"]["message"]


@pytest.mark.parametrize("how", [{"office": Office.TECHNICAL}, {"ended": True}])
def test_who_may_not_write_sends_no_pictures(how):
    response = browser_of(make_person(**how)).post(UPLOAD, {"upload": jpeg()})
    assert response.status_code == 403
    assert not Picture.objects.exists()


def test_a_request_without_the_token_is_refused():
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(make_person())
    assert browser.post(UPLOAD, {"upload": jpeg()}).status_code == 403
    token = open_form(browser, NEW)["csrfmiddlewaretoken"]
    assert browser.post(UPLOAD, {"upload": jpeg()}, headers={"X-CSRFToken": token}).json()["uploaded"] == 1


def test_only_post_is_answered():
    assert browser_of(make_person()).get(UPLOAD).status_code == 405


@pytest.mark.parametrize(
    "upload",
    [
        SimpleUploadedFile("anh.jpg", b"not a picture", "image/jpeg"),
        SimpleUploadedFile("anh.png", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "image/png"),
        SimpleUploadedFile("anh.jpg", jpeg().read()[:200], "image/jpeg"),
        SimpleUploadedFile("anh.jpg", b"", "image/jpeg"),
        None,
    ],
    ids=["text", "svg", "cut off", "empty", "nothing"],
)
def test_what_is_no_picture_is_refused_with_a_sentence(upload):
    response = browser_of(make_person()).post(UPLOAD, {"upload": upload} if upload else {})
    answer = response.json()
    assert answer["uploaded"] == 0
    assert answer["error"]["message"].endswith(".")
    assert not Picture.objects.exists()


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr("news.views.upload.MAX_BYTES", 1000)
    answer = browser_of(make_person()).post(UPLOAD, {"upload": jpeg((1200, 900))}).json()
    assert answer == {"uploaded": 0, "error": {"message": pictures.TOO_HEAVY}}


def test_a_picture_of_too_many_points_is_refused():
    answer = browser_of(make_person()).post(UPLOAD, {"upload": jpeg((9000, 6000))}).json()
    assert answer == {"uploaded": 0, "error": {"message": pictures.TOO_MANY_PIXELS}}


def test_my_pictures_are_listed_each_once_and_nobody_elses():
    me = make_person()
    first = Picture.objects.take_in(jpeg().read(), uploaded_by=me)
    again = Picture.objects.take_in(jpeg().read(), uploaded_by=me)
    Picture.objects.take_in(jpeg(colour=(1, 2, 3)).read(), uploaded_by=make_person())
    answer = browser_of(me).get("/cong-tac-vien/anh/").json()
    assert first.key == again.key
    assert [picture["id"] for picture in answer["pictures"]] == [again.pk]
    assert answer["next"] is None


def test_the_list_of_my_pictures_is_for_who_may_write():
    assert browser_of(make_person(Office.TECHNICAL)).get("/cong-tac-vien/anh/").status_code == 403
