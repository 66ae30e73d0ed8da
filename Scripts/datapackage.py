#!/usr/bin/env python3
"""Rewrites Datasets/datapackage.json, the Frictionless descriptor, from the folders and profiles.

    python3 Scripts/datapackage.py [--check] [--datasets DIR]

One resource for each CSV file, sorted by folder and series. Kind and unit of a series come from the table below, else from
the profile (`series:`, `capacity:`, `usage:`). With --check nothing is written. Same files, same bytes. Standard library only.

Exit codes: 0 done (--check: the descriptor is current) · 1 --check: it is not · 2 could not do it.
"""

import argparse
import csv
import json
import re
import sys
from pathlib import Path

STANDARD = {  # series: (kind, unit); the unit None comes from the profile
    "fees": ("flow", "USD"),
    "supply_side_revenue": ("flow", "USD"),
    "revenue": ("flow", "USD"),
    "holders_revenue": ("flow", "USD"),
    "treasury_revenue": ("flow", "USD"),
    "discretionary_burns": ("flow", "USD"),
    "service_credits_created": ("flow", "USD"),
    "service_credits_used": ("flow", "USD"),
    "volume": ("flow", "USD"),
    "treasury_income": ("flow", "USD"),
    "operating_costs": ("flow", "USD"),
    "tokens_emitted": ("flow", "token"),
    "tokens_burned": ("flow", "token"),
    "tokens_unlocked": ("flow", "token"),
    "proofs_due": ("flow", "count"),
    "proofs_failed": ("flow", "count"),
    "incidents": ("flow", "count"),
    "repair_hours": ("flow", "h"),
    "usage": ("flow", None),
    "units_produced": ("flow", None),
    "price": ("level", "USD/token"),
    "unit_price": ("level", None),
    "centralized_unit_price": ("level", None),
    "list_price": ("level", None),
    "provider_costs": ("level", "USD/month"),
    "provider_capex": ("level", "USD"),
    "circulating_supply": ("stock", "token"),
    "total_supply": ("stock", "token"),
    "max_supply": ("stock", "token"),
    "market_cap": ("stock", "USD"),
    "funding_raised": ("stock", "USD"),
    "treasury": ("stock", "USD"),
    "treasury_without_own_token": ("stock", "USD"),
    "debt": ("stock", "USD"),
    "capacity": ("stock", None),
    "active_providers": ("stock", "count"),
    "subscribers": ("stock", "count"),
    "customers": ("stock", "count"),
    "daily_users": ("stock", "count"),
    "utilization": ("stock", "fraction"),
    "uptime": ("stock", "fraction"),
    "performance_index": ("stock", "fraction"),
    "service_level_objective": ("stock", "fraction"),
    "sla_attainment": ("stock", "fraction"),
    "node_uptime": ("stock", "fraction"),
}
COLUMNS = {  # header of a CSV file: its schema; None = the schema of the series' kind
    "period_start,period_end,value,unit,source,evidence,segment,basis,note": None,
    "date,value": "daily",
    "network,series,date,value": "bulk",
    "id,title,publisher,url,published,retrieved,licence": "sources",
    "date,holder,balance,kind,source,evidence": "holders",
    "period_start,period_end,customer,spend,kind,source,evidence": "customers",
    "period_start,period_end,supplier,rewards,region,source,evidence": "suppliers",
}
LEDGERS = {"holders": "token", "customers": "USD", "suppliers": "token"}  # rows of parties: unit of their amounts


class Fault(Exception):
    """What keeps the descriptor from being written, with the remedy."""


# Profiles: the part of YAML that they use


def read_profile(path):
    """Reads nested mappings and lists, block or flow; scalars stay text."""
    lines, depth = [], 0  # (indent, text), with a flow collection of several lines joined to one
    for raw in path.read_text(encoding="utf-8").splitlines():
        text = without_comment(raw).rstrip()
        if not text.strip():
            continue
        if depth:
            lines[-1] = (lines[-1][0], f"{lines[-1][1]} {text.strip()}")
        else:
            lines.append((len(text) - len(text.lstrip()), text.strip()))
        bare = re.sub(r"\"[^\"]*\"|'[^']*'", "", text)
        depth += len(re.findall(r"[\[{]", bare)) - len(re.findall(r"[\]}]", bare))
    node, rest = read_block(lines, 0) if lines else ({}, 0)
    if depth or rest < len(lines) or not isinstance(node, dict):
        raise Fault(f"{path}: cannot read '{lines[min(rest, len(lines) - 1)][1]}'; write 'key: value' lines")
    return node


def without_comment(line):
    quote = ""
    for i, c in enumerate(line):
        if quote:
            quote = "" if c == quote else quote
        elif c in "\"'" and (i == 0 or line[i - 1] in " [{,:"):
            quote = c
        elif c == "#" and (i == 0 or line[i - 1].isspace()):
            return line[:i]
    return line


def read_block(lines, i):
    """Reads the mapping or list whose first line is i; returns it and the line after it."""
    indent, is_list = lines[i][0], lines[i][1].startswith("- ")
    items, mapping = [], {}
    while i < len(lines) and lines[i][0] == indent and lines[i][1].startswith("- ") == is_list:
        text = lines[i][1]
        i += 1
        if is_list:
            inner = [(indent + 2, text[2:].strip())]
            while i < len(lines) and lines[i][0] > indent:
                inner.append(lines[i])
                i += 1
            is_mapping = re.match(r"[\w-]+:(\s|$)", inner[0][1])
            items.append(read_block(inner, 0)[0] if is_mapping else read_value(inner[0][1], 0)[0])
            continue
        key, _, value = text.partition(":")
        if value.strip():
            mapping[key.strip()] = read_value(value.strip(), 0)[0]
        elif i < len(lines) and (lines[i][0] > indent or lines[i][1].startswith("- ")):
            mapping[key.strip()], i = read_block(lines, i)
    return (items if is_list else mapping), i


