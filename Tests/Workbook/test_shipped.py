"""The workbook of the repository's own datasets, as it is and with other observations."""

import datetime
import unittest
from collections import Counter

import edits
from book import Book, Precedents
from cases import AS_OF, DATASETS, IS_LARGE, ReportChecks, WorkbookCase, needs_office
from compare import compare
from office import recalculated

SEEDS = (1, 2, 3, 4) if IS_LARGE else (1,)
# Metrics that may be values: rows of single parties are no rows of Data, and a fit of a trend is no cell formula.
PARTIES = """customers customers_gained customers_reactivated customers_lost customer_retention cohorts net_revenue_retention
gross_revenue_retention revenue_churn revenue_per_customer revenue_per_customer_median quick_ratio recurring_share
top_customer_share top_10_customer_share customer_concentration related_party_share nakamoto_coefficient gini
holder_concentration top_10_share insider_share nakamoto_coefficient_all gini_all holder_concentration_all top_10_share_all
provider_churn reward_gini regional_concentration""".split()
TRENDS = "revenue_trend revenue_trend_fit break_even_date break_even_date_bear break_even_date_bull".split()
# What a screen computes from the trend.
TRENDS += ["(1 + revenue_trend)^2"]
# Metrics on rows that a rule makes of burned tokens: Data holds what came of it, not how.
MADE = "tokens_reminted schedule_gap burn_to_mint_usage".split()


class Shipped(ReportChecks, WorkbookCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.report = cls.shipped()

    def test_only_parties_and_trends_are_values(self):
        precedents, found = Precedents(self.report.formulas), Counter()
        for key, sheet, row, column in self.report.book.metric_cells():
            found[key.metric] += bool(precedents.values(sheet, row, column))
        cells = sum(found.values())
        print(f"{cells} of {sum(1 for _ in self.report.book.metric_cells())} metric cells rest on values, of {len(+found)} metrics")
        self.assertEqual(sorted(+found), sorted(PARTIES + TRENDS + MADE))


class Changed(WorkbookCase):
    """Other values in Data give the figures that the program gives for files with these values."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.report = cls.shipped()
        cls.precedents = Precedents(cls.report.formulas)

    def outcome(self, name, changes):
        """Differences after the same changes on both sides, and how many figures moved."""
        folder = self.folder / name
        folder.mkdir()
        changed = edits.change_workbook(self.report.path, folder / "changed.xlsx", changes, self.report.book.column("Data", "value"))
        book = Book(recalculated(changed, folder / "calculated.xlsx"))
        self.assert_none(book.errors(), "errors")
        datasets = edits.change_datasets(DATASETS, folder / "Datasets", changes)
        figures = self.program.figures(datasets, book.periods, AS_OF)
        moved = sum(figure.value != self.report.figures[key].value for key, figure in figures.items() if key in self.report.figures)
        self.assertGreater(moved, min(len(changes), 1000), "the changes moved hardly a figure: nothing was proved")
        return compare(book, figures), moved

    def check(self, name, changes):
        result, moved = self.outcome(name, changes)
        values, live = Counter(), []
        for one in result.differences:
            if self.precedents.values(one.sheet, one.row, one.column):
                values[one.key.metric] += 1
            else:
                live.append(one)
        print(f"{name}: {len(changes)} observations changed, {moved} figures moved, {result}, {sum(values.values())} of them on"
              f" values: {', '.join(f'{metric} {count}' for metric, count in sorted(values.items())) or 'none'}")
        self.assert_none(live, f"{name}, cells that are formulas: {result}")

    @needs_office
    def test_twenty_changed_observations(self):
        for seed in SEEDS:
            with self.subTest(seed=seed):
                self.check(f"twenty-{seed}", edits.draw(self.report.book.data, seed, datetime.date(2023, 1, 1)))

    @needs_office
    def test_every_observation_changed(self):
        for seed in SEEDS:
            with self.subTest(seed=seed):
                self.check(f"every-{seed}", edits.draw_all(self.report.book.data, seed))
