"""The figures of revenue, which exist for every definition of it."""

import math
from collections import namedtuple
from datetime import date, timedelta

import risk
from dataset import Network, days, each_day, earlier, length_in_months, months_before
from flows import FULL, NONE, Figure, by_source, longer, quarters_of, reading, resolve, total
from readings import YEAR, Readings
from schedules import scheduled

FLOOR = 1000.0  # base in USD below which growth of revenue says nothing
Trend = namedtuple("Trend", "slope start fit")  # logarithm of USD a day, by days


class RevenueFigures(Readings):
    def of_revenue(self, basis, start, end):
        months = length_in_months(start, end)
        before, year_ago = earlier(start, end, months), earlier(start, end, 12)
        ltm = months_before(end, 11), end
        month = months_before(end, 0), end

        def at(when):
            return self.flow("revenue", *when, basis)

        revenue = at((start, end))
        emitted = self.emissions_usd(start, end)
        growth = at((start, end)).growth_from(at(year_ago), FLOOR)
        evidenced = self.evidenced(basis, start, end)
        yield "revenue", revenue
        yield "revenue_evidenced", evidenced
        yield "evidence_share", evidenced / revenue
        yield "run_rate", self.run_rate(start, end, basis)
        yield "exit_run_rate", at(month).complete() * 12
        yield "revenue_ltm", at(ltm)
        yield "revenue_growth_qoq", revenue.growth_from(at(before), FLOOR)
        yield "revenue_growth_yoy", growth
        yield "revenue_cqgr", self.apply(growth, lambda g: (1 + g) ** 0.25 - 1 if g > -1 else None)
        yield from self.bennet(revenue, at(before), start, end, before)
        yield "revenue_to_emission", revenue / emitted
        yield "emission_per_revenue", emitted / revenue
        yield "break_even_price", revenue / self.flow("tokens_emitted", start, end)
        yield "price_to_usage_revenue", self.market_cap(start, end) / self.annual(revenue, start, end)
        yield "capital_efficiency", self.run_rate(start, end, basis) / self.stock("funding_raised", start, end)
        price = self.close(end).growth_from(self.close(year_ago[1]))
        log_revenue, log_price = self.log(growth), self.log(price)
        yield "divergence", log_revenue - log_price
        yield "price_effect_revenue", log_revenue
        supply, supply_then = (self.stock("circulating_supply", *when) for when in ((start, end), year_ago))
        multiple = self.close(end) * supply / revenue.complete()
        multiple_then = self.close(year_ago[1]) * supply_then / at(year_ago).complete()
        yield "price_effect_multiple", self.log(multiple.growth_from(multiple_then))
        yield "quadrant", growth.meet(price, quadrant)
        yield "break_even_growth", self.break_even_growth(at(ltm), end)
        yield "coverage", reading(revenue.coverage if any(r.basis == basis for r in self.network.series("revenue")) else None)
        yield "freshness", reading(self.freshness(basis, end))
        yield "reconciliation_gap", reading(self.reconciliation_gap(basis, start, end))
        yield "restatement", self.restatement(revenue, basis, start, end)
        yield "revenue_variation", reading(self.variation(basis, end))
        trend = self.trend(basis, end)
        yield "revenue_trend", reading(math.exp(YEAR * trend.slope) - 1 if trend else None)
        yield "revenue_trend_fit", reading(trend.fit if trend else None)
        for path, share, change in (("", 1, 0), ("_bear", 0.5, -0.5), ("_bull", 1.5, 1)):
            yield "break_even_date" + path, reading(self.break_even_date(trend, share, change, end))
        yield "co_movement", reading(self.co_movement(basis, end))
        yield "lead_lag", reading(self.lead_lag(basis, end))
        yield "revenue_to_emission_since_launch", self.since_launch(basis, end)

    def evidenced(self, basis, start, end):
        def within(start, end):
            pieces = self.pieces("revenue", basis, start, end)
            amounts = [p.amount for p in pieces if p.evidence in ("settled", "burn")]
            return total(amounts, sum(days(p.start, p.end) for p in pieces), start, end)

        return longer(within, start, end)

    def bennet(self, revenue, before, start, end, earlier_period):
        units, units_before = self.flow("usage", start, end), self.flow("usage", *earlier_period)
        price, price_before = revenue / units, before / units_before
        yield "revenue_volume_effect", (price + price_before).complete() * 0.5 * (units - units_before).complete()
        yield "revenue_price_effect", (units + units_before).complete() * 0.5 * (price - price_before).complete()

    def break_even_growth(self, revenue, end):
        needed = self.next_months(12, end) * self.close(end)

        def growth(needed, revenue):
            return max(0.0, (needed / revenue) ** (1 / 5) - 1) if revenue > 0 else None

        return needed.complete().meet(revenue.complete(), growth)

    def freshness(self, basis, end):
        ages = []
        for name, wanted in (("revenue", basis), ("tokens_emitted", ""), ("price", "")):
            rows = [r for r in self.network.series(name) if r.basis == wanted and r.value is not None and r.start <= end]
            if rows:
                ages.append((end - min(end, max(r.end for r in rows))).days)
        return float(max(ages)) if ages else None

    def reconciliation_gap(self, basis, start, end):
        used, _ = resolve(self.network, "revenue", basis, start, end)
        whole = {
            source: math.fsum(p.amount for p in pieces)
            for source, pieces, covered in by_source(self.network, "revenue", basis, start, end)
            if covered >= FULL * days(start, end)
        }
        if used not in whole or len(whole) < 2:
            return None
        gaps = [(whole[used] - other) / ((whole[used] + other) / 2) for source, other in whole.items() if source != used]
        return max(gaps, key=abs)

    def restatement(self, revenue, basis, start, end):
        if days(start, end) > 92:  # the quarters of a year were first published on days of their own
            return reading(None)
        known_by = end + timedelta(92)
        first = Readings(Network(self.network.folder, self.network.as_of, known_by), {}).flow("revenue", start, end, basis)
        return revenue.complete().growth_from(first)

    def months(self, basis, count, end):
        """Changes of the logarithms of revenue and of price over each of the last months; None where one is not known."""
        def logs(back):
            first, last = earlier(months_before(end, 0), end, back)
            revenue = self.flow("revenue", first, last, basis)
            price = self.close(last)
            known = revenue.whole and revenue.value > 0, price.value is not None
            return math.log(revenue.value) if known[0] else None, math.log(price.value) if known[1] else None

        levels = [logs(back) for back in range(count, -1, -1)]
        return [
            tuple(None if None in (a, b) else b - a for a, b in zip(before, now)) for before, now in zip(levels, levels[1:])
        ]

    def co_movement(self, basis, end):
        pairs = [pair for pair in self.months(basis, 12, end) if None not in pair]
        return risk.correlation(*zip(*pairs)) if len(pairs) >= 10 else None

    def lead_lag(self, basis, end):
        changes = self.months(basis, 36, end)
        if sum(None not in pair for pair in changes) < 18:
            return None
        best = {}
        for shift in range(-3, 4):
            pairs = [
                (changes[i][0], changes[i + shift][1])
                for i in range(len(changes))
                if 0 <= i + shift < len(changes) and changes[i][0] is not None and changes[i + shift][1] is not None
            ]
            best[shift] = abs(risk.correlation(*zip(*pairs)) or 0)
        return float(max(sorted(best, key=abs), key=best.get))

    def windows(self, basis, grain, count, end):
        """The last weeks, months or quarters, as (middle as a day's number, revenue a day, or None where it is not whole)."""
        if grain == "week":
            last = end - timedelta((end.weekday() + 1) % 7)  # a week ends on Sunday
            spans = [(last - timedelta(7 * back + 6), last - timedelta(7 * back)) for back in range(count)]
        else:
            months = {"month": 1, "quarter": 3}[grain]
            spans = [earlier(months_before(end, months - 1), end, months * back) for back in range(count)]
        for first, last in reversed(spans):
            revenue = self.flow("revenue", first, last, basis)
            middle = (first.toordinal() + last.toordinal()) / 2
            yield middle, revenue.value / days(first, last) if revenue.whole else None

    def variation(self, basis, end):
        amounts = [7 * amount for _, amount in self.windows(basis, "week", 13, end) if amount is not None]
        return risk.deviation(amounts) / risk.mean(amounts) if len(amounts) >= 10 and risk.mean(amounts) > 0 else None

    def trend(self, basis, end):
        """The straight line through the logarithms of revenue a day, by the finest grain that has enough windows and the last."""
        for grain, count, needed in (("week", 26, 20), ("month", 12, 6), ("quarter", 8, 4)):
            windows = list(self.windows(basis, grain, count, end))
            points = [(day, math.log(amount)) for day, amount in windows if amount is not None and amount > 0]
            if len(points) >= needed and points[-1][0] == windows[-1][0]:
                x, y = zip(*points)
                both, xx, yy = risk.correlation_parts(x, y)
                slope = both / xx
                return Trend(slope, risk.mean(y) - slope * risk.mean(x), both**2 / (xx * yy) if yy > 0 else 1.0)
        return None

    def break_even_date(self, trend, share, change, end):
        """The day, counted from 1970, on which revenue on its trend carries the scheduled emission at the path's price."""
        price = self.close(end).value
        if trend is None or price is None:
            return None
        level = trend.start + trend.slope * end.toordinal()
        planned = self.daily_schedule(end)
        for ahead in range(0, days(end, risk.day_months_before(end, -60))):
            day = end + timedelta(ahead)
            if day not in planned or ahead > 0 and trend.slope <= 0:
                return None
            revenue = math.exp(level + share * trend.slope * ahead)
            if revenue >= planned[day] * price * (1 + change) ** (ahead / YEAR):
                return float((day - date(1970, 1, 1)).days)
        return None

    def daily_schedule(self, end):
        if end not in self.schedules:
            pieces = scheduled(self.network, end, risk.day_months_before(end, -60))
            self.schedules[end] = {day: p.amount / days(p.start, p.end) for p in pieces for day in each_day(p.start, p.end)}
        return self.schedules[end]

    def since_launch(self, basis, end):
        rows = [r for n in ("revenue", "tokens_emitted") for r in self.network.series(n) if r.basis in ("", basis)]
        if not any(r.basis == basis for r in self.network.series("revenue")):
            return NONE
        first = min(row.start for row in rows)
        first = date(first.year, 3 * ((first.month - 1) // 3) + 1, 1)
        if first > end:
            return NONE
        earned, spent, covered = [], [], 0
        for quarter in quarters_of(first, end):
            revenue, emitted = self.flow("revenue", *quarter, basis), self.emissions_usd(*quarter)
            if revenue.whole and emitted.whole:
                earned.append(revenue.value)
                spent.append(emitted.value)
                covered += days(*quarter)
        coverage = covered / days(first, end)
        if not covered:
            return Figure(None, 0.0, False)
        return Figure(math.fsum(earned) / math.fsum(spent), coverage, coverage >= FULL)


def quadrant(revenue, price):
    """1 both up, 2 price down and revenue up, 3 both down, 4 price up and revenue down, 0 where one moved by 10 % at most."""
    if abs(revenue) <= 0.1 or abs(price) <= 0.1:
        return 0.0
    return {(True, True): 1.0, (True, False): 2.0, (False, False): 3.0, (False, True): 4.0}[(revenue > 0, price > 0)]
