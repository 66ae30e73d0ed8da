"""What the peers share: how a table of sums is printed."""

import sys


def print_sums(rows):
    """Prints rows of network, series, year, quarter and sum as CSV, sorted by the first four."""
    write = sys.stdout.write
    write("network,series,quarter,sum\n")
    for network, series, year, quarter, total in rows:
        write(f"{network},{series},{year}Q{quarter},{total:.2f}\n")
