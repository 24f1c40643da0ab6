# SPDX-License-Identifier: Apache-2.0
"""The server's configuration file: every mistake with its place, what goes before what, and where each value came from; the
schema, the example in the docs and the program know the same keys. usage: configuration.py PROGRAM"""
import json
import pathlib
import re
import subprocess
import sys

import jsonschema
import yaml

from served import ROOT, Failures, Folder

SCHEMA = json.loads((ROOT / "api/server.schema.json").read_text(encoding="utf-8"))
EXAMPLE = ROOT / "docs/operators/server.example.yaml"


class Program:
    def __init__(self, path, folder, tell):
        self.path, self.folder, self.tell = str(pathlib.Path(path).resolve()), folder, tell
        self.file = folder / "server.yaml"

    def run(self, text, *words, environment=None, lang="en"):
        self.file.write_text(text, encoding="utf-8")
        self.file.chmod(0o600)
        command = [self.path, "serve", "--config", str(self.file), "--print-config", "--lang", lang, *words]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, cwd=self.folder,
                              env={"PATH": "/usr/bin", "TMPDIR": str(self.folder), **(environment or {})})

    def settings(self, text, *words, **more):
        done = self.run(text, *words, **more)
        if done.returncode != 0:
            self.tell.check(False, f"refused: {text!r}: {done.stderr}")
            return None
        return json.loads(done.stdout)

    def refused(self, text, place, *wanted, lang="en", environment=None):
        done = self.run(text, lang=lang, environment=environment)
        self.tell.equal(done.returncode, 3, f"exit of {text!r}")
        for piece in (f"{self.file}:{place}: ", *wanted):
            self.tell.check(piece in done.stderr, f"{text!r}: {piece!r} is not in {done.stderr!r}")
        self.tell.equal(done.stdout, "", f"nothing is printed for {text!r}")


def check_order(program, tell):
    """Built in < file < command line, each value with where it came from."""
    seen = program.settings("")
    tell.equal((seen["store"], seen["listen"], seen["origins"]["listen"]), ("sqlite:sanqu.db", "127.0.0.1:8080", "built in"),
               "an empty file")
    text = "store: sqlite:data/county.db\nlisten: '[::1]:9000'\ndisclose: [a, b]\nlimits:\n  threads: 3\n  head_ms_max: 70\n"
    seen = program.settings(text)
    tell.equal(seen["store"], f"sqlite:{program.folder}/data/county.db", "a relative path begins at the file's folder")
    tell.equal((seen["listen"], seen["disclose"], seen["limits"]["threads"]), ("[::1]:9000", ["a", "b"], 3), "the file's")
    tell.equal([seen["origins"][name] for name in ("store", "listen", "disclose", "limits.threads", "limits.headers_max")],
               [f"{program.file}:1:8", f"{program.file}:2:9", f"{program.file}:3:11", f"{program.file}:5:12", "built in"],
               "places in the file")
    seen = program.settings(text, "--listen", "8081", "--store", "sqlite:x.db", "--disclose", "c", "--limit", "threads=5")
    tell.equal((seen["store"], seen["listen"], seen["disclose"], seen["limits"]["threads"], seen["limits"]["head_ms_max"]),
               ("sqlite:x.db", "127.0.0.1:8081", ["c"], 5, 70), "the command line goes before the file")
    tell.equal([seen["origins"][name] for name in ("store", "listen", "disclose", "limits.threads")], ["command line"] * 4,
               "and says so")


