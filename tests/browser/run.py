# SPDX-License-Identifier: Apache-2.0
"""The pages in a browser, on the real server and a small invented city. usage: run.py PROGRAM [words for playwright]
77 where Node's packages, Chromium or the pages themselves are missing (scripts/setup web)."""
import json
import os
import pathlib
import re
import signal
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
PASSWORD = "walk through the whole city"
SOURCE = "澜川市市场监督管理局"
CLASSES = {"administrative_penalty", "administrative_licence"}


def skip(why):
    print(f"skipped: {why}; scripts/setup web")
    print("0 passed, 0 failed, 1 skipped")
    sys.exit(77)


def ask(address, path):
    with urllib.request.urlopen(address + path) as answer:
        return json.load(answer)


def shop_in(address):
    """A shop on a street with a licence and a penalty that are still published: there is something to read."""
    for word in ("饭店", "餐馆", "超市", "小吃", "咖啡"):
        for found in ask(address, "/api/v1/subjects?limit=100&q=" + urllib.parse.quote(word))["items"]:
            file = ask(address, "/api/v1/subjects/" + found["subject_id"])
            classes = {record["class"] for record in file["records"]}
            graded = {rating["standard"] for rating in file["ratings"] if rating["status"] == "rated"}
            if CLASSES <= classes and {"lanchuan.open", "wendeng.street"} <= graded:
                return file
    sys.exit("FAILED: the demo city has no shop to look at")


def make_accounts(program, store, shop):
    """One account a role; what they may is all that the pages know of them."""
    offices = [(name, "credit_office:419900") for name in ("office", "author", "approver", "writer")]
    for name, role, *more in [("dept", f"department:{SOURCE}:*"), ("zoner", "zone_manager:" + shop["zones"][0]["zone_id"]),
                              ("shop", "organisation:" + shop["subject_id"], "--proof", "营业执照原件"),
                              ("auditor", "auditor"), ("root", "administrator"), *offices]:
        words = [program, "account", "add", name, "--office", "测试单位", "--role", role, *more, "--store", store]
        subprocess.run(words, input=PASSWORD + "\n", text=True, check=True, stdout=subprocess.DEVNULL)


def counts(report):
    stats = json.loads(report.read_text(encoding="utf-8"))["stats"]
    return stats["expected"] + stats["flaky"], stats["unexpected"], stats["skipped"]


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    if not (HERE / "node_modules/@playwright/test").is_dir():
        skip("tests/browser/node_modules is missing")
    if not shutil.which("node") or not os.path.exists("/usr/bin/chromium"):
        skip("node or chromium is missing")
    with tempfile.TemporaryDirectory(prefix="sanqu-browser-") as folder:
        store = "sqlite:" + os.path.join(folder, "city.db")
        quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run([program, "demo", "--scale", "0.03", "--store", store], **quiet)
        with open(os.path.join(folder, "log"), "w", encoding="utf-8") as log:
            words = ["serve", "--store", store, "--listen", "127.0.0.1:0", "--disclose", "wendeng.street"]
            server = subprocess.Popen([program, *words], stdout=subprocess.PIPE, stderr=log, text=True)
        try:
            address = re.match(r"(http://\S+?)/?$", server.stdout.readline().strip()).group(1)
            with urllib.request.urlopen(address + "/") as start:
                if "text/html" not in start.headers["content-type"]:
                    skip("the program was built without pages")
            shop = shop_in(address)
            make_accounts(program, store, shop)
            report = pathlib.Path(folder) / "report.json"
            seen = {"SANQU_ADDRESS": address, "SANQU_REPORT": str(report), "SANQU_SUBJECT": shop["subject_id"],
                    "SANQU_NAME": shop["name"], "SANQU_ZONE": shop["zones"][0]["zone_id"],
                    "SANQU_PASSWORD": PASSWORD, "SANQU_SOURCE": SOURCE}
            words = ["node", "node_modules/@playwright/test/cli.js", "test", *sys.argv[2:]]
            subprocess.run(words, cwd=HERE, env={**os.environ, **seen}, check=False)
            passed, failed, skipped = counts(report)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait()
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    sys.exit(1 if failed or not passed else 0)


main()
