"""Says which translation catalogue is not compiled as it stands; fails if there is one."""

import sys
from pathlib import Path

import polib


def read_messages(catalogue: polib.POFile | polib.MOFile) -> dict:
    """Give what a catalogue says for each message, without those that say nothing or are in doubt."""
    return {
        (entry.msgctxt, entry.msgid, entry.msgid_plural): (entry.msgstr, entry.msgstr_plural)
        for entry in catalogue.translated_entries()
    }


def find_stale(root: Path) -> list[Path]:
    """Give the .po files under locale/ whose .mo is missing or says something else."""
    return [
        po
        for po in sorted(root.glob("**/locale/*/LC_MESSAGES/*.po"))
        if not po.is_relative_to(root / ".venv")
        and (
            not po.with_suffix(".mo").exists()
            or read_messages(polib.pofile(str(po))) != read_messages(polib.mofile(str(po.with_suffix(".mo"))))
        )
    ]


if __name__ == "__main__":
    stale = find_stale(Path(__file__).resolve().parent.parent)
    sys.exit("\n".join(f"{po}: run manage.py compilemessages" for po in stale) or 0)
