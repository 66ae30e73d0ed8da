"""The price canon with NumPy, each statistic one vectorised expression."""

from canon_common import CALMAR_DAYS, WINDOW, growth, numpy, returns, run

YEAR = numpy.sqrt(365)


def drawdowns(closes):
    return closes / numpy.maximum.accumulate(closes) - 1


def compute(closes, market):
    closes, market = closes.to_numpy(), market.to_numpy()
    simple = returns(closes[-WINDOW - 1:])
    logs, others = numpy.diff(numpy.log(closes[-WINDOW - 1:])), numpy.diff(
        numpy.log(market[-WINDOW - 1:]))
    downside = numpy.sqrt(numpy.square(numpy.minimum(simple, 0)).mean()) * YEAR
    falls, tail = drawdowns(closes), numpy.quantile(simple, 0.05)
    recent = closes[-CALMAR_DAYS:]
    covariances = numpy.cov(logs, others)
    return {
        "cagr": growth(closes),
        "max_drawdown": falls.min(),
        "underwater_share": (falls < 0).mean(),
        "ulcer_index": numpy.sqrt(numpy.square(drawdowns(closes[-WINDOW - 1:])).mean()),
        "calmar": growth(recent) / -drawdowns(recent).min(),
        "volatility": logs.std(ddof=1) * YEAR,
        "downside_deviation": downside,
        "sharpe": simple.mean() / simple.std(ddof=1) * YEAR,
        "sortino": simple.mean() * 365 / downside,
        "beta": covariances[0, 1] / covariances[1, 1],
        "correlation": numpy.corrcoef(logs, others)[0, 1],
        "value_at_risk": tail,
        "expected_shortfall": simple[simple <= tail].mean(),
    }


run(compute)
