"""The figures of a network for a period, each computed as its definition says it in words."""

import math
from collections import namedtuple
from datetime import date, timedelta
from functools import cached_property, lru_cache

import risk
from dataset import CARRIED, Network, days, each_day, earlier, length_in_months, months_before
from flows import FULL, NONE, Figure, by_source, longer, quarters_of, reading, resolve, total
from prices import Prices
from schedules import reminted, scheduled, scheduled_figure, span_of

YEAR = 365
NOTHING = 1e-9  # what remains of two equal amounts, as a share of them
FLOOR = 1000.0  # base in USD below which growth of revenue says nothing

class Audit:
    """Figures of a network. Periods are given as their first and last day."""

    def __init__(self, network, benchmarks):
        self.network, self.benchmarks = network, benchmarks
        self.prices = Prices(network)
        self.burns = network.profile.get("mechanism") == "burn-and-mint"
        self.flow = lru_cache(maxsize=None)(self.flow)
        self.stock = lru_cache(maxsize=None)(self.stock)
        self.emissions_usd = lru_cache(maxsize=None)(self.emissions_usd)

    # Readings

    def pieces(self, name, basis, start, end):
        pieces = resolve(self.network, name, basis, start, end)[1]
        if not pieces and name == "tokens_emitted" and not basis:
            pieces = scheduled(self.network, start, min(end, self.network.as_of))
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

    def close(self, end, name="price"):
        readings = self.prices.closes if name == "price" else self.points(name)
        for back in range(4):
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
        stated = [r.value for r in self.network.series(name) if (r.start, r.end, r.basis) == (start, end, "") and r.value is not None]
        if stated:
            return reading(stated[0])
        closing = self.stock(name, start, end)
        opening = self.stock(name, *earlier(start, end, length_in_months(start, end)))
        mean = (opening + closing) * 0.5
        return mean if both_needed else mean.otherwise(closing)

    # Families

    def figures(self, start, end):
        """Yields (metric, basis, figure)."""
        for basis in self.network.bases("revenue"):
            yield from ((metric, basis, figure) for metric, figure in self.of_revenue(basis, start, end))
        for family in (self.income, self.tokens, self.ahead, self.burning, self.sustainability, self.operators, self.valuation):
            yield from ((metric, "", figure) for metric, figure in family(start, end))
        for metric, basis, figure in self.supplies(start, end):
            yield metric, basis, figure
        for metric, figure in self.price_risk(start, end):
            yield metric, "", figure

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
        yield "exit_run_rate", at(month) * 12
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
        yield "co_movement", reading(self.co_movement(basis, end))
        yield "lead_lag", reading(self.lead_lag(basis, end))
        yield "revenue_to_emission_since_launch", self.since_launch(basis, end)

    def apply(self, figure, function):
        return figure if figure.value is None else figure._replace(value=function(figure.value))

    def log(self, growth):
        return self.apply(growth, lambda g: math.log(1 + g) if g > -1 else None)

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
        known_by = end + timedelta(92)
        first = Audit(Network(self.network.folder, self.network.as_of, known_by), {}).flow("revenue", start, end, basis)
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

    def income(self, start, end):
        fees, supply = self.flow("fees", start, end), self.flow("supply_side_revenue", start, end)
        holders, treasury = self.flow("holders_revenue", start, end), self.flow("treasury_revenue", start, end)
        protocol = fees - supply
        yield "fees", fees
        yield "supply_side_revenue", supply
        yield "protocol_revenue", protocol
        yield "holders_revenue", holders
        yield "treasury_revenue", treasury.otherwise(protocol - holders)
        gap = protocol - holders - treasury
        yield "identity_gap", self.apply(gap, lambda amount: 0.0 if abs(amount) < NOTHING * protocol.value else amount)
        yield "take_rate", protocol / fees
        chosen = self.flow("discretionary_burns", start, end)
        yield "discretionary_burns", chosen
        yield "discretionary_share", chosen / (chosen + self.flow("revenue", start, end))

    def tokens(self, start, end):
        emitted, planned = self.flow("tokens_emitted", start, end), longer_schedule(self.network, start, end)
        measured = resolve(self.network, "tokens_emitted", "", start, end)[0] is not None
        again = reminted(self.network, start, end) if self.network.profile.get("remint") and self.burns else None
        own = emitted - again if again is not None and again.value is not None else emitted
        yield "tokens_emitted", emitted
        yield "emissions_usd", self.emissions_usd(start, end)
        yield "scheduled_emission", planned
        gap = own / planned if measured else NONE
        yield "schedule_gap", self.apply(gap, lambda share: share - 1)

    def next_months(self, months, end, schedule="emission_schedule"):
        first = end + timedelta(1)
        return scheduled_figure(self.network, first, months_before(first, -months) - timedelta(1), schedule)

    def ahead(self, start, end):
        first = end + timedelta(1)
        year, last_year = self.next_months(12, end), longer_schedule(self.network, months_before(end, 11), end)
        yield "scheduled_emission_next_year", year
        yield "halving_effect", self.apply(year.complete() / last_year.complete(), lambda share: share - 1)
        soon = scheduled_figure(self.network, first, end + timedelta(90), "unlock_schedule")
        yield "unlocks_next", soon
        yield "unlocks_next_30d", scheduled_figure(self.network, first, end + timedelta(30), "unlock_schedule")
        yield "unlocks_next_365d", self.next_months(12, end, "unlock_schedule")
        yield "unlocks_next_usd", soon * self.close(end)
        yield "unlocks_next_share", soon / self.stock("circulating_supply", start, end)

    def burning(self, start, end):
        if not self.burns:
            metrics = "tokens_burned burned_usd net_emission burn_to_mint burn_to_mint_usage equilibrium_price equilibrium_premium"
            for metric in (metrics + " equilibrium_revenue tokens_reminted price_to_sales_depin_ninja").split():
                yield metric, NONE
            return
        burned, emitted = self.flow("tokens_burned", start, end), self.flow("tokens_emitted", start, end)
        usd, price = self.usd("tokens_burned", start, end), self.close(end)
        again = reminted(self.network, start, end)
        used = (usd - self.flow("discretionary_burns", start, end)).otherwise(usd)
        balance = used / emitted
        yield "tokens_burned", burned
        yield "burned_usd", usd
        yield "net_emission", emitted - burned
        yield "burn_to_mint", burned / emitted
        yield "tokens_reminted", again
        yield "burn_to_mint_usage", (burned - again).positive() / (emitted - again)
        yield "equilibrium_price", balance
        yield "equilibrium_premium", self.apply(price / balance, lambda share: share - 1)
        yield "equilibrium_revenue", self.annual(emitted, start, end) * price
        yield "price_to_sales_depin_ninja", self.by_ninja(start, end)

    def by_ninja(self, start, end):
        """Over twelve times the burn of thirty days, at the closing price."""
        if not self.burns:
            return NONE
        month = months_before(end, 0), end
        burned = self.flow("tokens_burned", *month).complete() * (360 / days(*month))
        return self.market_cap(start, end) / (burned * self.close(end))

    def sustainability(self, start, end):
        emitted, protocol = self.emissions_usd(start, end), self.protocol_revenue(start, end)
        before = earlier(start, end, length_in_months(start, end))
        fees, fees_before, emitted_before = self.flow("fees", start, end), self.flow("fees", *before), self.emissions_usd(*before)
        supply = self.flow("supply_side_revenue", start, end)
        holders = self.flow("holders_revenue", start, end)
        burned = self.usd("tokens_burned", start, end) if self.burns else NONE
        net = holders.otherwise(burned) - emitted
        revenue_growth = self.flow("revenue", start, end).growth_from(self.flow("revenue", *earlier(start, end, 12)), FLOOR)
        yield "fees_to_provider_emission", fees / emitted
        yield "subsidy_share", emitted / (emitted + supply)
        yield "earnings", protocol - emitted
        yield "earnings_margin", (protocol - emitted) / protocol
        yield "incentive_efficiency", fees / emitted
        yield "incentive_efficiency_lagged", fees / emitted_before
        yield "incentive_efficiency_marginal", (fees.complete() - fees_before.complete()) / emitted_before
        yield "net_value_to_holders", net
        yield "holder_yield", self.annual(net, start, end) / self.market_cap(start, end)
        yield "rule_of_40", revenue_growth + (protocol - emitted) / protocol

    def operators(self, start, end):
        before = earlier(start, end, length_in_months(start, end))
        fees, usage = self.flow("fees", start, end), self.flow("usage", start, end)
        revenue, supply = self.flow("revenue", start, end), self.flow("supply_side_revenue", start, end)
        used = usage.growth_from(self.flow("usage", *before))
        offered = self.stock("capacity", start, end).growth_from(self.stock("capacity", *before))
        sold = self.annual(fees.otherwise(revenue), start, end)
        yield "growth_gap", used - offered
        yield "revenue_per_capacity", sold / self.mean_or_last("capacity", start, end, both_needed=True)
        yield "realized_price", fees / usage
        providers = self.mean_or_last("active_providers", start, end)
        yield "fees_per_provider", self.annual(supply, start, end) * (1 / 12) / providers
        yield "full_unit_cost", (fees + self.emissions_usd(start, end)) / usage

    def supplies(self, start, end):
        """Stocks, in every definition that has rows."""
        before = earlier(start, end, length_in_months(start, end))
        for basis in self.network.bases("usage"):
            usage = self.flow("usage", start, end, basis)
            yield "usage", basis, usage
            yield "usage_growth", basis, usage.growth_from(self.flow("usage", *before, basis))
        names = ("circulating_supply", "total_supply", "max_supply", "capacity", "utilization", "active_providers", "funding_raised")
        for name in names:
            for basis in self.network.bases(name):
                now = self.stock(name, start, end, basis)
                yield name, basis, now
                if name == "capacity":
                    yield "capacity_growth", basis, now.growth_from(self.stock(name, *before, basis))
                if name == "circulating_supply":
                    grown = now.growth_from(self.stock(name, *earlier(start, end, 12), basis))
                    yield "price_effect_supply", basis, self.log(grown) * -1
                    change, apart = self.change_of_supply(start, end, basis)
                    yield "dilution", basis, change
                    yield "dilution_annualized", basis, self.apply(change, lambda c: (1 + c) ** (YEAR / apart) - 1)
        cap = self.stock("max_supply", start, end).otherwise(self.stock("total_supply", start, end))
        yield "float_share", "", self.stock("circulating_supply", start, end) / cap

    def change_of_supply(self, start, end, basis):
        """Between the readings nearest to both ends, each at most half the period away, at least 60 days apart."""
        readings, reach = self.points("circulating_supply", basis), days(start, end) / 2

        def nearest(target):
            near = [day for day in readings if abs((day - target).days) <= reach]
            return min(near, key=lambda day: (abs((day - target).days), day), default=None)

        opening, closing = nearest(start - timedelta(1)), nearest(end)
        if not opening or not closing or (closing - opening).days < 60:
            return NONE, 0
        return reading(readings[closing] / readings[opening] - 1), (closing - opening).days

    def valuation(self, start, end):
        cap, fdv = self.market_cap(start, end), self.fdv(start, end)
        fees, protocol = self.flow("fees", start, end), self.protocol_revenue(start, end)
        sales = self.price_to_sales(start, end)
        year_ago = earlier(start, end, 12)
        month = months_before(end, 0), end
        growth = self.flow("revenue", start, end).growth_from(self.flow("revenue", *year_ago), FLOOR)
        month_sales = self.annual(self.protocol_revenue(*month), *month)
        conventions = {
            "price_to_sales": sales,
            "price_to_sales_token_terminal": fdv / month_sales,
            "price_to_sales_defillama": cap / month_sales,
            "price_to_sales_depin_ninja": self.by_ninja(start, end),
        }
        yield "market_cap", cap
        yield "fully_diluted_valuation", fdv
        yield "price_to_sales", sales
        yield "price_to_sales_fdv", fdv / self.annual(protocol, start, end)
        yield "price_to_fees", cap / self.annual(fees, start, end)
        yield "price_to_fees_fdv", fdv / self.annual(fees, start, end)
        yield "price_to_earnings", cap / self.annual(protocol - self.emissions_usd(start, end), start, end)
        yield "price_to_holders_revenue", cap / self.annual(self.flow("holders_revenue", start, end), start, end)
        yield "price_to_sales_growth", sales / (growth * 100)
        yield "market_cap_per_capacity", cap / self.stock("capacity", start, end)
        yield "market_cap_per_provider", cap / self.stock("active_providers", start, end)
        yield "market_cap_per_customer", cap / self.stock("customers", start, end)
        yield "price_to_sales_percentile", self.percentile(start, end)
        yield "price_to_sales_token_terminal", conventions["price_to_sales_token_terminal"]
        yield "price_to_sales_defillama", conventions["price_to_sales_defillama"]
        known = [figure.value for figure in conventions.values() if figure.value is not None]
        yield "price_to_sales_conventions", reading(max(known) / min(known) if len(known) > 1 else None)

    def percentile(self, start, end):
        """The share of the last eight quarters in which price to sales was lower; equal ones count half."""
        if length_in_months(start, end) > 3:
            return NONE
        now = self.price_to_sales(start, end).value
        own = [self.price_to_sales(*earlier(months_before(end, 2), end, 3 * back)).value for back in range(8)]
        own = [value for value in own if value is not None]
        if now is None or len(own) < 6:
            return NONE
        return reading((sum(v < now for v in own) + sum(v == now for v in own) / 2) / len(own))

    def price_risk(self, start, end):
        closes, price, high = self.prices.closes, self.close(end), self.all_time_high(end)
        before = earlier(start, end, length_in_months(start, end))
        yield "price", price
        yield "price_return", price.growth_from(self.close(before[1]))
        yield "all_time_high", high
        yield "drawdown_from_ath", self.apply(price / high, lambda share: share - 1)
        yield "recovery_needed", self.apply(high / price, lambda share: share - 1)
        found = dict(risk.of_falls(closes, end)) | dict(risk.of_returns(closes, end))
        for benchmark, suffix in (("bitcoin", ""), ("ethereum", "_ethereum"), ("solana", "_solana")):
            found |= dict(risk.of_pairs(closes, self.benchmarks[benchmark], end, suffix))
        names = "max_drawdown drawdowns longest_drawdown underwater_share cagr calmar volatility downside_deviation sharpe sortino"
        names += " ulcer_index beta correlation beta_ethereum correlation_ethereum beta_solana correlation_solana"
        for name in names.split():
            yield name, reading(found.get(name))
        yield "flat_line", reading(risk.flat_line(closes, end))


def longer_schedule(network, start, end):
    return scheduled_figure(network, start, end)


def quadrant(revenue, price):
    """1 both up, 2 price down and revenue up, 3 both down, 4 price up and revenue down, 0 where one moved by 10 % at most."""
    if abs(revenue) <= 0.1 or abs(price) <= 0.1:
        return 0.0
    return {(True, True): 1.0, (True, False): 2.0, (False, False): 3.0, (False, True): 4.0}[(revenue > 0, price > 0)]
