"""The price canon with empyrical on NumPy arrays, its quickest way, with the crypto year."""

import empyrical
from canon_common import CALMAR_DAYS, WINDOW, YEARS_DAYS, numpy, returns, run


def compute(closes, market):
    closes, market = closes.to_numpy(), market.to_numpy()
    every = returns(closes)
    simple, recent = every[-WINDOW:], every[1 - CALMAR_DAYS:]
    logs, others = numpy.log1p(simple), numpy.log1p(returns(market[-WINDOW - 1:]))
    return {
        "cagr": empyrical.cagr(every, annualization=YEARS_DAYS),
        "max_drawdown": empyrical.max_drawdown(every),
        "calmar": empyrical.calmar_ratio(recent, annualization=YEARS_DAYS),
        "volatility": empyrical.annual_volatility(logs, annualization=365),
        "downside_deviation": empyrical.downside_risk(simple, annualization=365),
        "sharpe": empyrical.sharpe_ratio(simple, annualization=365),
        "sortino": empyrical.sortino_ratio(simple, annualization=365),
        "beta": empyrical.beta(logs, others),
        "value_at_risk": empyrical.value_at_risk(simple),
        "expected_shortfall": empyrical.conditional_value_at_risk(simple),
    }


run(compute)
