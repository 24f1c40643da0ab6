# SPDX-License-Identifier: Apache-2.0
"""Every route against api/openapi.yaml on the real server: answers of the right shape, what is public and what is not, refusals
as problems, ETags, pages, and a file that comes in by HTTP. usage: contract.py PROGRAM"""
import json
import sys
from urllib.parse import quote

from served import CONTRACT, OFFICE, Failures, Folder, Server, breach_of_contract, make_store, run

NEW = "subject_id,record_id,document_no,decided_on,severity\nS2,P7,No 7,2026-05-20,general\nS9,P8,No 8,2026-05-21,general\n"


class Asker:
    """Every answer that any test gets is held against the contract."""

    def __init__(self, server, tell):
        self.server, self.tell, self.asked = server, tell, 0

    def __call__(self, method, path, status, what, body=None, **headers):
        self.asked += 1
        answer = self.server.ask(method, path, body, {k.replace("_", "-"): v for k, v in headers.items()})
        self.tell.equal(answer.status, status, f"{what}: status of {method} {path}")
        breach = breach_of_contract(method, path, answer)
        self.tell.check(breach is None, f"{what}: {method} {path}: {breach}")
        self.tell.equal(answer.headers.get("x-content-type-options"), "nosniff", f"{what}: a header of safety")
        return answer


def check_public(ask, tell):
    file = ask("GET", "/api/v1/subjects/S1", 200, "public file").json()
    tell.equal([r["record_id"] for r in file["records"]], ["P1"], "only what is in force and published is shown")
    tell.equal(file["records"][0]["published_through"], "2027-03-02", "last day of publication")
    tell.equal(file["zones"], [{"zone_id": "Z1", "kind": "street", "title": "云桥街"}], "zones of today")
    tell.equal([(r["standard"], r["grade"], r["points"]) for r in file["ratings"]], [("open.street", "B", "80")],
               "only ratings that are public")
    text = json.dumps(file)
    for secret in ("SECRET", "legal_representative", "P2", "P3", "P4", "complaint", "inner"):
        tell.check(secret not in text, f"{secret} is in the public file")
    joined = ask("GET", "/api/v1/subjects/S2", 200, "survivor of a merge").json()
    tell.equal(sorted(r["record_id"] for r in joined["records"]), ["P5", "P6"], "records of both")
    moved = ask("GET", "/api/v1/subjects/S3", 307, "merged subject")
    tell.equal(moved.headers["location"], "/api/v1/subjects/S2", "where it went")
    explained = ask("GET", "/api/v1/subjects/S1/evaluations/open.street", 200, "explanation").json()
    tell.equal((explained["grade"], explained["points"]), ("B", "80"), "the same as the rating")
    records = [r["record_id"] for d in explained["dimensions"] for i in d["indicators"] for r in i["records"]]
    tell.equal(records, ["P1"], "an explanation names records that are public, no others")
    closed = ask("GET", "/api/v1/subjects/S1/evaluations/inner.street@1.0.0", 403, "a closed standard")
    tell.equal(closed.json()["code"], "api.not_disclosed", "why")
    tell.check("SECRET" not in closed.body.decode(), "a closed standard tells nothing")
    tell.equal(ask("GET", "/api/v1/zones", 200, "zones").json()["items"][0]["members"], 2, "members of the first zone")
    zone = ask("GET", "/api/v1/zones/Z1", 200, "one zone").json()
    tell.equal(sorted(m["subject_id"] for m in zone["items"]), ["S1", "S2"], "its members")
    tell.equal({s["standard"]: s["is_withheld"] for s in zone["standards"]}, {"inner.street": True, "open.street": False},
               "a spread of few members is told of open standards alone")
    ask("GET", "/api/v1/zones/NONE", 404, "no such zone")
    statistics = ask("GET", "/api/v1/statistics", 200, "statistics").json()
    tell.equal(statistics["subjects"], 3, "subjects")
    ask("GET", "/api/v1/catalogue", 200, "catalogue")
    tell.equal([s["standard"] for s in ask("GET", "/api/v1/standards", 200, "standards").json()["items"]],
               ["inner.street", "open.street"], "standards in force")
    whole = ask("GET", "/api/v1/standards/open.street@1.0.0", 200, "a standard").json()
    tell.check("penalty_count" in whole["text"], "the standard's text is there")
    for path in ("/healthz", "/readyz", "/metrics"):
        ask("GET", path, 200, "operation")


