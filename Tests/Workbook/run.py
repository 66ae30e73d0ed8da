#!/usr/bin/env python3
"""Runs the tests of the workbook on several cores and ends with a line of counts.

    python3 Tests/Workbook/run.py [--command COMMAND] [--jobs N] [--large] [CLASS ...]

Each class of tests is a process of its own; CLASS names some, as `test_shapes.DailyRows`. Exit
status: 0 all passed, 1 some failed. Needs openpyxl; LibreOffice and pandas where there are.
"""

import argparse
import io
import multiprocessing
import os
import resource
import sys
import tempfile
import time
import unittest
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stdout
from pathlib import Path

HERE = Path(__file__).resolve().parent
# The longest first, so that no core waits for the other at the end.
FIRST = ["test_shipped.Changed", "test_deleted.Deleted", "test_shipped.Shipped"]


def classes():
    """Names of the classes that have tests."""
    found = set()
    for suite in unittest.TestLoader().discover(HERE, top_level_dir=HERE):
        for case in flat(suite):
            found.add(f"{type(case).__module__}.{type(case).__qualname__}")
    return [name for name in FIRST if name in found] + sorted(found - set(FIRST))


def flat(suite):
    for item in suite:
        yield from flat(item) if isinstance(item, unittest.TestSuite) else [item]


def run_class(name, surroundings):
    """Runs one class: its name, counts, output and seconds of work, LibreOffice's and the program's too."""
    os.environ.update(surroundings)
    sys.path.insert(0, str(HERE))
    output, text = io.StringIO(), io.StringIO()
    suite = unittest.TestLoader().loadTestsFromName(name)
    with redirect_stdout(output):
        result = unittest.TextTestRunner(text, verbosity=0).run(suite)
    bad = {case_of(case).id() for case, _ in result.failures + result.errors} | {case.id() for case in result.unexpectedSuccesses}
    skipped = [(case.id(), reason) for case, reason in result.skipped]
    skipped += [(case.id(), "known fault") for case, _ in result.expectedFailures]
    broken = [f"{title}: {case}\n{trace}" for title, found in (("FAIL", result.failures), ("ERROR", result.errors))
              for case, trace in found]
    broken += [f"PASSES, though it is marked as a known fault: {case}\n" for case in result.unexpectedSuccesses]
    # A class whose setting-up fails runs no test of its own: that is one failure.
    ran = max(result.testsRun, len(bad) + len(skipped))
    return name, ran - len(bad) - len(skipped), len(bad), skipped, broken, output.getvalue(), work()


def work():
    """Processor seconds of this process and those that it started, whatever else the machine does."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def case_of(case):
    return getattr(case, "test_case", case)


def prepare(folder):
    """Makes the shipped report ready for the classes that look at it."""
    sys.path.insert(0, str(HERE))
    from cases import keep_shipped

    return keep_shipped(folder)


def outcomes(names, jobs):
    """What each class gives, in their order; while the shipped report is made ready, one of the others runs."""
    spawn = multiprocessing.get_context("spawn")
    early = [name for name in names if name not in FIRST][:1]
    with tempfile.TemporaryDirectory(prefix="workbook-") as folder:
        with ProcessPoolExecutor(jobs, mp_context=spawn, max_tasks_per_child=1) as pool:
            ready = pool.submit(prepare, folder) if set(names) & set(FIRST) else None
            runs = {name: pool.submit(run_class, name, {}) for name in early}
            found = ready.result() if ready else {}
            runs |= {name: pool.submit(run_class, name, found) for name in names if name not in early}
            for name in names:
                yield runs[name].result()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="CLASS")
    parser.add_argument("--command", default=".build/debug/depin-audit", help="the program (default .build/debug/depin-audit)")
    parser.add_argument("--jobs", type=int, default=min(os.cpu_count() or 1, 4))
    parser.add_argument("--large", action="store_true", help="whole datasets, where else small ones are enough: takes long")
    options = parser.parse_args()
    sys.path.insert(0, str(HERE))
    os.environ["DEPIN_AUDIT"] = str(Path(options.command).resolve())
    if options.large:
        os.environ["WORKBOOK_LARGE"] = "1"
    passed = failed = skipped = 0
    started = time.monotonic()
    for name, good, bad, skips, broken, output, seconds in outcomes(options.names or classes(), options.jobs):
        passed, failed, skipped = passed + good, failed + bad, skipped + len(skips)
        print(f"{name}: {good} passed, {bad} failed, {len(skips)} skipped; {seconds:.0f} s of work")
        for line in output.splitlines():
            print(f"  {line}")
        for case, reason in skips:
            print(f"  skipped {case}: {reason}")
        print("".join(broken), end="", flush=True)
    print(f"workbook tests took {time.monotonic() - started:.0f} s on {options.jobs} cores")
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
