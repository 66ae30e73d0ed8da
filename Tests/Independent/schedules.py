"""What the rules of a profile say: scheduled tokens, and tokens that are minted again from burns."""

import math
from datetime import date, timedelta

from dataset import days, each_day, next_month
from flows import Figure, Piece, total

YEARS_AHEAD = 20  # a rule without an end is written out so far


def scheduled(network, start, end, schedule="emission_schedule", complete=True):
    """Scheduled tokens, a piece for a month or the part of it in which the same rules hold; rules that overlap add up."""
    tokens, in_force = {}, {}
    rules = [rule for rule in network.profile.get(schedule, []) if known(network, rule)]
    for rule in rules:
        first, last = span_of(rule)
        if max(first, start) > min(last, end):
            continue
        for day in each_day(max(first, start), min(last, end)):
            tokens.setdefault(day, []).append(on_day(rule, day, first, last))
            in_force.setdefault(day, []).append(rule)
    if rules and schedule == "unlock_schedule" and complete:  # complete from its first to its last day
        first, last = min(span_of(rule)[0] for rule in rules), max(span_of(rule)[1] for rule in rules)
        for day in each_day(max(first, start), min(last, end)):
            tokens.setdefault(day, [0.0])
            in_force.setdefault(day, [])
    pieces = []
    for day in sorted(tokens):
        amount = math.fsum(tokens[day])
        before = day - timedelta(1)
        if pieces and pieces[-1].end == before and day.day > 1 and in_force[before] == in_force[day]:
            pieces[-1] = pieces[-1]._replace(end=day, amount=pieces[-1].amount + amount)
        else:
            pieces.append(Piece(day, day, amount, "schedule"))
    return pieces


def scheduled_figure(network, start, end, schedule="emission_schedule"):
    pieces = scheduled(network, start, end, schedule)
    return total([p.amount for p in pieces], sum(days(p.start, p.end) for p in pieces), start, end)


def known(network, rule):
    """A rule that begins after the as-of day does not count if its source was published after that day as well."""
    begun = span_of(rule)[0] <= network.as_of
    return begun or network.published.get(rule.get("source", ""), "") <= network.as_of.isoformat()


def span_of(rule):
    if "date" in rule:  # a cliff
        return date.fromisoformat(rule["date"]), date.fromisoformat(rule["date"])
    return date.fromisoformat(rule["from"]), date.fromisoformat(rule["until"]) if "until" in rule else date.max


def on_day(rule, day, first, last):
    if "date" in rule:
        return float(rule["tokens"])
    if "to_zero" in rule:  # falls in a straight line over the days, to nothing at the end of the last; a day takes its middle
        length = days(first, last)
        return float(rule["tokens"]) * 2 * (days(day, last) - 0.5) / length**2
    return amount_of(rule, day, first) / days_of(rule["per"], day, first, last)


def amount_of(rule, day, first):
    """The rule's amount for its unit; it falls every so many months or years from the first day, down to the floor."""
    if "tokens" in rule:
        amount, floor = float(rule["tokens"]), float(rule.get("floor", 0))
    else:
        return share_of_supply(rule, day, first)
    months = 12 * (day.year - first.year) + day.month - first.month - (day.day < first.day)
    falls = months // months_between_falls(rule["every"]) if "decay" in rule else 0
    return max(floor, amount * (1 - share(rule.get("decay", "0%"))) ** falls)


def months_between_falls(every):
    """`month`, `year`, `6 months`, `2 years`"""
    count, _, unit = every.rpartition(" ")
    return int(count or 1) * {"month": 1, "year": 12}[unit.removesuffix("s")]


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


def reminted(network, start, end):
    """Tokens minted again from burns, day by day; None where no rule of the profile covers a row of burns."""
    rules = network.profile.get("remint", [])
    rules = [rules] if isinstance(rules, dict) else rules
    best = Figure(None, 0.0, False)
    for source in network.ranking("tokens_burned", ""):
        tokens = {}
        for rule in rules:
            if rule.get("of", "tokens_burned") == "tokens_burned":
                tokens.update(reminted_by(rule, [row for row in network.series("tokens_burned") if row.source == source]))
        inside = [amount for day, amount in tokens.items() if start <= day <= min(end, network.as_of)]
        figure = total(inside, len(inside), start, end)
        if figure.coverage > best.coverage:
            best = figure
        if best.whole:
            break
    return best


def reminted_by(rule, rows):
    """A row of burns is spread evenly over its days and counts if the rule holds on all of them."""
    first, last = span_of(rule)
    if rule.get("per", "day") != "day":
        return {}
    cap, target, tokens = float(rule.get("cap", "inf")), 0.0, {}
    for row in sorted(rows):
        if row.basis or row.value is None or row.start < first or row.end > last:
            continue
        for day in each_day(row.start, row.end):
            burned = float(rule["share"]) * row.value / days(row.start, row.end)
            smoothing = float(rule.get("smoothing", 1))
            target += (burned - target) / smoothing  # an exponential mean; without smoothing the day's burn itself
            tokens[day] = min(target, cap)
    return tokens
