"""What the nightly run says of known advisories: found, none, or not checked; never none of what nobody looked at."""

import json
import subprocess
import sys

import pytest

FLAW = {"id": "GHSA-xxxx", "fix_versions": []}


def judge(path) -> tuple[int, str]:
    done = subprocess.run([sys.executable, ".ci/advisories.py", str(path)], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def test_without_a_report_nothing_was_checked(tmp_path):
    status, said = judge(tmp_path / "none.json")
    assert (status, said.startswith("NOT CHECKED")) == (0, True)


@pytest.mark.parametrize(
    ("packages", "status", "said"),
    [
        ([{"name": "nh3", "vulns": []}], 0, "checked: 1 packages, with a known advisory: 0\n"),
        (
            [{"name": "nh3", "skip_reason": "not found"}],
            0,
            "checked: 0 packages, with a known advisory: 0\nNOT CHECKED: nh3\n",
        ),
        ([{"name": "nh3", "vulns": [FLAW]}], 1, "checked: 1 packages, with a known advisory: 1\n  nh3: GHSA-xxxx\n"),
    ],
)
def test_what_was_found_and_what_nobody_looked_at_are_told_apart(tmp_path, packages, status, said):
    report = tmp_path / "report.json"
    report.write_text(json.dumps({"dependencies": packages}))
    assert judge(report) == (status, said)
