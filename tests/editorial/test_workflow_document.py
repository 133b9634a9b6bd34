from io import StringIO
from pathlib import Path

from django.core.management import call_command


def test_the_documented_table_is_the_one_in_the_code():
    out = StringIO()
    call_command("workflow_table", stdout=out)
    assert Path(__file__).parents[2].joinpath("docs/workflow.md").read_text(encoding="utf-8") == out.getvalue()
