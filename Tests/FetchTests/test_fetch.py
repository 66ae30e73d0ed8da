"""Runs `depin-audit fetch` against hosts on loopback that behave and misbehave.

    DEPIN_AUDIT=.build/debug/depin-audit python3 -m unittest discover -s Tests/FetchTests

Nothing but loopback is contacted: each vendor is given a host of this test with --endpoint.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from certificates import Authority  # noqa: E402
from server import DAY, Chain, Host, Ledger, closes, midnight  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("DEPIN_AUDIT", ROOT / ".build/debug/depin-audit")).resolve()
# Nobody would write this by chance; with a sign that addresses encode.
KEY = "kQ7-do+not/print=Zx9"
ENCODED = "kQ7-do%2Bnot%2Fprint%3DZx9"
VENDORS = ["artemis", "coin-metrics", "coingecko", "defillama", "dune", "messari", "token-terminal"]
KEY_NAMES = [*VENDORS, "coingecko-pro"]

PROFILE = """name: Beacon
token: {symbol: BCN, decimals: 8, launched: 2024-05-01}
category: wireless
mechanism: burn-and-mint
revenue_definition: fees paid by carriers
"""


class Place:
    """A working directory with a small dataset, a cache and a clean environment."""

    def __init__(self, parent: Path, fetch: str):
        self.root = Path(tempfile.mkdtemp(dir=parent))
        data = self.root / "Datasets"
        (data / "beacon").mkdir(parents=True)
        (data / "sources.csv").write_text("id,title,publisher,url,published,retrieved,licence\n")
        (data / "beacon/network.yaml").write_text(PROFILE + fetch)

    def state(self) -> dict:
        return {str(path): path.read_bytes() for path in sorted((self.root / "Datasets").rglob("*")) if path.is_file()}

    def cached(self) -> list:
        return sorted(path for path in (self.root / "cache").rglob("*") if path.is_file())

    def rows(self, series: str) -> list:
        path = self.root / "Datasets/beacon" / f"{series}.csv"
        return path.read_text().splitlines()[1:] if path.exists() else []

    def run(self, *arguments, endpoints=None, environment=None, bundle=None, command="fetch"):
        hosts = {vendor: TESTS.host.url for vendor in VENDORS} | (endpoints or {})
        flags = []
        if command == "fetch":
            flags = ["--cache", "cache", "--ca-bundle", str(bundle or TESTS.bundle)]
            for vendor, url in hosts.items():
                flags += ["--endpoint", f"{vendor}={url}"]
        clean = {"PATH": os.environ["PATH"], "HOME": str(self.root), "no_proxy": "*"} | (environment or {})
        done = subprocess.run(
            [PROGRAM, command, *flags, *map(str, arguments)], cwd=self.root, env=clean, capture_output=True, timeout=50)
        self.outputs = getattr(self, "outputs", []) + [done]
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def holds_key(self) -> list:
        """Where the key stands: outputs, names and contents of every file but those that we put it into."""
        found = []
        for secret in (KEY.encode(), ENCODED.encode(), ENCODED.lower().encode()):
            found += ["output" for done in getattr(self, "outputs", []) if secret in done.stdout + done.stderr]
            for path in self.root.rglob("*"):
                if secret in str(path).encode():
                    found.append(f"name of {path}")
                if path.is_file() and path.name != "keys.yaml" and secret in path.read_bytes():
                    found.append(str(path))
        return found


class Hosts:
    """What all cases share; set up once."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="fetch-tests-"))
        ours, strangers = Authority(self.folder, "ours"), Authority(self.folder, "strangers")
        self.bundle = ours.bundle
        good = ours.host("good", "IP:127.0.0.1,DNS:localhost")
        self.host, self.other = Host(good, KEY), Host(good)
        self.plain = Host()
        for host in (self.host, self.other):
            host.elsewhere, host.plain = self.other.url, self.plain.url
        self.expired = Host(ours.host("expired", "IP:127.0.0.1", "20200101000000Z", "20200201000000Z"))
        self.early = Host(ours.host("early", "IP:127.0.0.1", "20700101000000Z", "20700201000000Z"))
        self.misnamed = Host(ours.host("misnamed", "DNS:vendor.example"))
        self.unknown = Host(strangers.host("unknown", "IP:127.0.0.1"))

    def all(self):
        return [self.host, self.other, self.plain, self.expired, self.early, self.misnamed, self.unknown]

    def close(self):
        for host in self.all():
            host.shutdown()
            host.server_close()
        shutil.rmtree(self.folder)


TESTS = None
COUNTS = {"tried": 0, "survived": 0}
COUNTING = threading.Lock()


def setUpModule():
    global TESTS
    if not PROGRAM.exists():
        raise RuntimeError(f"{PROGRAM} is missing; build it, or name it in DEPIN_AUDIT")
    TESTS = Hosts()


def tearDownModule():
    TESTS.close()
    print(f"\nfetch: {COUNTS['tried']} cases tried, {COUNTS['survived']} survived")


