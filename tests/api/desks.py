# SPDX-License-Identifier: Apache-2.0
"""Every desk's way on the real server, by a person who is signed in with its role: what it is for works, what is another
desk's is refused, and bad input is named with its field. usage: desks.py PROGRAM"""
import sys
from urllib.parse import quote

from served import DATA, OFFICE, Failures, Folder, Server, make_store, run
from signed_in import Person, make_account

OTHER = "\u6c34\u52a1\u5c40"
NEW = "subject_id,record_id,document_no,decided_on,severity\nS2,P7,No 7,2026-05-20,general\nS9,P8,No 8,2026-05-21,general\n" \
      "S1,P9,No 9,never,general\n"
ARTICLE = {"kind": "notice", "title": "\u5173\u4e8e\u5e74\u62a5\u7684\u901a\u77e5",
           "body": "# \u5e74\u62a5\n\n\u8bf7\u4e8e **6 \u6708 30 \u65e5** \u524d\u62a5\u9001\u3002"}


def make_people(program, store):
    make_account(program, store, "editor", "credit_office:371000")
    make_account(program, store, "second", "credit_office:371000")
    make_account(program, store, "elsewhere", "credit_office:370100")
    make_account(program, store, "sender", f"department:{OFFICE}:*", OFFICE)
    make_account(program, store, "rival", f"department:{OTHER}:*", OTHER)
    make_account(program, store, "warden", "zone_manager:Z1")
    make_account(program, store, "shop", "organisation:S1", proof="licence seen at the counter")
    make_account(program, store, "auditor", "auditor")
    make_account(program, store, "root", "administrator")


def check_articles(people, tell):
    editor, second, nobody = people["editor"], people["second"], people["shop"]
    nobody.refused("POST", "/api/v1/articles", 403, "access.refused", ARTICLE)
    people["root"].refused("GET", "/api/v1/drafts", 403, "access.refused")
    wrong = editor.refused("POST", "/api/v1/articles", 422, "portal.title",
                           {**ARTICLE, "title": "", "body": "[x](javascript:1)"})
    tell.equal([e["place"]["field"] for e in wrong["errors"]], ["title", "body"], "every wrong field is named")
    editor.refused("POST", "/api/v1/articles", 400, "portal.kind", {**ARTICLE, "kind": "poem"})
    editor.refused("POST", "/api/v1/articles", 422, "portal.shown_through", {**ARTICLE, "shown_through": "soon"})
    editor.refused("POST", "/api/v1/articles", 422, "portal.region", {**ARTICLE, "region": "370100"})
    made = editor("POST", "/api/v1/articles", 201, ARTICLE, Idempotency_Key="one")
    again = editor("POST", "/api/v1/articles", 201, ARTICLE, Idempotency_Key="one")
    tell.equal(again.json(), made.json(), "the same key makes nothing twice")
    editor.refused("POST", "/api/v1/articles", 409, "api.idempotency_key_used", {**ARTICLE, "title": "x"}, Idempotency_Key="one")
    path = f"/api/v1/articles/{made.json()['article']}"
    nobody.refused("GET", path, 404, "portal.no_article")
    people["elsewhere"].refused("PUT", path, 404, "portal.no_article", ARTICLE)
    edited = editor("PUT", path, 200, {**ARTICLE, "title": "Second", "language": "en", "version": 1}).json()
    tell.equal((edited["version"], edited["state"]), (2, "draft"), "the next version")
    editor.refused("PUT", path, 409, "portal.other_version", {**ARTICLE, "version": 1})
    second.refused("POST", path + "/publication", 403, "access.second_factor_wanted", {"version": 2})
    second.turn_on_second_factor()
    second.refused("POST", path + "/publication", 409, "portal.other_version", {"version": 1})
    second("POST", path + "/publication", 200, {"version": 2})
    second.refused("POST", path + "/publication", 409, "portal.published_already", {})
    shown = nobody("GET", "/api/v1/articles?kind=notice", 200).json()["items"]
    tell.equal([a["title"] for a in shown], ["Second"], "everybody sees it")
    tell.equal(nobody("GET", "/api/v1/articles?kind=case", 200).json()["items"], [], "by kind")
    tell.check("written_by" not in nobody("GET", path, 200).json(), "and not who wrote it")
    editor("PUT", path, 200, {**ARTICLE, "title": "Third"})
    tell.equal(nobody("GET", path, 200).json()["title"], "Second", "an edit is not seen")
    second.refused("POST", path + "/withdrawal", 422, "portal.reason", {"reason": ""})
    second("POST", path + "/withdrawal", 200, {"reason": "replaced"})
    nobody.refused("GET", path, 404, "portal.no_article")
    history = people["auditor"]("GET", path.replace("articles", "drafts"), 200).json()["history"]
    tell.equal(sorted(e["what"] for e in history), ["published", "withdrawn", "written", "written", "written"], "all is kept")
    tell.equal(len(editor("GET", "/api/v1/drafts?limit=1", 200).json()["items"]), 1, "the editors' list")
    tell.equal(people["elsewhere"]("GET", "/api/v1/drafts", 200).json()["items"], [], "another division's office sees none")


