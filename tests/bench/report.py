"""What the benchmark says: lines and tables of plain text on standard output."""


def say(line: str = "") -> None:
    print(line, flush=True)  # noqa: T201  its only voice


def heading(title: str) -> None:
    say(f"\n{title}\n{'-' * len(title)}")


def table(names: list[str], rows: list[list[str]]) -> None:
    """Print rows under their names; the first column is of words, the others of figures."""
    widths = [max(len(row[column]) for row in [names, *rows]) for column in range(len(names))]
    for row in [names, *rows]:
        first = row[0].ljust(widths[0])
        say("  ".join([first, *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]))


def verdict(name: str, figure: float, target: float, unit: str = "%") -> None:
    """Say a figure beside what it should reach at least."""
    word = "reached" if figure >= target else "MISSED"
    say(f"{name}: {figure:.1f} {unit}, target at least {target:g} {unit}: {word}")
