"""The board's desk as a browser uses it: what a form would send, read from the page that shows it."""

from django.urls import reverse

from tests.factories import make_user


def desk_client(client, person):
    """Give the client, logged in as this person."""
    client.force_login(person)
    return client


def form_address(row) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def list_address(model) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def add_address(model) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")


def sent_by(page) -> dict:
    """Give what the browser would send if the form on this page were saved as it is."""
    sent = _values(page.context["adminform"].form)
    for rows in page.context.get("inline_admin_formsets", []):
        for form in (rows.formset.management_form, *rows.formset.forms):
            sent |= _values(form)
    return sent


def buttons(page) -> set[str]:
    """Give the names of the moves that the page offers."""
    return {entry["move"].name for entry in page.context["panel"]["moves"]}


def make_superuser():
    return make_user("Trần Thị Kỹ Thuật", is_superuser=True)


def _values(form) -> dict:
    values = {}
    for field in form:
        value = field.value()
        if value is not None and value is not False and not field.name.endswith("upload"):
            values[field.html_name] = _as_sent(value)
    return values


def _as_sent(value):
    if hasattr(value, "isoformat"):
        return value.isoformat()[:16]
    return value if isinstance(value, list) else str(value)
