#!/usr/bin/env python3
"""Recomputes some figures of the audit from the CSV files and profiles, sharing no code with the program.

    python3 Tests/Independent/recompute.py [--datasets DIR] [--network ID ...] [--quarters 2024Q1..2025Q4] [--as-of DAY]

Prints `network,metric,basis,period,value,coverage`. An empty value means that there is no full value: less than 95 % of the
days are covered, an input is missing, or the coverages of two inputs differ by more than 5 points. Coverage of a ratio is
the lower one; of a close it is 1 or 0. compare.py holds the program's figures against these. Python's standard library only.
Exit codes: 0 done, 2 could not do it.

The rules, in the order in which they apply:
  1. A row of a flow counts if it has begun by the as-of day, any other row (closes, averages) if it has ended by then.
  2. A row is cut at the edges of the period, at the as-of day and at the ends of calendar months, its amount in proportion to
     days. A row of which some days only lie in the period and before the as-of day takes part if it has at most 31 days and
     at most half as many as the period.
  3. One source gives the flow of a period: the best ranked that covers 95 % of the days, else the one that covers most.
     An empty row blocks the lower ranks on its days.
  4. Tokens become USD piece by piece, at the average price of the piece's days: the mean of daily closes if 95 % of the days
     have one; else the `average` rows of the best ranked source that covers every day; else the mean of the last close up to
     the first day and the first close from the last day, at most 35 days apart; else the piece has no price.
  5. A quarter without any row of tokens_emitted takes the scheduled tokens. An amount for a month is spread over the days of
     the calendar month. A rule that is a ceiling (`limit: true`) makes the ratios read "at least"; the numbers stay the same.
  6. A quarter closes at the last close on its last day or up to 3 days earlier.
"""

import argparse
import csv
import math
import re
import sys
from collections import namedtuple
from datetime import date, timedelta
from pathlib import Path

FULL = 0.95  # share of days from which a figure is whole
SAME = 0.05  # coverages of two inputs may differ by this much
LONGEST_SPLIT = 31  # days of a row that may be cut at a period's edge
LONGEST_BRACKET = 35  # days between the two closes around a piece
CLOSE_REACH = 3  # days before the end of a quarter that may hold its close
FLOWS = {"revenue", "tokens_emitted", "tokens_burned"}  # of the series read here

Row = namedtuple("Row", "start end value source segment basis")  # value: None = known to be missing
Piece = namedtuple("Piece", "start end amount")
Figure = namedtuple("Figure", "value coverage")  # value: None = no full value


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


def quarters(sequence):
    first, _, last = sequence.partition("..")
    (start, _), (stop, _) = quarter(first), quarter(last or first)
    labels = []
    while start <= stop:
        labels.append(f"{start.year}Q{(start.month + 2) // 3}")
        start = next_month(next_month(next_month(start)))
    return labels


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
    def __init__(self, folder, as_of):
        self.folder, self.as_of = folder, as_of
        self.profile = read_profile(folder / "network.yaml")
        self.rows = {}

    def series(self, name):
        if name not in self.rows:
            self.rows[name] = read_rows(self.folder / f"{name}.csv", self.as_of, is_flow=name in FLOWS)
        return self.rows[name]

    def bases(self, name):
        """The definitions that the series has rows for, the default first."""
        return sorted({"", *(row.basis for row in self.series(name))})

    def ranking(self, name, basis):
        """Sources of the series that report the basis, best first."""
        ranked = []
        for entry in self.profile.get("sources", {}).get(name, []):
            entry = {"source": entry} if isinstance(entry, str) else entry
            if entry.get("basis", "") == basis:
                ranked.append(entry["source"])
        unranked = {row.source for row in self.series(name) if row.basis == basis} - set(ranked)
        if unranked:
            raise SystemExit(f"{self.folder.name}: {name} has rows of {sorted(unranked)}, which are not ranked")
        return ranked


# Flows


def pieces_of(row, start, end, as_of):
    """The part of a row that lies in the period and before the as-of day, cut at calendar months."""
    first, last = max(row.start, start), min(row.end, end, as_of)
    if first > last:
        return []
    length = days(row.start, row.end)
    if (first, last) != (row.start, row.end) and (length > LONGEST_SPLIT or 2 * length > days(start, end)):
        return []
    pieces = []
    while first <= last:
        cut = min(last, next_month(first) - timedelta(1))
        pieces.append(Piece(first, cut, row.value * days(first, cut) / length))
        first = cut + timedelta(1)
    return pieces


