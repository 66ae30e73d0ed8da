"""Tests of Scripts/readme.py: `python3 -m unittest discover Tests/ReadmeTests`."""

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "Scripts" / "readme.py"


class ReadmeTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.page = Path(folder.name, "page.md")
        self.binary = Path(folder.name, "program")
        self.binary.write_text('#!/bin/sh\necho "figure of $1"\n[ "$1" = none ] && exit 1\nexit 0\n')
        self.binary.chmod(0o755)

    def run_script(self, text, *arguments):
        self.page.write_text(text, encoding="utf-8")
        return subprocess.run(
            [sys.executable, SCRIPT, "--command", self.binary, *arguments, self.page],
            capture_output=True,
            text=True,
        )

    def block(self, *lines):
        return "\n".join(["# Title", "", "```console", *lines, "```", "", "The end.", ""])

    def updated(self, *lines):
        run = self.run_script(self.block(*lines), "--update")
        self.assertEqual(run.returncode, 0, run.stderr)
        return self.page.read_text(encoding="utf-8")

    def test_true_page_passes(self):
        run = self.run_script(self.block("$ depin-audit helium", "figure of helium"))
        self.assertEqual((run.returncode, run.stdout), (0, ""))

    def test_wrong_output_fails_with_a_diff(self):
        text = self.block("$ depin-audit helium", "figure of render")
        run = self.run_script(text)
        self.assertEqual(run.returncode, 1)
        self.assertIn("-figure of render\n+figure of helium\n", run.stdout)
        self.assertEqual(self.page.read_text(encoding="utf-8"), text)

    def test_missing_and_superfluous_output_fail(self):
        for lines in (["$ depin-audit helium"], ["$ true", "an invented line"]):
            self.assertEqual(self.run_script(self.block(*lines)).returncode, 1)

    def test_update_replaces_output_and_keeps_the_rest(self):
        self.assertEqual(
            self.updated("$ depin-audit helium", "old", "older", "$ true"),
            self.block("$ depin-audit helium", "figure of helium", "$ true"),
        )

    def test_status_is_a_last_line(self):
        self.assertEqual(
            self.updated("$ depin-audit none"), self.block("$ depin-audit none", "figure of none", "[exit 1]")
        )

    def test_messages_stand_among_data_in_order(self):
        command = "$ echo one; echo two >&2; echo three"
        self.assertEqual(self.updated(command), self.block(command, "one", "two", "three"))

    def test_empty_lines_inside_output_stay(self):
        command = "$ printf 'a\\n\\nb\\n\\n'"
        self.assertEqual(self.updated(command), self.block(command, "a", "", "b"))

    def test_commands_share_a_temporary_folder_whose_name_is_hidden(self):
        lines = ['$ echo text > "$TMPDIR/file"', '$ ls "$TMPDIR"/file', '$ cat "$TMPDIR/file"']
        self.assertEqual(
            self.updated(*lines), self.block(*lines[:2], "$TMPDIR/file", lines[2], "text")
        )

    def test_commands_run_at_the_root_in_utc_without_a_terminals_width(self):
        os.environ["COLUMNS"] = "20"
        self.addCleanup(os.environ.pop, "COLUMNS")
        lines = ["$ ls Package.swift", "$ echo ${COLUMNS:-unknown} $TZ"]
        self.assertEqual(
            self.updated(*lines), self.block(lines[0], "Package.swift", lines[1], "unknown UTC")
        )

    def test_other_blocks_are_left_alone(self):
        text = "```sh\n$ echo one\n```\n\n```\n$ echo two\nthree\n```\n"
        self.assertEqual(self.run_script(text).returncode, 0)

    def test_faults_of_the_page_name_their_line(self):
        cases = {
            "```console\nno command\n```\n": ":2: the block begins with output",
            "```console\n$ true\n": ":1: the block is not closed",
            "```console\n$ no-such-program\n```\n": ":2: $ no-such-program: cannot be started",
            "```console\n$ echo '$ echo'\n```\n": ":2: $ echo '$ echo': prints a line that begins with",
        }
        for text, message in cases.items():
            for mode in ("--check", "--update"):
                run = self.run_script(text, mode)
                self.assertEqual(run.returncode, 2, text)
                self.assertIn(message, run.stderr)
                self.assertEqual(self.page.read_text(encoding="utf-8"), text)

    def test_program_that_is_not_there(self):
        self.binary.unlink()
        run = self.run_script(self.block("$ true"))
        self.assertEqual(run.returncode, 2)
        self.assertIn("is no program; build it", run.stderr)


if __name__ == "__main__":
    unittest.main()
