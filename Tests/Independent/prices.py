"""Closes and average prices of a token."""

import math
from datetime import timedelta

from dataset import days, each_day
from flows import FULL

LONGEST_BRACKET = 35  # days between the two closes around a piece
CLOSE_REACH = 3  # days before the end of a period that may hold its close


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
