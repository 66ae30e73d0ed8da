#!/usr/bin/env python3
"""Writes the reference values that the kernels of price risk are tested against.

Prices are made up by a generator of integers, so the same bytes come out everywhere; what empyrical,
QuantStats, NumPy and SciPy make of them is kept with the library's version. A value is noted as
`same` where it agrees to 1e-12 with the convention of the metric canon, written out below in plain
Python; else the note says which convention the library follows. A difference without a known
reason is an error.

    python3 -m venv references.tmp && references.tmp/bin/pip install -r Scripts/references.txt
    references.tmp/bin/python Scripts/references.py

usage: references.py [--check]
"""

import argparse
import csv
import datetime
import importlib.metadata
import io
import math
import pathlib
import sys
import warnings

import empyrical
import numpy
import pandas
import quantstats
import scipy.stats

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "Tests/SeriesStoreTests/Reference"
LAST = datetime.date(2025, 12, 31)
# Multiplier and increment of Knuth's MMIX generator; the upper bits are used.
MULTIPLIER, INCREMENT, MASK = 6364136223846793005, 1442695040888963407, (1 << 64) - 1
PER_YEAR = {"day": 365.0, "week": 365 / 7, "month": 12.0}
WINDOW = {"day": 365, "week": 52, "month": 36}
VERSIONS = {name: importlib.metadata.version(package) for name, package in {
    "empyrical": "empyrical-reloaded", "quantstats": "quantstats", "numpy": "numpy",
    "scipy": "scipy"}.items()}


# MARK: Prices

def steps(seed, count, reach):
    """Integers from -reach to reach."""
    state = (seed * MULTIPLIER + INCREMENT) & MASK
    for _ in range(count):
        state = (state * MULTIPLIER + INCREMENT) & MASK
        yield (state >> 33) % (2 * reach + 1) - reach


def prices(first, changes):
    """Closes in USD with four decimals; changes are parts of ten thousand."""
    amount = round(first * 10_000)
    yield amount / 10_000
    for change in changes:
        amount = amount * (10_000 + change) // 10_000
        yield amount / 10_000


