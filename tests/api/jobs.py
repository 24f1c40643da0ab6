# SPDX-License-Identifier: Apache-2.0
"""Jobs: asked for, watched as server-sent events, cancelled, and taken up again by the next server after a kill -9, a restart
or a stop, each standard evaluated once. usage: jobs.py PROGRAM"""
import http.client
import json
import pathlib
import signal
import sqlite3
import sys

from served import OFFICE, Failures, Folder, Server, breach_of_contract, make_store, run

JOBS = "/api/v1/jobs"
JSON = {"Content-Type": "application/json"}
MANY = 12_000
OPEN, INNER = "open.street@1.0.0", "inner.street@1.0.0"


def ask_for(server, tell, **body):
    answer = server.ask("POST", JOBS, json.dumps(body), JSON)
    tell.equal(breach_of_contract("POST", JOBS, answer), None, f"contract of {body}")
    return answer


def events_of(server, job, last_id=None, until=None):
    """(event, id, job) of a stream to its end, or to the first of which `until` is true; and whether the stream ended."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    headers = {"Last-Event-ID": last_id} if last_id else {}
    connection.request("GET", f"{JOBS}/{job}/events", headers=headers)
    answer = connection.getresponse()
    if answer.status != 200 or answer.getheader("Content-Type") != "text/event-stream":
        raise SystemExit(f"FAILED: no stream: {answer.status} {answer.read()!r}")
    seen, fields = [], {}
    while line := answer.readline():
        text = line.decode().rstrip("\n")
        if text == "" and fields:
            seen.append((fields["event"], fields.get("id"), json.loads(fields["data"])))
            fields = {}
            if until and until(seen[-1]):
                return seen, connection
        elif ": " in text:
            name, _, value = text.partition(": ")
            fields[name] = value
    connection.close()
    return seen, None


def check_a_job(server, tell):
    """From asking to the end, as a newcomer would watch it."""
    asked = ask_for(server, tell, kind="evaluate_full")
    tell.equal(asked.status, 202, "a job is taken")
    job = asked.json()["job"]
    tell.equal(asked.headers["location"], f"{JOBS}/{job}", "where it is")
    seen, _ = events_of(server, job)
    event, last_id, end = seen[-1]
    tell.equal((event, end["state"]), ("end", "done"), "the last event")
    tell.equal(sorted(part["standard"] for part in end["parts"]), [INNER, OPEN], "every standard is a part")
    tell.equal([part["changed"] for part in end["parts"]], [0, 0], "nothing was to be changed")
    again, _ = events_of(server, job, last_id=last_id)
    tell.equal(again, [], "a client that has seen the end is told nothing more")
    now = server.ask("GET", f"{JOBS}/{job}")
    tell.equal(now.json(), end, "the job as the stream said it")
    for method, path in (("GET", JOBS), ("GET", f"{JOBS}/{job}")):
        tell.equal(breach_of_contract(method, path, server.ask(method, path)), None, f"contract of {path}")
    tell.equal(server.ask("DELETE", f"{JOBS}/{job}").status, 409, "an end is final")
    due = ask_for(server, tell, kind="evaluate_due").json()["job"]
    one = ask_for(server, tell, kind="evaluate_full", standard="open.street").json()["job"]
    tell.equal(events_of(server, due)[0][-1][2]["state"], "done", "those that are due")
    tell.equal([part["standard"] for part in events_of(server, one)[0][-1][2]["parts"]], [OPEN], "one standard")
    page = server.ask("GET", f"{JOBS}?limit=2").json()
    tell.equal([item["job"] for item in page["items"]], [one, due], "newest first")
    rest = server.ask("GET", f"{JOBS}?limit=2&cursor={page['next']}").json()
    tell.equal(([item["job"] for item in rest["items"]], rest["next"]), ([job], None), "and the rest")


def check_refused(server, tell):
    for body, status in (({"kind": "evaluate"}, 400), ({"kind": "evaluate_full", "standard": "none"}, 404), ({}, 400),
                         ({"kind": "evaluate_full", "more": 1}, 400)):
        tell.equal(ask_for(server, tell, **body).status, status, f"{body}")
    for path in (f"{JOBS}/999", f"{JOBS}/0", f"{JOBS}/x", f"{JOBS}/1x", f"{JOBS}/99999999999999999999/events"):
        tell.equal(server.ask("GET", path).status, 404, path)


def check_public(program, store, tell):
    with Server(program, store) as server:
        for method, path in (("POST", JOBS), ("GET", JOBS), ("GET", f"{JOBS}/1"), ("DELETE", f"{JOBS}/1"),
                             ("GET", f"{JOBS}/1/events")):
            tell.equal(server.ask(method, path, "{}" if method == "POST" else None, JSON).status, 401, f"{method} {path}")


def plant(store, **job):
    """A job as a server that died left it; (its id). `part`: a standard that it had done."""
    database = sqlite3.connect(store)
    account = database.execute("SELECT id FROM account LIMIT 1").fetchone()[0]
    row = {"kind": "evaluate_full", "standard": "", "account": account, "asked_at": "2026-05-11T00:00:00.000+08:00",
           "state": "running", "is_cancelled": 0, "tries": 1, "began_at": "2026-05-11T00:00:00.000+08:00", "ended_at": "",
           "failure": "", **{key: value for key, value in job.items() if key != "part"}}
    with database:
        number = database.execute(f"INSERT INTO job ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",
                                  list(row.values())).lastrowid
        if "part" in job:
            database.execute("INSERT INTO job_part VALUES (?, ?, 77, 7)", (number, job["part"]))
    database.close()
    return number


def check_taken_up(program, store, tell):
    """What a dead server left: one with a part done, one that killed three servers, one that was cancelled while it ran."""
    half = plant(store, part=OPEN)
    killer = plant(store, tries=3)
    cancelled = plant(store, is_cancelled=1)
    queued = plant(store, state="queued", tries=0)
    with Server(program, store, "--local-operator") as server:
        ends = {job: events_of(server, job)[0][-1][2] for job in (half, killer, cancelled, queued)}
    tell.equal((ends[half]["state"], ends[half]["tries"]), ("done", 2), "a job is taken up again")
    parts = {part["standard"]: part["evaluated"] for part in ends[half]["parts"]}
    tell.equal(parts[OPEN], 77, "a part that was done is not done again")
    tell.check(parts[INNER] in (2, 3), f"and the other is: {parts}")
    tell.equal((ends[killer]["state"], ends[killer]["failure"]["code"]), ("failed", "acts.job_dies"),
               "one that killed its server three times is given up")
    tell.equal(ends[cancelled]["state"], "cancelled", "one that was cancelled before its server died")
    tell.equal(ends[queued]["state"], "done", "one that waited")


def add_many(program, store):
    """So many subjects that an evaluation takes a moment; their ratings are made by the job."""
    subjects = "subject_id,kind,name\n" + "".join(f"M{i},enterprise,\u4e91\u6865{i}\n" for i in range(MANY))
    penalties = ("subject_id,record_id,document_no,decided_on,severity,legal_representative\n" +
                 "".join(f"M{i},MP{i},No {i},2026-03-02,general,\n" for i in range(MANY)))
    for name, text in (("subject", subjects), ("penalty", penalties)):
        run(program, store, "import", "--class", name, "--source", OFFICE, "--no-evaluation", "-", stdin=text.encode(),
            day="2026-05-20")


def kill_at_work(program, store, tell, when):
    """kill -9 when the job's stream says so; what the dead server left, and what the next one makes of it. Gives the former."""
    with Server(program, store, "--local-operator") as server:
        job = ask_for(server, tell, kind="evaluate_full").json()["job"]
        _, connection = events_of(server, job, until=when)
        server.process.send_signal(signal.SIGKILL)
        server.process.wait()
        if connection:
            connection.close()
    database = sqlite3.connect(store)
    state = database.execute("SELECT state FROM job WHERE id = ?", (job,)).fetchone()[0]
    parts = set(database.execute("SELECT standard, evaluated, changed FROM job_part WHERE job = ?", (job,)))
    results = database.execute("SELECT count(*) FROM result").fetchone()[0]
    database.close()
    with Server(program, store, "--local-operator") as server:
        end = events_of(server, job)[0][-1][2]
        tell.equal((end["state"], sorted(part["standard"] for part in end["parts"])), ("done", [INNER, OPEN]),
                   f"after a kill in state {state} with {len(parts)} parts")
        after = {(part["standard"], part["evaluated"], part["changed"]) for part in end["parts"]}
        tell.check(parts <= after, f"a part was done again: {parts}, {after}")
        tell.equal(server.stop(), 0, "an end by itself")
    database = sqlite3.connect(store)
    made = database.execute("SELECT count(*) FROM result").fetchone()[0] - results
    database.close()
    tell.equal(made, sum(changed for _, _, changed in after - parts), "results are those of the parts that were left")
    return state, len(parts)


