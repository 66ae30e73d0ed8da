#!/usr/bin/env python3
"""Checks the facts of a report: facts.json against its schema, and against facts.csv and manifest.json beside it.

    python3 Scripts/facts.py FOLDER [--schema Documentation/facts.schema.json]

What must hold: the schema (JSON Schema, draft 2020-12) accepts facts.json and names its columns and no others; facts.csv has the
same columns in the same order, and each cell the same text, number or list; period, policies and digest are those of
manifest.json, which lists every other file of the folder with its size and SHA-256. Needs the Python package jsonschema.

Exit codes: 0 all of it holds · 1 it does not · 2 could not check.
"""

import argparse
import csv
import hashlib
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHOWN = 10  # faults printed of each kind


def schema_faults(document, schema):
    """What the schema says of facts.json, and what facts.json has that the schema does not name."""
    # Here, so that the other checks run without the package.
    from jsonschema import Draft202012Validator

    Draft202012Validator.check_schema(schema)
    for error in Draft202012Validator(schema).iter_errors(document):
        yield f"facts.json: {error.json_path}: {error.message}"
    named = list(schema["$defs"]["fact"]["properties"])
    columns = [column["name"] for column in document["columns"]]
    if named != columns:
        yield f"facts.json: its columns are {columns}, the schema's {named}"
    for fact in document["facts"]:
        if not fact.keys() <= set(columns):
            yield f"facts.json: {fact['id']} has members that are no columns: {sorted(fact.keys() - set(columns))}"


def same(cell, value):
    """Whether a cell of facts.csv is the member of facts.json."""
    if value is None:
        return cell == ""
    if isinstance(value, list):
        return cell == ";".join(value)
    if isinstance(value, str):
        return cell == value
    return cell != "" and float(cell) == value


def csv_faults(document, lines):
    """Where facts.csv and facts.json differ."""
    header, *rows = csv.reader(lines)
    columns = [column["name"] for column in document["columns"]]
    if header != columns:
        yield f"facts.csv: its columns are {header}, those of facts.json {columns}"
        return
    if len(rows) != len(document["facts"]):
        yield f"facts.csv: {len(rows)} rows, facts.json {len(document['facts'])}"
    for number, (row, fact) in enumerate(zip(rows, document["facts"]), 2):
        for name, cell in zip(columns, row):
            if not same(cell, fact.get(name)):
                yield f"facts.csv:{number}: {name} is '{cell}', in facts.json {fact.get(name)}"


def manifest_faults(document, manifest, folder):
    """Where manifest.json says otherwise than facts.json or the files."""
    for name in ("tool", "release", "period", "as_of", "known_by", "policies", "inputs_digest"):
        if document.get(name) != manifest.get(name):
            yield f"facts.json: {name} is not that of manifest.json"
    listed = {entry["path"]: entry for entry in manifest["outputs"]}
    files = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    for name in ("manifest.json", "manifest.json.minisig"):
        files.pop(name, None)
    for name in sorted(listed.keys() ^ files.keys()):
        yield f"{name}: {'is not there' if name in listed else 'is not in manifest.json'}"
    for name in sorted(listed.keys() & files.keys()):
        content = files[name].read_bytes()
        if (len(content), hashlib.sha256(content).hexdigest()) != (listed[name]["bytes"], listed[name]["sha256"]):
            yield f"{name}: size or SHA-256 is not that of manifest.json"


def check(folder, schema_path):
    """All faults of a report's facts."""
    document, manifest, schema = (
        json.loads(path.read_text(encoding="utf-8"))
        for path in (folder / "facts.json", folder / "manifest.json", schema_path)
    )
    with open(folder / "facts.csv", encoding="utf-8", newline="") as lines:
        faults = [
            list(schema_faults(document, schema)),
            list(csv_faults(document, lines)),
            list(manifest_faults(document, manifest, folder)),
        ]
    for kind in faults:
        for fault in kind[:SHOWN]:
            print(fault)
        if len(kind) > SHOWN:
            print(f"and {len(kind) - SHOWN} more like these")
    count = sum(map(len, faults))
    print(f"{len(document['facts'])} facts in {folder}: {count} faults")
    return count


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--schema", type=Path, default=ROOT / "Documentation/facts.schema.json", metavar="FILE")
    options = parser.parse_args()
    return 1 if check(options.folder, options.schema) else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (OSError, ValueError, KeyError, ImportError) as problem:
        print(f"facts: error: {type(problem).__name__}: {problem}", file=sys.stderr)
        sys.exit(2)
