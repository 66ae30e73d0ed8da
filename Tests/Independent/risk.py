"""Statistics of closes: falls, returns of the finest grain that has enough of them, and returns beside a benchmark's."""

import math
from datetime import timedelta

from dataset import months_before

# grain: days between the closes of a return, days or months that are looked back, returns needed, pairs needed, returns a year
GRAINS = {
    "day": (1, 1, 365, 30, 60, 365),
    "week": (5, 9, 364, 26, 26, 365 / 7),
    "month": (26, 35, 36, 24, 24, 12),
}
YEAR = 365.25


def day_months_before(day, months):
    """The same day of an earlier month, or the last that the month has."""
    first = months_before(day, months)
    return min(first + timedelta(day.day - 1), months_before(first, -1) - timedelta(1))


def mean(values):
    return math.fsum(values) / len(values)


def deviation(values):
    middle = mean(values)
    return math.sqrt(math.fsum((v - middle) ** 2 for v in values) / (len(values) - 1))


def until(closes, end):
    return [(day, value) for day, value in sorted(closes.items()) if day <= end]


def recent(closes, end):
    """Whether the last close is at most one grain, a month, old."""
    path = until(closes, end)
    return bool(path) and (end - path[-1][0]).days <= GRAINS["month"][1]


def falls(path, end):
    """(day of the peak, day of recovery or the end, depth) of each fall below an earlier close, and the path under water."""
    peak_day, peak = path[0]
    found, depths = [], []
    for day, value in path:
        if value >= peak:
            if depths and depths[-1] < 0:
                found.append((peak_day, day))
            peak_day, peak = day, value
        depths.append(value / peak - 1)
    if depths[-1] < 0:
        found.append((peak_day, end))
    return found, depths


def grain_first_day(grain, end):
    look_back = GRAINS[grain][2]
    return day_months_before(end, look_back) if grain == "month" else end - timedelta(look_back)


def last_of_each(grain, path):
    """A weekly or monthly close is the last of its week or month."""
    unit = {"day": lambda day: day, "week": lambda day: day.isocalendar()[:2], "month": lambda day: (day.year, day.month)}[grain]
    return list({unit(day): (day, value) for day, value in path}.values())


def returns(closes, end, benchmark=None):
    """The grain, its closes, and the pairs of closes that make its returns; None if no grain has enough.

    With a benchmark only closes of days on which it has one as well count."""
    for grain, (shortest, longest, _, needed, needed_pairs, _) in GRAINS.items():
        first = grain_first_day(grain, end)
        path = last_of_each(grain, [(day, value) for day, value in until(closes, end) if day >= first])
        pairs = [(a, b) for a, b in zip(path, path[1:]) if shortest <= (b[0] - a[0]).days <= longest]
        if benchmark is not None:
            pairs = [(a, b) for a, b in pairs if a[0] in benchmark and b[0] in benchmark]
        if len(pairs) >= (needed if benchmark is None else needed_pairs) and (end - path[-1][0]).days <= longest:
            return grain, path, pairs
    return None


def of_falls(closes, end):
    """Yields (metric, value) of the whole history of closes."""
    path = until(closes, end)
    if len(path) < 2 or not recent(closes, end):
        return
    found, depths = falls(path, end)
    lengths = [(last - first).days for first, last in found]
    yield "max_drawdown", min(depths)
    yield "drawdowns", float(len(found))
    yield "longest_drawdown", float(max(lengths, default=0))
    yield "underwater_share", sum(depth < 0 for depth in depths) / len(depths)
    yield "cagr", growth_a_year(path)
    window = [point for point in path if point[0] >= day_months_before(end, 36)]
    growth = growth_a_year(window) if len(window) > 1 else None
    deepest = min(falls(window, end)[1])
    yield "calmar", growth / -deepest if growth is not None and deepest < 0 else None


def growth_a_year(path):
    (first, start), (last, value) = path[0], path[-1]
    elapsed = (last - first).days
    return (value / start) ** (YEAR / elapsed) - 1 if elapsed >= 90 else None


def of_returns(closes, end):
    found = returns(closes, end)
    if not found:
        return
    grain, path, pairs = found
    a_year = GRAINS[grain][5]
    simple = [b[1] / a[1] - 1 for a, b in pairs]
    spread = deviation(simple)
    downside = math.sqrt(mean([min(r, 0.0) ** 2 for r in simple]) * a_year)
    yield "volatility", deviation([math.log(b[1] / a[1]) for a, b in pairs]) * math.sqrt(a_year)
    yield "downside_deviation", downside
    yield "sharpe", mean(simple) / spread * math.sqrt(a_year) if spread > 0 else None
    yield "sortino", mean(simple) * a_year / downside if downside > 0 else None
    yield "ulcer_index", math.sqrt(mean([depth**2 for depth in falls(path, end)[1]]))


def of_pairs(closes, benchmark, end, suffix):
    found = returns(closes, end, benchmark)
    if not found:
        return
    own = [math.log(b[1] / a[1]) for a, b in found[2]]
    other = [math.log(benchmark[b[0]] / benchmark[a[0]]) for a, b in found[2]]
    covariance = correlation_parts(own, other)
    yield "beta" + suffix, covariance[0] / covariance[2]
    yield "correlation" + suffix, correlation(own, other)


def correlation_parts(x, y):
    """Sums of products about the means: of x and y, x and x, y and y."""
    mx, my = mean(x), mean(y)
    return (
        math.fsum((a - mx) * (b - my) for a, b in zip(x, y)),
        math.fsum((a - mx) ** 2 for a in x),
        math.fsum((b - my) ** 2 for b in y),
    )


def correlation(x, y):
    both, xx, yy = correlation_parts(x, y)
    return both / math.sqrt(xx * yy) if xx > 0 and yy > 0 else None


def flat_line(closes, end):
    """Days between the first and the last of the longest run of equal closes in the year up to the end."""
    path = [(day, value) for day, value in until(closes, end) if day > end - timedelta(365)]
    longest, first = 0, 0
    for i in range(1, len(path)):
        if path[i][1] != path[first][1]:
            first = i
        longest = max(longest, (path[i][0] - path[first][0]).days)
    return float(longest) if len(path) > 1 else None
