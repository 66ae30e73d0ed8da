#!/usr/bin/env python3
"""Imports the sample of every vendor's page and looks for it in a report.

For each file of Documentation/vendors/samples: it is imported into a copy of the sample network, a
second import changes no byte, and figure, trace and page of the report show its rows with source and
evidence. A changed number is refused and, with --accept-restatement, taken.

Exit status: 0 all of it holds, 1 something does not. Standard library only.
"""

import argparse
import pathlib
import shutil
import subprocess
import sys
import tempfile

SAMPLES = pathlib.Path(__file__).resolve().parents[2] / "Documentation" / "vendors" / "samples"

# File, options, source, and one figure with its period, value as written, and evidence; what to
# change in the file, where that is not the value.
CASES = [
    ("coingecko.json", [], "coingecko-sample", "price", "2024-01-01", "1.31", "measured"),
    ("coingecko.csv", [], "coingecko-sample", "market_cap", "2024-01-01", "131000000.5",
     "measured"),
    ("coinmarketcap.csv", [], "coinmarketcap-sample", "price", "2024-01-02", "1.31", "measured"),
    ("defillama.json", ["--map", "totalDataChart=fees"], "defillama-sample", "fees", "2024-01-02",
     "-20.5", "measured"),
    ("coin-metrics.csv", [], "coin-metrics-sample", "price", "2024-01-01", "1.31", "measured"),
    ("token-terminal.json", ["--project", "sample"], "token-terminal-sample", "fees",
     "2024-01-02", "120", "measured"),
    ("dune.json", ["--map", "burned=tokens_burned"], "dune-sample", "tokens_burned", "2024-01-01",
     "12.500000000000000001", "operator"),
    ("artemis.json", [], "artemis-sample", "fees", "2024-01-01", "100.0", "measured"),
    ("messari.json", [], "messari-sample", "price", "2024-01-02", "1.31", "measured"),
    ("yahoo.csv", [], "yahoo-sample", "price", "2024-01-03", "1.350000", "measured"),
    ("binance.csv", [], "binance-sample", "price", "2024-12-31", "1.30", "measured"),
    ("bybit.json", [], "bybit-sample", "price", "2024-01-02", "1.31", "measured"),
    ("tokenomist.json", [], "tokenomist-sample", "tokens_unlocked", "2024-01-01", "10",
     "schedule"),
    # Nodes count the smallest units: what is changed is not the value as rows have it.
    ("solana.json", [], "solana-sample", "total_supply", "2025-01-05", "184467440737.09551617",
     "measured", ('"18446744073709551617"', '"18446744073709551618"')),
    ("solana-transactions.json", ["--series", "tokens_burned"], "solana-sample", "tokens_burned",
     "2024-01-01", "184467440737.59551617", "measured",
     ('"18446744073709551617"', '"18446744073709551618"')),
    ("evm-supply.json", [], "evm-sample", "total_supply", "2025-01-05", "184467440737.09551617",
     "measured", ('0001"', '0002"')),
    ("evm.json", [], "evm-sample", "tokens_burned", "2024-01-01", "184467440738.33008405",
     "measured", ("75bcd15", "75bcd16")),
]
# Not data: a vendor's refusal.
REFUSED = {"refused.json"}


class Broken(Exception):
    """What does not hold."""


def run(command, *arguments, folder, status=0):
    """What a command prints; any other status than the one that is due breaks the test."""
    found = subprocess.run([command, *arguments], cwd=folder, capture_output=True, text=True,
                           check=False)
    if found.returncode != status:
        raise Broken(f"{' '.join(arguments)} ended with {found.returncode}: "
                     f"{(found.stdout + found.stderr).strip()[-400:]}")
    return found.stdout + found.stderr


def contents(folder):
    return {path.relative_to(folder): path.read_bytes()
            for path in sorted((folder / "Datasets").rglob("*")) if path.is_file()}


def expect(holds, what):
    if not holds:
        raise Broken(what)


def check(command, folder, case):
    file, options, source, series, day, value, evidence, *change = case
    arguments = ["import", file, "--network", "sample", "--retrieved", "2025-01-05",
                 "--keep-newest", *options]
    run(command, *arguments, folder=folder)
    row = f"{day},{day},{value},"
    table = (folder / "Datasets" / "sample" / f"{series}.csv").read_text(encoding="utf-8")
    lines = [line for line in table.splitlines() if line.startswith(row)]
    expect(len(lines) == 1 and f",{source},{evidence}," in lines[0],
           f"{series}.csv has no row {row}… of {source}, {evidence}")
    before = contents(folder)
    run(command, *arguments, folder=folder)
    expect(contents(folder) == before, "a second import changes something")
    trace = run(command, "get", "sample", series, "-p", f"{day}..{day}", "--trace", folder=folder)
    expect(source in trace and evidence in trace, f"the trace of {series} does not name {source}")
    quarter = f"{day[:4]}Q{(int(day[5:7]) + 2) // 3}"
    run(command, "report", "sample", "-p", quarter, "--formats", "md", "--output", "out",
        folder=folder)
    page = "".join(path.read_text(encoding="utf-8") for path in (folder / "out").rglob("*.md"))
    expect(source in page, f"the report of {quarter} does not name {source}")
    restate(command, arguments, folder, file, *(change or [(value, value + "7")]))


def restate(command, arguments, folder, file, change):
    """The same file with another number."""
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    before = contents(folder)
    said = run(command, *arguments, folder=folder, status=1)
    expect("→" in said and contents(folder) == before, "a changed number is not refused")
    run(command, *arguments, "--accept-restatement", folder=folder)
    expect(contents(folder) != before, "--accept-restatement changes nothing")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--command", required=True, help="the binary of depin-audit")
    options = parser.parse_args()
    command = str(pathlib.Path(options.command).resolve())
    faults = 0
    untested = {path.name for path in SAMPLES.iterdir() if path.is_file()} - REFUSED - {
        case[0] for case in CASES}
    for name in sorted(untested):
        print(f"{name}: a sample that no case imports")
        faults += 1
    for case in CASES:
        with tempfile.TemporaryDirectory() as place:
            folder = pathlib.Path(place) / "samples"
            shutil.copytree(SAMPLES, folder)
            try:
                check(command, folder, case)
            except Broken as broken:
                print(f"{case[0]}: {broken}")
                faults += 1
    print(f"{len(CASES)} samples of vendors imported, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
