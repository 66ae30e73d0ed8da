"""What the peers of the screen share: rounds, the clock and printing.

usage: screen_with_*.py TABLE ROUNDS
"""

import statistics
import sys
import time

QUARTERS = 8  # Verdicts of a network: the last eight quarters.


def run(load, screen):
    """Prints the verdicts that `screen` makes of what `load` returns, and the median of rounds."""
    data, seconds = load(sys.argv[1]), []
    for turn in range(int(sys.argv[2]) + 1):
        start = time.perf_counter()
        rows = screen(data)
        if turn:
            seconds.append(time.perf_counter() - start)
    write = sys.stdout.write
    write("network,quarter,verdict\n")
    for network, quarter, verdict in sorted(rows):
        write(f"{network},{quarter},{verdict}\n")
    write(f",seconds,{statistics.median(seconds)!r}\n")