def resolve(network, name, basis, start, end):
    """The pieces of the one source that gives the flow of the period; empty if no source has any."""
    blocked, best, most = set(), [], 0
    for source in network.ranking(name, basis):
        rows = [r for r in network.series(name) if r.source == source and r.basis == basis]
        pieces = [
            piece
            for row in rows
            if row.value is not None
            for piece in pieces_of(row, start, end, network.as_of)
            if blocked.isdisjoint(each_day(piece.start, piece.end))
        ]
        covered = sum(days(p.start, p.end) for p in pieces)
        if covered > most:
            best, most = pieces, covered
        if covered >= FULL * days(start, end):
            return pieces
        for row in rows:
            if row.value is None:
                blocked.update(each_day(max(row.start, start), min(row.end, end)))
    return best


def flow_pieces(network, name, basis, start, end):
    pieces = resolve(network, name, basis, start, end)
    if not pieces and name == "tokens_emitted" and not basis:
        pieces = scheduled(network, start, end)
    return pieces


def total(amounts, covered, start, end):
    coverage = covered / days(start, end)
    return Figure(math.fsum(amounts) if coverage >= FULL else None, coverage)


def flow_figure(network, name, basis, start, end):
    pieces = flow_pieces(network, name, basis, start, end)
    return total([p.amount for p in pieces], sum(days(p.start, p.end) for p in pieces), start, end)


def scheduled(network, start, end):
    """Scheduled tokens, a piece for a month or the part of it in which the same rules hold; rules that overlap add up."""
    tokens, in_force = {}, {}
    for rule in network.profile.get("emission_schedule", []):
        first = date.fromisoformat(rule["from"])
        end = min(end, network.as_of)
        last = date.fromisoformat(rule["until"]) if "until" in rule else date.max
        if max(first, start) > min(last, end):
            continue
        for day in each_day(max(first, start), min(last, end)):
            tokens.setdefault(day, []).append(on_day(rule, day, first, last))
            in_force.setdefault(day, []).append(rule)
    pieces = []
    for day in sorted(tokens):
        amount = math.fsum(tokens[day])
        before = day - timedelta(1)
        if pieces and pieces[-1].end == before and day.day > 1 and in_force[before] == in_force[day]:
            pieces[-1] = Piece(pieces[-1].start, day, pieces[-1].amount + amount)
        else:
            pieces.append(Piece(day, day, amount))
    return pieces


def on_day(rule, day, first, last):
    if "to_zero" in rule:  # falls in a straight line over the days, to nothing at the end of the last; a day takes its middle
        length = days(first, last)
        return float(rule["tokens"]) * 2 * (days(day, last) - 0.5) / length**2
    return amount_of(rule, day, first) / days_of(rule["per"], day, first, last)


def amount_of(rule, day, first):
    """The rule's amount for its unit; it falls with every month or year since the first day, down to the floor."""
    if "tokens" in rule:
        amount, floor = float(rule["tokens"]), float(rule.get("floor", 0))
    else:
        return share_of_supply(rule, day, first)
    months = 12 * (day.year - first.year) + day.month - first.month - (day.day < first.day)
    falls = months // {"month": 1, "year": 12}[rule["every"]] if "decay" in rule else 0
    return max(floor, amount * (1 - share(rule.get("decay", "0%"))) ** falls)


def share_of_supply(rule, day, first):
    """A yearly share of the supply at the year's start, which earlier years have raised by theirs."""
    years = (12 * (day.year - first.year) + day.month - first.month - (day.day < first.day)) // 12
    rates = [
        max(share(rule.get("floor", "0%")), share(rule["percent_of_supply"]) * (1 - share(rule.get("decay", "0%"))) ** year)
        for year in range(years + 1)
    ]
    supply = float(rule["of"])
    for rate in rates[:-1]:
        supply *= 1 + rate
    return supply * rates[-1]


def share(percent):
    return float(percent.removesuffix("%")) / 100


def days_of(per, day, first, last):
    """Days of the rule's unit that holds the day: a year or month of the rule begins where the rule begins."""
    if per in ("day", "epoch", "week"):
        return 7 if per == "week" else 1
    if per == "total":
        return days(first, last)
    if per == "month":
        return (next_month(day) - day.replace(day=1)).days
    if per == "year":
        begun = day.year - first.year - ((day.month, day.day) < (first.month, first.day))
        return (first.replace(year=first.year + begun + 1) - first.replace(year=first.year + begun)).days
    raise SystemExit(f"this script does not know 'per: {per}'")


# Prices