def check_killed(program, store, tell):
    """First where a dozen thousand ratings are to be made, then where all are made already."""
    seen = [kill_at_work(program, store, tell, when) for when in (
        lambda event: event[2]["state"] == "running" and not event[2]["parts"],
        lambda event: event[2]["parts"] or event[0] == "end",
        lambda event: event[2]["subjects_done"] > 0 or event[0] == "end")]
    print("killed at:", ", ".join(f"{state} with {parts} parts" for state, parts in seen))
    tell.check(seen[0][0] == "running", "the first kill did not meet the job at work")
    run(program, store, "store", "check")


def check_stopped(program, store, tell):
    """An ordinary end stops the job, and the next server takes it up as if it had not been begun; a cancelled one ends."""
    def is_running(event):
        return event[2]["state"] == "running"
    with Server(program, store, "--local-operator") as server:
        job = ask_for(server, tell, kind="evaluate_full").json()["job"]
        _, connection = events_of(server, job, until=is_running)
        tell.equal(server.stop(), 0, "an end by itself")
        connection.close()
    database = sqlite3.connect(store)
    left = database.execute("SELECT state, tries FROM job WHERE id = ?", (job,)).fetchone()
    database.close()
    tell.check(left in (("queued", 0), ("done", 1)), f"a stopped server left {left}")
    with Server(program, store, "--local-operator") as server:
        tell.equal(events_of(server, job)[0][-1][2]["state"], "done", "the next one does it")
        job = ask_for(server, tell, kind="evaluate_full").json()["job"]
        _, connection = events_of(server, job, until=is_running)
        answer = server.ask("DELETE", f"{JOBS}/{job}")
        end = events_of(server, job)[0][-1][2]
        connection.close()
        tell.check((answer.status, end["state"]) in ((200, "cancelled"), (200, "done"), (409, "done")),
                   f"cancelled while it runs: {answer.status}, {end['state']}")
        print(f"stopped: left {left}; cancelled at work: {end['state']}")