def check_refused(program, tell):
    program.refused("limts:\n  threads: 3\n", "1:1", "unknown key `limts`", "limits?")
    program.refused("limts:\n  threads: 3\n", "1:1", "limits?", "不认识", lang="zh")
    program.refused("limits:\n  threads: 3\n  thread: 3\n", "3:3", "unknown key `thread`", "threads?")
    program.refused("limits:\n  threads: 0\n", "2:12", "1..1000000000")
    program.refused("limits: 3\n", "1:9", "a mapping")
    program.refused("store: [a]\n", "1:8", "a text")
    program.refused("listen: here\n", "1:9", "configuration.listen")
    program.refused("upload_folder: none/such\n", "1:16", "configuration.path")
    program.refused("store: sqlite:a\nstore: sqlite:b\n", "2:1", "yaml.")
    program.refused("disclose:\n  - a: b\n", "2:5", "disclose")
    program.refused("tls:\n  key: k.pem\n", "2:3", "`certificate` is missing")
    program.refused("tls:\n  certificate: c.pem\n  key: k.pem\n  minimum: '1.1'\n", "4:12", "1.2, 1.3")
    program.refused("provider:\n  issuer: http://x.y\n  client_id: a\n", "2:11", "configuration.address", "`public_address` is missing")
    program.refused("division: '12'\n", "1:11", "api.division")
    program.refused("proxies:\n  - 10.0.0.1/8\n", "2:5", "configuration.network")
    both = program.run("listen: here\nlimts: 1\n")
    tell.equal(sorted(set(re.findall(r"server\.yaml:(\d+):", both.stderr))), ["1", "2"], "all mistakes in one run")
    missing = subprocess.run([program.path, "serve", "--config", str(program.folder / "none.yaml"), "--lang", "en"],
                             capture_output=True, text=True, check=False, timeout=60)
    tell.equal((missing.returncode, "cli.file_unreadable" in missing.stderr), (3, True), "a file that is not there")


def check_secrets(program, tell):
    """From the environment only, and never seen again."""
    secret = "hemlig-7"
    done = program.run("tls: {certificate: c.pem, key: k.pem}\n", environment={"SANQU_TLS_KEY_PASSWORD": secret})
    seen = json.loads(done.stdout)
    tell.equal((seen["tls"]["key_password"], seen["origins"]["tls.key_password"]), ("***", "environment"), "masked")
    tell.check(secret not in done.stdout + done.stderr, "the secret is printed")
    tell.equal(seen["tls"]["key"], f"{program.folder}/k.pem", "the key's path, from the file's folder")
    program.refused("tls: {certificate: c.pem, key: k.pem, key_password: x}\n", "1:39", "unknown key `key_password`")
    long = program.run("tls: {certificate: c.pem, key: k.pem}\n", environment={"SANQU_TLS_KEY_PASSWORD": "x" * 2000})
    tell.check("configuration.secret_long" in long.stderr and "xxxx" not in long.stderr, "a secret that is too long")


def keys_of(schema, prefix=""):
    """Dotted names of what a schema has."""
    out = set()
    for name, inner in schema["properties"].items():
        out |= keys_of(inner, f"{prefix}{name}.") if "properties" in inner else {prefix + name}
    return out


def check_same_keys(program, tell):
    example = yaml.safe_load(EXAMPLE.read_text(encoding="utf-8"))
    jsonschema.validate(example, SCHEMA, cls=jsonschema.Draft7Validator)
    seen = program.settings(EXAMPLE.read_text(encoding="utf-8"))
    if seen is None:
        return
    no_keys = {"local_operator", "tls.key_password", "provider.client_secret"}
    tell.equal(set(seen["origins"]) - no_keys, keys_of(SCHEMA), "the schema's keys are the program's")
    groups = {name for name, inner in SCHEMA["properties"].items() if "properties" in inner}
    tell.equal(set(example), groups | {name for name in SCHEMA["properties"]}, "the example has every key")
    page = (ROOT / "docs/operators/configuration.md").read_text(encoding="utf-8")
    for name in sorted(keys_of(SCHEMA)):
        tell.check(f"`{name}`" in page or name.startswith("limits."), f"the page says nothing of `{name}`")


def main():
    tell = Failures()
    with Folder() as folder:
        program = Program(sys.argv[1], pathlib.Path(folder), tell)
        check_order(program, tell)
        check_refused(program, tell)
        check_secrets(program, tell)
        check_same_keys(program, tell)
    tell.done()


main()
