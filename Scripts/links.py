#!/usr/bin/env python3
"""Has LibreOffice calculate the linked formulas that a page shows, and compares with the values beside them.

    python3 Scripts/links.py [--check | --update] --report FOLDER [--command BINARY] PAGE

In a block fenced as ```calc, a line that begins with `=` is a formula for a cell of somebody's own workbook, and the line
`→ value` under it what the cell then shows. `file:///home/me/report/` stands for a new folder with the files of the report and with
`headline.fods`, which the page's `depin-audit table` command writes. Formulas are set in one column, the first in A1, links are updated,
and what the cells show is read: numbers to nine digits, texts exactly. --check (the default) prints what differs, --update writes what was
found. Needs soffice (Debian: libreoffice-calc).

Exit codes: 0 values are true, or updated · 1 --check: some are not · 2 could not check.
"""

import argparse
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OPENING, FENCE, VALUE = "```calc", "```", "→ "
PLACE = "file:///home/me/report/"
TOLERANCE = 1e-9
LONGEST = 300  # seconds for LibreOffice

# LibreOffice updates links only where it is told to: a macro loads the workbook and says so (3 is FULL_UPDATE).
MACRO = """Sub Main
 Dim document, sheet, cell, row, formula, found, options(1) As New com.sun.star.beans.PropertyValue
 options(0).Name = "UpdateDocMode" : options(0).Value = 3
 options(1).Name = "Hidden" : options(1).Value = True
 document = StarDesktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, options())
 sheet = document.Sheets.getByIndex(0)
 row = 0
 Open "{folder}/formulas.txt" For Input As #1
 Do While Not EOF(1)
  Line Input #1, formula
  sheet.getCellByPosition(0, row).setFormula(formula)
  row = row + 1
 Loop
 Close #1
 document.calculateAll()
 Open "{folder}/values.txt" For Output As #2
 For found = 0 To row - 1
  cell = sheet.getCellByPosition(0, found)
  If cell.getError() &lt;&gt; 0 Then
   Print #2, "error " &amp; cell.getError()
  ElseIf cell.FormulaResultType2 = com.sun.star.sheet.FormulaResult.VALUE Then
   Print #2, "number " &amp; CStr(cell.getValue())
  Else
   Print #2, "text " &amp; cell.getString()
  End If
 Next found
 Close #2
 document.close(True)
 StarDesktop.terminate()
End Sub
"""
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
MODULE = (
    XML
    + '<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">\n'
    + '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Links" script:language="StarBasic">'
)
LIBRARY = (
    XML
    + '<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">\n'
    + '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" '
    + 'library:passwordprotected="false"><library:element library:name="Links"/></library:library>\n'
)
# Formulas may read files that lie in this folder.
TRUST = (
    XML
    + '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + '<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>'
    + '<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="SecureURL" oor:op="fuse">'
    + "<value><it>{folder}</it></value></prop></item></oor:items>\n"
)


class Fault(Exception):
    """What keeps the page from being checked."""


def formulas(lines):
    """The formulas of a page with the numbers of their lines."""
    found, is_inside = [], False
    for number, line in enumerate(lines):
        if line == OPENING:
            is_inside = True
        elif line == FENCE:
            is_inside = False
        elif is_inside and line.startswith("="):
            if number + 1 == len(lines) or not lines[number + 1].startswith(VALUE):
                raise Fault(f"{number + 1}: no value under the formula; add a line '{VALUE}'")
            found.append((number, line))
    return found


def table_command(text):
    """The command of the page that writes headline.fods, without its place."""
    found = re.search(r'^\$ depin-audit (table .*) -o \S*headline\.fods"?$', text, re.MULTILINE)
    if not found:
        raise Fault("no command '$ depin-audit table … -o …headline.fods'")
    return shlex.split(found.group(1))


def calculated(texts, folder):
    """What LibreOffice finds for some formulas."""
    profile = folder / "profile"
    soffice = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    (profile / "user").mkdir(parents=True)
    (profile / "user/registrymodifications.xcu").write_text(TRUST.format(folder=folder.as_uri()), encoding="utf-8")
    # The first start fills the profile, and would write over a macro that is there already.
    subprocess.run([*soffice, "--terminate_after_init"], capture_output=True, timeout=LONGEST)
    basic = profile / "user/basic/Standard"
    basic.mkdir(parents=True, exist_ok=True)
    (basic / "Links.xba").write_text(MODULE + MACRO.format(folder=folder) + "</script:module>\n", encoding="utf-8")
    (basic / "script.xlb").write_text(LIBRARY, encoding="utf-8")
    (folder / "formulas.txt").write_text("\n".join(texts) + "\n", encoding="utf-8")
    run = subprocess.run([*soffice, "macro:///Standard.Links.Main"], capture_output=True, text=True, timeout=LONGEST)
    values = folder / "values.txt"
    if not values.exists():
        raise Fault(f"LibreOffice wrote nothing: {run.stdout}{run.stderr}")
    return values.read_text(encoding="utf-8").splitlines()


def is_same(value, shown):
    """Whether a cell shows what the page says."""
    kind, _, text = value.partition(" ")
    if kind != "number":
        return kind == "text" and text == shown
    try:
        number, expected = float(text), float(shown)
    except ValueError:
        return False
    return abs(number - expected) <= TOLERANCE * max(abs(number), abs(expected))


def handle(page, report, binary, is_update):
    """Checks or rewrites a page; whether it is true now."""
    text = page.read_text(encoding="utf-8")
    lines = text.split("\n")
    found = formulas(lines)
    with tempfile.TemporaryDirectory(prefix="links-") as name:
        folder = Path(name).resolve()
        for path in report.glob("*.*"):
            shutil.copy(path, folder)
        subprocess.run(
            [binary, *table_command(text), "-o", folder / "headline.fods"], cwd=ROOT, check=True, capture_output=True
        )
        values = calculated([formula.replace(PLACE, folder.as_uri() + "/") for _, formula in found], folder)
    if len(values) != len(found):
        raise Fault(f"{len(values)} values for {len(found)} formulas")
    is_true = True
    for (number, formula), value in zip(found, values):
        shown = lines[number + 1].removeprefix(VALUE)
        if is_same(value, shown):
            continue
        if is_update and not value.startswith("error"):
            lines[number + 1] = VALUE + value.partition(" ")[2]
        else:
            is_true = False
            print(f"{page}:{number + 2}: {formula} gives {value}, not {shown}")
    if is_update:
        page.write_text("\n".join(lines), encoding="utf-8")
    print(f"{page}: {len(found)} linked formulas{'' if is_true else ', not all true'}")
    return is_true


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--check", action="store_true", help="compare (default)")
    mode.add_argument("--update", action="store_true", help="write what LibreOffice finds")
    parser.add_argument("--report", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--command", type=Path, default=ROOT / ".build/release/depin-audit", metavar="BINARY")
    parser.add_argument("page", type=Path, metavar="PAGE")
    options = parser.parse_args()
    binary = options.command.resolve()
    if not os.access(binary, os.X_OK):
        raise Fault(f"{options.command}: is no program; build it, or name it with --command")
    if not (options.report / "depin-audit.xlsx").exists():
        raise Fault(f"{options.report}: has no depin-audit.xlsx; name the folder of a report with --report")
    return 0 if handle(options.page, options.report, binary, options.update) else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (Fault, OSError, subprocess.SubprocessError) as problem:
        print(f"links: error: {problem}", file=sys.stderr)
        sys.exit(2)