def check_keys(program, store, tell):
    """An answer under a key, again from another server; the key with something else is refused."""
    headers, body = {**JSON, "Idempotency-Key": "jobs-1"}, json.dumps({"kind": "evaluate_due"})
    with Server(program, store, "--local-operator") as server:
        first = server.ask("POST", JOBS, body, headers)
        server.process.send_signal(signal.SIGKILL)
        server.process.wait()
    with Server(program, store, "--local-operator") as server:
        again = server.ask("POST", JOBS, body, headers)
        tell.equal((again.status, again.body, again.headers["location"], again.headers["idempotent-replayed"]),
                   (202, first.body, first.headers["location"], "true"), "the first answer")
        other = server.ask("POST", JOBS, json.dumps({"kind": "evaluate_full"}), headers)
        tell.equal((other.status, other.json()["code"]), (409, "api.idempotency_key_used"), "the key with another job")
    with Server(program, store, "--local-operator", day="2026-06-09") as server:
        later = server.ask("POST", JOBS, body, {**JSON, "Idempotency-Key": "jobs-2"})
        anew = server.ask("POST", JOBS, body, headers)
        tell.equal(anew.json()["job"], later.json()["job"] + 1, "after a week a key is forgotten")


def check_streams(program, store, tell):
    """A stream of a job that nobody begins (the server was not told of it): signs of life, limits, cancelling, the end."""
    limits = ("--limit", "event_rest_ms_max=100", "--limit", "event_streams_max=1")
    with Server(program, store, "--local-operator", *limits) as server:
        server.wait_for_log('"state":"waiting"')  # from now on the store is looked at only when the server is told
        job = plant(store, state="queued", tries=0)
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        connection.request("GET", f"{JOBS}/{job}/events")
        stream = connection.getresponse()
        tell.equal([stream.readline()[:4] for _ in range(4)], [b"id: ", b"even", b"data", b"\n"], "the job as it is")
        tell.equal([stream.readline() for _ in range(4)], [b":\n", b"\n"] * 2, "then signs of life")
        tell.equal(server.ask("GET", f"{JOBS}/{job}/events").status, 503, "one stream is allowed")
        tell.equal(server.ask("GET", "/healthz").status, 200, "and holds no thread")
        head = server.ask("HEAD", f"{JOBS}/{job}/events")
        tell.equal((head.status, head.body), (200, b""), "HEAD of a stream")
        cancelled = server.ask("DELETE", f"{JOBS}/{job}")
        tell.equal((cancelled.status, cancelled.json().get("state")), (200, "cancelled"),
                   f"a queued job ends at once: {cancelled.body}")
        rest = stream.read()
        tell.check(b"event: end\n" in rest and b'"state":"cancelled"' in rest, f"the stream tells it: {rest!r}")
        connection.close()
        job = plant(store, state="queued", tries=0)
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        connection.request("GET", f"{JOBS}/{job}/events")
        stream = connection.getresponse()
        stream.readline()
        server.process.send_signal(signal.SIGTERM)
        rest = stream.read()
        tell.check(b"event: end" not in rest, "a stream that the server's end cuts off has no end of its own")
        tell.equal(server.process.wait(60), 0, "and does not hold up the server")
        connection.close()
    with Server(program, store, "--local-operator", "--limit", "event_ms_max=1") as server:
        server.wait_for_log('"state":"waiting"')
        job = plant(store, state="queued", tries=0)
        seen, _ = events_of(server, job)
        tell.equal([event for event, _, _ in seen], ["job"], "a stream's time is over")
        again, _ = events_of(server, job, last_id=seen[0][1])
        tell.equal(again, [], "who comes back is told nothing twice")
        ask_for(server, tell, kind="evaluate_due")
        server.wait_for_log(f'"job":{job},"state":"done"')


def main():
    program, tell = sys.argv[1], Failures()
    with Folder() as folder:
        store = make_store(program, pathlib.Path(folder))
        check_public(program, store, tell)
        with Server(program, store, "--local-operator") as server:
            check_a_job(server, tell)
            check_refused(server, tell)
            tell.equal(server.stop(), 0, "an end by itself")
        check_taken_up(program, store, tell)
        check_streams(program, store, tell)
        check_keys(program, store, tell)
        add_many(program, store)
        check_killed(program, store, tell)
        check_stopped(program, store, tell)
    tell.done()


main()