# What a misbehaving host must come to: the fault's id and how often it may be asked.
REFUSED = {
    "rate-hour": ("rate-limit", 1),
    "rate-always": ("rate-limit", 2),
    "fault-always": ("server-fault", 2),
    "dropped-always": ("no-connection", 2),
    "slow-head": ("too-slow", 2),
    "slow-body": ("too-slow", 2),
    "cut": ("cut-short", 2),
    "short-length": ("cut-short", 1),
    "long-length": ("cut-short", 2),
    "cut-unmeasured": ("cut-short", 1),
    "chunked-cut": ("cut-short", 2),
    "gzip-cut": ("cut-short", 2),
    "gzip-false": ("bad-encoding", 1),
    "gzip-bomb": ("too-large", 1),
    "huge": ("too-large", 1),
    "huge-declared": ("too-large", 1),
    "endless-head": ("no-connection", 2),
    "moved-away": ("redirect", 1),
    "moved-name": ("redirect", 1),
    "moved-user": ("redirect", 1),
    "moved-relative": ("redirect", 1),
    "moved-plain": ("redirect", 1),
    "moved-file": ("redirect", 1),
    "moved-nowhere": ("redirect", 1),
    "moved-loop": ("redirect", 6),
    "page": ("not-data", 1),
    "words": ("not-data", 1),
    "nothing": ("not-data", 1),
    "no-content": ("http-status", 1),
    "unasked-304": ("http-status", 1),
    "not-utf8": ("not-utf8", 1),
    "tail": ("cut-short", 1),
    "forbidden": ("key-refused", 1),
    "echo-key": ("key-refused", 1),
    "teapot": ("http-status", 1),
    "no-such-coin": ("not-found", 1),
}
# What the answer says is for the importer to refuse; the answer itself is kept as evidence.
UNREADABLE = ["deep", "empty-success", "other-vendor"]
# Hosts that misbehave and still give what was asked for, and how often they are asked.
OVERCOME = {
    "well": 1, "rate-seconds": 2, "rate-date": 2, "fault-once": 2, "gateway-twice": 3, "dropped-once": 2,
    "cut-once": 2, "chunked": 1, "gzip": 1, "moved-within": 1, "moved-whole": 1, "odd-dates": 1,
}


