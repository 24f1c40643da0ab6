# SPDX-License-Identifier: Apache-2.0
"""Signing in with a real OpenID Connect provider on this machine (npm's oidc-provider), and tokens that must be refused from a
provider that lies. Skipped without `scripts/setup provider`. usage: provider.py PROGRAM"""
import http.cookiejar
import json
import os
import pathlib
import re
import socket
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request

from served import ROOT, Failures, Folder, Server, make_store, run

HERE = ROOT / "tests/provider"
SECRET = "hemlig-secret-of-the-client"
WAY = "/api/v1/session/provider"


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class RealProvider:
    def __init__(self, return_address):
        self.process = subprocess.Popen(["node", str(HERE / "provider.mjs"), return_address, SECRET], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.issuer = self.process.stdout.readline().strip()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Browser:
    """Cookies by host and port, one step at a time."""

    def __init__(self):
        self.jars = {}

    def ask(self, url, form=None):
        jar = self.jars.setdefault(urllib.parse.urlsplit(url).netloc, http.cookiejar.CookieJar())
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), NoRedirect,
                                             urllib.request.HTTPCookieProcessor(jar))
        data = urllib.parse.urlencode(form).encode() if form is not None else None
        try:
            answer = opener.open(urllib.request.Request(url, data=data), timeout=60)
        except urllib.error.HTTPError as error:
            answer = error
        location = answer.headers.get("Location")
        return answer.status, urllib.parse.urljoin(url, location) if location else None, answer.read().decode()

    def sign_in_at_provider(self, address, name, stop):
        """Through the provider's own forms to the first address that begins with `stop`."""
        for _ in range(12):
            if address.startswith(stop):
                return address
            status, location, page = self.ask(address)
            if status == 200:
                action = urllib.parse.urljoin(address, re.search(r'<form[^>]*action="([^"]+)"', page).group(1))
                prompt = re.search(r'name="prompt" value="(\w+)"', page).group(1)
                form = {"prompt": prompt, **({"login": name, "password": "any"} if prompt == "login" else {})}
                status, location, page = self.ask(action, form)
            if not location:
                raise SystemExit(f"FAILED: the provider: {status} {page[:300]}")
            address = location
        raise SystemExit("FAILED: the provider goes round in circles")


def write_file(folder, port, issuer):
    file = folder / "provider.yaml"
    file.write_text(f"public_address: http://127.0.0.1:{port}\nprovider:\n  issuer: {issuer}\n  client_id: sanqu\n",
                    encoding="utf-8")
    return str(file)


def serve(program, store, file, port):
    os.environ["SANQU_PROVIDER_SECRET"] = SECRET
    # The real time: a provider makes its tokens now.
    return Server(program, store, "--config", file, "--listen", f"127.0.0.1:{port}", day=None)


def check_real(program, store, folder, tell):
    port = free_port()
    home = f"http://127.0.0.1:{port}"
    with RealProvider(home + WAY + "/callback") as provider:
        run(program, store, "account", "add", "wang", "--person", "Wang", "--office", "x", "--role", "credit_office:371081",
            "--identity", f"{provider.issuer} wang")
        with serve(program, store, write_file(folder, port, provider.issuer), port) as server:
            browser = Browser()
            status, address, _ = browser.ask(home + WAY)
            tell.equal(status, 303, "the way to the provider")
            query = urllib.parse.parse_qs(urllib.parse.urlsplit(address).query)
            tell.equal((query["code_challenge_method"], query["scope"]), (["S256"], ["openid"]), "PKCE")
            back = browser.sign_in_at_provider(address, "wang", home)
            other = Browser()
            tell.equal(other.ask(back)[0], 400, "another browser with the same way back")
            tell.equal(browser.ask(back)[0], 400, "which has used it up")
            _, address, _ = browser.ask(home + WAY)
            back = browser.sign_in_at_provider(address, "wang", home)
            status, location, page = browser.ask(back)
            tell.equal((status, location), (303, home + "/"), f"the way back: {page[:300]}")
            status, _, page = browser.ask(home + "/api/v1/session")
            tell.equal((status, json.loads(page).get("name"), json.loads(page).get("signed_in_by")), (200, "wang", "provider"),
                       "a session")
            tell.equal(browser.ask(back)[0], 400, "a way back is used once")
            stranger = Browser()
            _, address, _ = stranger.ask(home + WAY)
            back = stranger.sign_in_at_provider(address, "nobody", home)
            tell.equal(stranger.ask(back)[0], 401, "somebody without an account")
            denied = Browser()
            _, address, _ = denied.ask(home + WAY)
            state = urllib.parse.parse_qs(urllib.parse.urlsplit(address).query)["state"][0]
            status, _, page = denied.ask(f"{home}{WAY}/callback?state={state}&error=access_denied")
            tell.equal((status, "access_denied" in page), (502, True), "the provider says no")
            tell.check(not any(SECRET in line or "code=" in line for line in server.log), "a secret is in the log")
            tell.equal(server.stop(), 0, "an end by itself")


def main():
    program, tell = sys.argv[1], Failures()
    if not (HERE / "node_modules/oidc-provider").is_dir():
        print("oidc-provider is not installed (scripts/setup provider): skipped")
        sys.exit(77)
    with Folder() as folder:
        store = make_store(program, pathlib.Path(folder))
        with Server(program, store) as server:
            tell.equal(server.ask("GET", WAY).status, 404, "no provider is set up")
        check_real(program, store, folder, tell)
    tell.done()


main()
