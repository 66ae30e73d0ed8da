#!/usr/bin/env python3
"""Recalculate a workbook's formulas in LibreOffice and compare with the values stored in the file.

Every formula of an .xlsx carries the value it had when the file was written. LibreOffice shows
those values as they are; here it is made to calculate each one anew, and the two must agree:
numbers to a relative tolerance, texts exactly. Error values (#NAME?, #DIV/0!, Err:507) and
formulas whose result changes by itself (NOW, RAND) are faults even where both sides have them.

Exit status: 0 all agree, 1 some do not, 2 the check could not be made.
Needs soffice (Debian: libreoffice-calc) and the Python package openpyxl.
"""

import argparse
import datetime
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass

# Calc's setting "recalculation on file load, Excel 2007 and newer": 0 is "always".
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
  <item oor:path="/org.openoffice.Office.Calc/Formula/Load">
    <prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
  </item>
</oor:items>
"""
RESTLESS = re.compile(r"\b(NOW|TODAY|RAND|RANDBETWEEN|RANDARRAY)\s*\(", re.IGNORECASE)
ERROR = re.compile(r"(#(DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!)|Err:\d+)$")
# Differences of large sums leave a rest of this size where the exact answer is 0.
ROUNDING = 1e-12


class CannotCheck(Exception):
    """The check could not be made; says why and what to do."""


@dataclass
class Formula:
    """A formula with its value in the file and its value calculated anew."""

    sheet: str
    cell: str
    text: str
    stored: object = None
    calculated: object = None

    def fault(self, tolerance):
        """What is wrong with the formula, or None."""
        if RESTLESS.search(re.sub(r'"[^"]*"', '""', self.text)):
            return "changes by itself"
        for side, value in (("calculated", self.calculated), ("stored", self.stored)):
            if isinstance(value, str) and ERROR.match(value):
                return f"{side} as an error"
        if self.stored is None and self.calculated not in (None, ""):
            return "has no stored value"
        difference = self.difference()
        if difference is None:
            return None if (self.stored or "") == (self.calculated or "") else "differs"
        return None if difference <= tolerance else f"differs by {difference:.2g}"

    def difference(self):
        """The relative difference of two numbers, or None where there are not two."""
        stored, calculated = number(self.stored), number(self.calculated)
        if stored is None or calculated is None:
            return None
        distance = abs(stored - calculated)
        return 0 if distance <= ROUNDING else distance / max(abs(stored), abs(calculated))


def number(value):
    """A cell's number; days count as Excel counts them."""
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return float(value)
    if isinstance(value, (datetime.date, datetime.time, datetime.timedelta)):
        from openpyxl.utils.datetime import to_excel

        return float(to_excel(value))
    return None


def recalculated(workbook, folder, timeout):
    """A copy of the workbook in which LibreOffice has calculated every formula."""
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    if soffice is None:
        raise CannotCheck("soffice not found; install libreoffice-calc")
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
    source, target = folder / "workbook.xlsx", folder / "calculated"
    shutil.copyfile(workbook, source)
    command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
               "--norestore", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
               "--outdir", str(target), str(source)]
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=timeout, check=False)
    except subprocess.TimeoutExpired:
        raise CannotCheck(f"soffice took longer than {timeout:g} s; raise --timeout") from None
    copy = target / source.name
    if not copy.exists():
        raise CannotCheck(f"soffice wrote no file: {(run.stderr or run.stdout).strip()[-300:]}")
    return copy


def cells(path, values):
    """Sheet, coordinate and content of each cell in use: values, or else formulas."""
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=values)
    try:
        for sheet in book.worksheets:
            # The size a file states for its sheets need not be right.
            sheet.reset_dimensions()
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.value is not None:
                        yield sheet.title, cell.coordinate, cell
    finally:
        book.close()


def formulas(workbook, timeout):
    """Every formula of the workbook with both its values."""
    try:
        import openpyxl  # noqa: F401  (asked for before LibreOffice does its slow part)
    except ImportError:
        raise CannotCheck("openpyxl not found; pip install openpyxl") from None
    if not workbook.is_file():
        raise CannotCheck(f"no such file: {workbook}")
    with tempfile.TemporaryDirectory(prefix="recalculate-") as folder:
        copy = recalculated(workbook, pathlib.Path(folder), timeout)
        found = {}
        for sheet, cell, content in cells(workbook, values=False):
            # An array formula is an object with its text.
            text = getattr(content.value, "text", content.value)
            if content.data_type == "f":
                found[sheet, cell] = Formula(sheet, cell, "=" + str(text).lstrip("="))
        for sheet, cell, content in cells(workbook, values=True):
            if (sheet, cell) in found:
                found[sheet, cell].stored = content.value
        for sheet, cell, content in cells(copy, values=True):
            if (sheet, cell) in found:
                found[sheet, cell].calculated = content.value
    return list(found.values())


def report(found, options):
    """Prints the faults and a last line of counts; returns whether all is well."""
    faults = [(item, fault) for item in found if (fault := item.fault(options.tolerance))]
    for item, fault in faults[: options.show]:
        print(f"'{item.sheet}'!{item.cell} {fault}: stored {item.stored!r}, "
              f"calculated {item.calculated!r}, formula {item.text[:200]}")
    if len(faults) > options.show:
        print(f"… and {len(faults) - options.show} more")
    differences = [d for item in found if (d := item.difference()) is not None]
    enough = len(found) >= options.min_formulas
    print(f"{options.workbook}: {len(found)} formulas, {len(faults)} faults, "
          f"largest relative difference {max(differences, default=0):.2g}"
          + ("" if enough else f"; at least {options.min_formulas} formulas expected"))
    return enough and not faults


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workbook", type=pathlib.Path)
    parser.add_argument("--tolerance", type=float, default=1e-9, metavar="X",
                        help="largest relative difference of two numbers (default 1e-9)")
    parser.add_argument("--min-formulas", type=int, default=1, metavar="N",
                        help="fewer formulas are a fault: a check of nothing proves nothing")
    parser.add_argument("--show", type=int, default=40, metavar="N",
                        help="print at most so many faults (default 40)")
    parser.add_argument("--timeout", type=float, default=600, metavar="SECONDS")
    options = parser.parse_args()
    try:
        found = formulas(options.workbook, options.timeout)
    except CannotCheck as reason:
        print(f"recalculate: {reason}", file=sys.stderr)
        return 2
    except Exception as failure:  # a damaged file makes the zip and XML readers raise anything
        print(f"recalculate: {options.workbook} cannot be read: {failure!r}", file=sys.stderr)
        return 2
    return 0 if report(found, options) else 1


if __name__ == "__main__":
    sys.exit(main())