def check_department(people, tell):
    sender, rival = people["sender"], people["rival"]
    sent = sender("POST", f"/api/v1/batches?class=penalty&source={quote(OFFICE)}&file=may.csv", 201, NEW.encode()).json()
    tell.equal((sent["accepted"], sent["quarantined"]), (1, 2), "what came of it")
    rival.refused("POST", f"/api/v1/batches?class=penalty&source={quote(OFFICE)}", 403, "access.refused", NEW.encode())
    lines = sender("GET", f"/api/v1/quarantined-lines?source={quote(OFFICE)}", 200).json()["items"]
    by_code = {line["findings"][0]["code"]: line["id"] for line in lines}
    tell.equal(sorted(by_code), ["intake.date_form", "registry.unknown_subject"], "what is wrong with each")
    only = sender("GET", "/api/v1/quarantined-lines?code=intake.date_form", 200).json()["items"]
    tell.equal([line["id"] for line in only], [by_code["intake.date_form"]], "the lines behind one code")
    tell.equal(rival("GET", "/api/v1/quarantined-lines", 200).json()["items"], [], "another department's are not there")
    path = f"/api/v1/quarantined-lines/{by_code['intake.date_form']}"
    for person, status, code in ((rival, 404, "api.line_unknown"), (people["warden"], 403, "access.refused")):
        person.refused("GET", path, status, code)
        person.refused("POST", path + "/retry", status, code, {})
    line = sender("GET", path, 200).json()
    tell.equal({c["column"]: c["value"] for c in line["cells"]}["decided_on"], "never", "cell by cell")
    wrong = sender.refused("POST", path + "/retry", 422, "api.column_unknown", {"fields": {"colour": "red"}})
    tell.equal(wrong["place"]["field"], "colour", "which column")
    sender.refused("POST", path + "/retry", 400, "api.body_member", {"fields": {"decided_on": 3}})
    still = sender("POST", path + "/retry", 200, {"fields": {"decided_on": "soon"}}).json()
    tell.equal((still["mended"], still["lines"][0]["findings"][0]["field"]), (0, "decided_on"), "still wrong, and where")
    done = sender("POST", path + "/retry", 200, {"fields": {"decided_on": "2026-05-22"}}, Idempotency_Key="m").json()
    again = sender("POST", path + "/retry", 200, {"fields": {"decided_on": "2026-05-22"}}, Idempotency_Key="m")
    tell.equal((again.json(), again.headers.get("idempotent-replayed")), (done, "true"), "open no more, its answer is kept")
    tell.equal((done["mended"], done["receipts"][0]["accepted"]), (1, 1), "mended, with a receipt of its own")
    again = sender("GET", path, 404).json()
    tell.equal(again["code"], "api.line_unknown", "settled")
    exported = sender("GET", f"/api/v1/batches/{sent['batch']}/quarantined-lines.csv", 200).body.decode("utf-8-sig")
    rival.refused("GET", f"/api/v1/batches/{sent['batch']}/quarantined-lines.csv", 404, "api.batch_unknown")
    mended = exported.replace("S9,P8", "S1,P8").encode()
    rival.refused("POST", "/api/v1/quarantined-lines/retry", 409, "acts.not_quarantined", mended)
    tell.equal(sender("POST", "/api/v1/quarantined-lines/retry", 200, mended).json()["mended"], 1, "by file")
    quality = sender("GET", f"/api/v1/departments/{quote(OFFICE)}/quality", 200).json()
    tell.equal({e["code"]: e["open_lines"] for e in quality["errors"]}.get("intake.date_form"), 0, "none is open any more")
    tell.check(float(quality["whole"]["quality_score"]) > 0, "the one number")
    tell.equal([m["month"] for m in quality["months"]], ["2026-05", "2026-06"], "month by month")
    rival.refused("GET", f"/api/v1/departments/{quote(OFFICE)}/quality", 404, "api.department_unknown")
    tell.equal(rival("GET", "/api/v1/departments", 200).json()["items"], [], "its own alone")
    tell.equal(len(people["auditor"]("GET", "/api/v1/departments", 200).json()["items"]), 1, "an auditor sees all")
    for what in ("duties", "column-maps"):
        sender("GET", f"/api/v1/departments/{quote(OFFICE)}/{what}", 200)
        rival.refused("GET", f"/api/v1/departments/{quote(OFFICE)}/{what}", 404, "api.department_unknown")
    own_map = f"/api/v1/departments/{quote(OFFICE)}/column-maps/penalty"
    sender("PUT", own_map, 200, {"columns": {"Doc": "document_no"}})
    wrong = sender.refused("PUT", own_map, 422, "acts.field_unknown", {"columns": {"Doc": "colour"}})
    tell.equal(wrong["place"]["field"], "Doc", "which column")
    sender.refused("PUT", own_map, 422, "acts.map_form", {"columns": {}})
    sender.refused("PUT", own_map, 400, "api.body_member", {"columns": {"Doc": 3}})
    rival.refused("PUT", own_map, 403, "access.refused", {"columns": {"Doc": "document_no"}})
    maps = sender("GET", f"/api/v1/departments/{quote(OFFICE)}/column-maps", 200).json()["items"]
    tell.equal(maps[0]["columns"], [{"header": "Doc", "field": "document_no"}], "how its columns are read")
    columns = sender("GET", "/api/v1/catalogue/classes/penalty", 200).json()["columns"]
    tell.equal([c["code"] for c in columns[2]["codes"]], ["minor", "general"], "codes of a column")
    header = sender("GET", "/api/v1/catalogue/classes/penalty/template.csv", 200).body.decode("utf-8-sig").strip()
    filled = header + "\r\nS1,No 77,2026-05-28,general,\r\n"
    taken = sender("POST", f"/api/v1/batches?class=penalty&source={quote(OFFICE)}", 201, filled.encode()).json()
    tell.equal(taken["accepted"], 1, "a template that is filled in comes in")
    sender.refused("GET", "/api/v1/catalogue/classes/none", 404, "api.class_unknown")


