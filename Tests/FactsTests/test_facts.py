"""Tests of Scripts/facts.py and of the schema: `python3 -m unittest discover Tests/FactsTests`; needs jsonschema."""

import copy
import hashlib
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "Scripts" / "facts.py"
SCHEMA = json.loads((ROOT / "Documentation" / "facts.schema.json").read_text(encoding="utf-8"))
COLUMNS = list(SCHEMA["$defs"]["fact"]["properties"])

IDENTITY = {
    "tool": "depin-audit",
    "release": "0.1.0",
    "period": "2025Q4",
    "as_of": "2025-12-31",
    "known_by": None,
    "policies": {"valuation": "then"},
    "inputs_digest": "0" * 64,
}
WHOLE = {
    "id": "beacon/revenue@2025Q4",
    "network": "beacon",
    "metric": "revenue",
    "period": "2025Q4",
    "value": 400.5,
    "unit": "USD",
    "state": "value",
    "coverage": 1,
    "evidence": "burn",
    "grain": "quarter",
    "sources": ["ledger", "letter"],
}
MISSING = {
    "id": "comet/revenue@2025Q4",
    "network": "comet",
    "metric": "revenue",
    "period": "2025Q4",
    "value": None,
    "state": "missing",
    "reason": "needs 'revenue', and more",
}
CSV = (
    ",".join(COLUMNS)
    + "\nbeacon/revenue@2025Q4,beacon,revenue,,2025Q4,400.5,USD,value,,1,,burn,quarter,,ledger;letter,,,\n"
    + "comet/revenue@2025Q4,comet,revenue,,2025Q4,,,missing,\"needs 'revenue', and more\",,,,,,,,,\n"
)


def document():
    columns = [{"name": n, "type": "string", "unit": None, "meaning": "m", "empty": None} for n in COLUMNS]
    return {"schema": "depin-audit/facts/1", **IDENTITY, "columns": columns, "facts": [dict(WHOLE), dict(MISSING)]}


class FactsTests(unittest.TestCase):
    def checked(self, facts, text=CSV, manifest=None):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "facts.json").write_text(json.dumps(facts), encoding="utf-8")
            (folder / "facts.csv").write_text(text, encoding="utf-8")
            outputs = [
                {"path": p.name, "bytes": p.stat().st_size, "sha256": hashlib.sha256(p.read_bytes()).hexdigest()}
                for p in folder.iterdir()
            ]
            manifest = {**IDENTITY, "outputs": outputs, **(manifest or {})}
            (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
            run = subprocess.run([sys.executable, SCRIPT, folder], capture_output=True, text=True)
        return run.returncode, run.stdout + run.stderr

    def test_true_facts_pass(self):
        self.assertEqual(self.checked(document())[0], 0, self.checked(document())[1])

    def test_the_schema_refuses_what_it_must(self):
        cases = {
            "another form": lambda d: d.update(schema="depin-audit/facts/2"),
            "no digest": lambda d: d.pop("inputs_digest"),
            "a number as text": lambda d: d["facts"][0].update(value="400.5"),
            "no value at all": lambda d: d["facts"][1].pop("value"),
            "a reason beside a number": lambda d: d["facts"][0].update(reason="why"),
            "neither number nor reason": lambda d: d["facts"][1].pop("reason"),
            "a number that is missing": lambda d: d["facts"][1].update(value=0),
            "an unknown state": lambda d: d["facts"][0].update(state="fine"),
            "an empty text": lambda d: d["facts"][0].update(basis=""),
            "words joined": lambda d: d["facts"][0].update(sources="ledger;letter"),
            "a share above one": lambda d: d["facts"][0].update(coverage=1.5),
            "a day that is none": lambda d: d["facts"][0].update(read_on="2025Q4"),
            "half an observation": lambda d: d["facts"][0].update(observations=0.5),
            "a column without meaning": lambda d: d["columns"][0].pop("meaning"),
        }
        for name, change in cases.items():
            facts = copy.deepcopy(document())
            change(facts)
            status, output = self.checked(facts)
            self.assertEqual(status, 1, f"{name}: {output}")
            self.assertIn("facts.json: $", output, name)

    def test_columns_are_those_of_the_schema(self):
        for change in (lambda d: d["columns"].reverse(), lambda d: d["facts"][0].update(other=1)):
            facts = document()
            change(facts)
            self.assertEqual(self.checked(facts)[0], 1)

    def test_the_csv_file_says_the_same(self):
        for text in (
            CSV.replace("400.5", "400.4"),
            CSV.replace("ledger;letter", "ledger"),
            CSV.replace(",400.5,", ",,"),
            CSV.replace("id,network", "network,id"),
            CSV + CSV.splitlines()[1] + "\n",
        ):
            status, output = self.checked(document(), text)
            self.assertEqual(status, 1, text)
            self.assertIn("facts.csv", output)

    def test_the_manifest_says_the_same(self):
        for manifest in ({"period": "2025Q3"}, {"outputs": []}):
            self.assertEqual(self.checked(document(), manifest=manifest)[0], 1)
        wrong = [{"path": name, "bytes": 1, "sha256": "0" * 64} for name in ("facts.csv", "facts.json")]
        status, output = self.checked(document(), manifest={"outputs": wrong})
        self.assertEqual(status, 1)
        self.assertIn("facts.csv: size or SHA-256", output)

    def test_a_folder_without_facts_is_not_checked(self):
        run = subprocess.run([sys.executable, SCRIPT, "/nowhere"], capture_output=True, text=True)
        self.assertEqual(run.returncode, 2)


if __name__ == "__main__":
    unittest.main()
