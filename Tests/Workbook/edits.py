"""The same changes to observations in a workbook and in the files that it was made from."""

import csv
import random
import re
import shutil
import zipfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

# Kinds of series, and how many of 20 changes each gets.
KINDS = {
    "revenue": (("revenue", "fees", "supply_side_revenue", "discretionary_burns"), 4),
    "emission": (("tokens_emitted", "tokens_unlocked"), 3),
    "burns": (("tokens_burned",), 3),
    "prices": (("price",), 4),
    "supplies": (("circulating_supply", "total_supply", "market_cap"), 3),
    "capacity": (("capacity", "active_providers", "usage", "subscribers"), 3),
}


@dataclass(frozen=True)
class Change:
    """Another value for a row of Data: the same text in the sheet and in the file, empty for none."""

    row: object
    text: str

    def __str__(self):
        return f"{self.row.id}: {self.row.value!r} -> {self.text}"


def published(rows):
    """Rows that somebody stated, with a value."""
    return [row for row in rows if row.is_published and isinstance(row.value, (int, float))]


def draw(rows, seed, since):
    """Twenty values changed by a factor of 0.5 to 2, spread over the kinds of series.

    Rows that end before `since` are drawn for prices only, whose histories go back to the first one.
    """
    chance, changes = random.Random(seed), []
    for series, count in KINDS.values():
        fit = [row for row in published(rows)
               if row.series in series and row.value and (row.series == "price" or row.end.date() >= since)]
        changes += [change(row, chance.uniform(0.5, 2)) for row in chance.sample(fit, min(count, len(fit)))]
    return changes


def draw_all(rows, seed):
    """Every published value changed; what may be a share stays one."""
    chance = random.Random(seed)
    return [change(row, chance.uniform(0.5, 2 if abs(row.value) > 1 or row.series == "price" else 1)) for row in published(rows)]


def change(row, factor):
    return Change(row, repr(float(f"{row.value * factor:.12g}")))


# In the workbook

def change_workbook(workbook, target, changes, column):
    """A copy of the workbook with other values in Data, else the same.

    Formulas keep the values that they had: the copy has to be recalculated.
    """
    with zipfile.ZipFile(workbook) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        data = part_of(source, "Data")
        for item in source.infolist():
            content = source.read(item)
            if item.filename == data:
                content = change_cells(content.decode(), {f"{column}{one.row.at}": one.text for one in changes}).encode()
            copy.writestr(item, content)
    return target


def part_of(archive, sheet):
    """The path of a sheet's XML inside the file."""
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    found = {node.get("name"): node.get(RELATION + "id") for node in book.iter(MAIN + "sheet")}
    targets = {node.get("Id"): node.get("Target") for node in links}
    return "xl/" + targets[found[sheet]].removeprefix("/xl/")


def change_cells(text, values):
    """The XML of a sheet with other numbers in some cells."""
    changed = set()

    def replace(found):
        if found["place"] not in values:
            return found[0]
        changed.add(found["place"])
        return f'{found["start"]}><v>{values[found["place"]]}</v></c>'

    text = re.sub(r'(?P<start><c r="(?P<place>[A-Z]+\d+)"(?: s="\d+")?)(?:/>|>(?:<v>[^<]*</v>)?</c>)', replace, text)
    if changed != set(values):
        raise ValueError(f"no number in {sorted(set(values) - changed)[:3]} of Data")
    return text


# In the files

def change_datasets(datasets, target, changes, remove=False):
    """A copy of the datasets whose rows have other values, or are gone."""
    shutil.copytree(datasets, target)
    by_file = defaultdict(list)
    for one in changes:
        by_file[one.row.file].append(one)
    for name, own in by_file.items():
        change_file(copy_of(Path(datasets), target, name), own, remove)
    return target


def copy_of(datasets, target, name):
    """The copy of a file that Data names by a path that ends inside the datasets."""
    parts = Path(name).parts
    inside = next((Path(*parts[start:]) for start in range(len(parts)) if (datasets / Path(*parts[start:])).is_file()), None)
    if inside is None:
        raise ValueError(f"{name} is no file of {datasets}")
    return target / inside


def change_file(path, changes, remove):
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(csv.reader(lines[:1])).index("value")
    for one in sorted(changes, key=lambda one: -one.row.line):
        cells = next(csv.reader([lines[one.row.line - 1]]))
        if not cells[at] or float(cells[at]) != one.row.value:
            raise ValueError(f"{path}:{one.row.line} has '{cells[at]}', Data {one.row.value}")
        cells[at] = one.text
        quoted = ['"' + cell.replace('"', '""') + '"' if re.search('[",]', cell) else cell for cell in cells]
        lines[one.row.line - 1 : one.row.line] = [] if remove else [",".join(quoted) + "\n"]
    path.write_text("".join(lines), encoding="utf-8")
