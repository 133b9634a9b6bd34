"""A form takes what it asks for and nothing else: no other field of its row, no row of something else."""

import pytest
import time_machine
from django.db import models, transaction
from django.utils import timezone

from editorial.models import User
from editorial.models.edition import kinds
from editorial.sites import desk_site
from news.models import ArticlePicture, Attachment
from tests.desk import form_address, list_address, sent_by
from tests.factories import make_article
from tests.forged.sending import WORDS_OF_THE_ADMIN, checksums, fields_of
from tests.news.contributors import open_form, piece_url
from tests.test_audience import SCREENS, TECHNICAL, client_of
from tests.world import make_file, make_picture

pytestmark = [pytest.mark.django_db, pytest.mark.crawl]

# Screens on which nothing is ever changed: shown only, or added once and never touched again.
NOTHING_TO_CHANGE = {
    "editorial_logentry", "editorial_takedownrequest", "editorial_expunction", "editorial_delegation",
    "news_letter", "news_consenttext",
}  # fmt: skip


def screen_of(model) -> str:
    return f"{model._meta.app_label}_{model._meta.model_name}"


def keeper_of(world, model):
    """Give a client of somebody who changes the rows of this screen."""
    if SCREENS[screen_of(model)] == TECHNICAL:
        return client_of(world, "technical")
    return client_of(world, "member" if model in kinds() else "chair")  # their author, or their editor


def open_row(client, model):
    """Give (row, its page) of the first row whose form takes something; nothing when there is none."""
    for row in model._default_manager.order_by("pk"):
        page = client.get(form_address(row))
        if page.status_code == 200 and page.context.get("editable", True) and page.context["adminform"].form.fields:
            return row, page
    return None


def saved_as(client, row, sent: dict) -> tuple[int, dict]:
    """Give the status of a save and what every table holds after it, which is undone."""
    trial = transaction.savepoint()
    status = client.post(form_address(row), sent).status_code
    after = checksums(without_ids=True)
    transaction.savepoint_rollback(trial)
    return status, after


def asked_for(page) -> set[str]:
    """Give the names of all fields of the forms on a page."""
    forms = [page.context["adminform"].form]
    for rows in page.context.get("inline_admin_formsets", []):
        forms += [rows.formset.management_form, *rows.formset.forms]
    return {form.add_prefix(name) for form in forms for name in form.fields}


def test_no_screen_takes_a_field_that_its_form_does_not_ask_for(full_world):
    taken, unsaved = {}, set()
    with time_machine.travel(timezone.now(), tick=False):
        for model in desk_site._registry:
            client = keeper_of(full_world, model)
            opened = open_row(client, model)
            if opened is None:
                unsaved.add(screen_of(model))
                continue
            row, page = opened
            sent = sent_by(page)
            forged = {
                name: value
                for name, value in fields_of(f"admin:{screen_of(model)}_change").items()
                if name not in asked_for(page) and name not in WORDS_OF_THE_ADMIN
            }
            plain, with_forged = saved_as(client, row, sent), saved_as(client, row, {**forged, **sent})
            if plain[0] != 302:
                unsaved.add(screen_of(model))
            if plain != with_forged:
                taken[form_address(row)] = [name for name in plain[1] if plain[1][name] != with_forged[1][name]]
    assert taken == {}
    assert unsaved == NOTHING_TO_CHANGE


def test_a_row_of_another_piece_named_in_a_form_of_the_desk_stays_as_it_is(full_world):
    chair, writer = full_world.people.chair, full_world.people.writer
    theirs, client = with_rows(writer), client_of(full_world, "chair")
    own = make_article("in_review", author=writer, editor=chair, category=full_world.category)
    page = client.get(form_address(own))
    for kind, rows in prefixes(page).items():
        swapped = {
            **sent_by(page), f"{rows}-INITIAL_FORMS": "1", f"{rows}-TOTAL_FORMS": "1",
            **row_of_theirs(rows, theirs[kind]), f"{rows}-0-article": own.pk,
        }  # fmt: skip
        for sent in (swapped, {name: value for name, value in swapped.items() if not name.endswith("DELETE")}):
            before = rows_of_everybody()
            client.post(form_address(own), sent)
            assert rows_of_everybody() == before, kind


