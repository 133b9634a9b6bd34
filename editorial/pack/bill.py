"""The software bill of materials, CycloneDX 1.6: what requirements.lock pins, and the editor that comes inside."""

import platform
import re
from datetime import datetime
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from uuid import uuid4

from django.conf import settings

PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s\\;]+)")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
EDITOR_VERSION = re.compile(r'version:"(\d+\.\d+\.\d+)"')
EDITOR_LICENCE = "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1"
LONGEST_LICENCE = 80  # beyond, a package has put the whole text there


def make_bill(now: datetime) -> dict:
    """Give the bill as CycloneDX 1.6 writes it in JSON."""
    components = [_package(name, version, hashes) for name, version, hashes in read_lock()]
    components += [_editor(), {"type": "platform", "bom-ref": "python", "name": "python"} | _python()]
    site = {"type": "application", "bom-ref": "site", "name": "hdnd-site"}
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid4()}",
        "version": 1,
        "metadata": {"timestamp": now.isoformat(), "component": site},
        "components": components,
        "dependencies": [{"ref": "site", "dependsOn": [component["bom-ref"] for component in components]}],
    }


def read_lock() -> list[tuple[str, str, list[str]]]:
    """Give each package of requirements.lock: name, version, the SHA-256 of every file that may be installed."""
    packages: list[tuple[str, str, list[str]]] = []
    for line in Path(settings.BASE_DIR, "requirements.lock").read_text(encoding="utf-8").splitlines():
        if found := PINNED.match(line):
            packages.append((found[1].lower(), found[2], []))
        elif packages:
            packages[-1][2].extend(HASH.findall(line))
    return packages


def _package(name: str, version: str, hashes: list[str]) -> dict:
    address = f"https://pypi.org/project/{name}/{version}/"
    kept = [{"alg": "SHA-256", "content": code} for code in dict.fromkeys(hashes)]
    component = {
        "type": "library",
        "bom-ref": f"pkg:pypi/{name}@{version}",
        "name": name,
        "version": version,
        "purl": f"pkg:pypi/{name}@{version}",
        "externalReferences": [{"type": "distribution", "url": address, "hashes": kept}],
    }
    try:
        installed = distribution(name)
    except PackageNotFoundError:
        return component | {"properties": [{"name": "hdnd:installed", "value": "không"}]}
    component["licenses"] = _licences(installed)
    return component | {"properties": [{"name": "hdnd:installed", "value": installed.version}]}


def _licences(installed: Distribution) -> list[dict]:
    told = installed.metadata
    if expressions := told.get_all("License-Expression"):
        return [{"expression": expressions[0]}]
    names = [line.rpartition(" :: ")[2] for line in told.get_all("Classifier") or [] if line.startswith("License ::")]
    stated = (told.get_all("License") or [""])[0].strip()
    if not names and stated and len(stated) <= LONGEST_LICENCE and "\n" not in stated:
        names = [stated]
    return [{"license": {"name": name}} for name in names]


def _editor() -> dict:
    """The editor is copied into django-ckeditor and has a version of its own."""
    script = Path(str(distribution("django-ckeditor").locate_file("ckeditor/static/ckeditor/ckeditor/ckeditor.js")))
    found = EDITOR_VERSION.search(script.read_text(encoding="utf-8"))
    version = found[1] if found else "?"
    purl = f"pkg:npm/ckeditor4@{version}"
    licences = [{"expression": EDITOR_LICENCE}]
    return {
        "type": "library",
        "bom-ref": purl,
        "name": "ckeditor4",
        "version": version,
        "purl": purl,
        "licenses": licences,
    }


def _python() -> dict:
    return {"version": platform.python_version(), "licenses": [{"license": {"id": "Python-2.0"}}]}
