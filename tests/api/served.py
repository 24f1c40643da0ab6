# SPDX-License-Identifier: Apache-2.0
"""A small store, the program serving it on a free port, and answers held against api/openapi.yaml. Shared by the tests here."""
import http.client
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import threading

import jsonschema
import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
CONTRACT = yaml.safe_load((ROOT / "api/openapi.yaml").read_text(encoding="utf-8"))
DAY = "2026-06-01"


class Failures:
    """Checks that go on after a failure, so that one run tells all of them."""

    def __init__(self):
        self.passed, self.failed = 0, 0

    def check(self, is_good, what):
        if is_good:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED: {what}")

    def equal(self, seen, wanted, what):
        self.check(seen == wanted, f"{what}: {seen!r}, not {wanted!r}")

    def done(self):
        print(f"{self.passed} passed, {self.failed} failed")
        sys.exit(1 if self.failed else 0)


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body)


class Server:
    """The program on a free port; its log is read so that it never stands still for want of a reader."""

    def __init__(self, program, store, *words, day=DAY):
        command = [program, "serve", "--store", f"sqlite:{store}", *(("--today", day) if day else ()), *words]
        if "--listen" not in words:
            command += ["--listen", "127.0.0.1:0"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        match = re.match(r"https?://127\.0\.0\.1:(\d+)/", line)
        if not match:
            sys.exit(f"FAILED: the server did not start: {line!r} {self.process.stderr.read()}")
        self.port = int(match.group(1))
        self.log = []
        self.changed = threading.Condition()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self):
        for line in self.process.stderr:
            with self.changed:
                self.log.append(line)
                self.changed.notify_all()

    def wait_for_log(self, wanted, seconds=60):
        with self.changed:
            return self.changed.wait_for(lambda: any(wanted in line for line in self.log), seconds)

    def wait_for_count(self, wanted, count, seconds=60):
        with self.changed:
            return self.changed.wait_for(lambda: sum(wanted in line for line in self.log) >= count, seconds)

    def ask(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body=body, headers={"Accept-Language": "en", **(headers or {})})
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def stop(self, by=signal.SIGTERM):
        self.process.send_signal(by)
        code = self.process.wait(120)
        self.reader.join()
        return code

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def run(program, store, *words, stdin=None, day=DAY, may=(0,)):
    command = [program, *words, "--store", f"sqlite:{store}", "--today", day, "--lang", "en"]
    done = subprocess.run(command, input=stdin, capture_output=True, check=False, cwd=ROOT)
    if done.returncode not in may:
        sys.exit(f"FAILED: {words}: exit {done.returncode}\n{done.stderr.decode()}")
    return done.stdout.decode()


def resolved(schema):
    """A schema with every $ref replaced by what it names, so that a plain validator reads it."""
    if isinstance(schema, list):
        return [resolved(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        node = CONTRACT
        for key in schema["$ref"].removeprefix("#/").split("/"):
            node = node[key]
        return resolved(node)
    return {key: resolved(value) for key, value in schema.items()}


def operation_of(method, path):
    """The contract's operation for a path as sent, and the pattern that it matched."""
    path = path.split("?")[0]
    best = None
    for pattern, operations in CONTRACT["paths"].items():
        expression = re.sub(r"\{\w+\}", "[^/]+", pattern)
        if re.fullmatch(expression, path) and method in operations:
            best = pattern if best is None or best.count("{") > pattern.count("{") else best
    return best and CONTRACT["paths"][best][method]


def breach_of_contract(method, path, answer):
    """What of an answer the contract does not know; none: all is well."""
    method = method.lower()
    operation = operation_of("get" if method == "head" else method, path)
    if operation is None:
        schema = resolved(CONTRACT["components"]["responses"]["Problem"])
        if answer.status < 400:
            return f"{answer.status} at an address that the contract doesn't know"
    else:
        responses = operation["responses"]
        if str(answer.status) not in responses and answer.status < 400:
            return f"status {answer.status} is not in the contract"
        schema = resolved(responses.get(str(answer.status), responses["default"]))
    content = schema.get("content")
    if content is None or method == "head":
        return None if not answer.body else "a body where there is none"
    kind = answer.headers.get("content-type", "").split(";")[0]
    if kind not in content:
        return f"content type {kind!r} is not in the contract"
    if not kind.endswith("json"):
        return None
    try:
        jsonschema.validate(answer.json(), content[kind]["schema"], cls=jsonschema.Draft202012Validator)
    except jsonschema.ValidationError as error:
        return f"{error.message} at {list(error.path)}"
    except ValueError as error:
        return f"no JSON: {error}"
    return None


class Folder(tempfile.TemporaryDirectory):
    """Where stores live; uploads are spooled there too, so that what is left of them is seen."""

    def __enter__(self):
        path = pathlib.Path(super().__enter__())
        os.environ["TMPDIR"] = str(path)
        return path


DATA = ROOT / "tests/api/data"
SUBJECTS = """subject_id,kind,name
S1,individual_business,\u4e91\u6865\u8857\u79be\u6728\u5496\u5561
S2,enterprise,\u4e91\u6865\u8857\u4e66\u5e97
S3,enterprise,\u4e91\u6865\u8857\u65e7\u4e66\u5e97
"""
# P1 is shown; P2 was repaired, P3 withdrawn, P4's three months of publication are over; P6 came with S3 into S2.
PENALTIES = """subject_id,record_id,document_no,decided_on,severity,legal_representative
S1,P1,No 1,2026-03-02,general,SECRET-PERSON
S1,P2,No 2,2026-03-03,general,SECRET-PERSON
S1,P3,No 3,2026-03-04,general,
S1,P4,No 4,2026-01-05,minor,
S2,P5,No 5,2026-02-05,general,
S3,P6,No 6,2026-02-06,general,
"""
STATUSES = """of_class,record_id,status,effective_on
penalty,P2,repaired,2026-05-02
penalty,P3,withdrawn,2026-05-02
"""
COMPLAINTS = """subject_id,record_id,number,received_on
S1,C1,SECRET-COMPLAINT,2026-04-01
"""
MERGES = "subject_id,into\nS3,S2\n"
ZONES = "zone_id,kind,title,region\nZ1,street,\u4e91\u6865\u8857,\nZ2,park,\u5357\u56ed,\n"
MEMBERS = "zone_id,subject_id,from,through\nZ1,S1,2026-01-01,\nZ2,S1,2025-01-01,2025-12-31\nZ1,S2,2026-01-01,\n"
OFFICE = "\u57ce\u7ba1\u5c40"


def make_store(program, folder, day="2026-05-10"):
    """Three shops, one merged into another; penalties that are shown, repaired, withdrawn and expired; an internal complaint."""
    store = folder / "county.db"
    run(program, store, "init", "--catalogue", str(DATA / "catalogue"), day=day)
    for name, text in (("subject", SUBJECTS), ("zone", ZONES), ("zone_membership", MEMBERS), ("penalty", PENALTIES),
                       ("record_status", STATUSES), ("complaint", COMPLAINTS), ("subject_merge", MERGES)):
        run(program, store, "import", "--class", name, "--source", OFFICE, "-", stdin=text.encode(), day=day)
    for name in ("open", "inner"):
        run(program, store, "standard", "publish", str(DATA / f"standards/{name}.yaml"), "--author", "Zhang",
            "--approver", "Li", "--active-from", "2026-01-01", day=day)
    run(program, store, "evaluate", "--full", day=day)
    return store