def test_a_row_of_another_piece_named_in_a_contributors_form_stays_as_it_is(full_world):
    theirs, other = with_rows(full_world.people.writer), full_world.people.other
    client = client_of(full_world, "other")
    own = make_article(author=other, category=full_world.category)
    form = open_form(client, piece_url(own))
    for rows, row in (("pictures", theirs["use"]), ("files", theirs["file"])):
        assert f"{rows}-TOTAL_FORMS" in form
        swapped = {
            **form, f"{rows}-INITIAL_FORMS": "1", **row_of_theirs(rows, row),
        }  # fmt: skip
        for sent in (swapped, {name: value for name, value in swapped.items() if not name.endswith("DELETE")}):
            before = rows_of_everybody()
            client.post(piece_url(own), sent)
            assert rows_of_everybody() == before, rows


def with_rows(author) -> dict:
    """Give a picture and a file of a piece of this author's, as rows."""
    piece, words = make_article(author=author), lambda before="", after="": f"{before}chữ{after}"
    use = ArticlePicture.objects.create(
        article=piece, picture=make_picture(author, words), role="lead", caption="Của họ"
    )
    file = Attachment.objects.create(article=piece, file=make_file(author, "cua-ho.pdf"), title="Của họ")
    use.taken, file.taken = "picture", "file"
    return {"use": use, "file": file}


def row_of_theirs(rows: str, row) -> dict:
    """Give the first row of a form, as if it were this one."""
    forged = {"id": row.pk, "caption": "Giả", "title": "Giả", "role": "lead", "order": "0", "DELETE": "on"}
    forged[row.taken] = getattr(row, f"{row.taken}_id")
    return {f"{rows}-0-{name}": value for name, value in forged.items()}


def prefixes(page) -> dict[str, str]:
    found = {rows.formset.model: rows.formset.prefix for rows in page.context["inline_admin_formsets"]}
    return {"use": found[ArticlePicture], "file": found[Attachment]}


def rows_of_everybody() -> tuple:
    return tuple(tuple(model.objects.order_by("pk").values_list()) for model in (ArticlePicture, Attachment))


def looked_up(model) -> list[str]:
    """Give lookups that would tell, one letter at a time, what no list shows."""
    people = [
        one.name for one in model._meta.fields if isinstance(one, models.ForeignKey) and one.related_model is User
    ]
    secrets = [f"{name}__password__startswith=m" for name in people] + [f"{name}__email__contains=a" for name in people]
    if model is User:
        secrets += ["password__startswith=m", "is_superuser__exact=1", "slips__secret_hash__startswith=a"]
    return secrets


def test_no_list_tells_by_a_lookup_what_it_does_not_show(full_world):
    told = {}
    for model in desk_site._registry:
        client = keeper_of(full_world, model)
        for lookup in looked_up(model):
            answer = client.get(f"{list_address(model)}?{lookup}")
            if not (answer.status_code in (400, 403) or (answer.status_code == 302 and "e=1" in answer["Location"])):
                told[f"{list_address(model)}?{lookup}"] = answer.status_code
    assert told == {}


@pytest.mark.parametrize("standing", ["member", "technical"])
def test_a_search_for_a_row_finds_only_rows_of_screens_that_the_person_sees(full_world, standing):
    client, found = client_of(full_world, standing), set()
    for model in desk_site._registry:
        for field in model._meta.fields:
            asked = {"app_label": model._meta.app_label, "model_name": model._meta.model_name, "field_name": field.name}
            if client.get("/quan-tri/autocomplete/", {**asked, "term": ""}).status_code == 200:
                found.add(screen_of(field.related_model))
    assert {screen for screen in found if standing not in SCREENS[screen]} == set()
    assert bool(found)
