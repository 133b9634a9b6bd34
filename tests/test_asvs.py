"""The page of ASVS answers every requirement of levels 1 and 2, and names only what exists."""

import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PAGE = (ROOT / "docs/asvs.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in row] for row in re.findall(r"^\| (\d+\.\d+\.\d+) \|(.*)\|(.*)\|(.*)\|(.*)\|$", PAGE, re.M)
]
NAMED = re.compile("`([^`]+)`")

# The level of each requirement, by section, as the standard numbers them (5.0.0; those of level 3 stand last).
LEVELS = {
    "1.1": "22", "1.2": "111112222", "1.3": "11222222222", "1.4": "222", "1.5": "12",
    "2.1": "122", "2.2": "112", "2.3": "1222", "2.4": "2",
    "3.2": "11", "3.3": "1222", "3.4": "112222", "3.5": "11122", "3.7": "22",
    "4.1": "122", "4.2": "2", "4.3": "22", "4.4": "1222",
    "5.1": "2", "5.2": "112", "5.3": "11", "5.4": "222",
    "6.1": "122", "6.2": "111111112222", "6.3": "1122", "6.4": "1122", "6.5": "22222", "6.6": "222", "6.8": "2222",
    "7.1": "222", "7.2": "1111", "7.3": "22", "7.4": "11222", "7.5": "22", "7.6": "22",
    "8.1": "12", "8.2": "112", "8.3": "1", "8.4": "2",
    "9.1": "111", "9.2": "1222",
    "10.1": "22", "10.2": "22", "10.3": "2222", "10.4": "11111222222", "10.5": "22222", "10.6": "22", "10.7": "222",
    "11.1": "22", "11.2": "222", "11.3": "112", "11.4": "1222", "11.5": "2", "11.6": "2",
    "12.1": "122", "12.2": "11", "12.3": "2222",
    "13.1": "2", "13.2": "22222", "13.3": "22", "13.4": "12222",
    "14.1": "22", "14.2": "1222", "14.3": "122",
    "15.1": "122", "15.2": "122", "15.3": "1222222",
    "16.1": "2", "16.2": "22222", "16.3": "2222", "16.4": "222", "16.5": "222",
    "17.1": "2", "17.2": "2222", "17.3": "22",
}  # fmt: skip


def test_every_requirement_stands_there_once_with_its_level():
    wanted = [(f"{name}.{turn}", level) for name, levels in LEVELS.items() for turn, level in enumerate(levels, 1)]
    assert len(wanted) == 253
    assert [(name, level) for name, level, *_ in ROWS] == wanted


def test_every_row_has_an_answer_and_says_by_what():
    assert {row[3] for row in ROWS} == {"met", "n.a.", "not met"}
    assert [row[0] for row in ROWS if len(row[2]) < 5 or len(row[4]) < 10] == []
    assert [row[0] for row in ROWS if row[3] == "met" and not NAMED.search(row[4])] == []


def test_what_is_not_met_is_listed_first_and_counted():
    listed = re.findall(r"^- (\d+\.\d+\.\d+): (.+)$", PAGE, re.M)
    assert listed == [(row[0], row[2]) for row in ROWS if row[3] == "not met"]
    counted = {answer: sum(row[3] == answer for row in ROWS) for answer in ("met", "n.a.", "not met")}
    assert f"Of 253: {counted['met']} met, {counted['n.a.']} n.a., {counted['not met']} not met." in PAGE


def test_every_test_file_and_setting_that_is_named_exists():
    named = {name for row in ROWS for name in NAMED.findall(row[4])}
    assert len(named) > 150
    assert sorted(name for name in named if not exists(name)) == []


def test_every_section_of_a_document_that_is_named_exists():
    named = {pair for row in ROWS for pair in re.findall(r'`(docs/[^`]+)`, "([^"]+)"', row[4])}
    assert len(named) > 5
    assert [
        (page, title) for page, title in sorted(named) if f"\n## {title}\n" not in (ROOT / page).read_text("utf-8")
    ] == []


def exists(name: str) -> bool:
    """Whether a name is that of a setting, of a file of the project, or of a function in one (path::function)."""
    if re.fullmatch("[A-Z][A-Z0-9_]+", name):
        return hasattr(settings, name)
    path, _, function = name.partition("::")
    file = ROOT / path
    return file.is_file() and (not function or f"\ndef {function}(" in file.read_text(encoding="utf-8"))
