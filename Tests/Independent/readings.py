"""What the rows of a network say of a period: flows, stocks, closes, and the parts that many metrics share."""

import math
from datetime import timedelta
from functools import lru_cache

import risk
from dataset import CARRIED, days, earlier, length_in_months, months_before
from flows import NONE, longer, reading, resolve, total
from prices import CLOSE_REACH, Prices
from schedules import scheduled

YEAR = 365


class Readings:
    """What a network's rows say of a period, which is given as its first and last day."""

    def __init__(self, network, benchmarks):
        self.network, self.benchmarks = network, benchmarks
        self.prices = Prices(network)
        self.schedules = {}
        self.burns = network.profile.get("mechanism") == "burn-and-mint"
        self.flow = lru_cache(maxsize=None)(self.flow)
        self.stock = lru_cache(maxsize=None)(self.stock)
        self.emissions_usd = lru_cache(maxsize=None)(self.emissions_usd)

    # Readings

    def pieces(self, name, basis, start, end):
        pieces = resolve(self.network, name, basis, start, end)[1]
        schedule = {"tokens_emitted": "emission_schedule", "tokens_unlocked": "unlock_schedule"}.get(name)
        if not pieces and schedule and not basis:
            pieces = scheduled(self.network, start, min(end, self.network.as_of), schedule, complete=False)
        return pieces

    def flow(self, name, start, end, basis=""):
        def within(start, end):
            pieces = self.pieces(name, basis, start, end)
            return total([p.amount for p in pieces], sum(days(p.start, p.end) for p in pieces), start, end)

        return longer(within, start, end)

    def usd(self, name, start, end):
        """Tokens in USD, each piece at the average price of its days; a piece without a price is not covered."""
        def within(start, end):
            priced = [(p, self.prices.average(p.start, p.end)) for p in self.pieces(name, "", start, end)]
            priced = [(piece, price) for piece, price in priced if price is not None]
            amounts = [piece.amount * price for piece, price in priced]
            return total(amounts, sum(days(piece.start, piece.end) for piece, _ in priced), start, end)

        return longer(within, start, end)

    def emissions_usd(self, start, end):
        return self.usd("tokens_emitted", start, end)

    def points(self, name, basis=""):
        """The best ranked reading of each day; a row of several days is a mean, read on the last of them."""
        rank = {source: n for n, source in enumerate(self.network.ranking(name, basis))}
        chosen = {}
        for row in self.network.series(name):
            if row.basis == basis and (row.end not in chosen or rank[row.source] < rank[chosen[row.end].source]):
                chosen[row.end] = row
        return {day: row.value for day, row in sorted(chosen.items()) if row.value is not None}

    def stock(self, name, start, end, basis=""):
        readings = self.points(name, basis)
        seen = [day for day in readings if (name in CARRIED or day >= start) and day <= end]
        return reading(readings[max(seen)] if seen else None)

    def close(self, end, name="price", basis=""):
        readings = self.prices.closes if name == "price" else self.points(name, basis)
        for back in range(CLOSE_REACH + 1):
            if end - timedelta(back) in readings:
                return reading(readings[end - timedelta(back)])
        return NONE

    # Parts

    def annual(self, figure, start, end):
        return figure.complete() * (YEAR / days(start, end))

    def market_cap(self, start, end):
        return self.close(end, "market_cap").otherwise(self.close(end) * self.stock("circulating_supply", start, end))

    def fdv(self, start, end):
        return self.close(end) * self.stock("max_supply", start, end).otherwise(self.stock("total_supply", start, end))

    def protocol_revenue(self, start, end):
        return self.flow("fees", start, end) - self.flow("supply_side_revenue", start, end)

    def price_to_sales(self, start, end):
        return self.market_cap(start, end) / self.annual(self.protocol_revenue(start, end), start, end)

    def run_rate(self, start, end, basis):
        month = months_before(end, 0), end
        figure = self.annual(self.flow("revenue", *month, basis), *month)
        return figure.otherwise(self.annual(self.flow("revenue", start, end, basis), start, end))

    def all_time_high(self, end):
        return reading(self.prices.all_time_high(end) if risk.recent(self.prices.closes, end) else None)

    def mean_or_last(self, name, start, end, both_needed=False):
        rows = [row for row in self.network.series(name) if not row.basis and row.value is not None]
        stated = [row.value for row in rows if (row.start, row.end) == (start, end)]
        if stated:
            return reading(stated[0])
        closing = self.stock(name, start, end)
        opening = self.stock(name, *earlier(start, end, length_in_months(start, end)))
        mean = (opening + closing) * 0.5
        return mean if both_needed else mean.otherwise(closing)

    def apply(self, figure, function):
        return figure if figure.value is None else figure._replace(value=function(figure.value))

    def log(self, growth):
        return self.apply(growth, lambda g: math.log(1 + g) if g > -1 else None)
