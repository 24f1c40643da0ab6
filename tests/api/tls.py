# SPDX-License-Identifier: Apache-2.0
"""TLS and trusted proxies, against the real program: what is agreed on and what is refused, limits under TLS, a new certificate
on SIGHUP, mistakes with their place. usage: tls.py PROGRAM"""
import http.client
import json
import os
import pathlib
import signal
import socket
import ssl
import subprocess
import sys

from served import PENALTIES, Failures, Folder, Server, make_store, run

GET = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"


def make_certificate(folder, name, days="30", password=None):
    """A certificate of its own for localhost; (certificate, key)."""
    certificate, key = folder / f"{name}.pem", folder / f"{name}.key"
    protect = ["-passout", f"pass:{password}"] if password else ["-nodes"]
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", *protect,
                    "-keyout", str(key), "-out", str(certificate), "-days", days, "-subj", f"/CN={name}",
                    "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"], check=True, capture_output=True)
    return certificate, key


def write_file(folder, certificate, key, more=""):
    file = folder / "server.yaml"
    file.write_text(f"tls:\n  certificate: {certificate}\n  key: {key}\n{more}", encoding="utf-8")
    return str(file)


class Secure:
    """A client's side of one connection."""

    def __init__(self, server, trusted, **settings):
        context = ssl.create_default_context(cafile=str(trusted))
        for name, value in settings.items():
            setattr(context, name, value)
        plain = socket.create_connection(("127.0.0.1", server.port), timeout=60)
        self.socket = context.wrap_socket(plain, server_hostname="localhost", suppress_ragged_eofs=False)

    def send(self, text):
        self.socket.sendall(text)
        return self

    def read(self):
        """All that comes until the other side ends in order; None: it was cut off."""
        out = b""
        try:
            while piece := self.socket.recv(65536):
                out += piece
        except (ssl.SSLEOFError, ConnectionResetError):
            return None
        return out

    def close(self):
        self.socket.close()


def can_agree(server, trusted, **settings):
    try:
        Secure(server, trusted, **settings).close()
    except (ssl.SSLError, ConnectionResetError):
        return False
    return True


def ask(server, trusted, headers=None, path="/healthz"):
    context = ssl.create_default_context(cafile=str(trusted))
    connection = http.client.HTTPSConnection("localhost", server.port, timeout=60, context=context)
    try:
        connection.request("GET", path, headers=headers or {})
        answer = connection.getresponse()
        answer.read()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}
    finally:
        connection.close()


def check_agreement(server, certificate, tell):
    status, headers = ask(server, certificate)
    tell.equal((status, headers.get("strict-transport-security")), (200, "max-age=31536000"), "an answer over TLS")
    versions = ssl.TLSVersion
    tell.check(can_agree(server, certificate, maximum_version=versions.TLSv1_2), "TLS 1.2")
    tell.check(can_agree(server, certificate, minimum_version=versions.TLSv1_3), "TLS 1.3")
    old = subprocess.run(["openssl", "s_client", "-connect", f"127.0.0.1:{server.port}", "-tls1_1", "-cipher",
                          "DEFAULT@SECLEVEL=0"], input=b"", capture_output=True, check=False, timeout=60)
    tell.check(b"alert protocol version" in old.stderr, f"TLS 1.1: {old.stderr[:200]!r}")
    weak = subprocess.run(["openssl", "s_client", "-connect", f"127.0.0.1:{server.port}", "-tls1_2", "-cipher", "AES128-SHA"],
                          input=b"", capture_output=True, check=False, timeout=60)
    tell.check(b"handshake failure" in weak.stderr, f"a cipher without forward secrecy: {weak.stderr[:200]!r}")
    chosen = subprocess.run(["openssl", "s_client", "-connect", f"127.0.0.1:{server.port}", "-alpn", "h2,http/1.1"],
                            input=b"", capture_output=True, check=False, timeout=60)
    tell.check(b"ALPN protocol: http/1.1" in chosen.stdout, "the protocol over it is agreed on")
    plain = socket.create_connection(("127.0.0.1", server.port), timeout=60)
    plain.sendall(GET)
    try:
        tell.check(b"HTTP/1.1 200" not in plain.recv(65536), "plain HTTP is answered on the port of TLS")
    except ConnectionResetError:
        pass
    plain.close()


