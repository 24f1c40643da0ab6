# SPDX-License-Identifier: Apache-2.0
"""Who is let in where, on the real server: every route of the contract for every role, on a row of its own, a foreign one and one
that does not exist; sign-in, sessions, CSRF, keys, the first administrator, looks and who reads of them.
usage: doors.py PROGRAM"""
import json
import re
import sys
from urllib.parse import quote

from office import PASSWORD, Office, Person
from served import CONTRACT, DAY, OFFICE, ROOT, Failures, Folder, Server, breach_of_contract

ROLES = ("public", "organisation", "department", "zone_manager", "credit_office", "auditor", "administrator")
# Whose answer depends on more than the row; each has its own check below.
APART = {"sign_in", "sign_out", "use_first_link", "renew_recovery_codes", "turn_off_own_second_factor", "turn_on_second_factor"}
FILE_PURPOSES = {"organisation": "own_file", "zone_manager": "zone_service", "credit_office": "supervision", "auditor": "audit"}


def written_table():
    """Permission -> role -> (may on its own row, may on a foreign one): the table that was written by hand for the unit test."""
    text = (ROOT / "src/access/permissions_test.cpp").read_text(encoding="utf-8")
    lines = re.search(r'k_expected = R"\((.*?)\)"', text, re.S).group(1).split("\n")
    table = {}
    for words in (line.split() for line in lines if line.strip()):
        table[words[0]] = {role: (cell[0] == "+", cell[1] == "+") for role, cell in zip(ROLES, words[1:])}
    return table


class Route:
    def __init__(self, method, path, operation, office):
        self.method, self.path, self.operation = method.upper(), path, operation
        self.permission, self.scope = operation["x-permission"], operation["x-scope"]
        self.rows = {"subject": {"own": "S1", "foreign": "S9", "absent": "NONE"},
                     "batch": {"own": office.own_batch, "foreign": office.foreign_batch, "absent": "999999"}}

    def request(self, row, role):
        """The concrete path and body for a row; parameters that no row is about name what does not exist."""
        path = self.path
        sent = {"class": "penalty", "source": OFFICE if row == "own" else "\u7a0e\u52a1\u5c40"}
        for name in re.findall(r"\{(\w+)\}", path):
            word = {"subject_id": ("subject", row), "batch_id": ("batch", row)}.get(name)
            value = self.rows[word[0]][word[1]] if word else {"standard": "open.street", "zone_id": "Z1"}.get(name, "NONE")
            if self.permission == "submit_batch":
                value = sent[name]
            path = path.replace("{" + name + "}", quote(str(value), safe=""))
        query = {}
        for parameter in self.operation.get("parameters", []):
            if parameter.get("required") and parameter.get("in") == "query":
                query[parameter["name"]] = "a"
        if self.permission == "submit_batch" and path == self.path:
            query = sent
        if self.scope == "subject" and "{subject_id}" in path + self.path and "purpose" in str(self.operation):
            query["purpose"] = FILE_PURPOSES.get(role, "supervision")
        text = "&".join(f"{name}={quote(str(value))}" for name, value in query.items())
        body = b"{}" if "requestBody" in self.operation else None
        return path + ("?" + text if text else ""), body

    def names_rows(self):
        return "{subject_id}" in self.path or "{batch_id}" in self.path or self.permission == "submit_batch"


def code_of(answer):
    try:
        return answer.json().get("code", "")
    except ValueError:
        return ""


def is_let_in(answer):
    return answer.status not in (401, 403) and code_of(answer) not in ("api.subject_unknown", "api.batch_unknown")


def without_id(answer):
    """Everything that the client sees but what differs with every request."""
    body = re.sub(rb'"request_id":"[^"]*"', b"", answer.body)
    headers = {name: value for name, value in answer.headers.items() if name not in ("date", "x-request-id")}
    return answer.status, headers, body


def check_every_door(office, tell):
    table = written_table()
    seen = 0
    for path, operations in CONTRACT["paths"].items():
        for method, operation in operations.items():
            if operation["operationId"] in APART:
                continue
            route = Route(method, path, operation, office)
            for role in ROLES:
                seen += 1
                check_door(office, tell, route, role, table[route.permission][role])
    tell.check(seen > 200, f"only {seen} doors were tried")


