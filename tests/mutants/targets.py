"""The modules in which a fault would matter most, in rooms, each with the tests that must notice it."""

DESK, NEWS = "tests/editorial", "tests/news"
PRESS = ("addresses", "archive", "drain", "expand", "headers", "hooks", "middleware", "queue", "record", "release",
         "render", "serve", "tree", "verify")  # fmt: skip
CHECKS = ("council", "craft", "links", "marks", "passages", "personal", "secrecy", "style")

TARGETS: dict[str, tuple[list[str], list[str]]] = {
    "workflow": (
        ["editorial.workflow", "editorial.effects", "editorial.ticked"],
        [f"{DESK}/test_{name}.py" for name in (
            "four_eyes", "schedule", "notices", "moves_matrix", "desk_doors", "takedown", "lent_right", "due", "notes",
            "desk_board", "versions", "pace", "refusals_logged", "clock", "standing", "reminders", "perform",
            "effects")]
        + [f"{DESK}/accounts/test_confirming.py", f"{DESK}/accounts/test_ticked.py",
           f"{NEWS}/test_admin_article.py", f"{NEWS}/test_withdrawal.py", f"{NEWS}/test_contributor_moves.py"],
    ),
    "rights": (
        ["editorial.rights"],
        [f"{DESK}/test_{name}.py" for name in (
            "four_eyes", "lent_right", "register", "desk_board", "desk_doors", "takedown", "versions", "moves_matrix",
            "standing", "gates", "clock", "reminders")]
        + [f"{NEWS}/test_inspection.py"],
    ),
    "gates": (
        ["editorial.gates", "editorial.lifting", "editorial.declaring", "news.inspection", "news.craft",
         *(f"editorial.checks.{name}" for name in CHECKS)],
        [f"{DESK}/test_gates.py", f"{DESK}/checks", f"{NEWS}/test_inspection.py", f"{NEWS}/test_links.py",
         f"{NEWS}/test_facts.py", f"{NEWS}/test_craft.py"],
    ),
    "sanitiser": (["news.richtext", "news.tidy"], [f"{NEWS}/test_richtext.py", f"{NEWS}/test_word.py"]),
    "press": (
        [f"news.press.{name}" for name in PRESS],
        [f"{NEWS}/press", f"{NEWS}/test_withdrawal.py", f"{NEWS}/test_public_files.py", "tests/test_static.py",
         "tests/test_hosts.py"],
    ),
    "accounts": (
        [f"editorial.accounts.{name}" for name in ("sessions", "throttle", "slips", "dormant", "recovery")],
        [f"{DESK}/accounts"],
    ),
}  # fmt: skip