def check_messages(server, certificate, tell):
    wire = Secure(server, certificate)
    wire.send(GET * 3 + GET.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
    seen = wire.read()
    tell.check(seen is not None and seen.count(b"HTTP/1.1 200") == 4, "four requests on one connection, and an end in order")
    wire.close()
    body = PENALTIES.encode()
    connection = http.client.HTTPSConnection("localhost", server.port, timeout=60,
                                             context=ssl.create_default_context(cafile=str(certificate)))
    connection.request("POST", "/api/v1/batches?class=penalty&source=x", body=body)
    answer = connection.getresponse()
    tell.equal(answer.status, 401, "a body that nobody may send is refused, and the refusal arrives")
    answer.read()
    connection.close()


def check_slow(program, store, file, certificate, tell):
    with Server(program, store, "--config", file, "--limit", "head_ms_max=300", "--limit", "write_ms_max=300") as server:
        silent = socket.create_connection(("127.0.0.1", server.port), timeout=60)
        tell.equal(silent.recv(1), b"", "a handshake that does not begin is cut off")
        silent.close()
        wire = Secure(server, certificate).send(b"GET /healthz HTT")
        tell.check(not wire.read(), "a head that does not end is cut off")
        wire.close()
        tell.equal(server.stop(), 0, "an end by itself")
    with Server(program, store, "--config", file, "--limit", "connections_max=2") as server:
        held = [Secure(server, certificate).send(GET) for _ in range(2)]
        tell.equal([wire.socket.recv(12) for wire in held], [b"HTTP/1.1 200"] * 2, "two connections fit")
        tell.check(not can_agree(server, certificate), "the third is let go")
        for wire in held:
            wire.close()
    with Server(program, store, "--config", file) as server:
        idle = Secure(server, certificate).send(GET)
        idle.socket.recv(65536)
        server.wait_for_log('"route":"/healthz"')
        tell.equal(server.stop(), 0, "an idle connection does not hold up the end")
        idle.close()


def check_new_certificate(program, store, folder, tell):
    first, key = make_certificate(folder, "first")
    second, second_key = make_certificate(folder, "second")
    used, used_key = folder / "used.pem", folder / "used.key"

    def put(certificate, of_key):
        used.write_bytes(certificate.read_bytes())
        used_key.write_bytes(of_key.read_bytes())

    put(first, key)
    with Server(program, store, "--config", write_file(folder, used, used_key)) as server:
        old = Secure(server, first)
        put(second, second_key)
        server.process.send_signal(signal.SIGHUP)
        tell.check(server.wait_for_count('"event":"certificate"', 2), "the new certificate is said in the log")
        tell.check(can_agree(server, second) and not can_agree(server, first), "new connections get it")
        tell.check(b"200" in old.send(GET).socket.recv(65536), "an open one goes on")
        old.close()
        used_key.write_bytes(key.read_bytes())
        server.process.send_signal(signal.SIGHUP)
        tell.check(server.wait_for_count('"event":"certificate"', 3), "a wrong pair is said in the log")
        tell.check(any('"level":"error"' in line and "certificate" in line for line in server.log), "as an error")
        tell.check(can_agree(server, second), "and changes nothing")
        tell.equal(server.stop(), 0, "an end by itself")


def check_start(program, store, folder, certificate, key, tell):
    other = make_certificate(folder, "other")[1]
    locked, locked_key = make_certificate(folder, "locked", password="hemlig-7")

    def start(of_certificate, of_key, **environment):
        file = write_file(folder, of_certificate, of_key)
        command = [program, "serve", "--store", f"sqlite:{store}", "--listen", "127.0.0.1:0", "--config", file, "--lang", "en"]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60,
                              env={**os.environ, **environment})

    for name, done, place, code in (
            ("no certificate", start(folder / "none.pem", key), "2:16", "api.tls_certificate"),
            ("no key", start(certificate, folder / "none.key"), "3:8", "api.tls_key"),
            ("a key for a certificate", start(key, certificate), "2:16", "api.tls_certificate"),
            ("another's key", start(certificate, other), "3:8", "api.tls_mismatch"),
            ("a locked key", start(locked, locked_key), "3:8", "api.tls_key"),
            ("a wrong password", start(locked, locked_key, SANQU_TLS_KEY_PASSWORD="x"), "3:8", "api.tls_key")):
        tell.equal(done.returncode, 3, name)
        tell.check(f"server.yaml:{place}: " in done.stderr and code in done.stderr, f"{name}: {done.stderr}")
    os.environ["SANQU_TLS_KEY_PASSWORD"] = "hemlig-7"
    with Server(program, store, "--config", write_file(folder, locked, locked_key)) as server:
        tell.equal(ask(server, locked)[0], 200, "a locked key with its password")
        tell.check(not any("hemlig-7" in line for line in server.log), "the password is in the log")
    del os.environ["SANQU_TLS_KEY_PASSWORD"]
    settings = json.loads(run(program, store, "serve", "--config", write_file(folder, certificate, key), "--print-config"))
    tell.equal(settings["tls"]["minimum"], "1.2", "the settings")
    only = write_file(folder, certificate, key, "  minimum: '1.3'\n")
    with Server(program, store, "--config", only) as server:
        tell.check(not can_agree(server, certificate, maximum_version=ssl.TLSVersion.TLSv1_2), "1.3 alone")


def check_proxy(program, store, folder, tell):
    """Behind a proxy nobody is the operator on this machine, and only a trusted one is believed."""
    path, forwarded = "/api/v1/batches", {"X-Forwarded-For": "9.9.9.9", "X-Forwarded-Proto": "https"}
    file = folder / "proxy.yaml"
    file.write_text("proxies: [127.0.0.1]\n", encoding="utf-8")
    with Server(program, store, "--local-operator") as server:
        answer = server.ask("GET", path, headers=forwarded)
        tell.equal((answer.status, "strict-transport-security" in answer.headers), (200, False),
                   "without trust the headers are not looked at")
    with Server(program, store, "--local-operator", "--config", str(file)) as server:
        answer = server.ask("GET", path, headers=forwarded)
        tell.equal((answer.status, "strict-transport-security" in answer.headers), (401, True), "a caller through a proxy")
        tell.equal(server.ask("GET", path).status, 401, "a proxy that says nothing is not the operator either")


def main():
    program, tell = sys.argv[1], Failures()
    with Folder() as path:
        folder = pathlib.Path(path)
        store = make_store(program, folder)
        certificate, key = make_certificate(folder, "localhost")
        file = write_file(folder, certificate, key)
        with Server(program, store, "--config", file) as server:
            check_agreement(server, certificate, tell)
            check_messages(server, certificate, tell)
            tell.equal(server.stop(), 0, "an end by itself")
        check_slow(program, store, file, certificate, tell)
        check_new_certificate(program, store, folder, tell)
        check_start(program, store, folder, certificate, key, tell)
        check_proxy(program, store, folder, tell)
    tell.done()


main()
