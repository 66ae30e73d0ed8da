"""LibreOffice without a window: recalculates workbooks, and edits them as a reader would."""

import html
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from program import ROOT

sys.path.insert(0, str(ROOT / "Scripts"))
import recalculate  # noqa: E402  (a script of the project, no package)

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
TIMEOUT = 900

# A first start puts an empty library in the place of the macro's; this says that it is none.
NO_FIRST_START = """  <item oor:path="/org.openoffice.Setup/Office">
    <prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true</value></prop>
  </item>
</oor:items>"""

MACRO = Path(__file__).with_name("edit.bas")
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Edit" script:language="StarBasic">{}</script:module>
"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Edit"/></library:library>
"""
LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
<library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple" library:link="false"/>
</library:libraries>
"""


def recalculated(workbook, target):
    """A copy of the workbook in which LibreOffice has calculated every formula."""
    with tempfile.TemporaryDirectory(prefix="office-") as folder:
        shutil.move(recalculate.recalculated(Path(workbook), Path(folder), TIMEOUT), target)
    return Path(target)


class Editing:
    """A workbook in LibreOffice: orders are noted, then carried out in one go.

    The macro stands in a profile of its own, so nothing of a user's is touched. Formulas are calculated
    anew when the file is opened, and after changes when `calculate` says so.
    """

    def __init__(self, workbook):
        self.workbook, self.orders = workbook, []

    def clear(self, sheet, cell):
        """Empties a cell."""
        self.orders.append(("clear", sheet, cell))

    def remove(self, sheet, row, count=1):
        """Deletes whole rows: those below move up, and formulas with them."""
        self.orders.append(("remove", sheet, row, count))

    def undo(self, steps=1):
        self.orders += [("undo",)] * steps

    def calculate(self):
        """Calculates what depends on the changes so far."""
        self.orders.append(("calculate",))

    def ask_errors(self):
        """Asks for the cells whose formula gives an error."""
        self.orders.append(("errors",))

    def save(self, path):
        self.orders.append(("save", Path(path).resolve().as_uri()))

    def run(self):
        """Carries the orders out; the answers to what was asked, in order."""
        with tempfile.TemporaryDirectory(prefix="office-") as name:
            folder = Path(name)
            self.write_profile(folder / "profile" / "user")
            orders, answers = folder / "orders.txt", folder / "answers.txt"
            # A copy, since LibreOffice leaves a lock beside what it opens.
            copy = shutil.copyfile(self.workbook, folder / "workbook.xlsx")
            whole = [("open", copy.as_uri()), *self.orders, ("close",)]
            lines = ["\t".join(map(str, order)) for order in whole]
            orders.write_text("\n".join(lines) + "\n", encoding="utf-8")
            command = [SOFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
                       f'macro:///Standard.Edit.Main("{orders}","{answers}")']
            done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT, check=False)
            text = answers.read_text(encoding="utf-8") if answers.exists() else ""
            found = text.splitlines()
            if not found or found[-1] != "done":
                raise recalculate.CannotCheck(f"the macro stopped: {text[-300:]} {done.stderr.strip()[-300:]}")
            return found[:-1]

    @staticmethod
    def write_profile(user):
        library = user / "basic" / "Standard"
        library.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(
            recalculate.PROFILE.replace("</oor:items>", NO_FIRST_START), encoding="utf-8")
        (library / "Edit.xba").write_text(MODULE.format(html.escape(MACRO.read_text(), quote=False)), encoding="utf-8")
        (library / "script.xlb").write_text(LIBRARY, encoding="utf-8")
        (library.parent / "script.xlc").write_text(LIBRARIES, encoding="utf-8")
