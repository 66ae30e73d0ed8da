#!/usr/bin/env python3
"""Runs the commands that a Markdown page shows, and compares what they print with what the page says.

    python3 Scripts/readme.py [--check | --update] [--command BINARY] [FILE ...]

In a block fenced as ```console, a line that begins with `$ ` is a command; the lines up to the next command are its output, and
a status other than 0 is a last line `[exit 1]`. Commands run one by one with `sh -c` from the repository's root: `depin-audit`
is the binary given, TMPDIR a new folder that all commands of a file share and that is printed as `$TMPDIR`. --check (the
default) prints a diff where a page is wrong, --update writes what was printed. Standard library only.

Exit codes: 0 pages are true, or updated · 1 --check: a page is not · 2 could not do it.
"""

import argparse
import difflib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FENCE = "```"
OPENING = FENCE + "console"
PROMPT = "$ "
LONGEST = 60  # seconds for a command
NOT_RUN = (126, 127)  # what sh answers for a program that it cannot start


class Fault(Exception):
    """What keeps a page from being checked, with its place."""


class Shell:
    """Runs commands, all in the same new folder for temporary files."""

    def __init__(self, binary, folder):
        tools, self.temporary = Path(folder, "bin"), Path(folder, "tmp")
        tools.mkdir()
        self.temporary.mkdir()
        (tools / "depin-audit").symlink_to(binary)
        self.environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
        self.environment |= {
            "PATH": f"{tools}:{os.environ.get('PATH', '/usr/bin:/bin')}",
            "TMPDIR": str(self.temporary),
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
        }

    def output(self, command):
        """The lines that a command prints, messages among data, and its status if that is not 0."""
        run = subprocess.run(
            ["sh", "-c", command],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=LONGEST,
        )
        text = run.stdout.decode("utf-8").replace(str(self.temporary), "$TMPDIR")
        if run.returncode in NOT_RUN:
            raise Fault(f"cannot be started: {text.strip()}")
        lines = text.rstrip("\n").split("\n") if text.strip() else []
        if any(line.startswith((PROMPT, FENCE)) for line in lines):
            raise Fault(f"prints a line that begins with '{PROMPT}' or '{FENCE}'; cut it off with a pipe")
        return lines + ([f"[exit {run.returncode}]"] if run.returncode else [])


def rewritten(lines, output):
    """The lines of a page, the output of each command replaced by what a function gives for it."""
    result, opened = [], 0
    for number, line in enumerate(lines, 1):
        if not opened:
            opened = number if line == OPENING else 0
            result.append(line)
        elif line == FENCE:
            opened = 0
            result.append(line)
        elif line.startswith(PROMPT):
            result.append(line)
            try:
                result += output(line.removeprefix(PROMPT))
            except (Fault, UnicodeDecodeError, subprocess.TimeoutExpired) as fault:
                raise Fault(f"{number}: {line}: {fault}") from fault
        elif result[-1] == OPENING:
            raise Fault(f"{number}: the block begins with output; begin it with '{PROMPT}<command>'")
    if opened:
        raise Fault(f"{opened}: the block is not closed")
    return result


def page_as_run(text, binary):
    """A page as it should be."""
    with tempfile.TemporaryDirectory(prefix="readme-") as folder:
        return "\n".join(rewritten(text.split("\n"), Shell(binary, folder).output))


def handle(path, binary, is_update):
    """Checks or rewrites a page; whether it is true now."""
    old = path.read_text(encoding="utf-8")
    try:
        new = page_as_run(old, binary)
    except Fault as fault:
        raise Fault(f"{path}:{fault}") from fault
    if new == old:
        return True
    if is_update:
        path.write_text(new, encoding="utf-8")
        print(f"{path}: updated")
        return True
    lines = (text.splitlines(keepends=True) for text in (old, new))
    sys.stdout.writelines(difflib.unified_diff(*lines, f"{path}", f"{path} as run"))
    return False


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--check", action="store_true", help="compare and print a diff (default)")
    mode.add_argument("--update", action="store_true", help="write what the commands print")
    parser.add_argument("--command", type=Path, default=ROOT / ".build/release/depin-audit", metavar="BINARY")
    parser.add_argument("files", nargs="*", type=Path, default=[ROOT / "README.md"], metavar="FILE")
    options = parser.parse_args()
    binary = options.command.resolve()
    if not os.access(binary, os.X_OK) or binary.is_dir():
        raise Fault(f"{options.command}: is no program; build it, or name it with --command")
    return 0 if all([handle(path, binary, options.update) for path in options.files]) else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (Fault, OSError) as problem:
        print(f"readme: error: {problem}", file=sys.stderr)
        sys.exit(2)
