"""Days, CSV files and profiles, as the recomputation reads them."""

import csv
import re
from collections import namedtuple
from datetime import date, timedelta

Row = namedtuple("Row", "start end value source segment basis evidence")  # value: None = known to be missing
FLOWS = set(
    "credits_used data_credits_burned discretionary_burns fees holders_revenue new_leases octanebench_hours revenue"
    " supply_side_revenue tokens_burned tokens_emitted tokens_unlocked tokens_used treasury_revenue usage".split()
)
CARRIED = {"max_supply", "funding_raised"}  # stocks that hold until the next reading
BY_RULE = "by rule of "
PARTS = ("fees", "supply_side_revenue", "holders_revenue", "treasury_revenue")  # what a split may derive from revenue


# Days and quarters


def days(start, end):
    return (end - start).days + 1


def each_day(start, end):
    return (start + timedelta(n) for n in range(days(start, end)))


def next_month(day):
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def quarter(label):
    match = re.fullmatch(r"(\d{4})Q([1-4])", label)
    if not match:
        raise SystemExit(f"'{label}' is not a quarter such as 2025Q4")
    start = date(int(match[1]), 3 * int(match[2]) - 2, 1)
    end = next_month(next_month(next_month(start))) - timedelta(1)
    return start, end


def period(label):
    """The first and last day of a quarter or a year."""
    return (date(int(label), 1, 1), date(int(label), 12, 31)) if label.isdigit() else quarter(label)


