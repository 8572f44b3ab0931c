"""A packet described for archives: RO-Crate metadata by the Process Run Crate profile.

Every report is an action: the notebook is its instrument, the parameters are its object, the files its result.
"""

import json
import mimetypes
from collections.abc import Iterable, Mapping
from typing import Any, Final

from rocrate.rocrate import ROCrate  # type: ignore[import-untyped]

from helpers.factory.archive import notebook_of, run_time

NAME: Final = "ro-crate-metadata.json"
_PROFILE: Final = "https://w3id.org/ro/wfrun/process/0.5"


def crate(manifest: Mapping[str, Any], files: Iterable[str], folder: str = "") -> str:
    """Write the metadata of a packet.

    Parameters
    ----------
    manifest
        As the archive writes it.
    files
        Names of the files described, the manifest among them.
    folder
        Where among them the packet lies: empty, or such as ``runs/<id>/``.
    """
    described = ROCrate()
    described.root_dataset.append_to("conformsTo", described.add_jsonld({
        "@id": _PROFILE, "@type": "CreativeWork", "name": "Process Run Crate", "version": "0.5",
    }))  # fmt: skip
    run, environment = manifest["run"], manifest["environment"]
    described.name = f"Caspian Notebooks, run {run}"
    described.description = (
        "Reports on the statements of a newspaper column, each made by running a notebook on dated evidence. "
        "manifest.json has the hashes of everything that each was made from, and of the files here."
    )
    described.license = "https://spdx.org/licenses/MIT"
    if made := run_time(run):
        described.datePublished = made
    for name in sorted(files):
        described.add_file(name, name, properties={"encodingFormat": _format(name)}, validate_url=False)
    software = [_software(described, name, version) for name, version in sorted(environment.items())]
    for name, entry in sorted(manifest["reports"].items()):
        action = _action(described, name, entry, software, entry.get("carried_from") or run)
        action["result"] = [described.get(f"{folder}{file}") for file in entry["files"]]
    return json.dumps(described.metadata.generate(), ensure_ascii=False, indent=1)


def _format(name: str) -> str:
    if name.endswith(".ipynb"):
        return "application/x-ipynb+json"
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def _software(described: ROCrate, name: str, version: str) -> Any:
    return described.add_jsonld({
        "@id": f"#software-{name}", "@type": "SoftwareApplication", "name": name, "softwareVersion": version,
        "version": version,
    })  # fmt: skip


def _action(described: ROCrate, name: str, entry: Mapping[str, Any], software: list[Any], run: str) -> Any:
    notebook = described.add_jsonld({
        "@id": f"#notebook-{name}", "@type": "SoftwareSourceCode", "name": f"notebooks/{notebook_of(name)}.ipynb",
        "programmingLanguage": "Python",
    })  # fmt: skip
    notebook["softwareRequirements"] = software
    state, told = ("Completed", "description") if entry["files"] else ("Failed", "error")
    action = described.add_jsonld({
        "@id": f"#run-{name}", "@type": "CreateAction", "name": f"Report {name}: {entry['state']}",
        "actionStatus": f"https://schema.org/{state}ActionStatus", "identifier": run,
    })  # fmt: skip
    action["instrument"] = notebook
    action["object"] = [_parameter(described, name, *item) for item in sorted(entry["parameters"].items())]
    if entry["reason"]:
        action[told] = entry["reason"]
    if ended := run_time(run):
        action["endTime"] = ended.isoformat()
    described.root_dataset.append_to("mentions", action)
    return action


def _parameter(described: ROCrate, report: str, name: str, value: object) -> Any:
    return described.add_jsonld({
        "@id": f"#parameter-{report}-{name}", "@type": "PropertyValue", "name": name,
        "value": "" if value is None else value if isinstance(value, bool | int | float | str) else str(value),
    })  # fmt: skip