def check_zone(people, tell):
    warden = people["warden"]
    members = warden("GET", "/api/v1/zones/Z1/members?standard=open.street&since=2026-05-15", 200).json()
    tell.equal(sorted(m["subject_id"] for m in members["items"]), ["S1", "S2"], "the zone's members")
    rating = next(m for m in members["items"] if m["subject_id"] == "S1")["ratings"][0]
    tell.equal((rating["moved"], rating["previous"]["grade"]), ("down", "B"), "how it moved since, and from where")
    tell.equal(rating["next_change"]["moves"] in ("up", "none"), True, "what comes by itself")
    first = warden("GET", "/api/v1/zones/Z1/members?limit=1", 200).json()
    rest = warden("GET", f"/api/v1/zones/Z1/members?limit=1&cursor={first['next']}", 200).json()
    tell.equal((len(rest["items"]), rest["next"]), (1, None), "pages")
    warden.refused("GET", "/api/v1/zones/Z1/members?since=x", 400, "api.parameter_value")
    warden.refused("GET", "/api/v1/zones/Z2/members", 404, "api.zone_unknown")
    warden.refused("GET", "/api/v1/zones/Z2/figures", 404, "api.zone_unknown")
    people["sender"].refused("GET", "/api/v1/zones/Z1/members", 403, "access.refused")
    people["shop"].refused("GET", "/api/v1/zones/Z1/members", 404, "api.zone_unknown")
    figures = warden("GET", "/api/v1/zones/Z1/figures", 200).json()
    today = figures["standards"][-1]["days"][-1]
    tell.equal(sum(g["subjects"] for g in today["grades"]) + today["not_rated"], 2, "every member is counted today")


def check_organisation(people, tell):
    shop = people["shop"]
    own = shop("GET", "/api/v1/subjects/S1/outlook", 200).json()
    tell.equal([r["standard"] for r in own["ratings"]], ["inner.street", "open.street"], "its own ratings, also closed ones")
    shop.refused("GET", "/api/v1/subjects/S2/outlook", 404, "api.subject_unknown")
    people["warden"]("GET", "/api/v1/subjects/S2/outlook?purpose=zone_service", 200)
    people["warden"].refused("GET", "/api/v1/subjects/S2/outlook", 400, "access.purpose")
    people["root"].refused("GET", "/api/v1/subjects/S1/outlook", 403, "access.refused")