class Prices:
    def __init__(self, network):
        self.network = network
        rank = {source: n for n, source in enumerate(network.ranking("price", ""))}
        chosen = {}  # day -> best ranked row of a single day
        for row in network.series("price"):
            if row.start == row.end and not row.basis:
                if row.end not in chosen or rank[row.source] < rank[chosen[row.end].source]:
                    chosen[row.end] = row
        self.closes = {day: row.value for day, row in sorted(chosen.items()) if row.value is not None}

    def average(self, start, end):
        daily = [self.closes[day] for day in each_day(start, end) if day in self.closes]
        if len(daily) >= FULL * days(start, end):
            return math.fsum(daily) / len(daily)
        for source in self.network.ranking("price", "average"):
            parts = [
                (days(max(row.start, start), min(row.end, end)), row.value)
                for row in self.network.series("price")
                if row.source == source and row.basis == "average" and row.value is not None
                if max(row.start, start) <= min(row.end, end)
            ]
            if sum(length for length, _ in parts) == days(start, end):
                return math.fsum(length * value for length, value in parts) / days(start, end)
        before = max((day for day in self.closes if day <= start), default=None)
        after = min((day for day in self.closes if day >= end), default=None)
        if before and after and (after - before).days <= LONGEST_BRACKET:
            return (self.closes[before] + self.closes[after]) / 2
        return None

    def close(self, end):
        for back in range(CLOSE_REACH + 1):
            if end - timedelta(back) in self.closes:
                return self.closes[end - timedelta(back)]
        return None

    def all_time_high(self, end):
        """The stated high if dated by then; else the highest close, unless an average price was above every close."""
        highest = max(value for day, value in self.closes.items() if day <= end)
        stated = self.network.profile.get("all_time_high")
        if stated and stated["date"] <= end.isoformat()[: len(stated["date"])] and float(stated["price"]) >= highest:
            return float(stated["price"])
        last = max(day for day in self.closes if day <= end)
        averages = [
            row.value
            for row in self.network.series("price")
            if row.basis == "average" and row.value is not None and row.end <= last
        ]
        return None if averages and max(averages) > highest else highest


def emissions_usd(network, prices, start, end):
    priced = []
    for piece in flow_pieces(network, "tokens_emitted", "", start, end):
        price = prices.average(piece.start, piece.end)
        if price is not None:
            priced.append((piece, price))
    amounts = [piece.amount * price for piece, price in priced]
    return total(amounts, sum(days(piece.start, piece.end) for piece, _ in priced), start, end)


def ratio(top, bottom):
    coverage = min(top.coverage, bottom.coverage)
    comparable = abs(top.coverage - bottom.coverage) <= SAME
    if top.value is None or not bottom.value or not comparable:
        return Figure(None, coverage)
    return Figure(top.value / bottom.value, coverage)


def figures(network, start, end):
    """Yields (metric, basis, figure) for one period."""
    prices = Prices(network)
    emitted = flow_figure(network, "tokens_emitted", "", start, end)
    burned = flow_figure(network, "tokens_burned", "", start, end)
    incentives = emissions_usd(network, prices, start, end)
    yield "tokens_emitted", "", emitted
    yield "tokens_burned", "", burned
    yield "emissions_usd", "", incentives
    yield "burn_to_mint", "", ratio(burned, emitted)
    for basis in network.bases("revenue"):
        revenue = flow_figure(network, "revenue", basis, start, end)
        yield "revenue", basis, revenue
        yield "revenue_to_emission", basis, ratio(revenue, incentives)
    close = prices.close(end)
    known = 0.0 if close is None else 1.0
    yield "price", "", Figure(close, known)
    high = prices.all_time_high(end) if close else None
    yield "drawdown_from_ath", "", Figure(close / high - 1 if high else None, known)


def main():
    here = Path(__file__).resolve()
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--datasets", type=Path, default=here.parents[2] / "Datasets")
    parser.add_argument("--network", nargs="+", help="folder names; default: every folder with a profile")
    parser.add_argument("--quarters", default="2024Q1..2025Q4")
    parser.add_argument("--as-of", type=date.fromisoformat, help="default: the last day of the last quarter")
    options = parser.parse_args()
    labels = quarters(options.quarters)
    as_of = options.as_of or quarter(labels[-1])[1]

    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(["network", "metric", "basis", "period", "value", "coverage"])
    for name in options.network or sorted(path.parent.name for path in options.datasets.glob("*/network.yaml")):
        network = Network(options.datasets / name, as_of)
        lines = [
            (metric, basis, label, figure)
            for label in labels
            for metric, basis, figure in figures(network, *quarter(label))
        ]
        for metric, basis, label, figure in sorted(lines, key=lambda line: line[:3]):
            value = "" if figure.value is None else repr(figure.value)
            table.writerow([name, metric, basis, label, value, repr(figure.coverage)])


if __name__ == "__main__":
    try:
        main()
    except (OSError, ValueError, KeyError) as problem:
        print(f"recompute: error: {problem!r}", file=sys.stderr)
        sys.exit(2)