def check_door(office, tell, route, role, may):
    person = office.people[role]
    what = f"{role}: {route.method} {route.path}"

    def ask(row):
        path, body = route.request(row, role)
        answer = person.ask(route.method, path, body)
        breach = breach_of_contract(route.method, path, answer)
        tell.check(breach is None, f"{what} ({row}): {breach}")
        return answer

    own = ask("own")
    if may[0]:
        wanted_factor = code_of(own) == "access.second_factor_wanted" and not person.two_factor
        tell.check(is_let_in(own) or wanted_factor, f"{what}: its own row is refused: {own.status} {own.body[:200]!r}")
    elif role == "public":
        tell.equal((own.status, code_of(own)), (401, "access.not_signed_in"), what)
    elif may == (False, False):
        tell.equal((own.status, code_of(own)), (403, "access.refused"), what)
    if not route.names_rows() or not may[0]:
        return
    if route.permission == "submit_batch":
        if role == "department":
            tell.equal(ask("foreign").status, 403, f"{what}: another department's name")
        return
    absent, foreign = ask("absent"), ask("foreign")
    tell.equal(absent.status, 404, f"{what}: what does not exist")
    if role == "credit_office" and route.scope == "batch":
        return  # all batches of this store are of its division
    if may[1]:
        tell.check(is_let_in(foreign), f"{what}: it may everywhere, and was refused: {foreign.status}")
    else:
        tell.equal(without_id(foreign), without_id(absent), f"{what}: a foreign row is as one that does not exist")


def check_default(office, tell):
    """A permission that nobody wrote into the table of this test is a failure, and so is a route without one."""
    table = written_table()
    for path, operations in CONTRACT["paths"].items():
        for method, operation in operations.items():
            tell.check(operation.get("x-permission") in table, f"{method} {path} has no permission that is known")
    nobody = office.nothing
    for path in ("/api/v1/batches", "/api/v1/accounts", "/api/v1/access-log", "/api/v1/subjects/S1/file", "/api/v1/files?q=a"):
        answer = nobody.ask("GET", path)
        tell.equal((answer.status, code_of(answer)), (403, "access.refused"), f"an account without a role: {path}")
    answer = nobody.ask("GET", "/api/v1/account")
    tell.equal(answer.status, 200, "but its own account it sees")


def check_sign_in(office, tell):
    first = office.server.ask("POST", "/api/v1/session", json.dumps({"name": "gong", "password": "wrong horse stays"}).encode(),
                              {"Content-Type": "application/json"})
    none = office.server.ask("POST", "/api/v1/session", json.dumps({"name": "nobody-here", "password": "wrong"}).encode(),
                             {"Content-Type": "application/json"})
    tell.equal((first.status, code_of(first)), (401, "access.sign_in_failed"), "a wrong password")
    tell.equal(without_id(first), without_id(none), "whether an account exists is not told")
    plain = office.server.ask("POST", "/api/v1/session", json.dumps({"name": "gong", "password": PASSWORD}).encode(),
                              {"Content-Type": "text/plain"})
    tell.equal((plain.status, code_of(plain)), (415, "api.body_type"), "what a form of another site could send")
    locked = [office.sign_in_answer("lou", "not the password") for _ in range(7)]
    tell.equal([code_of(one) for one in locked[:5]], ["access.sign_in_failed"] * 5, "five tries are free")
    tell.equal((locked[5].status, code_of(locked[5])), (429, "access.wait"), "then there is waiting")
    tell.check(1 <= int(locked[5].headers.get("retry-after", "0")) <= 900, "how long")
    tell.equal(code_of(office.sign_in_answer("lou", PASSWORD)), "access.wait", "for the right password too")
    answer = office.sign_in_answer("gong", PASSWORD)
    cookie = answer.headers["set-cookie"]
    for flag in ("HttpOnly", "SameSite=Strict", "Path=/"):
        tell.check(flag in cookie, f"the cookie lacks {flag}: {cookie}")
    tell.check("Secure" not in cookie and cookie.startswith("sanqu_session="), "on a loopback address it goes in clear")
    tell.check(answer.json()["csrf_token"] not in cookie, "the two tokens are two")


