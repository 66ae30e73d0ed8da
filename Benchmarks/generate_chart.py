#!/usr/bin/env python3
"""Writes a made-up price history as CoinGecko's market_chart gives it out: a point each five minutes.

    generate_chart.py FILE [--megabytes 100]
"""

import argparse
import random

STEP = 300_000  # milliseconds between two points
FIRST = 1_262_304_000_000  # 2010-01-01
BYTES = 33  # of a point, about
PARTS = [("prices", 1.25), ("market_caps", 131e6), ("total_volumes", 51e3)]


def part(name, value, points, chance):
    """The pieces of one list; each day begins on time, other points miss theirs by seconds."""
    yield f'"{name}":['
    for index in range(points):
        value *= 1 + chance.gauss(0, 0.0005)
        late = chance.randrange(4000) if index % (86_400_000 // STEP) else 0
        yield f"{',' if index else ''}[{FIRST + index * STEP + late},{value!r}]"
    yield "]"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file")
    parser.add_argument("--megabytes", type=int, default=100)
    options = parser.parse_args()
    points = options.megabytes * 1_000_000 // BYTES // len(PARTS)
    chance = random.Random(20_261_123)
    with open(options.file, "w", encoding="ascii") as file:
        for index, (name, value) in enumerate(PARTS):
            file.write("," if index else "{")
            file.writelines(part(name, value, points, chance))
        file.write("}")


if __name__ == "__main__":
    main()
