# SPDX-License-Identifier: Apache-2.0
"""A store with somebody of every role, the program serving it, and people who sign in to it. Used by doors.py."""
import base64
import hashlib
import hmac
import json
import re
import struct

from served import DAY, OFFICE, Answer, Server, make_store, run

PASSWORD = "rivers run east"
# The clock of a server with --today stands at the end of that day in China.
STEP = 1780329599 // 30


def totp(key, step):
    """RFC 6238, six digits."""
    digest = hmac.new(base64.b32decode(key.replace(" ", "")), struct.pack(">Q", step), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at:at + 4])[0] & 0x7fffffff) % 1_000_000:06d}"


class Person:
    """Somebody with an account, or nobody in particular: `name` empty."""

    def __init__(self, office, name):
        self.office, self.name = office, name
        self.cookie, self.csrf, self.two_factor = "", "", False

    def sign_in(self):
        answer = self.office.sign_in_answer(self.name, PASSWORD)
        self.office.tell.equal(answer.status, 201, f"{self.name} signs in")
        self.cookie = answer.headers["set-cookie"].split(";")[0]
        self.csrf = answer.json()["csrf_token"]
        return self

    def ask(self, method, path, body=None, csrf=None) -> Answer:
        headers = {}
        if self.cookie:
            headers["Cookie"] = self.cookie
            if method not in ("GET", "HEAD"):
                headers["X-CSRF-Token"] = self.csrf if csrf is None else csrf
        if body is not None:
            headers["Content-Type"] = "application/json"
            if not isinstance(body, bytes):
                body = json.dumps(body).encode()
        return self.office.server.ask(method, path, body, headers)

    def turn_on_second_factor(self, tell):
        offer = self.ask("POST", "/api/v1/account/second-factor/offer").json()
        tell.check(offer["address"].startswith("otpauth://totp/"), "an address for a picture")
        wrong = self.ask("POST", "/api/v1/account/second-factor", {"pending": offer["pending"], "code": "000000"})
        tell.equal(wrong.status, 422, "a wrong code turns nothing on")
        right = {"pending": offer["pending"], "code": totp(offer["key"], STEP)}
        answer = self.ask("POST", "/api/v1/account/second-factor", right)
        tell.equal(answer.status, 200, f"the second factor of {self.name}")
        self.two_factor = True
        return answer.json().get("recovery_codes", [])


class Office:
    """S1 and S2 are in zone Z1 of division 371081, S9 is in Z9 of 370100."""

    def __init__(self, program, folder, tell):
        self.tell, self.store = tell, make_store(program, folder)
        self.add_strangers(program)
        self.server = Server(program, self.store, "--division", "371081")
        self.make_administrator()
        self.nothing = Person(self, "wu")
        names = {"public": "", "organisation": "gong", "department": "guan", "zone_manager": "jie", "credit_office": "xinban",
                 "auditor": "shen", "administrator": "xin"}
        self.people = {role: Person(self, name) for role, name in names.items()}
        roles = {"gong": ("organisation:S1", "--proof", "licence"), "guan": (f"department:{OFFICE}:penalty",),
                 "jie": ("zone_manager:Z1",), "xinban": ("credit_office:371081",), "shen": ("auditor",),
                 "lou": ("zone_manager:Z1",), "xiao": ("administrator",), "wu": ()}
        for name, (*role,) in roles.items():
            words = ["--role", *role] if role else []
            words += ["--office", f"office of {name}"]
            run(program, self.store, "account", "add", name, *words, stdin=(PASSWORD + "\n").encode())
        for person in [*self.people.values(), self.nothing]:
            if person.name:
                person.sign_in()
        self.people["administrator"].turn_on_second_factor(tell)

    def add_strangers(self, program):
        strangers = "subject_id,kind,name\nS9,enterprise,\u4e91\u6865\u8857\u8fdc\u5904\u7684\u5e97\n"
        zones = "zone_id,kind,title,region\nZ1,street,\u4e91\u6865\u8857,371081\nZ9,park,\u8fdc\u56ed,370100\n"
        members = "zone_id,subject_id,from,through\nZ9,S9,2026-01-01,\n"
        for kind, text in (("subject", strangers), ("zone", zones), ("zone_membership", members)):
            run(program, self.store, "import", "--class", kind, "--source", OFFICE, "-", stdin=text.encode())
        own = "subject_id,record_id,document_no,decided_on,severity\nS2,P20,No 20,2026-05-20,general\n"
        foreign = "subject_id,record_id,number,received_on\nS9,C9,77,2026-05-01\n"
        self.own_batch = self.sent(program, "penalty", OFFICE, own)
        self.foreign_batch = self.sent(program, "complaint", "\u7a0e\u52a1\u5c40", foreign)

    def sent(self, program, kind, source, text):
        receipt = run(program, self.store, "import", "--class", kind, "--source", source, "-", stdin=text.encode())
        return re.search(r'"batch":(\d+)', receipt).group(1)

    def make_administrator(self):
        """With the link that a server prints where there is no administrator."""
        link = self.server.process.stdout.readline()
        token = link.strip().rsplit("#", 1)[-1]
        self.tell.check(re.fullmatch("[0-9a-f]{64}", token), f"a link for the first administrator: {link!r}")
        wanted = {"token": token, "name": "xin", "organisation": "office of xin", "password": "short"}
        self.tell.equal(self.use_link(wanted).status, 422, "a password that is none does not use the link up")
        wanted["password"] = PASSWORD
        self.tell.equal(self.use_link({**wanted, "token": "0" * 64}).status, 403, "a guessed link")
        self.tell.equal(self.use_link(wanted).status, 201, "the first administrator")
        self.tell.equal(self.use_link({**wanted, "name": "second"}).status, 403, "the link is used up")

    def use_link(self, wanted):
        body = json.dumps(wanted).encode()
        return self.server.ask("POST", "/api/v1/first-administrator", body, {"Content-Type": "application/json"})

    def sign_in_answer(self, name, password, code=""):
        body = json.dumps({"name": name, "password": password, **({"code": code} if code else {})}).encode()
        return self.server.ask("POST", "/api/v1/session", body, {"Content-Type": "application/json"})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.stop()


assert DAY == "2026-06-01"
