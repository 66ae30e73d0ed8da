"""Tests of Scripts/links.py: `python3 -m unittest discover Tests/LinksTests`; some need soffice."""

import subprocess
import shutil
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "Scripts" / "links.py"
sys.path.insert(0, str(SCRIPT.parent))
import links  # noqa: E402

PAGE = """# Guide

```console
$ depin-audit table --metrics price -o "$TMPDIR/headline.fods"
```

```calc
='file:///home/me/report/headline.fods'#$Facts.$A$1
→ id
='file:///home/me/report/headline.fods'#$Facts.$B$1+1
→ 42.5
```
"""
SHEET = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>
<table:table table:name="Facts"><table:table-row><table:table-cell office:value-type="string"><text:p>id</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="41.5"/></table:table-row></table:table>
</office:spreadsheet></office:body></office:document>
"""


class PartTests(unittest.TestCase):
    def test_formulas_have_their_lines(self):
        found = links.formulas(PAGE.split("\n"))
        self.assertEqual([number for number, _ in found], [7, 9])
        self.assertTrue(found[1][1].endswith("$B$1+1"))

    def test_a_formula_without_value_is_a_fault(self):
        with self.assertRaises(links.Fault):
            links.formulas(["```calc", "=1", "```"])

    def test_the_command_is_found_without_its_place(self):
        self.assertEqual(links.table_command(PAGE), ["table", "--metrics", "price"])
        with self.assertRaises(links.Fault):
            links.table_command("$ depin-audit table -o x.csv")

    def test_numbers_agree_to_nine_digits_and_texts_exactly(self):
        for value, shown, expected in [
            ("number 0.123456789012", "0.12345678901", True),
            ("number 0.1235", "0.1234", False),
            ("number 1", "one", False),
            ("text n/a: x", "n/a: x", True),
            ("text n/a: x", "n/a: y", False),
            ("error 540", "540", False),
        ]:
            self.assertIs(links.is_same(value, shown), expected, value)


@unittest.skipUnless(shutil.which("soffice"), "needs soffice")
class PageTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        (self.folder / "report").mkdir()
        (self.folder / "report" / "depin-audit.xlsx").write_bytes(b"")
        (self.folder / "sheet.fods").write_text(SHEET, encoding="utf-8")
        # Stands in for depin-audit: copies the sheet to the last argument.
        self.program = self.folder / "program"
        self.program.write_text(f'#!/bin/sh\nfor last; do :; done\ncp "{self.folder}/sheet.fods" "$last"\n')
        self.program.chmod(0o755)
        self.page = self.folder / "page.md"

    def run_script(self, text, *arguments):
        self.page.write_text(text, encoding="utf-8")
        command = [sys.executable, SCRIPT, "--report", self.folder / "report", "--command", self.program]
        return subprocess.run([*command, *arguments, self.page], capture_output=True, text=True)

    def test_a_true_page_passes_and_a_wrong_one_is_named_and_updated(self):
        run = self.run_script(PAGE)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        wrong = PAGE.replace("42.5", "42.4")
        run = self.run_script(wrong)
        self.assertEqual(run.returncode, 1)
        self.assertIn("page.md:11: ='file:///home/me/report/headline.fods'#$Facts.$B$1+1 gives number 42.5, not 42.4", run.stdout)
        self.assertEqual(self.run_script(wrong, "--update").returncode, 0)
        self.assertEqual(self.page.read_text(encoding="utf-8"), PAGE)

    def test_an_error_is_never_a_value(self):
        run = self.run_script(PAGE.replace("$A$1", "$A$1/0").replace("→ id", "→ error 532"), "--update")
        self.assertEqual(run.returncode, 1)
        self.assertIn("gives error ", run.stdout)


if __name__ == "__main__":
    unittest.main()
