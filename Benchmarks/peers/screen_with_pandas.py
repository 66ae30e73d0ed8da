"""The ten rules in pandas and NumPy, a column a quarter; nan stands for unknown."""

import numpy
import pandas
from screen_common import QUARTERS, run


def load(path):
    table = pandas.read_csv(path, parse_dates=["date"])
    return {name: table.pivot(index="network", columns="date", values=name)
            for name in table.columns[2:]}


def holds(answer, *known):
    """1 or 0, and nan where one of the figures is not known."""
    unknown = numpy.logical_or.reduce([figure.isna().to_numpy() for figure in known])
    return numpy.where(unknown, numpy.nan, answer.to_numpy().astype(float))


def at_least(count, answers):
    """Whether so many of some answers hold, after Kleene."""
    passed = numpy.sum([answer == 1 for answer in answers], axis=0)
    possible = passed + numpy.sum([numpy.isnan(answer) for answer in answers], axis=0)
    return numpy.where(passed >= count, 1.0, numpy.where(possible < count, 0.0, numpy.nan))


def past(answer, quarters):
    """The answer of a number of quarters up to each."""
    before = [numpy.roll(answer, back, axis=1) for back in range(quarters)]
    for back in range(quarters):
        before[back][:, :back] = numpy.nan
    return before


def screen(data):
    revenue, emitted, burned = data["revenue"], data["tokens_emitted"], data["tokens_burned"]
    price, providers = data["price"], data["active_providers"]
    ratio = revenue / (emitted * price)
    before, year_ago = revenue.shift(1, axis=1), revenue.shift(4, axis=1)
    # The middle of ties, as the share of networks below and half of those that are equal.
    count = revenue.notna().sum()
    place = (revenue.rank(method="average") - 0.5) / count
    falls = holds(providers < providers.shift(1, axis=1), providers, providers.shift(1, axis=1))
    rules = [
        holds(revenue >= 50_000, revenue),
        holds(ratio >= 0.1, ratio),
        at_least(2, past(holds(revenue >= 200_000, revenue), 4)),
        at_least(2, past(holds(ratio >= 0.2, ratio), 4)),
        at_least(1, past(holds(revenue > before, revenue, before), 4)),
        holds(burned >= 0.1 * emitted, burned, emitted),
        holds(revenue > 0.05 * year_ago, revenue, year_ago),
        holds((price >= 1.1) & (price <= 3.9), price),
        1 - at_least(3, past(falls, 3)),
        holds(place >= 0.1, place),
    ]
    verdicts = at_least(len(rules), rules)[:, -QUARTERS:]
    quarters = [f"{day.year}Q{day.quarter}" for day in revenue.columns[-QUARTERS:]]
    words = numpy.where(numpy.isnan(verdicts), "unknown", numpy.where(verdicts == 1, "pass", "fail"))
    return [(network, quarter, word) for network, row in zip(revenue.index, words)
            for quarter, word in zip(quarters, row)]


run(load, screen)