def read_value(text, i, stop=""):
    """Reads `[…]`, `{…}` or a scalar from character i; returns it and the character after it."""
    i += len(text[i:]) - len(text[i:].lstrip())
    opened = text[i : i + 1]
    if opened in ("[", "{"):
        items, mapping, i = [], {}, i + 1
        while text[i] not in "]}":
            if text[i] in " ,":
                i += 1
            elif opened == "[":
                item, i = read_value(text, i, ",]")
                items.append(item)
            else:
                colon = text.index(":", i)
                mapping[text[i:colon].strip()], i = read_value(text, colon + 1, ",}")
        return (items if opened == "[" else mapping), i + 1
    if opened in ('"', "'"):
        end = text.index(opened, i + 1)
        return text[i + 1 : end], end + 1
    end = i
    while end < len(text) and text[end] not in stop:
        end += 1
    return text[i:end].strip(), end


# Resources


def resources(datasets):
    yield from folder_resources(datasets, datasets, {})
    for base, profile in ((datasets, "network.yaml"), (datasets / "benchmarks", "benchmark.yaml")):
        for path in sorted(base.glob(f"*/{profile}")):
            yield from folder_resources(datasets, path.parent, read_profile(path))


def folder_resources(datasets, folder, profile):
    own_sources = folder != datasets and (folder / "sources.csv").exists()
    for path in sorted(folder.glob("*.csv"), key=lambda p: (p.name != "sources.csv", p.name)):
        with open(path, newline="", encoding="utf-8-sig") as file:
            header = ",".join(next(csv.reader(file), []))
        if header not in COLUMNS:
            raise Fault(f"{path}: the columns are '{header}'; give one of\n  " + "\n  ".join(COLUMNS))
        prefix = "" if folder == datasets else f"{folder.name}-"
        resource = {
            "name": (prefix + path.stem.replace("_", "-")).lower(),
            "path": path.relative_to(datasets).as_posix(),
            "profile": "tabular-data-resource",
        }
        if COLUMNS[header] in ("sources", "bulk"):
            yield resource | {"schema": f"schemas/{COLUMNS[header]}.json"}
            continue
        ledger = COLUMNS[header] if COLUMNS[header] in LEDGERS else None
        if ledger and path.stem != ledger:
            raise Fault(f"{path}: the columns are those of {ledger}.csv; rename the file")
        kind, unit = ("ledger", LEDGERS[ledger]) if ledger else kind_and_unit(path, profile)
        schema = f"schemas/{COLUMNS[header] or kind}.json"
        if own_sources and (ledger or not COLUMNS[header]):  # ids may be in either sources.csv: no single foreign key holds
            schema = json.loads((datasets / schema).read_text(encoding="utf-8"))
            schema.pop("foreignKeys", None)
        yield resource | {"schema": schema, "depin:kind": kind, "depin:unit": unit}


def kind_and_unit(path, profile):
    series = path.stem
    kind, unit = STANDARD.get(series, (None, None))
    declared = profile.get("series", {}).get(series, {})
    usage = profile.get("usage", {}).get("unit")
    if series in ("capacity", "usage"):
        unit = profile.get(series, {}).get("unit")
    elif series in ("unit_price", "centralized_unit_price") and usage:
        unit = f"USD/{usage}"
    kind, unit = declared.get("kind", kind), declared.get("unit", unit)
    if kind not in ("flow", "stock", "level") or not unit:
        lacks = "known unit" if kind else "known kind and unit"
        raise Fault(f"{path}: '{series}' has no {lacks}; state it in the profile under 'series:'")
    return kind, unit


def descriptor(datasets):
    listed = list(resources(datasets))
    names = [resource["name"] for resource in listed]
    for name in names:
        if names.count(name) > 1:
            raise Fault(f"two files give the resource '{name}'; rename one of the folders")
    with open(datasets / "sources.csv", newline="", encoding="utf-8") as file:
        retrieved = max(row["retrieved"] for row in csv.DictReader(file))
    networks = len(list(datasets.glob("*/network.yaml")))
    benchmarks = len(list(datasets.glob("benchmarks/*/benchmark.yaml")))
    package = {
        "name": "depin-audit-datasets",
        "profile": "data-package",
        "title": "Token networks: cited starter figures",
        "description": "Revenue, emission, burn, supply, price and demand figures of "
        f"{networks} networks and {benchmarks} benchmarks; every row names its source.",
        "created": f"{retrieved}T00:00:00Z",
        "licenses": [
            {"name": "other-attribution", "title": "Per source: see the licence column of sources.csv"}
        ],
    }
    head = json.dumps(package, indent=1, ensure_ascii=False).removesuffix("\n}")
    lines = ",\n".join("  " + json.dumps(resource, ensure_ascii=False) for resource in listed)
    return f'{head},\n "resources": [\n{lines}\n ]\n}}\n'


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when the file is not current")
    parser.add_argument("--datasets", type=Path, default=Path(__file__).resolve().parents[1] / "Datasets")
    options = parser.parse_args()
    path = options.datasets / "datapackage.json"
    wanted = descriptor(options.datasets)
    if path.exists() and path.read_bytes() == wanted.encode():
        return 0
    if options.check:
        print(f"{path}: not current; run 'make datapackage'", file=sys.stderr)
        return 1
    path.write_bytes(wanted.encode())
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (Fault, OSError, ValueError, KeyError, IndexError) as problem:
        print(f"datapackage: error: {problem}", file=sys.stderr)
        sys.exit(2)
