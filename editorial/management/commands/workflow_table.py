"""Print the table of moves as docs/workflow.md holds it."""

from django.core.management.base import BaseCommand

from editorial.models import State
from editorial.workflow import TABLE

HEAD = """# States and moves

Made from `editorial/workflow.py` by `manage.py workflow_table > docs/workflow.md`; a test compares the two.

## States

| state | on screen |
|---|---|
"""
MOVES_HEAD = """
## Moves

| move | on screen | from → to | who (`editorial/rights.py`) | demands | tells (`editorial/audiences.py`) |
|---|---|---|---|---|---|
"""


class Command(BaseCommand):
    help = "In bảng trạng thái và bước xử lý."

    def handle(self, *args, **options):
        states = "".join(f"| {state.value} | {state.label} |\n" for state in State)
        moves = "".join(_row(move) for move in TABLE)
        self.stdout.write(HEAD + states + MOVES_HEAD + moves, ending="")


def _row(move) -> str:
    demands = []
    if move.gates:
        demands.append("gates")
    if move.demand.__name__ != "nothing":
        demands.append(move.demand.__name__.replace("_", " "))
    if move.reason:
        demands.append("reason")
    if move.steps:
        demands.append("does the missing of: " + ", ".join(move.steps))
    who = "the clock" if move.by_clock else move.who.__name__.replace("_", " ")
    sources = ", ".join(str(source) for source in move.sources)
    tells = ", ".join(audience.__name__.replace("_", " ") for audience in move.tells)
    changes = f"{sources} → {move.target}"
    return f"| {move.name} | {move.label} | {changes} | {who} | {'; '.join(demands)} | {tells} |\n"