def days(grain, count):
    """The days of closes, the last one at the end of 2025."""
    if grain == "month":
        months = range(2026 * 12 - count + 1, 2026 * 12 + 1)  # The one after each.
        return [datetime.date(month // 12, month % 12 + 1, 1) - datetime.timedelta(1)
                for month in months]
    length = {"day": 1, "week": 7}[grain]
    # Weeks end on Sundays.
    last = LAST if grain == "day" else datetime.date(2025, 12, 28)
    return [last - datetime.timedelta(length * index) for index in range(count)][::-1]


def vectors():
    """Closes by name: grain, days, values; a benchmark beside each of three."""
    made = {}
    for seed, (name, grain, count, reach, drift) in enumerate([
            ("daily", "day", 400, 700, 5), ("weekly", "week", 60, 1500, 0),
            ("monthly", "month", 40, 3500, 100)]):
        market = list(steps(seed + 1, count - 1, reach))
        own = [change + noise // 2 + drift for change, noise in
               zip(market, steps(seed + 101, count - 1, reach))]
        made[name] = (grain, days(grain, count), list(prices(40, own)))
        made[f"benchmark-{name}"] = (grain, days(grain, count), list(prices(60_000, market)))
    rise, fall = list(steps(201, 120, 400)), [change - 40 for change in steps(202, 79, 400)]
    made["ongoing"] = ("day", days("day", 200), list(prices(10, rise + fall)))
    loss = [-2500] + [change - 20 for change in steps(203, 118, 300)]
    made["first-day-loss"] = ("day", days("day", 120), list(prices(10, loss)))
    cheap = [change + 10 for change in steps(204, 119, 500)]
    made["below-a-dollar"] = ("day", days("day", 120), list(prices(0.2, cheap)))
    return made


# MARK: The canon's conventions in plain Python

def ratios(values):
    return [later / earlier for earlier, later in zip(values, values[1:])]


def mean(values):
    return math.fsum(values) / len(values)


def deviation(values):
    middle = mean(values)
    return math.sqrt(math.fsum((value - middle) ** 2 for value in values) / (len(values) - 1))


def drawdowns(values):
    peak, found = 0.0, []
    for value in values:
        peak = max(peak, value)
        found.append(value / peak - 1)
    return found


def episodes(dates, falls):
    """Depth, days to the trough and length of each fall, deepest first."""
    found, start = [], None
    for index, fall in enumerate(falls + [0.0]):
        if fall < 0 and start is None:
            start = index - 1
        if fall == 0 and start is not None:
            depth = min(falls[start:index])
            trough, end = falls.index(depth, start), min(index, len(falls) - 1)
            found.append((depth, (dates[trough] - dates[start]).days,
                          (dates[end] - dates[start]).days))
            start = None
    return sorted(found, key=lambda episode: episode[0])


def quantile(values, share):
    ordered, position = sorted(values), share * (len(values) - 1)
    rank = int(position)
    return ordered[rank] + (position - rank) * (ordered[rank + 1] - ordered[rank])


def pearson(x, y):
    a, b = [value - mean(x) for value in x], [value - mean(y) for value in y]
    product = math.fsum(p * q for p, q in zip(a, b))
    return product / math.sqrt(math.fsum(p * p for p in a) * math.fsum(q * q for q in b))


def canon(grain, dates, values, benchmark):
    """Every statistic by the canon."""
    window, per_year = WINDOW[grain], PER_YEAR[grain]
    returns = [ratio - 1 for ratio in ratios(values)[-window:]]
    logs = [math.log(ratio) for ratio in ratios(values)[-window:]]
    downside = math.sqrt(mean([min(value, 0) ** 2 for value in returns]) * per_year)
    falls = drawdowns(values)
    of_window = values[-37:] if grain == "month" else values
    dates_of_window = dates[-len(of_window):]
    growth = (of_window[-1] / of_window[0]) ** (
        365.25 / (dates_of_window[-1] - dates_of_window[0]).days) - 1
    found = {
        "volatility": deviation(logs) * math.sqrt(per_year),
        "downside_deviation": downside,
        "sharpe": mean(returns) / deviation(returns) * math.sqrt(per_year),
        "sortino": mean(returns) * per_year / downside,
        "max_drawdown": min(falls),
        "underwater_share": sum(fall < 0 for fall in falls) / len(falls),
        "ulcer_index": math.sqrt(mean([fall ** 2 for fall in falls])),
        "cagr": (values[-1] / values[0]) ** (365.25 / (dates[-1] - dates[0]).days) - 1,
        "calmar": growth / -min(drawdowns(of_window)),
    }
    found["drawdowns"] = float(len(episodes(dates, falls)))
    for rank, (depth, to_trough, length) in enumerate(episodes(dates, falls)[:5], 1):
        found |= {f"drawdown_{rank}_depth": depth, f"drawdown_{rank}_length": float(length),
                  f"drawdown_{rank}_days_to_trough": float(to_trough)}
    if grain == "day" and len(returns) >= 100:
        found["value_at_risk"] = quantile(returns, 0.05)
        found["expected_shortfall"] = mean(
            [value for value in returns if value <= found["value_at_risk"]])
    if benchmark:
        market = [math.log(ratio) for ratio in ratios(benchmark)[-window:]]
        found["correlation"] = pearson(logs, market)
        found["beta"] = found["correlation"] * deviation(logs) / deviation(market)
    return found


# MARK: The libraries

BUSINESS_YEAR = "a year of 252 trading days"
CHEAP = "prices that never exceed 1 are taken for returns"


def of_empyrical(grain, values, benchmark):
    window, per_year = WINDOW[grain], PER_YEAR[grain]
    every = numpy.array(ratios(values))
    every, logs = every - 1, numpy.log(every[-window:])
    returns, yearly = every[-window:], {"annualization": per_year}
    default = {"period": {"day": "daily", "week": "weekly", "month": "monthly"}[grain]}
    year = {"day": BUSINESS_YEAR, "week": "a year of 52 weeks"}.get(grain)
    elapsed = f"{year or 'a year of 12 months'} whatever the days elapsed"
    yield "volatility", empyrical.annual_volatility(logs, **yearly), None
    yield ("volatility", empyrical.annual_volatility(returns, **default),
           f"simple returns{f' and {year}' if year else ''}")
    yield "downside_deviation", empyrical.downside_risk(returns, **yearly), None
    yield "downside_deviation", empyrical.downside_risk(returns, **default), year
    yield "sharpe", empyrical.sharpe_ratio(returns, **yearly), None
    yield "sharpe", empyrical.sharpe_ratio(returns, **default), year
    yield "sortino", empyrical.sortino_ratio(returns, **yearly), None
    yield "sortino", empyrical.sortino_ratio(returns, **default), year
    yield "max_drawdown", empyrical.max_drawdown(every), None
    yield "cagr", empyrical.cagr(every, **default), elapsed
    yield "calmar", empyrical.calmar_ratio(every[-36:] if grain == "month" else every,
                                           **default), elapsed
    if grain == "day":
        yield "cagr", empyrical.cagr(every, annualization=365.25), None
        yield "calmar", empyrical.calmar_ratio(every, annualization=365.25), None
        yield "value_at_risk", empyrical.value_at_risk(returns), None
        yield "expected_shortfall", empyrical.conditional_value_at_risk(returns), None
    if benchmark:
        market = numpy.array(ratios(benchmark)[-window:])
        yield "beta", empyrical.beta(logs, numpy.log(market)), None
        yield "beta", empyrical.beta(returns, market - 1), "simple returns"


def of_quantstats(grain, dates, values, benchmark):
    window, per_year = WINDOW[grain], PER_YEAR[grain]
    closes = pandas.Series(values, pandas.DatetimeIndex(dates))
    every = closes.pct_change().dropna()
    returns, stats = every[-window:], quantstats.stats
    yield "sharpe", stats.sharpe(returns, periods=per_year), None
    yield "sharpe", stats.sharpe(returns), BUSINESS_YEAR
    yield "sortino", stats.sortino(returns, periods=per_year), None
    yield "sortino", stats.sortino(returns), BUSINESS_YEAR
    yield "max_drawdown", stats.max_drawdown(closes), CHEAP
    yield "max_drawdown", stats.max_drawdown(every), None
    yield "ulcer_index", stats.ulcer_index(closes), (
        "divides by n - 1" if max(values) > 1 else CHEAP)
    yield "cagr", stats.cagr(every), f"{BUSINESS_YEAR} whatever the days elapsed"
    if grain == "day":
        yield ("value_at_risk", stats.value_at_risk(returns),
               "the quantile of a normal distribution")
        yield "expected_shortfall", stats.cvar(returns, method="historical"), None
        yield ("expected_shortfall", stats.cvar(returns),
               "the tail of a normal distribution")
        yield from falls_of_quantstats(closes)
        yield "drawdowns", float(len(falls_table(closes))), CHEAP
        yield "drawdowns", float(len(falls_table(every))), (
            "a fall that begins with the first return is left out of the table")
    if benchmark:
        market = pandas.Series(benchmark, closes.index).pct_change().dropna()[-window:]
        yield "beta", stats.greeks(returns, market)["beta"], "simple returns"


def falls_table(closes_or_returns):
    falls = quantstats.stats.to_drawdown_series(closes_or_returns)
    return quantstats.stats.drawdown_details(falls).sort_values("max drawdown")


def falls_of_quantstats(closes):
    for rank, (_, row) in enumerate(falls_table(closes).head(5).iterrows(), 1):
        yield f"drawdown_{rank}_depth", row["max drawdown"] / 100, CHEAP
        yield f"drawdown_{rank}_length", float(row["days"]), (
            "the days below the peak rather than those from peak to recovery")


def of_numpy(grain, values):
    window = WINDOW[grain]
    closes, returns = numpy.array(values), numpy.array(ratios(values)[-window:]) - 1
    falls = closes / numpy.maximum.accumulate(closes) - 1
    yield "max_drawdown", falls.min(), None
    yield "underwater_share", (falls < 0).mean(), None
    yield "ulcer_index", numpy.sqrt(numpy.square(falls).mean()), None
    if grain == "day":
        worst = numpy.quantile(returns, 0.05)
        yield "value_at_risk", worst, None
        yield "expected_shortfall", returns[returns <= worst].mean(), None


def of_scipy(grain, values, benchmark):
    window = WINDOW[grain]
    logs = numpy.log(ratios(values)[-window:])
    yield ("volatility", scipy.stats.tstd(logs) * math.sqrt(PER_YEAR[grain]), None)
    if benchmark:
        market = numpy.log(ratios(benchmark)[-window:])
        yield "beta", scipy.stats.linregress(market, logs).slope, None
        yield "correlation", scipy.stats.pearsonr(logs, market).statistic, None


# MARK: The tables

def agree(left, right):
    return abs(left - right) <= 1e-12 * max(abs(left), abs(right))


def references(made):
    """Rows of the table of values."""
    for name, (grain, dates, values) in made.items():
        if name.startswith("benchmark-"):
            continue
        benchmark = made.get(f"benchmark-{name}", (None, None, None))[2]
        ours = canon(grain, dates, values, benchmark)
        found = {"empyrical": of_empyrical(grain, values, benchmark),
                 "quantstats": of_quantstats(grain, dates, values, benchmark),
                 "numpy": of_numpy(grain, values), "scipy": of_scipy(grain, values, benchmark)}
        covered = set()
        for library, statistics in found.items():
            for function, value, reason in statistics:
                if function not in ours:
                    continue
                is_same = agree(float(value), ours[function])
                if not is_same and reason is None:
                    raise SystemExit(f"{library} {function} of {name}: {value!r}, not "
                                     f"{ours[function]!r}, and no reason is known")
                covered |= {function} if is_same else set()
                yield [repr(float(value)), function, library, VERSIONS[library], name,
                       "same" if is_same else reason]
        # What no library computes in the canon's way is kept from the lines above.
        for function in sorted(ours.keys() - covered):
            yield [repr(ours[function]), function, "python", "", name, "same"]


def table(header, rows):
    output = io.StringIO()
    writer = csv.writer(output, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return output.getvalue()


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare with the committed tables")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    made = vectors()
    closes = [[name, day, f"{value:.4f}"] for name, (_, dates, values) in made.items()
              for day, value in zip(dates, values)]
    tables = {"prices.csv": table(["inputs", "date", "close"], closes),
              "statistics.csv": table(
                  ["value", "function", "library", "version", "inputs", "note"],
                  references(made))}
    FOLDER.mkdir(exist_ok=True)
    for name, text in tables.items():
        file = FOLDER / name
        if not options.check:
            file.write_text(text, encoding="utf-8")
        elif file.read_text(encoding="utf-8") != text:
            print(f"{file} is not what Scripts/references.py writes", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
