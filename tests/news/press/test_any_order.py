"""Whatever the board does, in whatever order: after each step the tree is what the views say."""

import os
import shutil
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase, assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, rule, run_state_machine_as_test

from editorial.models import Office, State
from editorial.workflow import perform
from news.models import Article, Topic
from news.press.drain import drain
from news.press.expand import everything
from news.press.models import Change
from tests.desk import form_address, sent_by
from tests.factories import make_article, make_banner, make_category, make_person
from tests.news.press.test_exact import assert_true
from tests.news.public import add_picture, publish

pytestmark = [pytest.mark.django_db, pytest.mark.crawl]
ORDERS = int(os.environ.get("ORDERS", "3"))  # .ci/nightly asks for many
STEPS = 10


class Board(RuleBasedStateMachine):
    """A small site, its chair, and what is live, hidden or waits for its hour."""

    live, hidden, scheduled, banners = Bundle("live"), Bundle("hidden"), Bundle("scheduled"), Bundle("banners")
    picture = None  # set by the test

    @initialize()
    def open_site(self):
        self.before = connection.savepoint()
        self.chair, self.author = make_person(Office.CHAIR), make_person()
        section = make_category("Hoạt động", on_home=True)
        self.categories = [section, make_category("Kỳ họp", parent=section)]
        self.topics = [None, Topic.objects.create(name="Nước sạch")]
        Change.objects.bulk_create(everything())
        drain()

    def teardown(self):
        connection.savepoint_rollback(self.before)
        shutil.rmtree(django_settings.PRESS_DIR, ignore_errors=True)

    @rule(target=live, place=st.integers(0, 1), topic=st.integers(0, 1), shown=st.booleans())
    def publish(self, place, topic, shown):
        article = self.write(category=self.categories[place], topic=self.topics[topic])
        if shown:
            add_picture(article, self.picture)
        publish(article, State.SUBMITTED)
        return self.move("publish_now", article)

    @rule(target=live, old=consumes(live), place=st.integers(0, 1), headline=st.sampled_from(["Bài một", "Bài hai"]))
    def correct(self, old, place, headline):
        new = self.write(document=old.document, category=self.categories[place], headline=headline)
        publish(new, State.SUBMITTED)
        return self.move("publish_now", new)

    @rule(piece=consumes(live), way=st.sampled_from(["error", "kept"]))
    def withdraw(self, piece, way):
        self.move("withdraw", piece, reason="Sai số liệu", withdrawal=way)

    @rule(piece=consumes(live), other=live)
    def merge(self, piece, other):
        assume(piece.document_id != other.document_id)
        self.move("withdraw", piece, reason="Trùng bài", withdrawal="merged", target=other.document)

    @rule(target=hidden, piece=consumes(live))
    def hide(self, piece):
        return self.move("hide", piece, reason="Chờ kiểm tra")

    @rule(target=live, piece=consumes(hidden))
    def restore(self, piece):
        return self.move("restore", piece)

    @rule(target=scheduled, old=consumes(live))
    def schedule_a_replacement(self, old):
        new = self.write(document=old.document, category=old.category, headline="Bản hẹn giờ")
        publish(new, State.APPROVED)
        return self.move("schedule", new, time=timezone.now() + timedelta(hours=1))

    @rule(target=live, piece=consumes(scheduled))
    def let_its_hour_come(self, piece):
        Article.objects.filter(pk=piece.pk).update(scheduled_for=timezone.now() - timedelta(seconds=1))
        call_command("clock", "--once", verbosity=0)
        drain()
        assert_true(django_settings.PUBLIC_DIR)
        return Article.objects.get(pk=piece.pk)

    @rule(place=st.integers(0, 1), name=st.sampled_from(["Chất vấn", "Giám sát", "Tiếp xúc cử tri"]))
    def rename_a_category(self, place, name):
        board = Client()
        board.force_login(self.chair)
        address = form_address(self.categories[place])
        answer = board.post(address, sent_by(board.get(address)) | {"name": name})
        assert answer.status_code == 302
        self.settle()

    @rule(target=banners)
    def put_up_a_banner(self):
        fields = {"picture": self.picture, "alt": "Sen", "position": "home"}
        return self.move("publish_now", make_banner(State.SUBMITTED, author=self.author, **fields))

    @rule(banner=consumes(banners))
    def take_down_a_banner(self, banner):
        self.move("withdraw", banner, reason="Hết đợt")

    def write(self, **fields):
        return make_article(author=self.author, **{"headline": "Bài mới", **fields})

    def move(self, name, edition, **how):
        edition = perform(name, edition=edition, actor=self.chair, version=edition.version, **how)
        self.settle()
        return edition

    def settle(self):
        drain()
        assert_true(django_settings.PUBLIC_DIR)


def test_after_any_step_in_any_order_the_tree_is_what_the_views_say(press, stored_picture):
    Board.picture = stored_picture
    run_state_machine_as_test(
        Board,
        settings=settings(
            max_examples=ORDERS,
            stateful_step_count=STEPS,
            phases=[Phase.generate],  # a step is a hundred pages: looking for a shorter story would take an hour
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
        ),
    )
