"""The short form of python -m tests.killing, in a process and on a database of its own."""

import subprocess
import sys

SCENARIOS = ("publish", "withdraw", "correct", "scheduled", "upload")


def test_a_kill_at_some_of_the_writes_leaves_nothing_wrong():
    chosen = [f"--scenario={name}" for name in SCENARIOS]
    command = [sys.executable, "-m", "tests.killing", "--every", "105", *chosen]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert [line.split()[0] for line in run.stdout.splitlines()] == list(SCENARIOS)