def check_session(office, tell):
    person = Person(office, "gong")
    person.sign_in()
    who = person.ask("GET", "/api/v1/session").json()
    tell.equal((who["name"], who["organisation"], [role["role"] for role in who["roles"]]),
               ("gong", "office of gong", ["organisation"]), "who is signed in")
    tell.check("read_subject_file" in who["permissions"] and "read_batch" not in who["permissions"], "what he may")
    for csrf in ("", "0" * 64, who["csrf_token"][:-1], office.people["auditor"].csrf):
        answer = person.ask("POST", "/api/v1/account/second-factor/offer", None, csrf=csrf)
        tell.equal((answer.status, code_of(answer)), (403, "api.csrf"), f"a write with {csrf!r} as CSRF token")
    tell.equal(person.ask("POST", "/api/v1/account/second-factor/offer").status, 200, "and with the right one")
    twice = office.server.ask("GET", "/api/v1/session", None, {"Cookie": f"{person.cookie}; {person.cookie}"})
    tell.equal(twice.status, 401, "two cookies are none")
    other = office.sign_in_answer("gong", PASSWORD)
    tell.check(person.cookie not in other.headers["set-cookie"], "each session has its own token")
    tell.equal(person.ask("DELETE", "/api/v1/session").status, 204, "signing out")
    tell.equal(person.ask("GET", "/api/v1/session").status, 401, "the session has ended")
    tell.equal(person.ask("GET", "/api/v1/subjects/S1").status, 200, "what is public is shown to it all the same")
    tell.equal(person.ask("DELETE", "/api/v1/session").status, 204, "signing out again")


def check_second_factor(office, tell):
    person = Person(office, "xiao")
    person.sign_in()
    answer = person.ask("POST", "/api/v1/accounts", {"name": "a"})
    tell.equal((answer.status, code_of(answer)), (403, "access.second_factor_wanted"), "a power without second factor")
    tell.check("change_accounts" in person.ask("GET", "/api/v1/session").json()["needs_second_factor"], "and it is told so")
    codes = person.turn_on_second_factor(tell)
    tell.equal((len(codes), person.ask("GET", "/api/v1/session").json()["two_factor"]), (10, True), "from now on it counts")
    alone = office.sign_in_answer("xiao", PASSWORD)
    tell.equal(code_of(alone), "access.second_factor_wanted", "the password alone is not enough")
    answer = office.sign_in_answer("xiao", PASSWORD, codes[0])
    tell.equal((answer.status, answer.json().get("recovery_code_used")), (201, True), "a recovery code")
    tell.equal(code_of(office.sign_in_answer("xiao", PASSWORD, codes[0])), "access.sign_in_failed", "once")
    renewed = person.ask("POST", "/api/v1/account/recovery-codes")
    tell.check(renewed.status == 200 and set(renewed.json()["recovery_codes"]).isdisjoint(codes), "new ones in place of the old")
    tell.equal(person.ask("DELETE", "/api/v1/account/second-factor").status, 204, "off again")
    tell.equal(person.ask("GET", "/api/v1/session").status, 401, "which ends the sessions")
    plain = Person(office, "gong")
    plain.sign_in()
    tell.equal(plain.ask("POST", "/api/v1/account/recovery-codes").status, 403, "no recovery codes without a second factor")
    changed = plain.ask("POST", "/api/v1/account/password", {"old_password": PASSWORD, "new_password": "a lamp in the rain"})
    tell.equal(changed.status, 204, "another password")
    tell.equal(code_of(office.sign_in_answer("gong", PASSWORD)), "access.sign_in_failed", "the old one is over")
    tell.equal(office.people["organisation"].ask("GET", "/api/v1/session").status, 401, "and so are the other sessions")
    changed = plain.ask("POST", "/api/v1/account/password", {"old_password": "a lamp in the rain", "new_password": PASSWORD})
    tell.equal(changed.status, 204, "and back")
    office.people["organisation"].sign_in()