def months_before(day, count):
    """The first day of the month that lies so many months before the day's; below 0 after it."""
    month = 12 * day.year + day.month - 1 - count
    return date(month // 12, month % 12 + 1, 1)


def earlier(start, end, months):
    """The period of the same length so many months earlier."""
    return months_before(start, months), months_before(end, months - 1) - timedelta(1)


def length_in_months(start, end):
    return 12 * (end.year - start.year) + end.month - start.month + 1


def quarters(sequence):
    first, _, last = sequence.partition("..")
    (start, _), (stop, _) = quarter(first), quarter(last or first)
    labels = []
    while start <= stop:
        labels.append(f"{start.year}Q{(start.month + 2) // 3}")
        start = next_month(next_month(next_month(start)))
    return labels


def years(sequence):
    first, _, last = sequence.partition("..")
    return [str(year) for year in range(int(first), int(last or first) + 1)] if first else []


# Files


def read_rows(path, as_of, is_flow):
    if not path.exists():
        return []
    with open(path, newline="", encoding="utf-8") as file:
        rows = [
            Row(
                date.fromisoformat(line["period_start"]),
                date.fromisoformat(line["period_end"]),
                float(line["value"]) if line["value"] else None,
                line["source"],
                line["segment"],
                line["basis"],
                line["evidence"],
            )
            for line in csv.DictReader(file)
        ]
    return [row for row in rows if (row.start if is_flow else row.end) <= as_of and not row.segment]


def read_profile(path):
    """Reads the YAML that profiles use: nested mappings and lists, flow or block. All scalars stay text."""
    lines, depth = [], 0
    for raw in path.read_text(encoding="utf-8").splitlines():
        text = without_comment(raw).rstrip()
        if not text.strip():
            continue
        if depth:
            lines[-1] = (lines[-1][0], lines[-1][1] + " " + text.strip())
        else:
            lines.append((len(text) - len(text.lstrip()), text.strip()))
        unquoted = re.sub(r"\"[^\"]*\"|'[^']*'", "", text)
        depth += sum(unquoted.count(c) for c in "[{") - sum(unquoted.count(c) for c in "]}")
    node, rest = block(lines, 0)
    if rest != len(lines):
        raise SystemExit(f"{path}: cannot read '{lines[rest][1]}'")
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


def block(lines, i):
    indent, text = lines[i]
    if text.startswith("- "):
        items = []
        while i < len(lines) and lines[i][0] == indent and lines[i][1].startswith("- "):
            content = lines[i][1][2:].strip()
            if re.match(r"[\w-]+:( |$)", content):  # a mapping that begins on the line of its dash
                inner = [(indent + 2, content)]
                i += 1
                while i < len(lines) and lines[i][0] > indent:
                    inner.append(lines[i])
                    i += 1
                items.append(block(inner, 0)[0])
            else:
                items.append(flow(content, 0)[0])
                i += 1
        return items, i
    mapping = {}
    while i < len(lines) and lines[i][0] == indent:
        key, _, value = lines[i][1].partition(":")
        i += 1
        if value.strip():
            mapping[key.strip()] = flow(value.strip(), 0)[0]
        elif i < len(lines) and (lines[i][0] > indent or lines[i][1].startswith("- ")):
            mapping[key.strip()], i = block(lines, i)
        else:
            mapping[key.strip()] = ""
    return mapping, i


def flow(text, i, stop=""):
    """Reads a value from position i: `[…]`, `{…}`, a quoted or a plain scalar; returns it and where it ends."""
    while i < len(text) and text[i] == " ":
        i += 1
    if i < len(text) and text[i] in "[{":
        is_list, i = text[i] == "[", i + 1
        items, mapping = [], {}
        while True:
            while i < len(text) and text[i] in " ,":
                i += 1
            if i >= len(text):
                raise SystemExit(f"a bracket is not closed in '{text}'")
            if text[i] in "]}":
                return (items if is_list else mapping), i + 1
            if is_list:
                value, i = flow(text, i, ",]")
                items.append(value)
            else:
                colon = text.index(":", i)
                mapping[text[i:colon].strip()], i = flow(text, colon + 1, ",}")
    if i < len(text) and text[i] in "\"'":
        end = text.index(text[i], i + 1)
        return text[i + 1 : end], end + 1
    end = i
    while end < len(text) and text[end] not in stop:
        end += 1
    return text[i:end].strip(), end


class Network:
    def __init__(self, folder, as_of, known_by=None):
        self.folder, self.as_of, self.known_by = folder, as_of, known_by
        profile = folder / "network.yaml"
        self.profile = read_profile(profile if profile.exists() else folder / "benchmark.yaml")
        self.published = publication_days(folder)
        self.rows = {}

    def series(self, name):
        if name not in self.rows:
            rows = read_rows(self.folder / f"{name}.csv", self.as_of, is_flow=name in FLOWS)
            if self.known_by:  # what a source without a day said is not known by any day
                rows = [row for row in rows if "" < self.published.get(row.source, "") <= self.known_by.isoformat()]
            self.rows[name] = rows + (derived(self, name) if name in PARTS else [])
        return self.rows[name]

    def has(self, name):
        return any(not row.basis for row in self.series(name))

    def bases(self, name):
        """The definitions that the series has rows for, the default first."""
        return sorted({"", *(row.basis for row in self.series(name))})

    def ranking(self, name, basis):
        """Sources of the series that report the basis, best first; what a split derives comes last."""
        ranked = []
        for entry in self.profile.get("sources", {}).get(name, []):
            entry = {"source": entry} if isinstance(entry, str) else entry
            if entry.get("basis", "") == basis:
                ranked.append(entry["source"])
        if name in PARTS and not basis:
            ranked += [BY_RULE + source for source in self.ranking("revenue", "")]
        unranked = {row.source for row in self.series(name) if row.basis == basis} - set(ranked)
        if unranked:
            raise SystemExit(f"{self.folder.name}: {name} has rows of {sorted(unranked)}, which are not ranked")
        return ranked


def publication_days(folder):
    days_of_sources = {}
    for path in (folder.parent / "sources.csv", folder / "sources.csv"):
        if path.exists():
            with open(path, newline="", encoding="utf-8") as file:
                days_of_sources.update({line["id"]: line["published"] for line in csv.DictReader(file)})
    return days_of_sources


def derived(network, name):
    """Rows that a dated split makes of rows of revenue that lie in its days whole."""
    rows = []
    for rule in network.profile.get("split", []):
        factor = factor_of(rule, name)
        if factor is None:
            continue
        first = date.fromisoformat(rule["from"])
        last = date.fromisoformat(rule["until"]) if "until" in rule else date.max
        for row in network.series("revenue"):
            if not row.basis and first <= row.start and row.end <= last:
                value = None if row.value is None else row.value * factor
                rows.append(row._replace(value=value, source=BY_RULE + row.source))
    return rows


def factor_of(rule, name):
    """What the rule multiplies revenue with to get the series; None if it says nothing of it."""
    if name == "revenue":
        return 1.0
    if name not in rule:
        return None
    words = rule[name].split()
    if len(words) == 3 and words[1] == "of":
        return float(words[0]) * factor_of(rule, words[2])
    factor = factor_of(rule, words[0])
    if len(words) == 3:
        factor = factor / float(words[2]) if words[1] == "/" else factor * float(words[2])
    return factor
