"""Reads pip-audit's report: fails on a known advisory, and says what could not be checked.

pip-audit itself ends with 0 and "No known vulnerabilities found" when its service knew none of the packages.
"""

import json
import sys
from pathlib import Path


def judge(report: Path) -> int:
    """Print what the report holds; give 1 if a package has a known advisory, else 0."""
    if not report.exists():
        print("NOT CHECKED: the advisories could not be reached from here; run pip-audit where they can")
        return 0
    packages = json.loads(report.read_text(encoding="utf-8"))["dependencies"]
    skipped = [package["name"] for package in packages if "skip_reason" in package]
    found = [(package["name"], flaw["id"]) for package in packages for flaw in package.get("vulns", [])]
    print(f"checked: {len(packages) - len(skipped)} packages, with a known advisory: {len(found)}")
    for name, flaw in found:
        print(f"  {name}: {flaw}")
    if skipped:
        print(f"NOT CHECKED: {', '.join(skipped)}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(judge(Path(sys.argv[1])))