def check_administration(office, tell):
    admin = office.people["administrator"]
    made = admin.ask("POST", "/api/v1/accounts", {"name": "new", "organisation": "x", "password": PASSWORD})
    tell.equal(made.status, 201, "made")
    tell.equal(admin.ask("POST", "/api/v1/accounts", {"name": "NEW", "password": PASSWORD}).status, 409, "its name is taken")
    tell.equal(admin.ask("POST", "/api/v1/accounts", {"name": "n2", "pasword": "x"}).status, 400, "a member that nobody knows")
    tell.equal(admin.ask("POST", "/api/v1/accounts/new/roles", {"role": "auditor"}).status, 204, "a role")
    second = admin.ask("POST", "/api/v1/accounts/new/roles", {"role": "zone_manager:Z1"})
    tell.equal(second.status, 409, "an auditor has no other")
    person = Person(office, "new")
    person.sign_in()
    tell.equal(person.ask("GET", "/api/v1/access-log").status, 200, "works at once")
    tell.equal(admin.ask("DELETE", "/api/v1/accounts/new/roles?role=auditor").status, 204, "taken back")
    tell.equal(person.ask("GET", "/api/v1/access-log").status, 403, "ends at once")
    tell.equal(admin.ask("POST", "/api/v1/accounts/new/state", {"is_disabled": True}).status, 204, "disabled")
    tell.equal(person.ask("GET", "/api/v1/session").status, 401, "and signed out")
    tell.equal(admin.ask("POST", "/api/v1/accounts/new/state", {"is_disabled": False}).status, 204, "enabled")
    tell.equal(admin.ask("POST", "/api/v1/accounts/new/password", {"password": "another long word"}).status, 204, "reset")
    tell.equal(office.sign_in_answer("new", "another long word").status, 201, "the new password")
    history = admin.ask("GET", "/api/v1/accounts/new").json()["history"]
    tell.equal([(one["what"], one["by"]) for one in history[-2:]], [("role_granted", "xin"), ("added", "xin")], "who did it")
    tell.equal(admin.ask("GET", "/api/v1/subjects/S1/file?purpose=audit").status, 403, "an administrator sees no file")


def check_keys(office, tell):
    admin = office.people["administrator"]
    machine = {"name": "machine", "organisation": OFFICE, "roles": [f"department:{OFFICE}:*"]}
    tell.equal(admin.ask("POST", "/api/v1/accounts", machine).status, 201, "a machine's account")
    refused = admin.ask("POST", "/api/v1/keys", {"account": "gong", "permissions": ["read_batch"]})
    tell.equal(refused.status, 422, "people have no keys")
    made = admin.ask("POST", "/api/v1/keys", {"account": "machine", "permissions": ["read_batch"], "days": 30})
    key = made.json()["key"]

    def by_key(method, path, text=key, body=None):
        return office.server.ask(method, path, body, {"Authorization": f"Bearer {text}"})

    tell.equal(by_key("GET", f"/api/v1/batches/{office.own_batch}").status, 200, "what the key is for")
    tell.equal(by_key("GET", f"/api/v1/batches/{office.foreign_batch}").status, 404, "within its account's scope")
    send = f"/api/v1/batches?class=penalty&source={quote(OFFICE)}"
    tell.equal(code_of(by_key("POST", send, body=b"x")), "access.refused", "not what it was not made for")
    tell.equal(by_key("POST", "/api/v1/account/second-factor/offer").status, 403, "a key changes no account")
    for wrong in (key[:-1] + ("0" if key[-1] != "0" else "1"), key[:-1], "x", ""):
        tell.equal(by_key("GET", "/api/v1/zones", wrong).status, 401, "a wrong key is not the public")
    prefix = key.split("_")[1]
    rotated = admin.ask("POST", f"/api/v1/keys/{prefix}/rotation", {"overlap_days": 1}).json()["key"]
    tell.equal([by_key("GET", "/api/v1/batches", one).status for one in (key, rotated)], [200, 200], "both, for a day")
    tell.equal(admin.ask("DELETE", f"/api/v1/keys/{prefix}").status, 204, "revoked")
    tell.equal([by_key("GET", "/api/v1/batches", one).status for one in (key, rotated)], [401, 200], "at once")
    states = {one["prefix"]: one["state"] for one in admin.ask("GET", "/api/v1/keys").json()["items"]}
    tell.equal((states[prefix], states[rotated.split("_")[1]]), ("revoked", "valid"), "and it is seen")


