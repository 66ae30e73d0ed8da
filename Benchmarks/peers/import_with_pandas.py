"""The closes of a price history in JSON, with pandas: the last point up to the end of each day."""

import sys

import pandas

DAY = 86_400_000


def closes(points):
    table = pandas.DataFrame(points.tolist(), columns=["time", "value"])
    # 00:00 is the end of the day before.
    table["day"] = (table["time"].astype("int64") - 1) // DAY
    table = table.sort_values("time", kind="stable")
    return table.groupby("day")["value"].last()


def main():
    prices = pandas.read_json(sys.argv[1])
    print("series,date,value")
    for word, name in [("prices", "price"), ("market_caps", "market_cap")]:
        found = closes(prices[word])
        # The newest day is not over.
        for day, value in found.iloc[:-1].items():
            print(f"{name},{pandas.Timestamp(day * DAY, unit='ms').date()},{value!r}")


if __name__ == "__main__":
    main()
