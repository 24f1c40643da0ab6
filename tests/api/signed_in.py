# SPDX-License-Identifier: Apache-2.0
"""People of every role, signed in at the real server as a browser would be: a cookie, the CSRF token on writes, and where it is
asked for a second factor whose codes are worked out here."""
import base64
import hashlib
import hmac
import json
import struct
import subprocess
import sys
from datetime import datetime

from served import DAY, ROOT, breach_of_contract

PASSWORD = "rivers run east of here"
# Where the server's clock stands: at the end of the day that it was told.
SERVER_SECONDS = int(datetime.fromisoformat(f"{DAY}T23:59:59+08:00").timestamp())


def make_account(program, store, name, role, office="office", proof=None):
    words = [program, "account", "add", name, "--person", name, "--office", office, "--role", role,
             "--store", f"sqlite:{store}", "--today", DAY, "--lang", "en"]
    if proof:
        words += ["--proof", proof]
    done = subprocess.run(words, input=f"{PASSWORD}\n{PASSWORD}\n".encode(), capture_output=True, check=False, cwd=ROOT)
    if done.returncode != 0:
        sys.exit(f"FAILED: account {name}: {done.stderr.decode()}")


def code_of(key, seconds=SERVER_SECONDS):
    """RFC 6238 with six digits and steps of 30 seconds."""
    secret = base64.b32decode(key.replace(" ", "") + "=" * (-len(key.replace(" ", "")) % 8))
    digest = hmac.new(secret, struct.pack(">Q", seconds // 30), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at:at + 4])[0] & 0x7fffffff) % 1_000_000:06d}"


class Person:
    """Every answer is held against the contract."""

    def __init__(self, server, tell, name):
        self.server, self.tell, self.name, self.headers = server, tell, name, {}
        answer = self("POST", "/api/v1/session", 201, {"name": name, "password": PASSWORD})
        self.headers = {"Cookie": answer.headers["set-cookie"].split(";")[0], "X-CSRF-Token": answer.json()["csrf_token"]}

    def __call__(self, method, path, status, body=None, **headers):
        sent = {**self.headers, **{k.replace("_", "-"): v for k, v in headers.items()}}
        if isinstance(body, dict):
            body, sent["Content-Type"] = json.dumps(body).encode(), "application/json"
        answer = self.server.ask(method, path, body, sent)
        self.tell.equal(answer.status, status, f"{self.name}: {method} {path}: {answer.body[:300]!r}")
        breach = breach_of_contract(method, path, answer)
        self.tell.check(breach is None, f"{self.name}: {method} {path}: {breach}")
        return answer

    def refused(self, method, path, status, code, body=None, **headers):
        problem = self(method, path, status, body, **headers).json()
        self.tell.equal(problem.get("code"), code, f"{self.name}: {method} {path}")
        return problem

    def turn_on_second_factor(self):
        offer = self("POST", "/api/v1/account/second-factor/offer", 200).json()
        self("POST", "/api/v1/account/second-factor", 200, {"pending": offer["pending"], "code": code_of(offer["key"])})