class FetchTests(unittest.TestCase):
    maxDiff = None

    def place(self, fetch="fetch: {price: {vendor: coingecko, id: well}}\n"):
        place = Place(TESTS.folder, fetch)
        self.addCleanup(shutil.rmtree, place.root)
        return place

    def case(self, name, check, *arguments):
        """Counts a case and what came of it."""
        with COUNTING:
            COUNTS["tried"] += 1
        check(*arguments)
        with COUNTING:
            COUNTS["survived"] += 1

    def each(self, cases, check):
        """Tries cases side by side: most of them wait for something."""

        def one(case):
            try:
                self.case(case, check, *case)
            except Exception as error:  # noqa: BLE001
                return case[0], error
            return case[0], None

        with ThreadPoolExecutor(16) as pool:
            failures = {name: error for name, error in pool.map(one, cases) if error is not None}
        for name, error in failures.items():
            with self.subTest(name):
                raise error

    # Answers that fail.

    def refused(self, name, rule, most):
        place = self.place(f"fetch: {{price: {{vendor: coingecko, id: {name}}}}}\n")
        before = place.state()
        code, out, err = place.run(
            "--timeout", 2 if name.startswith("slow") else 10, "--retries", 1, environment={"DEPIN_AUDIT_COINGECKO_KEY": KEY})
        self.assertEqual(code, 1, err)
        self.assertIn(f"[{rule}]", err)
        self.assertIn("failed", out)
        self.assertLessEqual(len(TESTS.host.asked(f"/{name}/")), most)
        self.assertEqual(place.state(), before, "a failure changed the datasets")
        self.assertEqual(place.cached(), [], "a failure was kept as an answer")
        self.assertEqual(place.holds_key(), [])

    def test_answers_that_fail_say_why_and_change_nothing(self):
        others = [len(host.log) for host in (TESTS.other, TESTS.plain)]
        self.each([(name, *expected) for name, expected in REFUSED.items()], self.refused)
        self.assertEqual([len(host.log) for host in (TESTS.other, TESTS.plain)], others, "another host was asked")

    def unreadable(self, name):
        place = self.place(f"fetch: {{price: {{vendor: coingecko, id: {name}}}}}\n")
        before = place.state()
        code, out, err = place.run()
        self.assertEqual(code, 1, err)
        self.assertIn("beacon price: cache/coingecko/", err)
        self.assertEqual(place.state(), before)
        self.assertEqual(len(place.cached()), 2)

    def test_answers_that_cannot_be_read_are_kept_and_change_nothing(self):
        self.each([(name,) for name in UNREADABLE], self.unreadable)

    # Answers that come in the end.

    def overcome(self, name, asked):
        place = self.place(f"fetch: {{price: {{vendor: coingecko, id: {name}}}}}\n")
        code, out, err = place.run("--retries", 2)
        self.assertEqual((code, err.count("[")), (0, 0), err)
        self.assertEqual(len(TESTS.host.asked(f"/{name}/")), asked)
        rows = place.rows("price")
        self.assertEqual(len(rows), 30)
        yesterday = datetime.now(timezone.utc).date() - timedelta(days=1)
        # The point of 00:00 today is the close of yesterday; the newest one is none.
        start = f"{yesterday},{yesterday},{closes()[-1][1]},USD/token,coingecko-beacon,measured"
        self.assertTrue(rows[-1].startswith(start), rows[-1])
        record = json.loads(next(path for path in place.cached() if ".received." in path.name).read_text())
        self.assertEqual(record["status"], 200)

    def test_answers_that_come_in_the_end_become_rows(self):
        self.each(list(OVERCOME.items()), self.overcome)

    # Certificates.

    def distrusted(self, name, host, bundle):
        place = self.place()
        before = place.state()
        count = len(host.log)
        code, _, err = place.run(
            "--retries", 2, endpoints={"coingecko": host.url}, bundle=bundle, environment={"DEPIN_AUDIT_COINGECKO_KEY": KEY})
        self.assertEqual(code, 1, err)
        self.assertIn("[bad-bundle]" if name == "empty" else "[certificate]", err)
        self.assertEqual(len(host.log), count, "a host was told something before it was trusted")
        self.assertEqual(place.state(), before)
        self.assertEqual(place.holds_key(), [])

    def test_hosts_without_a_certificate_that_holds_are_told_nothing(self):
        empty = TESTS.folder / "empty.pem"
        empty.write_text("no certificate\n")
        self.each([
            ("expired", TESTS.expired, None), ("early", TESTS.early, None), ("misnamed", TESTS.misnamed, None),
            ("unknown", TESTS.unknown, None), ("system", TESTS.host, Path("/etc/ssl/certs/ca-certificates.crt")),
            ("empty", TESTS.host, empty),
        ], self.distrusted)

    def plain(self, url):
        code, _, err = self.place().run("--endpoint", f"coingecko={url}")
        self.assertEqual(code, 64, err)
        self.assertRegex(err, "write (vendor|coingecko)=https://host")

    def test_plain_http_is_refused(self):
        urls = [TESTS.plain.url, "ftp://127.0.0.1", "127.0.0.1:1", TESTS.host.url + "/path", "https://a@127.0.0.1"]
        self.each([(url,) for url in urls], self.plain)
        self.assertEqual(TESTS.plain.log, [])

    def test_a_vendor_that_cannot_be_reached_is_asked_once(self):
        place = self.place("fetch:\n  price: {vendor: coingecko, id: well}\n  volume: {vendor: coingecko, id: gzip}\n")

        def check():
            # Port 9 of this machine discards, and nothing listens there.
            code, out, err = place.run("--retries", 0, "--json", endpoints={"coingecko": "https://127.0.0.1:9"})
            self.assertEqual((code, json.loads(out)["requests"]), (1, 1))
            self.assertIn("no connection: couldn't connect to server", err)
            self.assertIn("not asked for, since coingecko failed before", err)

        self.case("unreachable", check)

    # Keys.

    WITH_KEYS = {
        "artemis": "{fees: {vendor: artemis, id: bcn}}",
        "coin-metrics": "{price: {vendor: coin-metrics, id: bcn}}",
        "coingecko": "{price: {vendor: coingecko, id: well}}",
        "coingecko-pro": "{price: {vendor: coingecko, id: well}}",
        "defillama": "{fees: {vendor: defillama, id: beacon}}",
        "dune": "{tokens_burned: {vendor: dune, id: 77, metric: burned}}",
        "messari": "{price: {vendor: messari, id: beacon}}",
        "token-terminal": "{revenue: {vendor: token-terminal, id: beacon}}",
    }

    def keyed(self, name, way, key):
        place = self.place(f"fetch: {self.WITH_KEYS[name]}\n")
        environment, arguments = {}, []
        if way == "file":
            path = place.root / "keys.yaml"
            path.write_text(f"# keys\n{name}: '{key}'\n")
            path.chmod(0o600)
            arguments = ["--keys", path]
        elif way == "environment":
            environment = {f"DEPIN_AUDIT_{name.upper().replace('-', '_')}_KEY": key}
        code, out, err = place.run("--json", "--retries", 0, *arguments, environment=environment)
        self.assertEqual(place.holds_key(), [], err)
        return code, json.loads(out)["series"][0], err, place

    def taken(self, name, way):
        code, series, err, place = self.keyed(name, way, KEY)
        # Points of 00:00 close the day before; of what is counted over a day, today's is not over.
        rows = 30 if name.startswith("coin") else 29
        self.assertEqual((code, series["state"], series["rows_new"]), (0, "fresh", rows), err)
        self.assertTrue(place.cached())
        self.assertTrue(all(page["sha256"] for page in series["received"]))
        code, out, err = place.run("--json", "--max-age", 0, environment={
            f"DEPIN_AUDIT_{name.upper().replace('-', '_')}_KEY": KEY})
        self.assertEqual(json.loads(out)["series"][0]["rows_new"], 0, err)
        self.assertEqual(place.holds_key(), [])

    def test_each_vendor_gets_its_key_and_nobody_else_sees_it(self):
        ways = [(name, "environment") for name in KEY_NAMES] + [(name, "file") for name in ("artemis", "defillama")]
        self.each(ways, self.taken)
        sent = {
            "x-cg-demo-api-key": "/coins/", "x-cg-pro-api-key": "/coins/", "Authorization": "/v2/projects/",
            "X-Dune-API-Key": "/api/v1/query/", "X-Messari-API-Key": "/metrics/v1/",
        }
        for header, path in sent.items():
            self.assertTrue(any(KEY in (r["headers"].get(header) or "") for r in TESTS.host.asked(path)), header)
        self.assertTrue(TESTS.host.asked(f"/{KEY}/api/summary/fees/"))
        self.assertTrue(TESTS.host.asked(f"APIKey={KEY}"))
        self.assertTrue(TESTS.host.asked(f"api_key={KEY}"))
        for host in TESTS.all()[1:]:
            self.assertNotIn(KEY, str(host.log))

    def wrong_key(self, name, way):
        # The host knows another key, and repeats the one that it got.
        strict = Host(TESTS.folder / "good.both", "another-key-of-the-host")
        try:
            place = self.place(f"fetch: {self.WITH_KEYS[name]}\n")
            code, out, err = place.run(
                "--retries", 0, endpoints={name: strict.url},
                environment={f"DEPIN_AUDIT_{name.upper().replace('-', '_')}_KEY": KEY})
            self.assertEqual(code, 1, err)
            self.assertIn("[key-refused]", err)
            self.assertEqual((place.holds_key(), place.cached()), ([], []))
        finally:
            strict.shutdown()
            strict.server_close()

    def test_a_key_that_is_refused_is_not_repeated(self):
        names = ["artemis", "defillama", "dune", "messari", "token-terminal"]
        self.each([(name, "environment") for name in names], self.wrong_key)

    def missing_key(self, name, way):
        count = len(TESTS.host.log)
        code, series, err, place = self.keyed(name, "none", "")
        self.assertEqual((code, series["state"]), (1, "failed"), err)
        self.assertIn(f"DEPIN_AUDIT_{name.upper().replace('-', '_')}_KEY", err)
        self.assertEqual(len(TESTS.host.log), count, "a host was asked for nothing")

    def test_a_key_that_is_missing_is_named(self):
        for name in ["artemis", "dune", "messari", "token-terminal"]:
            self.case(name, self.missing_key, name, "none")

    def bad_key_file(self, name, text, mode, words):
        place = self.place()
        folder = place.root / ".config/depin-audit"
        folder.mkdir(parents=True)
        path = folder / "keys.yaml"
        path.write_text(text)
        path.chmod(mode)
        code, out, err = place.run()
        self.assertEqual((code, out), (2, ""), err)
        self.assertIn(words, err)
        self.assertEqual(place.holds_key(), [])
        self.assertEqual(place.cached(), [])

    def test_a_file_of_keys_that_is_wrong_is_refused_without_its_keys(self):
        self.each([
            ("group", f"dune: {KEY}\n", 0o640, "others may read it; run chmod 600"),
            ("others", f"dune: {KEY}\n", 0o604, "others may read it; run chmod 600"),
            ("vendor", f"{KEY}: dune\n", 0o600, "keys.yaml:1: names no vendor that takes a key"),
            ("form", f"dune: {KEY}\n{KEY}\n", 0o600, "keys.yaml:2: holds no 'vendor: key'"),
            ("spaces", f"dune: {KEY} {KEY}\n", 0o600, "keys.yaml:1: holds no key"),
            ("short", "dune: x\n", 0o600, "keys.yaml:1: holds no key"),
        ], self.bad_key_file)
        place = self.place()
        code, _, err = place.run(environment={"DEPIN_AUDIT_DUNE_KEY": f"{KEY}\r\nX-Other: {KEY}"})
        self.assertEqual(code, 2)
        self.assertIn("DEPIN_AUDIT_DUNE_KEY: holds no key", err)
        self.assertEqual(place.holds_key(), [])

    # Nodes of chains.

    CONTRACT, MINT = "0x" + "ab" * 20, "Mint" + "1" * 36
    BURNS = "fetch: {tokens_burned: {vendor: evm, id: '%s', metric: burned}}\n"

    def node(self, chain):
        host = Host(TESTS.folder / "good.both")
        host.chain = chain
        self.addCleanup(host.server_close)
        self.addCleanup(host.shutdown)
        return host

    def chain_place(self, fetch):
        place = self.place(fetch)
        profile = place.root / "Datasets/beacon/network.yaml"
        profile.write_text(profile.read_text().replace("decimals: 8", "decimals: 18"))
        return place

    @staticmethod
    def questions(host, method):
        return [json.loads(request["body"]) for request in host.log if method.encode() in request["body"]]

    def burns(self, place, host, days, *arguments):
        """Fetches the burns of the last whole days and compares the rows with the chain's."""
        since = datetime.fromtimestamp(midnight() - days * DAY, timezone.utc).date()
        code, out, err = place.run("--since", since, *arguments, endpoints={"evm": host.url})
        self.assertEqual(code, 0, err)
        expected = {}
        for block in range(500, host.chain.newest, 500):
            second = host.chain.seconds(block)
            if midnight() - days * DAY <= second < midnight():
                day = str(datetime.fromtimestamp(second, timezone.utc).date())
                expected[day] = expected.get(day, 0) + host.chain.burned(block)
        rows = [row.split(",") for row in place.rows("tokens_burned")]
        one = Chain.ONE
        written = {row[0]: int(row[2].split(".")[0]) * one + int(row[2].partition(".")[2].ljust(18, "0")) for row in rows}
        self.assertEqual(written, expected)
        self.assertEqual({tuple(row[3:6]) for row in rows}, {("token", "evm-beacon", "measured")})
        return json.loads(out) if "--json" in arguments else out

    def whole_days(self):
        host, place = self.node(Chain()), self.chain_place(self.BURNS % self.CONTRACT)
        before = place.state()
        self.burns(place, host, 10)
        self.assertNotEqual(place.state(), before)
        asked = len(host.log)
        self.burns(place, host, 10)
        self.assertEqual(len(host.log), asked, "what a node said of days that are over was asked again")

    def halved_ranges(self):
        host, place = self.node(Chain(stamped=False, widest=3000)), self.chain_place(self.BURNS % self.CONTRACT)
        host.busy = 1
        self.burns(place, host, 3)
        ranges = [[int(q["params"][0][key], 16) for key in ("fromBlock", "toBlock")] for q in self.questions(host, "eth_getLogs")]
        answered = [r for r in ranges if r[1] - r[0] < 3000]
        self.assertLess(len(answered), len(ranges), "nothing was refused")
        # Each block of the days once, none left out.
        self.assertEqual([r[1] + 1 for r in answered[:-1]], [r[0] for r in answered[1:]])
        self.assertEqual(host.chain.seconds(answered[0][0]), midnight() - 3 * DAY)
        self.assertEqual(host.chain.seconds(answered[-1][1]), midnight() - 60)

    def later_runs(self):
        host, place = self.node(Chain(widest=1000)), self.chain_place(self.BURNS % self.CONTRACT)
        before, since = place.state(), datetime.fromtimestamp(midnight() - 3 * DAY, timezone.utc).date()
        code, _, err = place.run("--since", since, "--requests", 25, endpoints={"evm": host.url})
        self.assertEqual((code, len(host.log)), (1, 25), err)
        self.assertIn("[request-limit]", err)
        self.assertEqual(place.state(), before)
        self.burns(place, host, 3)
        bodies = [request["body"] for request in host.log]
        refused = {body for body in bodies if b"eth_getLogs" in body and bodies.count(body) > 1}
        asked = [body for body in bodies if body not in refused]
        self.assertEqual(len(asked), len(set(asked)), "an answer that was kept was asked for again")

    def test_burns_of_whole_days_are_read_once_in_ranges_that_the_node_answers(self):
        self.each([("whole", self.whole_days), ("halved", self.halved_ranges), ("later", self.later_runs)],
                  lambda _, check: check())

    def test_what_a_node_cannot_be_asked_is_told(self):
        host = self.node(Chain())
        cases = [
            (self.BURNS % ("0x" + "cd" * 20), ["--since", "2026-01-01"], {"evm": host.url}, "has no contract at"),
            (self.BURNS % "0x12", ["--since", "2026-01-01"], {"evm": host.url}, "is no contract"),
            (self.BURNS % self.CONTRACT, [], {"evm": host.url}, "--since"),
            (self.BURNS % self.CONTRACT, ["--since", "2026-01-01"], {}, "--endpoint evm="),
            ("fetch: {total_supply: {vendor: solana, id: %s}}\n" % ("N" + self.MINT[1:]), [], {"solana": host.url}, "[rpc-error]"),
            ("fetch: {price: {vendor: solana, id: %s}}\n" % self.MINT, [], {"solana": host.url}, "which instructions are 'price'"),
            ("fetch: {total_supply: {vendor: evm, id: '%s'}}\n" % ("0x" + "cd" * 20), [], {"evm": host.url}, "not a number of 32 bytes"),
        ]

        def told(words, fetch, arguments, endpoints):
            place = self.chain_place(fetch)
            before = place.state()
            code, _, err = place.run(*arguments, endpoints=endpoints)
            self.assertEqual((code, place.state()), (1, before), err)
            self.assertIn(words, err)
            self.assertFalse([path for path in place.cached() if b'"error"' in path.read_bytes()])

        self.each([(words, *rest) for *rest, words in cases], told)

    def test_a_supply_is_a_reading_of_the_day(self):
        host, place = self.node(Chain()), self.place("fetch: {total_supply: {vendor: solana, id: %s}}\n" % self.MINT)
        for arguments in ([], ["--max-age", 0]):
            code, _, err = place.run(*arguments, endpoints={"solana": host.url})
            self.assertEqual(code, 0, err)
        self.assertEqual(len(host.log), 1, "a day has one reading")
        today = datetime.now(timezone.utc).date()
        self.assertEqual(place.rows("total_supply"), [
            f"{today},{today},184467440737.09551617,token,solana-beacon,measured,,,\"read during the day, not at its end\""])

    def test_a_supply_of_a_contract_is_a_reading_too(self):
        host = self.node(Chain())
        place = self.chain_place("fetch: {total_supply: {vendor: evm, id: '%s'}}\n" % self.CONTRACT)

        def check():
            for arguments in ([], ["--max-age", 0]):
                code, _, err = place.run(*arguments, endpoints={"evm": host.url})
                self.assertEqual(code, 0, err)
            self.assertEqual(len(host.log), 1, "a day has one reading")
            self.assertEqual([row.split(",")[2] for row in place.rows("total_supply")], ["18.446744073709551617"])

        self.case("supply", check)

    # Transactions of Solana.

    @staticmethod
    def day(days):
        return datetime.fromtimestamp(midnight() - days * DAY, timezone.utc).date()

    def transactions(self, place, host, kinds, days, *arguments, series="tokens_burned", basis=""):
        """Fetches the events of the last whole days and compares the rows with the ledger's."""
        code, out, err = place.run("--since", self.day(days), *arguments, endpoints={"solana": host.url})
        self.assertEqual(code, 0, err)
        rows = [row.split(",") for row in place.rows(series)]
        written = {row[0]: int(row[2].split(".")[0]) * 10**8 + int(row[2].partition(".")[2].ljust(8, "0")) for row in rows}
        self.assertEqual(written, host.chain.expected(kinds, midnight() - days * DAY))
        self.assertEqual({tuple(row[3:6]) + (row[7],) for row in rows}, {("token", "solana-beacon", "measured", basis)})
        return out

    def rule(self, metric, series="tokens_burned", account=""):
        account = f", account: {account}" if account else ""
        return f"fetch: {{{series}: {{vendor: solana, id: {Ledger.MINT}, metric: {metric}{account}}}}}\n"

    def burned(self):
        host, place = self.node(Ledger()), self.place(self.rule("burned"))
        self.transactions(place, host, {0, 4}, 34)
        asked = len(host.log)
        self.transactions(place, host, {0, 4}, 34)
        self.assertEqual(len(host.log), asked, "what holds for ever was asked again")
        failed = {Ledger.signature(number) for number in range(3, host.chain.count, 6)}
        self.assertFalse(failed & {q["params"][0] for q in self.questions(host, "getTransaction")})

    def minted(self):
        host, place = self.node(Ledger()), self.place(self.rule("minted", "tokens_emitted"))
        self.transactions(place, host, {1}, 9, series="tokens_emitted")

    def incinerated(self):
        host, place = self.node(Ledger()), self.place("bases: {dead-address: sent to where nobody has a key}\n" + self.rule("incinerated"))
        self.transactions(place, host, {5}, 9, basis="dead-address")
        self.assertEqual({q["params"][0] for q in self.questions(host, "getSignaturesForAddress")}, {Ledger.LOST})

    def one_account(self):
        host, place = self.node(Ledger()), self.place(self.rule("burned", account=Ledger.BURNER))
        self.transactions(place, host, {0}, 9)
        self.assertTrue(all(f"of transactions that name {Ledger.BURNER}" in row for row in place.rows("tokens_burned")))

    def in_parts(self):
        host, place = self.node(Ledger(page=10)), self.place(self.rule("burned"))
        before = place.state()
        for run in range(20):
            code, _, err = place.run("--since", self.day(34), "--requests", 20, "--max-age", 0, endpoints={"solana": host.url})
            if code == 0:
                break
            self.assertIn("[request-limit]", err)
            self.assertEqual(place.state(), before)
            # Meanwhile the ledger goes on.
            host.chain.added += 1
        self.assertGreater(run, 2)
        self.transactions(place, host, {0, 4}, 34)
        bodies = [request["body"] for request in host.log if b"before" in request["body"] or b"getTransaction" in request["body"]]
        self.assertEqual(len(bodies), len(set(bodies)), "what holds for ever was asked again")

    def test_transactions_of_whole_days_are_read_once(self):
        self.each([("burned", self.burned), ("minted", self.minted), ("incinerated", self.incinerated),
                   ("account", self.one_account), ("parts", self.in_parts)], lambda _, check: check())

    def test_days_without_an_event_are_read_too(self):
        host, place = self.node(Ledger()), self.place(self.rule("burned", account=Ledger.KEPT))

        def check():
            before = place.state()
            code, out, err = place.run("--since", self.day(3), "--json", endpoints={"solana": host.url})
            self.assertEqual((code, place.state()), (0, before), err)
            self.assertIn("nothing of it happened in these days", err)
            series = json.loads(out)["series"][0]
            self.assertEqual((series["rows_new"], series["read_through"], series["state"]), (0, str(self.day(1)), "fresh"))

        self.case("nothing", check)

    def test_a_node_that_lacks_blocks_is_told(self):
        host, place = self.node(Ledger(oldest=66 * DAY + 5)), self.place(self.rule("burned"))

        def check():
            before = place.state()
            code, _, err = place.run("--since", self.day(9), endpoints={"solana": host.url})
            self.assertEqual((code, place.state()), (1, before), err)
            self.assertIn(f"keeps no block from before {self.day(4)}; name a node that keeps all with --endpoint, or give "
                          f"--since {self.day(3)} [rpc-error]", err)
            self.transactions(place, host, {0, 4}, 3)

        self.case("pruned", check)

    # Nodes with a key in their address.

    def keyed_node(self, form):
        host, place = self.node(Chain()), self.chain_place("fetch: {total_supply: {vendor: evm, id: '%s'}}\n" % self.CONTRACT)
        host.key = KEY
        environment = {"DEPIN_AUDIT_EVM_KEY": KEY}
        code, out, err = place.run("--json", endpoints={"evm": host.url + form}, environment=environment)
        self.assertEqual((code, place.holds_key()), (0, []), err)
        self.assertEqual([request["path"] for request in host.log], [form.replace("{key}", KEY)])
        self.assertTrue(json.loads(out)["series"][0]["received"][0]["url"].endswith(form.replace("{key}", "(key)")))
        code, _, err = place.run("--max-age", 0, "--cache", "other", endpoints={"evm": host.url + form})
        self.assertEqual((code, len(host.log)), (1, 1), err)
        self.assertIn("DEPIN_AUDIT_EVM_KEY", err)
        host.key = "another-key-of-the-host"
        code, _, err = place.run("--cache", "third", endpoints={"evm": host.url + form}, environment=environment)
        self.assertEqual((code, place.holds_key()), (1, []), err)
        self.assertIn("[key-refused]", err)

    def test_a_node_gets_the_key_where_its_address_wants_it(self):
        self.each([("/v3/{key}",), ("/?api-key={key}",)], self.keyed_node)

    def bad_address(self, address):
        code, _, err = self.place().run("--endpoint", address)
        self.assertEqual(code, 64, err)
        self.assertIn("--endpoint: ", err)
        self.assertNotIn("0123456789", err)

    def test_an_address_that_holds_a_key_is_refused(self):
        secret = "0123456789abcdef0123456789abcdef"
        self.each([(address,) for address in [
            f"evm=https://node.example/v3/{secret}", f"solana=https://node.example/?api-key={secret}",
            f"dune=https://node.example/{{key}}", f"evm=https://node.example/{{key}}/{{key}}",
            f"evm=https://node.example/../{{key}}", f"evm=https://{secret}@node.example/",
        ]], self.bad_address)

    # Cache, pages, restatements.

    def test_what_was_received_is_not_asked_for_again(self):
        place = self.place("fetch:\n" + "".join(
            f"  {series}: {{vendor: coingecko, id: tagged}}\n" for series in ("price", "market_cap", "volume")))

        def both():
            self.assertEqual(place.run()[0], 0)
            self.assertEqual(len(TESTS.host.asked("/tagged/")), 1, "one answer does for three series")
            state, files = place.state(), place.cached()
            since = datetime.now(timezone.utc).date() - timedelta(days=40)
            self.assertEqual(place.run("--since", since)[0], 0)
            self.assertEqual(len(TESTS.host.asked("/tagged/")), 2)
            self.assertEqual(place.run("--since", since)[0], 0)
            self.assertEqual(len(TESTS.host.asked("/tagged/")), 2, "a fresh answer was asked for again")
            self.assertEqual(place.run("--since", since, "--max-age", 0)[0], 0)
            asked = TESTS.host.asked("/tagged/")
            self.assertEqual((len(asked), asked[-1]["headers"].get("If-None-Match")), (3, '"v1"'))
            self.assertEqual(place.state(), state, "the same answer changed the datasets")
            self.assertEqual(len(place.cached()), len(files) + 2)

        self.case("tagged", both)

    def test_a_changed_file_of_the_cache_is_no_evidence(self):
        place = self.place("fetch: {price: {vendor: coingecko, id: tag-changed}}\n")

        def check():
            since = ["--since", datetime.now(timezone.utc).date() - timedelta(days=40)]
            self.assertEqual(place.run(*since)[0], 0)
            body = next(path for path in place.cached() if ".received." not in path.name)
            body.write_bytes(body.read_bytes() + b" ")
            self.assertEqual(place.run(*since)[0], 0)
            asked = TESTS.host.asked("/tag-changed/")
            self.assertEqual((len(asked), asked[-1]["headers"].get("If-None-Match")), (2, None))
            self.assertEqual(len(place.rows("price")), 31)

        self.case("tag-changed", check)

    def test_a_changed_history_is_refused_until_it_is_accepted(self):
        place = self.place("fetch: {price: {vendor: coingecko, id: restated}}\n")

        def check():
            since = ["--since", datetime.now(timezone.utc).date() - timedelta(days=40), "--max-age", 0]
            self.assertEqual(place.run(*since)[0], 0)
            before = place.state()
            code, out, err = place.run(*since)
            self.assertEqual(code, 1)
            self.assertIn("[restated]", err)
            self.assertEqual(place.state(), before)
            code, out, err = place.run(*since, "--dry-run", "--accept-restatement")
            self.assertEqual(code, 0, err)
            self.assertEqual(place.state(), before)
            code, out, err = place.run(*since, "--accept-restatement", "--json")
            self.assertEqual((code, json.loads(out)["series"][0]["rows_changed"]), (0, 30), err)
            kept = place.root / json.loads(out)["vintage"] / "beacon/price.csv"
            self.assertIn(f",{closes()[-1][1]},", kept.read_text().splitlines()[-1])
            self.assertIn(f",{closes(scale=2.0)[-1][1]},", place.rows("price")[-1])

        self.case("restated", check)

    def test_a_clock_that_differs_is_told(self):
        place = self.place("fetch: {price: {vendor: coingecko, id: clock-ahead}}\n")

        def check():
            code, _, err = place.run()
            self.assertEqual(code, 0, err)
            self.assertIn("coingecko's clock is 420 minutes ahead of this machine's", err)

        self.case("clock-ahead", check)

    def test_runs_at_the_same_time_lose_nothing(self):
        place = self.place(
            "fetch:\n  price: {vendor: coingecko, id: steady}\n  fees: {vendor: defillama, id: beacon}\n")

        def check():
            with ThreadPoolExecutor(4) as pool:
                vendors = ["coingecko", "defillama", "coingecko", "defillama"]
                done = list(pool.map(lambda vendor: place.run("--vendor", vendor), vendors))
            self.assertEqual([code for code, _, _ in done], [0] * 4, done)
            self.assertEqual((len(place.rows("price")), len(place.rows("fees"))), (30, 29))
            sources = (place.root / "Datasets/sources.csv").read_text().splitlines()
            self.assertEqual(len(sources), 3, sources)
            self.assertEqual([path for path in place.root.rglob("*.tmp")], [])

        self.case("together", check)

    def test_a_run_that_was_killed_goes_on(self):
        place = self.place("fetch:\n  price: {vendor: coingecko, id: steadier}\n  volume: {vendor: coingecko, id: slow-later}\n")

        def check():
            hosts = ["--endpoint", f"coingecko={TESTS.host.url}", "--ca-bundle", str(TESTS.bundle), "--cache", "cache"]
            run = subprocess.Popen([PROGRAM, "fetch", *hosts], cwd=place.root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   env={"PATH": os.environ["PATH"], "HOME": str(place.root), "no_proxy": "*"})
            end = time.monotonic() + 20
            while len(place.cached()) < 2 and time.monotonic() < end:
                time.sleep(0.05)
            run.kill()
            run.wait()
            self.assertEqual(len(TESTS.host.asked("/steadier/")), 1)
            self.assertEqual(place.rows("price"), [])
            code, out, err = place.run("--timeout", 1, "--retries", 0)
            self.assertEqual((code, len(place.rows("price"))), (1, 30), err)
            self.assertEqual(len(TESTS.host.asked("/steadier/")), 1, "what came before was asked for again")

        self.case("killed", check)

    def test_one_vendor_that_fails_leaves_the_others(self):
        place = self.place(
            "fetch:\n  price: {vendor: coingecko, id: teapot}\n  fees: {vendor: defillama, id: beacon}\n"
            "  volume: {vendor: coingecko, id: well}\n  tokens_burned: {vendor: coingecko, id: well}\n")

        def check():
            code, out, err = place.run()
            self.assertEqual(code, 1)
            self.assertIn("network.yaml:", err)
            self.assertIn("[fetch-rule]", err)
            self.assertIn("2 fresh, 0 stale, 2 failed", out)
            self.assertEqual((len(place.rows("fees")), len(place.rows("price"))), (29, 0))

        self.case("mixed", check)

    def test_prices_of_defillama(self):
        place = self.place("fetch: {price: {vendor: defillama, id: beacon}}\n")

        def check():
            self.assertEqual(place.run()[0], 0)
            self.assertEqual(len(place.rows("price")), 30)

        self.case("defillama", check)

    def test_status_says_what_is_stale_without_asking_anybody(self):
        place = self.place()

        def check():
            self.assertEqual(place.run()[0], 0)
            count = len(TESTS.host.log)
            code, out, _ = place.run(command="status")
            self.assertEqual((code, out.split(" ")[0]), (0, "0"), out)
            later = datetime.now(timezone.utc).date() + timedelta(days=9)
            code, out, _ = place.run("--as-of", later, "--json", command="status")
            series = json.loads(out)["series"][0]
            self.assertEqual((code, series["lag_days"], series["state"]), (1, 10, "stale"))
            self.assertEqual(len(TESTS.host.log), count)
            self.assertEqual(place.run("--as-of", later)[0], 1, "fetch passes over what is stale")

        self.case("status", check)


if __name__ == "__main__":
    unittest.main()