def check_pages(ask, tell):
    seen, cursor = [], ""
    for _ in range(9):
        page = ask("GET", f"/api/v1/subjects?q={quote('云桥')}&limit=1{cursor}", 200, "page").json()
        seen += [item["subject_id"] for item in page["items"]]
        if page["next"] is None:
            break
        cursor = "&cursor=" + page["next"]
    tell.equal(sorted(seen), ["S1", "S2", "S3"], "all pages together")
    other = ask("GET", f"/api/v1/subjects?q={quote('书店')}&limit=1{cursor}", 400, "another query's cursor")
    tell.equal(other.json()["code"], "api.cursor", "why")


def check_refusals(ask, tell):
    for path, status, code in (
            ("/api/v1/subjects", 400, "api.parameter_missing"),
            ("/api/v1/subjects?q=", 400, "api.parameter_missing"),
            ("/api/v1/subjects?q=a&q=b", 400, "api.query_form"),
            ("/api/v1/subjects?q=%FF", 400, "api.query_form"),
            ("/api/v1/subjects?q=%00a", 400, "api.query_form"),
            ("/api/v1/subjects?q=a&limit=0", 400, "api.parameter_value"),
            ("/api/v1/subjects?q=a&limit=101", 400, "api.parameter_value"),
            ("/api/v1/subjects?q=a&limit=99999999999999999999", 400, "api.parameter_value"),
            ("/api/v1/subjects?q=a&sort=name", 400, "api.parameter_unknown"),
            ("/api/v1/subjects?q=a&cursor=zzz", 400, "api.cursor"),
            ("/api/v1/subjects?q=" + "a" * 101, 400, "registry.name_too_long"),
            ("/api/v1/subjects?q=...", 400, "registry.name_empty"),
            ("/api/v1/subjects/NONE", 404, "api.subject_unknown"),
            ("/api/v1/subjects/%2e%2e%2f%2e%2e%2fetc%2fpasswd", 404, "api.subject_unknown"),
            ("/api/v1/subjects/a%FF", 400, "api.path_form"),
            ("/api/v1/subjects/../../etc/passwd", 404, "api.no_route"),
            ("/api/v1/subjects/S1/", 404, "api.no_route"),
            ("/api/v1/subjects/S1/evaluations/none", 404, "acts.no_standard"),
            ("/api/v1/standards/open.street@9", 404, "acts.no_standard"),
            ("/api/v2/subjects", 404, "api.no_route"),
            ("/nothing", 404, "api.no_route")):
        problem = ask("GET", path, status, "refusal").json()
        tell.equal(problem["code"], code, f"code of {path}")
        tell.equal(problem["type"], "urn:sanqu:error:" + code, "type")
    chinese = ask("GET", "/api/v1/subjects/NONE", 404, "in Chinese", Accept_Language="zh-CN,en;q=0.5").json()
    tell.equal(chinese["detail"], "名录中没有这个主体", "the reader's language")
    wrong = ask("DELETE", "/api/v1/subjects/S1", 405, "wrong method")
    tell.equal(wrong.headers["allow"], "GET, HEAD, OPTIONS", "which there are")
    with_body = ask("GET", "/api/v1/zones", 400, "a body where none is taken", body="x")
    tell.equal(with_body.json()["code"], "api.body_unexpected", "why")