def check_office(people, tell):
    editor, second = people["editor"], people["second"]
    day = editor("GET", "/api/v1/office/day", 200).json()
    tell.equal((day["subjects"], day["intake"][0]["day"]), (3, "2026-06-01"), "today's figures")
    for name in ("sender", "warden", "shop", "root", "elsewhere"):
        people[name].refused("GET", "/api/v1/office/day", 403, "access.refused")
    text = (DATA / "standards/open.yaml").read_text(encoding="utf-8")
    known = editor.refused
    good = editor("POST", "/api/v1/standards/check", 200, {"text": text.replace("1.0.0", "1.1.0", 1)}).json()
    tell.equal((good["is_usable"], good["version"]), (True, "1.1.0"), "a good text")
    bad = editor("POST", "/api/v1/standards/check", 200, {"text": text.replace("penalty,", "penaltee,")}).json()
    tell.equal((bad["is_usable"], bad["findings"][0]["line"] > 1), (False, True), "a finding has its line")
    broken = editor("POST", "/api/v1/standards/check", 200, {"text": "a: [1"}).json()
    tell.equal(broken["is_usable"], False, "no YAML at all")
    known("POST", "/api/v1/standards/check", 400, "api.body_member", {})
    people["sender"].refused("POST", "/api/v1/standards/check", 403, "access.refused", {"text": text})
    new = {"text": text.replace("1.0.0", "1.1.0", 1), "active_from": "2026-07-01"}
    known("POST", "/api/v1/proposals", 403, "access.second_factor_wanted", new)
    editor.turn_on_second_factor()
    wrong = known("POST", "/api/v1/proposals", 400, "api.body_member", {**new, "active_from": "soon"})
    tell.equal(wrong["place"]["field"], "active_from", "which field")
    known("POST", "/api/v1/proposals", 409, "acts.version_exists", {**new, "text": text, "active_from": "2026-01-01"})
    made = editor("POST", "/api/v1/proposals", 201, new, Idempotency_Key="p")
    again = editor("POST", "/api/v1/proposals", 201, new, Idempotency_Key="p")
    tell.equal((again.body, again.headers["location"]), (made.body, made.headers["location"]), "the first answer again")
    path = made.headers["location"]
    tell.equal(editor("GET", path, 200).json()["check"]["is_usable"], True, "the proposal with its check")
    known("POST", path + "/approval", 409, "acts.same_person", {})
    second.refused("POST", path + "/refusal", 400, "api.body_member", {})
    people["sender"].refused("POST", path + "/refusal", 403, "access.refused", {"reason": "x"})
    second("POST", path + "/refusal", 200, {"reason": "the basis is missing"})
    second.refused("POST", path + "/approval", 404, "acts.no_proposal", {})
    editor("POST", "/api/v1/proposals", 201, new)
    people["elsewhere"].turn_on_second_factor()
    people["elsewhere"].refused("POST", path + "/approval", 403, "access.refused", {})
    done = second("POST", path + "/approval", 200, {}).json()
    tell.equal((done["author"], done["approver"]), ("editor", "second"), "two people")
    second.refused("POST", path + "/approval", 404, "acts.no_proposal", {})
    tell.equal(editor("GET", "/api/v1/proposals", 200).json()["items"], [], "nothing waits any more")


def main():
    program, tell = sys.argv[1], Failures()
    with Folder() as folder:
        store = make_store(program, folder)
        zone = "zone_id,kind,title,region\nZ1,street,\u4e91\u6865\u8857,371002\n"
        run(program, store, "import", "--class", "zone", "--source", OFFICE, "-", stdin=zone.encode(), day="2026-05-11")
        make_people(program, store)
        with Server(program, store, "--division", "371000") as server:
            names = ("editor", "second", "elsewhere", "sender", "rival", "warden", "shop", "auditor", "root")
            people = {name: Person(server, tell, name) for name in names}
            for check in (check_articles, check_department, check_zone, check_organisation, check_office):
                check(people, tell)
            tell.equal(server.stop(), 0, "an end with nothing cut short")
        run(program, store, "store", "check")
    tell.done()


main()
