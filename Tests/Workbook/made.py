"""Made-up networks: rows and profiles, drawn by a generator of random numbers of its own.

No clock and no library's chance: the same words give the same bytes on every machine.
"""

import csv
import datetime
from dataclasses import dataclass, field

DAY = datetime.timedelta(1)
END = datetime.date(2025, 12, 31)
# Multiplier and increment of Knuth's MMIX generator; the upper bits are used.
MULTIPLIER, INCREMENT, MASK = 6364136223846793005, 1442695040888963407, (1 << 64) - 1

HEADINGS = "period_start,period_end,value,unit,source,evidence,segment,basis,note".split(",")
SOURCES = {
    "chain": "Read from a made-up chain",
    "letters": "Made-up quarterly letters",
    "vendor": "A made-up vendor's series",
    "rules": "Made-up rules of the protocol",
}

PROFILE = """name: {name}
token: {{symbol: {symbol}, decimals: 8, chain: solana, launched: {launched}, max_supply: 1000000000}}
cohort: {cohort}
category: compute
mechanism: burn-and-mint
revenue_definition: made-up figures, for tests of the workbook only
capacity: {{unit: GPU, label: GPUs on offer}}
usage: {{unit: GPU-hour, label: hours rented}}
"""

# Series by kind: flows with an amount a day, stocks and levels with a first reading.
FLOWS = {
    "fees": ("USD", 9000), "supply_side_revenue": ("USD", 5500), "revenue": ("USD", 8500), "holders_revenue": ("USD", 1200),
    "treasury_revenue": ("USD", 900), "discretionary_burns": ("USD", 400), "operating_costs": ("USD", 3000),
    "treasury_income": ("USD", 700), "volume": ("USD", 800000), "service_credits_created": ("USD", 9500),
    "service_credits_used": ("USD", 8800), "tokens_emitted": ("token", 30000), "tokens_burned": ("token", 11000),
    "tokens_unlocked": ("token", 5000), "usage": ("GPU-hour", 20000), "units_produced": ("GPU-hour", 45000),
    "proofs_due": ("count", 400), "proofs_failed": ("count", 7), "incidents": ("count", 1), "repair_hours": ("h", 5),
}
STOCKS = {
    "circulating_supply": ("token", 200e6), "total_supply": ("token", 400e6), "max_supply": ("token", 1e9),
    "market_cap": ("USD", 150e6), "capacity": ("GPU", 5000), "active_providers": ("count", 900), "subscribers": ("count", 40000),
    "customers": ("count", 300), "daily_users": ("count", 8000), "funding_raised": ("USD", 30e6), "treasury": ("USD", 12e6),
    "treasury_without_own_token": ("USD", 4e6), "debt": ("USD", 1e6),
}
FRACTIONS = {
    "utilization": 0.5, "uptime": 0.98, "node_uptime": 0.95, "service_level_objective": 0.99, "sla_attainment": 0.97,
    "performance_index": 0.9,
}
LEVELS = {
    "price": ("USD/token", 0.8), "unit_price": ("USD/GPU-hour", 1.5), "list_price": ("USD/GPU-hour", 1.8),
    "centralized_unit_price": ("USD/GPU-hour", 3.2), "provider_costs": ("USD/month", 120), "provider_capex": ("USD", 2500),
}
WHOLE = {"count"}
MEASURED = {"price", "tokens_emitted", "tokens_unlocked", "circulating_supply", "total_supply", "max_supply", "market_cap", "volume"}


class Chance:
    """Random numbers from 0 to 1, the same for the same words."""

    def __init__(self, *words):
        self.state = 0
        for byte in "/".join(map(str, words)).encode():
            self.state = (self.state ^ byte) * MULTIPLIER + INCREMENT & MASK

    def __call__(self, low=0.0, high=1.0):
        self.state = self.state * MULTIPLIER + INCREMENT & MASK
        return low + (high - low) * (self.state >> 33) / (1 << 31)


# Days

def months(first, last):
    while first <= last:
        next_month = (first.replace(day=28) + 4 * DAY).replace(day=1)
        yield first, min(next_month - DAY, last)
        first = next_month


def quarters(first, last):
    """Calendar quarters from the first day of one."""
    parts = list(months(first, last))
    for start, end in zip(parts[::3], parts[2::3]):
        yield start[0], end[1]


def weeks(first, last):
    """Weeks from a first day, so that some cross the edges of months and quarters."""
    while first <= last:
        yield first, min(first + 6 * DAY, last)
        first += 7 * DAY


def days(first, last):
    while first <= last:
        yield first, first
        first += DAY


GRAINS = {"day": days, "week": weeks, "month": months, "quarter": quarters}


