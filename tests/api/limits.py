# SPDX-License-Identifier: Apache-2.0
"""What the server refuses before anybody is asked who he is, and how it ends: raw bytes on sockets, against the real program.
usage: limits.py PROGRAM"""
import json
import pathlib
import re
import signal
import socket
import subprocess
import sys
from urllib.parse import quote

from served import OFFICE, PENALTIES, Failures, Folder, Server, make_store, run

HOST = b"Host: localhost\r\n"
HEAD_BYTES_MAX = 16 << 10
SEND = b"POST /api/v1/batches?class=penalty&source=x HTTP/1.1\r\n" + HOST


class Wire:
    """One connection, byte by byte."""

    def __init__(self, server):
        self.socket = socket.create_connection(("127.0.0.1", server.port), timeout=60)
        self.bytes = b""

    def send(self, text):
        try:
            self.socket.sendall(text)
        except OSError:
            pass  # it was refused before all of it was read
        return self

    def answer(self):
        """(status, body) of the next answer; None: the connection ended without one."""
        while b"\r\n\r\n" not in self.bytes:
            if not self.more():
                return None
        head, _, self.bytes = self.bytes.partition(b"\r\n\r\n")
        match = re.search(rb"(?i)\r\ncontent-length: (\d+)", head)
        length = int(match.group(1)) if match else 0
        while len(self.bytes) < length and self.more():
            pass
        body, self.bytes = self.bytes[:length], self.bytes[length:]
        return int(head.split()[1]), body

    def more(self):
        try:
            piece = self.socket.recv(65536)
        except ConnectionResetError:
            return False
        self.bytes += piece
        return bool(piece)

    def has_ended(self):
        return not self.more()

    def close(self):
        self.socket.close()


