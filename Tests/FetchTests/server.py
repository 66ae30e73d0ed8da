"""Hosts on loopback that answer as vendors do, and misbehave when the id that is asked for says so."""

import gzip
import json
import ssl
import threading
import time
import zlib
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

DAY = 86_400


def midnight() -> int:
    """The start of today in UTC, in seconds."""
    return int(time.time()) // DAY * DAY


def closes(days: int = 30, scale: float = 1.0) -> list:
    """Seconds of 00:00 UTC up to today, and values that depend on the day alone."""
    seconds = range(midnight() - DAY * (days - 1), midnight() + 1, DAY)
    return [(second, round(scale * (1 + second // DAY % 97 / 100), 4)) for second in seconds]


# What vendors answer, in the forms that they document.


def coingecko(days=30, scale=1.0):
    points = [[1000 * second, value] for second, value in closes(days, scale)]
    # The newest point is the moment of the call.
    points.append([int(time.time() * 1000), 9.5])
    return {
        "prices": points,
        "market_caps": [[t, v * 1e6] for t, v in points],
        "total_volumes": [[t, v * 1e4] for t, v in points],
    }


def defillama():
    chart = [[second, int(100 * value)] for second, value in closes()]
    return {"id": "0", "name": "Beacon", "slug": "beacon", "gecko_id": "beacon", "total24h": 120, "totalDataChart": chart}


def defillama_prices(coin):
    prices = [{"timestamp": second, "price": value} for second, value in closes()]
    return {"coins": {coin: {"symbol": "BCN", "confidence": 0.99, "prices": prices}}}


def stamp(second, form="%Y-%m-%dT%H:%M:%S.000000000Z"):
    return datetime.fromtimestamp(second, timezone.utc).strftime(form)


def coin_metrics(asset, metric, points):
    return {"data": [{"asset": asset, "time": stamp(second), metric: str(value)} for second, value in points]}


def token_terminal(metric):
    form = "%Y-%m-%dT%H:%M:%S.000Z"
    rows = [{"timestamp": stamp(s, form), "project_id": "beacon", metric: v} for s, v in closes()]
    return {"data": rows[::-1]}


def dune(points, column):
    rows = [{column: value, "day": stamp(second, "%Y-%m-%d %H:%M:%S.000 UTC")} for second, value in points]
    return {
        "execution_id": "01ABC", "query_id": 77, "is_execution_finished": True, "state": "QUERY_STATE_COMPLETED",
        "submitted_at": stamp(midnight()), "expires_at": stamp(midnight() + 90 * DAY),
        "result": {"rows": rows, "metadata": {
            "column_names": ["day", column], "column_types": ["timestamp(3) with time zone", "double"],
            "row_count": len(rows), "total_row_count": 30}},
    }


def artemis(symbol, metric):
    return {"data": {"symbols": {symbol: {metric: [{"date": stamp(s, "%Y-%m-%d"), "val": v} for s, v in closes()]}}}}


def messari():
    points = [[second, 1.0, 1.5, 0.9, value, 1000] for second, value in closes()]
    names = ["Time", "Open", "High", "Low", "Close", "Volume"]
    return {"error": "", "data": {"points": points},
            "metadata": {"granularity": "1d", "pointSchemas": [{"name": name} for name in names]}}


class Chain:
    """A chain with a block a minute since forty days, and burns that depend on the block alone."""

    ONE = 10**18

    def __init__(self, stamped=True, widest=None):
        self.first = midnight() - 40 * DAY
        # Ahead of the clock, so that yesterday is settled also where the tests run just after midnight.
        self.newest = (int(time.time()) + 2400 - self.first) // 60 + 1
        self.stamped, self.widest = stamped, widest
        self.supply = 2**64 + 1

    def seconds(self, block):
        return self.first + 60 * (block - 1)

    def burned(self, block):
        """Raw units that burn in a block: every 500th has some, which no double could hold."""
        return self.ONE * (block // 500) + 1 if block % 500 == 0 else 0

    def logs(self, question):
        first, last = int(question["fromBlock"], 16), int(question["toBlock"], 16)
        if self.widest and last - first >= self.widest:
            return None
        logs = []
        for block in range(-(-first // 500) * 500, last + 1, 500):
            log = {
                "address": question["address"], "topics": [question["topics"][0], "0x" + "11" * 32, question["topics"][2]],
                "data": f"0x{self.burned(block):064x}", "blockNumber": hex(block), "transactionHash": "0x" + "22" * 32,
                "transactionIndex": "0x0", "blockHash": "0x" + "33" * 32, "logIndex": "0x0", "removed": False}
            if self.stamped:
                log["blockTimestamp"] = hex(self.seconds(block))
            logs.append(log)
        return logs

    def answer(self, method, params):
        """What a node answers; an error where it refuses."""
        if method == "eth_getCode":
            return {"result": "0x6080" if params[0] == "0x" + "ab" * 20 else "0x"}
        if method == "eth_getBlockByNumber":
            number = self.newest if params[0] == "latest" else int(params[0], 16)
            return {"result": {"number": hex(number), "timestamp": hex(self.seconds(number)), "transactions": []}}
        if method == "eth_getLogs":
            logs = self.logs(params[0])
            if logs is None:
                return {"error": {"code": -32005, "message": "block range is too wide"}}
            return {"result": logs}
        if method == "getTokenSupply":
            if params[0].startswith("N"):
                return {"error": {"code": -32602, "message": "Invalid param: not a Token mint"}}
            return {"result": {"context": {"slot": 7}, "value": {
                "amount": "18446744073709551617", "decimals": 8, "uiAmount": 1.8e11, "uiAmountString": "x"}}}
        if method == "eth_call":
            return {"result": f"0x{self.supply:064x}" if params[0]["to"] == "0x" + "ab" * 20 else "0x"}
        return {"error": {"code": -32601, "message": "the method does not exist"}}


class Ledger:
    """A ledger of Solana with a transaction every twelve hours since seventy days, of six kinds in turn."""

    MINT, OTHER = "Mint" + "1" * 36, "Note" + "1" * 36
    LOST, KEPT, BURNER = "Lost" + "1" * 36, "Kept" + "1" * 36, "Bnrn" + "1" * 36
    INCINERATOR = "1nc1nerator11111111111111111111111111111111"

    def __init__(self, page=100, oldest=0):
        self.first = midnight() - 70 * DAY
        self.page, self.oldest, self.added = page, oldest, 0
        self.count = (int(time.time()) - self.first) // 43_200

    def seconds(self, number):
        return self.first + 43_200 * number

    @staticmethod
    def signature(number):
        return f"{number:06d}".replace("0", "z") + "5" * 58

    @staticmethod
    def amount(number):
        """Raw units, more than a double counts."""
        return 2**60 + 7 * number + 1

    def names(self, number):
        """The accounts that a transaction names: a plain transfer does not name the mint."""
        kind = number % 6
        if kind == 5:
            return {self.LOST, self.KEPT}
        return {self.MINT} | ({self.OTHER} if kind == 4 else set()) | ({self.BURNER} if kind == 0 else set())

    def instruction(self, kind, amount, mint):
        info = {"amount": str(amount), "mint": mint}
        if kind == "transfer":
            info = {"amount": str(amount), "source": self.KEPT, "destination": self.LOST}
        return {"program": "spl-token", "programId": "Token", "parsed": {"type": kind, "info": info}}

    def transaction(self, number):
        amount = self.amount(number)
        outer, inner = {
            0: ([("burn", amount, self.MINT)], []),
            1: ([("mintTo", amount, self.MINT)], []),
            2: ([("approve", amount, self.MINT)], []),
            3: ([("burn", amount, self.MINT)], []),
            4: ([("burn", 5, self.OTHER)], [("burn", amount, self.MINT)]),
            5: ([("transfer", amount, self.MINT)], []),
        }[number % 6]
        balances = [
            {"accountIndex": index, "mint": self.MINT, "owner": owner, "uiTokenAmount": {"amount": "1", "decimals": 8}}
            for index, owner in enumerate([self.INCINERATOR, "Somebody"])]
        balances.append({"accountIndex": 2, "mint": self.OTHER, "owner": "x", "uiTokenAmount": {"amount": "1", "decimals": 0}})
        return {
            "blockTime": self.seconds(number),
            # A long transaction: what it says of itself stands behind a hundred kilobytes.
            "meta": {"err": self.error(number), "innerInstructions": [
                {"index": 0, "instructions": [self.instruction(*part) for part in inner]}],
                "logMessages": ["x" * 1000] * (100 if number % 12 == 0 else 1), "postTokenBalances": balances},
            "slot": self.seconds(number) - self.first,
            "transaction": {"signatures": [self.signature(number)], "message": {
                "accountKeys": [{"pubkey": key} for key in (self.LOST, self.KEPT, "Third")],
                "instructions": [self.instruction(*part) for part in outer]}}}

    @staticmethod
    def error(number):
        return {"InstructionError": [0, "Custom"]} if number % 6 == 3 else None

    def listed(self, address, limit, before=None):
        numbers = [n for n in range(self.count + self.added) if address in self.names(n)][::-1]
        if before:
            numbers = numbers[[self.signature(n) for n in numbers].index(before) + 1:]
        return [{
            "signature": self.signature(n), "slot": self.seconds(n) - self.first, "blockTime": min(self.seconds(n), int(time.time())),
            "err": self.error(n), "memo": None, "confirmationStatus": "finalized",
        } for n in numbers[: min(limit, self.page)]]

    def answer(self, method, params):
        if method == "getSlot":
            return {"result": int(time.time()) - self.first}
        if method == "getBlockTime":
            return {"result": self.first + params[0]}
        if method == "getFirstAvailableBlock":
            return {"result": self.oldest}
        if method == "getTokenAccountsByOwner":
            assert params[:2] == [self.INCINERATOR, {"mint": self.MINT}], params
            return {"result": {"context": {"slot": 1}, "value": [{"pubkey": self.LOST, "account": {}}]}}
        if method == "getSignaturesForAddress":
            return {"result": self.listed(params[0], params[1]["limit"], params[1].get("before"))}
        if method == "getTransaction":
            assert params[1]["encoding"] == "jsonParsed", params
            return {"result": self.transaction(int(params[0][:6].replace("z", "0")))}
        return {"error": {"code": -32601, "message": "the method does not exist"}}

    def expected(self, kinds, since):
        """What the days from a moment to today come to, in raw units."""
        days = {}
        for number in range(self.count):
            second = self.seconds(number)
            if number % 6 in kinds and since <= second < midnight():
                day = stamp(second, "%Y-%m-%d")
                days[day] = days.get(day, 0) + self.amount(number)
        return days


def bomb() -> bytes:
    """A hundred kilobytes that unpack to as many megabytes."""
    packer, spaces = zlib.compressobj(9, zlib.DEFLATED, 31), b" " * (1 << 20)
    return b"".join(packer.compress(spaces) for _ in range(100)) + packer.flush()


BOMB = bomb()


class Host(ThreadingHTTPServer):
    """A host that notes what it is asked: `log` has path, headers and body of each request."""

    daemon_threads = True
    # Faults of TLS are what is tested; they are no news.
    def handle_error(self, request, client_address):
        pass

    def __init__(self, certificate=None, key=""):
        super().__init__(("127.0.0.1", 0), Handler)
        self.log, self.counts, self.lock = [], {}, threading.Lock()
        self.key, self.elsewhere, self.plain = key, "", ""
        self.chain, self.busy = Chain(), 0
        self.is_secure = certificate is not None
        if self.is_secure:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def port(self):
        return self.server_address[1]

    @property
    def url(self):
        return f"{'https' if self.is_secure else 'http'}://127.0.0.1:{self.port}"

    def asked(self, word: str):
        with self.lock:
            return [request for request in self.log if word in request["path"]]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def setup(self):
        self.request.settimeout(20)
        super().setup()

    # Answers.

    def send(self, status, body=b"", headers=None, length=None, kind="application/json", date=True):
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response_only(status)
        if date:
            self.send_header("Date", format_datetime(datetime.now(timezone.utc), usegmt=True))
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def stop(self):
        """Ends the connection without a word."""
        self.close_connection = True

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.answer(body)

    def do_GET(self):
        self.answer(b"")

    def answer(self, body):
        path = unquote(self.path)
        with self.server.lock:
            self.server.log.append({"path": path, "headers": dict(self.headers), "body": body})
            count = self.server.counts[path] = self.server.counts.get(path, 0) + 1
        parts = urlsplit(self.path)
        segments = [unquote(segment) for segment in parts.path.strip("/").split("/")]
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        try:
            if body:
                self.node(json.loads(body), segments, query)
            elif "coins" in segments and "market_chart" in segments:
                self.misbehave(segments[segments.index("coins") + 1], count)
            else:
                self.vendor(segments, query)
        except (BrokenPipeError, ConnectionResetError, ssl.SSLError, OSError):
            self.stop()

    # A node.

    def node(self, question, segments, query):
        """Answers at its own address, or at one with the key in it."""
        given = query.get("api-key", segments[1] if segments[0] == "v3" else None)
        if given is not None and given != self.server.key:
            return self.send(401, {"error": f"no such key: {given}"})
        if self.server.busy > 0:
            self.server.busy -= 1
            return self.send(429, {"error": {"code": 429, "message": "too many requests"}}, {"Retry-After": "1"})
        answer = self.server.chain.answer(question["method"], question["params"])
        self.send(200, {"jsonrpc": "2.0", "id": question["id"]} | answer)

    # Vendors that behave.

    def vendor(self, segments, query):
        key = self.server.key
        match segments:
            case ["summary", "fees", _]:
                self.send(200, defillama())
            case [given, "api", "summary", "fees", _]:
                self.send(200 if given == key else 401, defillama() if given == key else {"error": f"bad key {given}"})
            case ["chart", coin]:
                self.send(200, defillama_prices(coin))
            case ["v4", "timeseries", "asset-metrics"]:
                self.coin_metrics(query)
            case ["v2", "projects", _, "metrics"]:
                self.with_key("Authorization", f"Bearer {key}", token_terminal(query["metric_ids"]))
            case ["api", "v1", "query", _, "results"]:
                self.dune(query)
            case ["data", "api", metric, *_]:
                if query.get("APIKey") == key:
                    # A host that repeats the question, the key in it.
                    self.send(200, artemis(query["symbols"], metric) | {"request": self.path})
                else:
                    self.send(401, {"error": f"unknown key {query.get('APIKey')}"})
            case ["metrics", "v1", "assets", *_]:
                self.with_key("X-Messari-API-Key", key, messari())
            case _:
                self.send(404, {"error": "not found"})

    def with_key(self, header, value, body):
        given = self.headers.get(header)
        self.send(*((200, body) if given == value else (401, {"error": f"no such key: {given}"})))

    def coin_metrics(self, query):
        points = closes()
        half, rest = points[:15], points[15:]
        page = query.get("next_page_token")
        answer = coin_metrics(query["assets"], query["metrics"], rest if page else half)
        if not page:
            answer["next_page_token"] = "half.way"
            # As documented, the whole address, in which a key would stand.
            answer["next_page_url"] = f"{self.server.elsewhere}{self.path}&next_page_token=half.way"
        self.send(200, answer)

    def dune(self, query):
        if self.headers.get("X-Dune-API-Key") != self.server.key:
            return self.send(401, {"error": "invalid API Key"})
        offset = int(query.get("offset", 0))
        answer = dune(closes()[offset : offset + 20], "burned")
        if offset == 0:
            answer |= {"next_uri": f"{self.server.elsewhere}/api/v1/x?offset=20", "next_offset": 20}
        self.send(200, answer)

    # A vendor that does not: the id of the coin says how.

    def misbehave(self, coin, count):
        good = json.dumps(coingecko()).encode()
        scenario = getattr(self, "case_" + coin.replace("-", "_"), None)
        if scenario is None:
            return self.send(404, {"error": "coin not found"})
        scenario(good, count)

    def case_well(self, good, count):
        self.send(200, good)

    # Others of the kind, for tests that count how often one is asked.
    case_steady = case_steadier = case_well

    def case_rate_seconds(self, good, count):
        self.send(429, {"status": {"error_code": 429}}, {"Retry-After": "1"}) if count == 1 else self.send(200, good)

    def case_rate_date(self, good, count):
        if count > 1:
            return self.send(200, good)
        moment = datetime.now(timezone.utc) + timedelta(seconds=2)
        self.send(429, b"{}", {"Retry-After": format_datetime(moment, usegmt=True)})

    def case_rate_hour(self, good, count):
        self.send(429, b"{}", {"Retry-After": "3600"})

    def case_rate_always(self, good, count):
        self.send(429, b"{}", {"Retry-After": "0"})

    def case_fault_once(self, good, count):
        self.send(500, b"oops", kind="text/plain") if count == 1 else self.send(200, good)

    def case_gateway_twice(self, good, count):
        self.send(502, b"<html>bad gateway</html>", kind="text/html") if count < 3 else self.send(200, good)

    def case_fault_always(self, good, count):
        self.send(503, {"error": "down for good"})

    def case_dropped_once(self, good, count):
        self.stop() if count == 1 else self.send(200, good)

    def case_dropped_always(self, good, count):
        self.stop()

    def case_slow_head(self, good, count):
        time.sleep(6)
        self.stop()

    case_slow_later = case_slow_head

    def case_slow_body(self, good, count):
        self.send(200, good[:20], length=len(good))
        for byte in range(20, 60):
            self.wfile.write(good[byte : byte + 1])
            time.sleep(0.2)
        self.stop()

    def case_cut(self, good, count):
        self.send(200, good[: len(good) // 2], length=len(good))
        self.stop()

    def case_cut_once(self, good, count):
        self.case_cut(good, count) if count == 1 else self.send(200, good)

    def case_short_length(self, good, count):
        self.send(200, good, length=len(good) // 2)
        self.stop()

    def case_long_length(self, good, count):
        self.send(200, good, length=len(good) + 10)
        self.stop()

    def case_cut_unmeasured(self, good, count):
        self.send_response_only(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(good[: len(good) // 2])
        self.stop()

    def chunks(self, parts, end=True):
        self.send_response_only(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for part in parts:
            self.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
        if end:
            self.wfile.write(b"0\r\n\r\n")
        else:
            self.stop()

    def case_chunked(self, good, count):
        self.chunks([good[:100], good[100:]])

    def case_chunked_cut(self, good, count):
        self.chunks([good[:100]], end=False)

    def case_gzip(self, good, count):
        assert "gzip" in self.headers.get("Accept-Encoding", "")
        self.send(200, gzip.compress(good), {"Content-Encoding": "gzip"})

    def case_gzip_cut(self, good, count):
        packed = gzip.compress(good)
        self.send(200, packed[: len(packed) // 2], {"Content-Encoding": "gzip"})

    def case_gzip_false(self, good, count):
        self.send(200, good, {"Content-Encoding": "gzip"})

    def case_gzip_bomb(self, good, count):
        self.send(200, BOMB, {"Content-Encoding": "gzip"})

    def case_huge(self, good, count):
        self.send_response_only(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(b"[")
        for _ in range(80):
            self.wfile.write(b" " * (1 << 20))
        self.wfile.write(b"]")
        self.stop()

    def case_huge_declared(self, good, count):
        self.send(200, good, length=1 << 40)
        self.stop()

    def case_endless_head(self, good, count):
        self.send_response_only(200)
        for number in range(3000):
            self.send_header(f"X-{number}", "x" * 100)
        self.end_headers()
        self.stop()

    def redirect(self, to, status=302):
        self.send(status, b"", {"Location": to})

    def case_moved_within(self, good, count):
        self.redirect(self.path.replace("moved-within", "well"), 301)

    def case_moved_whole(self, good, count):
        self.redirect(self.server.url + self.path.replace("moved-whole", "well"), 308)

    def case_moved_away(self, good, count):
        self.redirect(self.server.elsewhere + self.path.replace("moved-away", "well"))

    def case_moved_name(self, good, count):
        self.redirect(f"https://localhost:{self.server.port}{self.path.replace('moved-name', 'well')}")

    def case_moved_user(self, good, count):
        self.redirect(f"https://127.0.0.1:{self.server.port}@localhost:{self.server.port}/x")

    def case_moved_relative(self, good, count):
        self.redirect(f"//localhost:{self.server.port}/x")

    def case_moved_plain(self, good, count):
        self.redirect(self.server.plain + self.path)

    def case_moved_file(self, good, count):
        self.redirect("file:///etc/passwd")

    def case_moved_nowhere(self, good, count):
        self.send(302, b"")

    def case_moved_loop(self, good, count):
        self.redirect(self.path)

    def case_page(self, good, count):
        self.send(200, b"<!DOCTYPE html><html><title>Sign in</title></html>", kind="text/html")

    def case_words(self, good, count):
        self.send(200, b"ok", kind="text/plain")

    def case_nothing(self, good, count):
        self.send(200, b"")

    def case_no_content(self, good, count):
        self.send_response_only(204)
        self.end_headers()

    def case_not_utf8(self, good, count):
        self.send(200, good[:-1] + b',"name":"caf\xe9"}')

    def case_tail(self, good, count):
        self.send(200, good + b"{}")

    def case_deep(self, good, count):
        self.send(200, b"[" * 100_000 + b"]" * 100_000)

    def case_empty_success(self, good, count):
        self.send(200, {"prices": [], "market_caps": [], "total_volumes": []})

    def case_other_vendor(self, good, count):
        self.send(200, defillama())

    def case_forbidden(self, good, count):
        self.send(403, {"error": "forbidden"})

    def case_echo_key(self, good, count):
        self.send(401, {"error": "bad key " + str(self.headers.get("x-cg-demo-api-key"))})

    def case_teapot(self, good, count):
        self.send(418, {"error": "no coffee"})

    def case_clock_ahead(self, good, count):
        moment = datetime.now(timezone.utc) + timedelta(hours=7)
        self.send(200, good, {"Date": format_datetime(moment, usegmt=True)}, date=False)

    def case_odd_dates(self, good, count):
        self.send(200, good, {"Date": "soon", "Last-Modified": "never"}, date=False)

    def case_tagged(self, good, count):
        if self.headers.get("If-None-Match") == '"v1"':
            return self.send(304, b"", {"ETag": '"v1"'})
        self.send(200, good, {"ETag": '"v1"'})

    def case_tag_changed(self, good, count):
        body = good if count == 1 else json.dumps(coingecko(days=31)).encode()
        self.send(200, body, {"ETag": f'"v{count}"'})

    def case_restated(self, good, count):
        self.send(200, coingecko(scale=1.0 if count == 1 else 2.0))

    def case_unasked_304(self, good, count):
        self.send(304, b"")
