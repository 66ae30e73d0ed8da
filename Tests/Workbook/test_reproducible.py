"""The same data gives the same bytes: on another day, in another place, under another language."""

import os
import shutil
import unittest

from cases import PERIOD, WorkbookCase
from generate import SHAPES, generate


class Reproducible(WorkbookCase):
    def test_a_workbook_has_the_same_bytes_everywhere(self):
        surroundings = [{"TZ": "Asia/Tokyo", "LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8", "SOURCE_DATE_EPOCH": "1"},
                        {"TZ": "America/Los_Angeles", "LC_ALL": "C", "LANG": "C"}]
        source = generate("single", self.folder / "source")
        found = []
        for index, own in enumerate(surroundings):
            place = self.folder / f"place-{index}" / "/".join(["deeper"] * index)
            place.mkdir(parents=True)
            shutil.copytree(source, place / "Data")
            where = "Data" if index else place / "Data"
            workbook = self.program.workbook(where, place / "report", PERIOD, cwd=place, env={**os.environ, **own})
            found.append(workbook.read_bytes())
        self.assertEqual(len(set(found)), 1, "the two workbooks differ")

    def test_a_generated_dataset_has_the_same_bytes_each_time(self):
        for shape in SHAPES:
            sides = []
            for side in ("one", "two"):
                folder = generate(shape, self.folder / side / shape, networks=2, quarters=4)
                files = sorted(path for path in folder.rglob("*") if path.is_file())
                sides.append([(path.relative_to(folder), path.read_bytes()) for path in files])
            self.assertEqual(*sides)


if __name__ == "__main__":
    unittest.main()