def check_wire(server, tell):
    """Requests that are none, and those that two readers would read differently."""
    get = b"GET /healthz HTTP/1.1\r\n" + HOST
    for name, text, status in (
            ("garbage", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400),
            ("another version", b"GET / HTTP/2.0\r\n" + HOST + b"\r\n", 400),
            ("no Host", b"GET /healthz HTTP/1.1\r\n\r\n", 400),
            ("two Hosts", get + b"Host: y\r\n\r\n", 400),
            ("absolute target", b"GET http://x/healthz HTTP/1.1\r\n" + HOST + b"\r\n", 400),
            ("target of another form", b"CONNECT x:80 HTTP/1.1\r\n" + HOST + b"\r\n", 400),
            ("length and chunks", b"POST /api/v1/batches HTTP/1.1\r\n" + HOST +
             b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
            ("chunks and length", b"POST /api/v1/batches HTTP/1.1\r\n" + HOST +
             b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n", 400),
            ("two lengths", b"POST /api/v1/batches HTTP/1.1\r\n" + HOST +
             b"Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcd", 400),
            ("a length that is none", b"POST /api/v1/batches HTTP/1.1\r\n" + HOST + b"Content-Length: -1\r\n\r\n", 400),
            ("a coding that hides", b"POST /api/v1/batches HTTP/1.1\r\n" + HOST +
             b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 501),
            ("a blank before the colon", b"GET /healthz HTTP/1.1\r\nHost : x\r\n\r\n", 400),
            ("a zero byte in a header", get + b"X: a\0b\r\n\r\n", 400),
            ("bare line feeds", b"GET /healthz HTTP/1.1\nHost: x\n\n", 400),
            ("head too large", get + b"X: " + b"a" * HEAD_BYTES_MAX + b"\r\n\r\n", 431),
            ("too many headers", get + b"X: a\r\n" * 70 + b"\r\n", 431),
            ("target too long", b"GET /" + b"a" * 5000 + b" HTTP/1.1\r\n" + HOST + b"\r\n", 414)):
        wire = Wire(server).send(text)
        answer = wire.answer()
        tell.check(answer is not None and answer[0] == status, f"{name}: {answer}, not {status}")
        if answer is not None and answer[1]:
            tell.check(json.loads(answer[1])["code"].startswith("api."), f"{name}: a problem")
        tell.check(wire.has_ended(), f"{name}: the connection goes on")
        wire.close()


def check_connection(server, tell):
    request = b"GET /healthz HTTP/1.1\r\n" + HOST + b"\r\n"
    wire = Wire(server)
    wire.send(request * 5)
    tell.equal([wire.answer()[0] for _ in range(5)], [200] * 5, "five requests at once on one connection")
    wire.send(b"GET /healthz HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n")
    tell.equal(wire.answer()[0], 200, "the last one")
    tell.check(wire.has_ended(), "closed when asked to")
    wire.close()


def check_bodies(server, tell):
    head = f"POST /api/v1/batches?class=penalty&source={quote(OFFICE)} HTTP/1.1\r\nHost: localhost\r\n".encode()
    wire = Wire(server).send(head + b"Content-Length: 3000000000\r\n\r\n")
    tell.equal(wire.answer()[0], 413, "a length above the limit is refused before a byte of it is read")
    wire.close()
    wire = Wire(server).send(head + b"Content-Length: 10\r\nExpect: 100-continue\r\n\r\n")
    tell.equal(wire.answer(), (100, b""), "asked to go on")
    wire.send(b"a,b\r\n1,2\r\n")
    tell.equal(wire.answer()[0], 422, "then answered")
    wire.close()
    wire = Wire(server).send(head + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n")
    tell.equal(wire.answer()[0], 400, "a chunk without a length")
    wire.close()


def check_slow(program, store, folder, tell):
    """Time-outs, with limits small enough to wait for. A server that waited for a slow client would not end by itself."""
    with Server(program, store, "--local-operator", "--limit", "head_ms_max=300", "--limit", "body_rest_ms_max=300",
                "--limit", "long_requests_max=1") as server:
        wire = Wire(server).send(b"GET /healthz HTT")
        tell.check(wire.has_ended(), "a head that does not end is cut off")
        wire.close()
        idle = Wire(server)
        tell.check(idle.has_ended(), "a connection that says nothing is cut off")
        idle.close()
        sender = Wire(server).send(SEND + b"Content-Length: 10\r\n\r\nabc")
        tell.check(sender.has_ended(), "a body that stops is cut off")
        sender.close()
        server.wait_for_log('"status":0')
        tell.equal([p.name for p in folder.glob("sanqu-upload-*")], [], "and nothing of it is left")
        tell.equal(server.stop(), 0, "an end by itself")
    with Server(program, store, "--local-operator", "--limit", "long_requests_max=1") as server:
        upload = SEND + b"Expect: 100-continue\r\nContent-Length: 10\r\n\r\n"
        first, second = Wire(server).send(upload), Wire(server)
        tell.equal(first.answer()[0], 100, "one upload is let in")
        tell.equal(second.send(upload).answer()[0], 503, "the second must wait")
        tell.check(second.has_ended(), "and is let go")
        first.close()
        second.close()
    with Server(program, store, "--limit", "connections_max=3") as server:
        held = [Wire(server).send(b"GET /healthz HTTP/1.1\r\n" + HOST + b"\r\n") for _ in range(3)]
        tell.equal([wire.answer()[0] for wire in held], [200, 200, 200], "three connections fit")
        full = Wire(server)
        tell.equal(full.answer()[0], 503, "the fourth is told that the house is full")
        for wire in (full, *held):
            wire.close()


def check_end(program, store, tell):
    """A signal while an upload is under way: what is there is finished, what is not leaves nothing."""
    body = PENALTIES.replace("P", "Q").encode()
    head = (f"POST /api/v1/batches?class=penalty&source={quote(OFFICE)} HTTP/1.1\r\nHost: localhost\r\n"
            f"Content-Length: {len(body)}\r\nExpect: 100-continue\r\n\r\n").encode()
    with Server(program, store, "--local-operator") as server:
        idle = Wire(server).send(b"GET /healthz HTTP/1.1\r\n" + HOST + b"\r\n")
        idle.answer()
        server.wait_for_log('"route":"/healthz"')  # written once it counts as running no more
        wire = Wire(server).send(head)
        wire.answer()
        wire.send(body[:50])
        server.process.send_signal(signal.SIGTERM)
        tell.check(server.wait_for_log('"event":"stopping"'), "the end is said")
        tell.check(any('"running":1' in line for line in server.log), "with what still runs")
        tell.check(idle.has_ended(), "an idle connection is closed")
        tell.check(cannot_connect(server.port), "nothing new is let in")
        wire.send(body[50:])
        status, answer = wire.answer()
        tell.equal((status, json.loads(answer)["accepted"]), (201, 6), "what had begun is finished")
        tell.equal(server.process.wait(60), 0, "and the server ends well")
    batches = run(program, store, "receipt", "--limit", "100", "--format", "ndjson").count("\n")
    with Server(program, store, "--local-operator", "--limit", "grace_ms_max=200") as server:
        wire = Wire(server).send(head)
        wire.answer()
        wire.send(body[:50])
        tell.equal(server.stop(), 1, "an upload that does not end is cut off, and that is said")
        wire.close()
    for by in (signal.SIGINT, signal.SIGKILL):
        with Server(program, store, "--local-operator") as server:
            wire = Wire(server).send(head.replace(b"class=penalty", b"class=complaint"))
            wire.answer()
            wire.send(body[:50])
            server.process.send_signal(by)
            if by == signal.SIGINT:
                server.wait_for_log('"event":"stopping"')
                server.process.send_signal(by)
            tell.equal(server.process.wait(60), 1 if by == signal.SIGINT else -9, "cut off, and said so where it could be")
            wire.close()
    run(program, store, "store", "check")
    after = run(program, store, "receipt", "--limit", "100", "--format", "ndjson").count("\n")
    tell.equal(after, batches, "half an upload is no batch")


def cannot_connect(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError:
        return True
    return False


def check_start(program, store, folder, tell):
    with Server(program, store) as server:
        taken = subprocess.run([program, "serve", "--store", f"sqlite:{store}", "--listen", f"127.0.0.1:{server.port}"],
                               capture_output=True, text=True, check=False, timeout=60)
        tell.equal((taken.returncode, "api.listen" in taken.stderr), (3, True), "a port that is taken")
    missing = subprocess.run([program, "serve", "--store", f"sqlite:{folder}/none.db"], capture_output=True, text=True,
                             check=False, timeout=60)
    tell.equal((missing.returncode, "storage.missing" in missing.stderr), (4, True), "no store")
    config = json.loads(run(program, store, "serve", "--print-config", "--limit", "head_ms_max=7"))
    tell.equal((config["limits"]["head_ms_max"], config["listen"]), (7, "127.0.0.1:8080"), "the settings, and no server")
    run(program, store, "serve", "--limit", "head_ms_max=0", may=(2,))
    run(program, store, "serve", "--limit", "none=1", may=(3,))


def main():
    program, tell = sys.argv[1], Failures()
    with Folder() as folder:
        store = make_store(program, pathlib.Path(folder))
        with Server(program, store, "--local-operator") as server:
            check_wire(server, tell)
            check_connection(server, tell)
            check_bodies(server, tell)
            tell.equal(server.stop(), 0, "an end by itself")
        check_slow(program, store, folder, tell)
        check_end(program, store, tell)
        check_start(program, store, folder, tell)
        tell.equal([p.name for p in folder.glob("sanqu-upload-*")], [], "no upload is left, not even of the killed one")
    tell.done()


main()
