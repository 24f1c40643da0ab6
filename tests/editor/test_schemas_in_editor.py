#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The schemas in a common editor: drives yaml-language-server (what VS Code, Neovim, Emacs and others use for YAML) on files
that name their schema in the first line, and asks for what an author would: findings, completion, hover. Skipped (77) where
`scripts/setup editor` was not run."""
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SERVER = HERE / "node_modules" / ".bin" / "yaml-language-server"
STANDARD = ROOT / "rules" / "standards" / "local" / "wendeng.street.yaml"


class Editor:
    """One editor with the server behind it; every call waits for its answer."""

    def __init__(self):
        self.process = subprocess.Popen([str(SERVER), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL)
        self.number = 0
        self.findings = {}
        self.ask("initialize", {"processId": None, "rootUri": ROOT.as_uri(), "capabilities": {"textDocument": {
            "completion": {"completionItem": {"documentationFormat": ["plaintext"]}},
            "hover": {"contentFormat": ["plaintext"]}, "publishDiagnostics": {}}}})
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": {"yaml": {
            "completion": True, "hover": True, "validate": True, "schemaStore": {"enable": False}}}})

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def receive(self):
        length = 0
        while line := self.process.stdout.readline().strip():
            name, value = line.split(b":", 1)
            if name.lower() == b"content-length":
                length = int(value)
        if length == 0:
            sys.exit("the language server ended")
        message = json.loads(self.process.stdout.read(length))
        if "method" in message and "id" in message:  # it asks for settings, or to register something
            items = message.get("params", {}).get("items", [])
            self.send({"id": message["id"], "result": [None] * len(items) if items else None})
        if message.get("method") == "textDocument/publishDiagnostics":
            self.findings[message["params"]["uri"]] = message["params"]["diagnostics"]
        return message

    def tell(self, method, params):
        self.send({"method": method, "params": params})

    def ask(self, method, params):
        self.number += 1
        self.send({"id": self.number, "method": method, "params": params})
        while True:
            message = self.receive()
            if message.get("id") == self.number and "method" not in message:
                if "error" in message:
                    sys.exit(f"{method}: {message['error']}")
                return message["result"]

    def open(self, path, text):
        """The findings about `text`, as if it stood at `path`."""
        uri = path.as_uri()
        self.tell("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}})
        while uri not in self.findings:
            self.receive()
        return uri, self.findings[uri]

    def complete(self, uri, line, character):
        answer = self.ask("textDocument/completion", place(uri, line, character))
        return {item["label"] for item in (answer["items"] if isinstance(answer, dict) else answer or [])}

    def hover(self, uri, line, character):
        answer = self.ask("textDocument/hover", place(uri, line, character))
        contents = (answer or {}).get("contents", "")
        return contents["value"] if isinstance(contents, dict) else str(contents)


def place(uri, line, character):
    return {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}


def place_of(text, what, behind=False):
    """Line and character of `what` (behind it: of its end), from 0."""
    at = text.index(what) + (len(what) if behind else 1)
    return text.count("\n", 0, at), at - (text.rfind("\n", 0, at) + 1)


def check(holds, what):
    if not holds:
        sys.exit(f"FAILED: {what}")


def main():
    if not SERVER.exists():
        print("yaml-language-server is not installed (scripts/setup editor): skipped")
        sys.exit(77)
    editor = Editor()
    text = STANDARD.read_text(encoding="utf-8")
    uri, findings = editor.open(STANDARD, text)
    check(not findings, f"a standard that ships has findings: {findings}")

    hover = editor.hover(uri, *place_of(text, "\nlayer:"[1:]))
    check("国家" in hover and "Layer" in hover, f"hover over `layer` says {hover!r}")
    check("zone" in editor.complete(uri, *place_of(text, "\nlayer: ", behind=True)), "completion after `layer:`")

    draft = ("# yaml-language-server: $schema=../../schema/standard.schema.json\n"
             "standard: my.street\nversion: 1.0.0\nlanguage: 1\nlayer: county\n"
             "dimensions:\n  - id: d\n    indicators:\n      - id: i\n        \n")
    uri, findings = editor.open(STANDARD.with_name("draft.yaml"), draft)
    check(any(finding["range"]["start"]["line"] == 4 for finding in findings), f"`layer: county` is not marked: {findings}")
    words = editor.complete(uri, 9, 8)
    missing = {"select", "each", "value", "group", "points", "decay", "missing", "floor", "cap", "basis"} - words
    check(not missing, f"completion inside an indicator lacks {sorted(missing)}; it offers {sorted(words)}")

    for path in sorted((ROOT / "rules").rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        if not text.startswith("# yaml-language-server: $schema="):
            continue
        _, findings = editor.open(path, text) if path != STANDARD else (None, [])
        check(not findings, f"{path.relative_to(ROOT)}: {findings[:2]}")
    editor.ask("shutdown", None)
    print(f"findings, completion and hover work; {len(editor.findings)} files looked at")


main()