def quarters_back(count):
    """The first day of the last so many quarters."""
    year, quarter = END.year, 4 - count
    return datetime.date(year + quarter // 4, quarter % 4 * 3 + 1, 1)


# Networks

@dataclass
class Network:
    """A network's folder: its profile and the rows of its files."""

    id: str
    launched: datetime.date
    profile: str = ""  # what follows the keys that every profile has
    is_benchmark: bool = False
    series: dict = field(default_factory=dict)
    ledgers: dict = field(default_factory=dict)
    sources: dict = field(default_factory=dict)

    def add(self, series, start, end, value, unit, source="chain", evidence=None, segment="", basis="", note=""):
        evidence = evidence or ("measured" if series in MEASURED or series in STOCKS else "burn")
        ranked = self.sources.setdefault(series, [])
        if (source, basis) not in ranked:
            ranked.append((source, basis))
        self.series.setdefault(series, []).append(
            [start, end, number(value), unit, source, evidence, segment, basis, note])

    def flow(self, series, grain, first, last, scale=1.0, drop=0.0, **where):
        """Rows whose amounts swing and drift by chance; `drop` is the share of rows left out."""
        unit, amount = FLOWS[series]
        chance, drift = Chance(self.id, series, grain, *where.values()), 1.0
        for start, end in GRAINS[grain](first, last):
            drift *= chance(0.97, 1.04) if grain != "day" else chance(0.995, 1.006)
            value = amount * scale * drift * chance(0.6, 1.4) * ((end - start).days + 1)
            if chance() >= drop:
                self.add(series, start, end, round(value) if unit in WHOLE else value, unit, **where)

    def readings(self, series, grain, first, last, scale=1.0, **where):
        unit, amount = {**STOCKS, **LEVELS, **{name: ("fraction", value) for name, value in FRACTIONS.items()}}[series]
        chance, value = Chance(self.id, series, *where.values()), amount * scale
        for _, day in GRAINS[grain](first, last):
            if series in FRACTIONS:
                value = min(1, amount * chance(0.9, 1.02))
            elif series in LEVELS:
                value = max(value * chance(0.9, 1.115), amount / 1000) if grain != "day" else value * chance(0.965, 1.0365)
            elif series != "max_supply":
                value *= chance(1.0, 1.02)
            self.add(series, day, day, round(value) if unit in WHOLE | {"GPU"} else value, unit, **where)

    def replace(self, series, make):
        """Other values for a series' rows, from the row and its value."""
        for row in self.series[series]:
            row[2] = number(make(row, float(row[2])))

    def write(self, folder):
        home = folder / ("benchmarks" if self.is_benchmark else "") / self.id
        home.mkdir(parents=True)
        name = "benchmark.yaml" if self.is_benchmark else "network.yaml"
        (home / name).write_text(self.profile_text(), encoding="utf-8")
        for series, rows in sorted(self.series.items()):
            write_table(home / f"{series}.csv", HEADINGS, sorted(rows, key=lambda row: (row[6], row[7], row[4], row[0])))
        for name, (headings, rows) in sorted(self.ledgers.items()):
            write_table(home / f"{name}.csv", headings, rows)

    def profile_text(self):
        symbol = "".join(letter for letter in self.id.upper() if letter.isalnum())[:6]
        name = self.id.replace("-", " ").capitalize()
        head = f"name: {name}\ntoken: {{symbol: {symbol}}}\n" if self.is_benchmark else PROFILE.format(
            name=name, symbol=symbol, launched=self.launched, cohort=self.launched.year)
        return head + self.ranking() + self.profile

    def ranking(self):
        """Sources in the order in which their rows were added: the default definition first."""
        lines = []
        for series, ranked in sorted(self.sources.items()):
            ranked = sorted(ranked, key=lambda entry: entry[1] != "")
            words = [f"{{source: {source}, basis: {basis}}}" if basis else source for source, basis in ranked]
            lines.append(f"  {series}: [{', '.join(words)}]\n")
        return "".join(["sources:\n", *lines]) if lines else ""


def number(value):
    """Digits and a point: cells and files then hold the same number."""
    return "" if value is None else f"{value:.8f}".rstrip("0").rstrip(".")


def write_table(path, headings, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(headings)
        writer.writerows(rows)


def write_sources(folder):
    write_table(folder / "sources.csv", "id,title,publisher,url,published,retrieved,licence".split(","), [
        [name, title, "depin-audit", f"https://example.org/{name}", "", "2026-01-31", "none"]
        for name, title in sorted(SOURCES.items())])


def whole_network(name, first, flows="month", prices="week", readings="month", last=END, without=()):
    """A network with rows of every standard series but some."""
    network = Network(name, first)
    for series in FLOWS:
        if series not in without:
            network.flow(series, flows, first, last, Chance(name, series, "size")(0.3, 3))
    for series in [*STOCKS, *FRACTIONS, *LEVELS]:
        if series not in without:
            network.readings(series, prices if series == "price" else readings, first, last)
    return network
