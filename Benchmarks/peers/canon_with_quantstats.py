"""The price canon with QuantStats on pandas series, as its documentation writes it.

What it computes by another convention has a name of its own and is not compared.
"""

import warnings

from canon_common import CALMAR_DAYS, WINDOW, run
from quantstats import stats

warnings.simplefilter("ignore")


def compute(closes, market):
    every = closes.pct_change().dropna()
    simple, others = every[-WINDOW:], market.pct_change().dropna()[-WINDOW:]
    falls = stats.drawdown_details(stats.to_drawdown_series(closes))
    return {
        "max_drawdown": stats.max_drawdown(closes),
        "drawdowns": len(falls),
        "sharpe": stats.sharpe(simple, periods=365),
        "sortino": stats.sortino(simple, periods=365),
        "expected_shortfall": stats.cvar(simple, method="historical"),
        "cagr of its own": stats.cagr(every, periods=365),
        "calmar of its own": stats.calmar(every[1 - CALMAR_DAYS:], periods=365),
        "volatility of its own": stats.volatility(simple, periods=365),
        "ulcer_index of its own": stats.ulcer_index(simple),
        "value_at_risk of its own": stats.value_at_risk(simple),
        "beta of its own": stats.greeks(simple, others)["beta"],
    }


run(compute)