def check_kept_answers(ask, tell):
    for path in ("/api/v1/subjects/S1", "/api/v1/subjects?q=S1", "/api/v1/zones", "/api/v1/standards", "/api/v1/catalogue"):
        first = ask("GET", path, 200, "to be kept")
        tag = first.headers["etag"]
        tell.equal(first.headers["cache-control"], "no-cache", "kept, but asked about")
        tell.check("Accept-Language" in first.headers["vary"], "what it depends on")
        again = ask("GET", path, 304, "known already", If_None_Match=tag)
        tell.equal((again.body, again.headers["etag"]), (b"", tag), "nothing but its tag")
        chinese = ask("GET", path, 200, "another language", If_None_Match=tag, Accept_Language="zh")
        tell.check(chinese.headers["etag"] != tag, "another language is another answer")
        head = ask("HEAD", path, 200, "head alone")
        tell.equal((head.body, head.headers["content-length"]), (b"", str(len(first.body))), "a HEAD is a GET without body")


def check_nobody(ask, tell):
    """Who is not signed in is the public, whatever he sends."""
    for path, operations in CONTRACT["paths"].items():
        for method, operation in operations.items():
            if operation.get("security") == []:
                continue
            concrete = path.replace("{batch_id}", "1").replace("{subject_id}", "S1").replace("{standard}", "open.street")
            for headers in ({}, {"Authorization": "Bearer x"}, {"Authorization": "Bearer sanqu_12345678_" + "0" * 64},
                            {"Cookie": "session=x"}, {"Cookie": "sanqu_session=x"}, {"X-Forwarded-For": "127.0.0.1"}):
                body = "x" if "requestBody" in operation else None
                answer = ask(method.upper(), concrete, 401, "nobody", body=body, **headers)
                tell.equal(answer.json()["code"], "access.not_signed_in", "why")
                tell.check("www-authenticate" in answer.headers, "how to sign in")


def check_sending(ask, tell):
    path = f"/api/v1/batches?class=penalty&source={quote(OFFICE)}&file=..%2Fmay.csv"
    for headers in ({"Origin": "http://evil.test"}, {"Origin": "null"}, {"Host": "evil.test"}, {"Host": "localhost.evil.test"}):
        ask("POST", path, 401, "a page of somebody else's is not the operator", body=NEW.encode(), **headers)
    before = ask("GET", "/api/v1/subjects/S2", 200, "before").headers["etag"]
    sent = ask("POST", path, 201, "a file", body=NEW.encode(), Idempotency_Key="k1")
    receipt = sent.json()
    tell.equal((receipt["read"], receipt["accepted"], receipt["quarantined"]), (2, 1, 1), "what the receipt says")
    tell.equal(receipt["file"], "may.csv", "a name without folders")
    tell.equal(ask("GET", sent.headers["location"], 200, "the receipt again").json(), receipt, "the same receipt")
    after = ask("GET", "/api/v1/subjects/S2", 200, "after", If_None_Match=before).json()
    tell.check("P7" in [r["record_id"] for r in after["records"]], "the record is there")
    points = {rating["standard"]: rating["points"] for rating in after["ratings"]}
    tell.equal(points["open.street"], "40", "and the rating with it")
    again = ask("POST", path, 201, "the same key", body=NEW.encode(), Idempotency_Key="k1")
    tell.equal((again.json(), again.headers.get("idempotent-replayed")), (receipt, "true"), "the first answer")
    other = ask("POST", path, 409, "the key with another file", body=NEW.encode() + b"\n", Idempotency_Key="k1")
    tell.equal(other.json()["code"], "api.idempotency_key_used", "why")
    same = ask("POST", path, 200, "the same file without a key", body=NEW.encode()).json()
    tell.equal((same["repeat_of"], same["accepted"]), (receipt["batch"], 0), "nothing comes in twice")
    chunked = ask("POST", path, 201, "in chunks", body=iter([NEW[:20].encode(), NEW[20:].replace("P7", "P9").encode()]))
    tell.equal(chunked.json()["accepted"], 1, "chunks are one file")
    lines = ask("GET", f"/api/v1/batches/{receipt['batch']}/quarantined-lines", 200, "what could not be used").json()
    tell.equal([f["code"] for f in lines["items"][0]["findings"]], ["registry.unknown_subject"], "why not")
    for query, status, code in (("source=x", 400, "api.parameter_missing"), ("class=penalty", 400, "api.parameter_missing"),
                                ("class=none&source=x", 400, "acts.class_unknown")):
        problem = ask("POST", "/api/v1/batches?" + query, status, "a wrong submission", body=b"a,b\n1,2\n").json()
        tell.equal(problem["code"], code, query)
    ask("POST", path, 422, "no file at all", body=b"")
    ask("POST", path, 422, "a broken archive", body=b"PK\x03\x04 nothing")
    ask("POST", path, 400, "a key that is none", body=NEW.encode(), Idempotency_Key="a b")
    pages, cursor = [], ""
    while True:
        page = ask("GET", f"/api/v1/batches?limit=4{cursor}", 200, "receipts").json()
        pages += [receipt["batch"] for receipt in page["items"]]
        if page["next"] is None:
            break
        cursor = "&cursor=" + page["next"]
    tell.equal(pages, sorted(set(pages), reverse=True), "newest first, each once")
    tell.equal(pages[-1], 1, "down to the first")
    for number in ("0", "999999", "x", "-1", "9" * 30):
        ask("GET", f"/api/v1/batches/{number}", 404, "no such batch")
    ask("GET", "/api/v1/subjects/S1/explanations/inner.street", 400, "a look without a purpose")
    for_check = "/api/v1/subjects/S1/explanations/inner.street?purpose=evaluation_check"
    ask("GET", for_check, 200, "the credit office reads a closed standard")


