"""The modules in which a fault would matter most, each with the tests that must notice it, the quickest first."""

DESK = "tests/editorial"

TARGETS = {
    "editorial.rights": [f"{DESK}/test_four_eyes.py", f"{DESK}/test_lent_right.py", f"{DESK}/test_register.py",
                         f"{DESK}/test_desk_board.py", f"{DESK}/test_desk_doors.py", f"{DESK}/test_moves_matrix.py"],
    "editorial.workflow": [f"{DESK}/test_four_eyes.py", f"{DESK}/test_schedule.py", f"{DESK}/test_notices.py",
                           f"{DESK}/accounts/test_confirming.py", f"{DESK}/test_moves_matrix.py"],
    "editorial.gates": [f"{DESK}/test_gates.py"],
    "editorial.accounts.sessions": [f"{DESK}/accounts/test_sessions.py", f"{DESK}/accounts/test_second_factor.py"],
    "editorial.accounts.throttle": [f"{DESK}/accounts/test_throttle.py", f"{DESK}/accounts/test_second_factor.py"],
    "editorial.accounts.slips": [f"{DESK}/accounts/test_slips.py"],
    "editorial.accounts.dormant": [f"{DESK}/accounts/test_dormant.py"],
    "news.richtext": ["tests/news/test_richtext.py"],
}  # fmt: skip
