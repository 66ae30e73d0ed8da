"""The figures of a network for a period, each computed as its definition says it in words."""

from datetime import timedelta

import risk
from dataset import days, earlier, length_in_months, months_before
from flows import NONE, reading, resolve
from readings import YEAR
from revenue import FLOOR, RevenueFigures
from schedules import reminted, scheduled_figure

NOTHING = 1e-9  # what remains of two equal amounts, as a share of them
OWN_FLOWS = ("credits_used", "octanebench_hours", "tokens_used", "new_leases", "data_credits_burned")
OWN_STOCKS = ("gpus_in_use", "stored", "tokens_locked", "serving_share", "usage_cumulative", "km_mapped_total", "road_coverage")
OWN_STOCKS += ("staked_supply", "active_subgraphs")
LEVELS = ("unit_price", "centralized_unit_price")
STOCKS = ("circulating_supply", "total_supply", "max_supply", "capacity", "utilization", "active_providers", "funding_raised")
STOCKS += ("customers", "subscribers", "daily_users", *LEVELS, *OWN_STOCKS)


class Audit(RevenueFigures):
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
        emitted, planned = self.flow("tokens_emitted", start, end), scheduled_figure(self.network, start, end)
        measured = resolve(self.network, "tokens_emitted", "", start, end)[0] is not None
        again = reminted(self.network, start, end) if self.network.profile.get("remint") and self.burns else None
        own = emitted - again if again is not None else emitted
        yield "tokens_emitted", emitted
        yield "emissions_usd", self.emissions_usd(start, end)
        yield "scheduled_emission", planned
        yield "scheduled_unlocks", scheduled_figure(self.network, start, end, "unlock_schedule")
        gap = own / planned if measured else NONE
        yield "schedule_gap", self.apply(gap, lambda share: share - 1)

    def next_months(self, months, end, schedule="emission_schedule"):
        first = end + timedelta(1)
        return scheduled_figure(self.network, first, months_before(first, -months) - timedelta(1), schedule)

    def ahead(self, start, end):
        first = end + timedelta(1)
        year, last_year = self.next_months(12, end), scheduled_figure(self.network, months_before(end, 11), end)
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
        for name in ("tokens_unlocked", *OWN_FLOWS):
            if name == "tokens_unlocked" or self.network.series(name):
                yield name, "", self.flow(name, start, end)
        for name in STOCKS:
            if name in OWN_STOCKS and not self.network.series(name):
                continue
            for basis in self.network.bases(name):
                now = self.close(end, name, basis) if name in LEVELS else self.stock(name, start, end, basis)
                yield name, basis, now
                if name == "capacity" and not basis:
                    yield "overbuild_index", "", self.overbuild_index(start, end)
                if name == "capacity":
                    yield "capacity_growth", basis, now.growth_from(self.stock(name, *before, basis))
                if name == "circulating_supply":
                    grown = now.growth_from(self.stock(name, *earlier(start, end, 12), basis))
                    yield "price_effect_supply", basis, self.log(grown) * -1
                    change, apart = self.change_of_supply(start, end, basis)
                    yield "dilution", basis, change
                    yield "dilution_annualized", basis, self.apply(change, lambda c: (1 + c) ** (YEAR / apart) - 1)
        cap = self.stock("max_supply", start, end).otherwise(self.stock("total_supply", start, end))
        for metric, figure in zip(("supply_residual", "supply_residual_share"), self.supply_residual(start, end)):
            yield metric, "", figure
        yield "float_share", "", self.stock("circulating_supply", start, end) / cap

    def overbuild_index(self, start, end):
        if length_in_months(start, end) > 3:
            return NONE
        ratios = [
            (self.stock("capacity", *quarter) / self.flow("usage", *quarter).complete()).value
            for quarter in (earlier(start, end, 3 * back) for back in range(4, -1, -1))
        ]
        known = [ratio for ratio in ratios if ratio is not None]
        return reading(ratios[-1] / known[0] * 100 if ratios[-1] is not None and len(known) > 1 else None)

    def supply_residual(self, start, end):
        """Of total supply if it has readings near both ends, else of circulating supply, which unlocks and locks change as well."""
        for name in ("total_supply", "circulating_supply"):
            opening, closing = self.ends_of_supply(name, "", start, end)
            if opening:
                break
        else:
            return NONE, NONE
        readings, between = self.points(name), (opening + timedelta(1), closing)
        change = self.flow("tokens_emitted", *between)
        if self.burns or self.network.series("tokens_burned"):
            change = change - self.flow("tokens_burned", *between)
        if name == "circulating_supply":
            if self.network.series("tokens_unlocked") or self.network.profile.get("unlock_schedule"):
                change = change + self.flow("tokens_unlocked", *between)
            locked = self.points("tokens_locked")
            if locked:
                change = change - (reading(locked.get(closing)) - reading(locked.get(opening)))
        residual = change.complete() + reading(readings[opening] - readings[closing])
        residual = self.apply(residual, lambda amount: 0.0 if abs(amount) < NOTHING * readings[opening] else amount)
        return residual, self.apply(residual, lambda amount: amount / readings[opening])

    def ends_of_supply(self, name, basis, start, end):
        """The readings nearest to both ends, each at most half the period away, at least 60 days apart."""
        readings, reach = self.points(name, basis), days(start, end) / 2

        def nearest(target):
            near = [day for day in readings if abs((day - target).days) <= reach]
            return min(near, key=lambda day: (abs((day - target).days), day), default=None)

        opening, closing = nearest(start - timedelta(1)), nearest(end)
        return (opening, closing) if opening and closing and (closing - opening).days >= 60 else (None, None)

    def change_of_supply(self, start, end, basis):
        readings = self.points("circulating_supply", basis)
        opening, closing = self.ends_of_supply("circulating_supply", basis, start, end)
        if not opening:
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