def check_changes(program, store, ask, tell):
    """What the command line changes meanwhile is in the very next answer, although answers are kept."""
    for _ in range(3):
        tell.equal([r["record_id"] for r in ask("GET", "/api/v1/subjects/S1", 200, "asked often").json()["records"]], ["P1"],
                   "the same every time")
    lines = "of_class,record_id,status,effective_on\npenalty,P1,repaired,2026-05-30\n"
    run(program, store, "import", "--class", "record_status", "--source", OFFICE, "-", stdin=lines.encode())
    file = ask("GET", "/api/v1/subjects/S1", 200, "after a repair").json()
    tell.equal((file["records"], file["ratings"][0]["points"]), ([], "100"), "gone at once, and rated again")


def check_log(ask, tell):
    server = ask.server
    tell.equal(server.stop(), 0, "an end with nothing cut short")
    text = "".join(server.log)
    lines = [json.loads(line) for line in server.log]
    tell.equal(len([line for line in lines if "route" in line]), ask.asked, "a line for every request")
    for secret in ("SECRET", "云桥", quote("云桥"), "S1", "P7", "Bearer", "k1", quote(OFFICE), OFFICE):
        tell.check(secret not in text, f"{secret} is in the log")


def main():
    program, tell = sys.argv[1], Failures()
    with Folder() as folder:
        store = make_store(program, folder)
        with Server(program, store) as server:
            ask = Asker(server, tell)
            check_public(ask, tell)
            check_pages(ask, tell)
            check_refusals(ask, tell)
            check_kept_answers(ask, tell)
            check_nobody(ask, tell)
            check_changes(program, store, ask, tell)
            check_log(ask, tell)
        with Server(program, store, "--local-operator", "--disclose", "inner.street") as server:
            ask = Asker(server, tell)
            ratings = ask("GET", "/api/v1/subjects/S1", 200, "a disclosed grade").json()["ratings"]
            tell.equal([(r["standard"], r["grade"], r["points"]) for r in ratings],
                       [("inner.street", "B", None), ("open.street", "A", "100")], "grades that the operator discloses")
            check_sending(ask, tell)
            check_log(ask, tell)
        refused = run(program, store, "serve", "--local-operator", "--listen", "0.0.0.0:0", may=(3,))
        tell.equal(refused, "", "the development switch works on this machine only")
        run(program, store, "store", "check")
        tell.equal([p.name for p in folder.glob("sanqu-upload-*")], [], "nothing of an upload is left")
    tell.done()


main()