def check_looks(office, tell):
    org, clerk, auditor, zone = (office.people[role] for role in ("organisation", "credit_office", "auditor", "zone_manager"))
    before = len(org.ask("GET", "/api/v1/subjects/S1/readers?limit=200").json()["items"])
    for query, code in (("", "access.purpose"), ("?purpose=curiosity", "access.purpose"), ("?purpose=own_file", "access.purpose"),
                        ("?purpose=measure", "access.purpose")):
        tell.equal(code_of(clerk.ask("GET", "/api/v1/subjects/S1/file" + query)), code, f"no look for {query!r}")
    file = clerk.ask("GET", "/api/v1/subjects/S1/file?purpose=measure&authorisation=" + quote("文号7")).json()
    tell.equal(sorted(one["record_id"] for one in file["records"]), ["C1", "P1", "P2", "P3", "P4"], "every record")
    statuses = {one["record_id"]: [s["status"] for s in one["statuses"]] for one in file["records"]}
    tell.equal((statuses["P2"], statuses["P3"]), (["repaired"], ["withdrawn"]), "and what became of it")
    tell.equal([one["record_id"] for one in file["records"] if one["is_public"]], ["P1"], "which of it is public")
    tell.check("SECRET-PERSON" not in json.dumps(file), "persons' fields stay closed")
    with_points = sorted(rating["standard"] for rating in file["ratings"] if rating["points"] is not None)
    tell.equal(with_points, ["inner.street", "open.street"], "points")
    lines = org.ask("GET", "/api/v1/subjects/S1/readers?limit=200").json()["items"]
    tell.equal(len(lines), before + 2, "the look, and our own asking before")
    mine = next(one for one in lines if one["role"] == "credit_office")
    tell.equal((mine["organisation"], mine["purpose"], mine["authorisation"], mine["permission"]),
               ("office of xinban", "measure", "文号7", "read_subject_file"), "office, purpose and document")
    tell.check(not any("xinban" in value for one in lines for name, value in one.items() if name != "organisation"),
               "not the official")
    seen = zone.ask("GET", "/api/v1/subjects/S1/file?purpose=zone_service").json()
    tell.check("C1" not in [one["record_id"] for one in seen["records"]], "a zone's management sees nothing internal")
    tell.equal({r["standard"]: r["points"] for r in seen["ratings"]}["inner.street"], None, "nor what tells of it")
    closed = zone.ask("GET", "/api/v1/subjects/S1/explanations/inner.street?purpose=zone_service")
    tell.equal((closed.status, code_of(closed)), (403, "api.not_disclosed"), "nor the reasons")
    explained = org.ask("GET", "/api/v1/subjects/S1/explanations/inner.street")
    tell.equal(explained.status, 200, "the organisation sees why")
    moved = clerk.ask("GET", "/api/v1/subjects/S3/file?purpose=supervision")
    tell.equal((moved.status, moved.headers.get("location")), (307, "/api/v1/subjects/S2/file"), "where a merged one went")
    found = clerk.ask("GET", "/api/v1/files?q=" + quote("云桥")).json()["items"]
    tell.equal(sorted(one["subject_id"] for one in found), ["S1", "S2"], "search finds what is one's own")
    check_audit(auditor, tell)


def check_audit(auditor, tell):
    log = auditor.ask("GET", "/api/v1/access-log?subject=S1&purpose=measure").json()["items"]
    tell.equal([(one["account"], one["subject"], one["scope"]) for one in log], [("xinban", "S1", "371081")], "with the account")
    ids, cursor = [], ""
    while True:
        page = auditor.ask("GET", f"/api/v1/access-log?limit=7{cursor}").json()
        ids += [json.dumps(one, sort_keys=True) for one in page["items"]]
        if page["next"] is None:
            break
        cursor = "&cursor=" + page["next"]
    whole = auditor.ask("GET", "/api/v1/access-log?limit=500").json()["items"]
    tell.equal(ids, [json.dumps(one, sort_keys=True) for one in whole], "pages together are the whole")
    today = auditor.ask("GET", f"/api/v1/access-log?from={DAY}&through={DAY}&limit=500").json()["items"]
    tell.equal(today, [one for one in whole if one["at"].startswith(DAY)], "those of this day")
    tell.equal(auditor.ask("GET", "/api/v1/access-log?through=2026-05-31").json()["items"], [], "none before")
    tell.equal(auditor.ask("GET", "/api/v1/access-log?account=none").json()["items"], [], "none of nobody")
    tell.equal(auditor.ask("GET", "/api/v1/access-log?from=31.5.2026").status, 400, "no date")
    history = auditor.ask("GET", "/api/v1/account-history?account=shen").json()["items"]
    tell.check("access_log_read" in [one["what"] for one in history], "who reads the log is in the history")
    tell.check(len(auditor.ask("GET", "/api/v1/account-history?limit=5").json()["items"]) == 5, "of all accounts")


def check_rates(program, store, tell):
    """With a proxy on this machine that is believed, so that there are addresses."""
    config = store.parent / "rates.yaml"
    config.write_text(f"store: sqlite:{store}\nproxies: [127.0.0.1]\nlimits:\n  address_requests_per_minute: 20\n"
                      "  account_requests_per_minute: 5\n  sign_ins_per_minute: 3\n", encoding="utf-8")
    with Server(program, store, "--config", str(config)) as server:
        def ask(address, path="/api/v1/zones", **more):
            return server.ask("GET", path, None, {"X-Forwarded-For": address, **more})

        seen = [ask("192.0.2.1").status for _ in range(21)]
        tell.equal((seen[:20], seen[20]), ([200] * 20, 429), "a minute's worth at once")
        refused = ask("192.0.2.1")
        tell.equal((code_of(refused), refused.headers.get("retry-after")), ("api.too_many", "3"), "and when there is one again")
        tell.equal(ask("192.0.2.2").status, 200, "another address")
        seen = {ask(f"2001:db8:0:1::{i}").status for i in range(1, 22)}
        tell.check(429 in seen, "addresses of one network are one")
        wrong = json.dumps({"name": "nobody", "password": "wrong"}).encode()
        from_afar = {"X-Forwarded-For": "192.0.2.3", "Content-Type": "application/json"}
        seen = [server.ask("POST", "/api/v1/session", wrong, from_afar).status for _ in range(4)]
        tell.equal(seen, [401, 401, 401, 429], "signing in has a bucket of its own")
        for path in ("/metrics",):
            tell.equal(ask("192.0.2.4", path).status, 401, f"{path} is not for everybody")
        tell.equal(ask("192.0.2.4", "/readyz").status, 200, "whether it is ready is")
        answer = server.ask("POST", "/api/v1/session", json.dumps({"name": "guan", "password": PASSWORD}).encode(),
                            {"X-Forwarded-For": "192.0.2.5", "X-Forwarded-Proto": "https", "Content-Type": "application/json"})
        cookie = answer.headers.get("set-cookie", "")
        tell.check(cookie.startswith("__Host-sanqu_session=") and "Secure" in cookie, f"behind a proxy it is secure: {cookie}")
        cookie = cookie.split(";")[0]
        seen = [ask(f"192.0.2.{i}", "/api/v1/session", Cookie=cookie).status for i in range(10, 16)]
        tell.equal((seen[:5], seen[5]), ([200] * 5, 429), "an account is one, wherever it calls from")


def check_expiry(program, store, office, tell):
    cookie = {"Cookie": office.people["zone_manager"].cookie}
    with Server(program, store) as server:
        tell.equal(server.ask("GET", "/api/v1/session", None, cookie).status, 200, "a session outlives the server")
    with Server(program, store, day="2026-06-02") as server:
        tell.equal(server.ask("GET", "/api/v1/session", None, cookie).status, 401, "but not the day")
        tell.equal(server.ask("GET", "/api/v1/zones", None, cookie).status, 200, "and is nobody's then")


def main():
    program, tell = sys.argv[1], Failures()
    with Folder() as folder:
        with Office(program, folder, tell) as office:
            check_default(office, tell)
            check_every_door(office, tell)
            check_sign_in(office, tell)
            check_session(office, tell)
            check_second_factor(office, tell)
            check_administration(office, tell)
            check_keys(office, tell)
            check_looks(office, tell)
            log = "".join(office.server.log)
            for secret in (PASSWORD, "sanqu_", "Bearer", *(person.csrf for person in office.people.values() if person.csrf)):
                tell.check(secret not in log, f"{secret} is in the log")
        check_expiry(program, office.store, office, tell)
        check_rates(program, office.store, tell)
    tell.done()


main()
