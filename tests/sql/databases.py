# SPDX-License-Identifier: Apache-2.0
"""The two databases that check ratings: SQLite through Python, and a PostgreSQL cluster of our own in a
temporary folder on a unix socket. Each runs a script of tables and rows, then one query."""
import csv
import io
import os
import pwd
import shutil
import sqlite3
import subprocess
import tempfile

SQLITE_OLDEST = (3, 39, 0)  # NULLS LAST, MATERIALIZED, IS TRUE


class SqlError(Exception):
    pass


class Sqlite:
    name = "sqlite"

    def run(self, script, query):
        """[{column: text or None}], in the query's order."""
        with sqlite3.connect(":memory:") as database:
            try:
                database.executescript(script)
                found = database.execute(query)
                names = [column[0] for column in found.description]
                return [dict(zip(names, row)) for row in found]
            except sqlite3.Error as problem:
                raise SqlError(str(problem)) from problem

    def close(self):
        pass


def find_postgresql():
    """The folder of the newest server's programs, or None."""
    root = "/usr/lib/postgresql"
    versions = sorted(os.listdir(root), key=int) if os.path.isdir(root) else []
    folders = [os.path.join(root, v, "bin") for v in reversed(versions)]
    return next((f for f in folders if os.path.exists(os.path.join(f, "initdb"))), None)


class Postgresql:
    """The server refuses to run as root: then it runs as `postgres` in a folder that it owns."""
    name = "postgresql"

    def __init__(self, programs):
        self.programs = programs
        self.folder = tempfile.mkdtemp(prefix="sanqu_sql_")
        self.as_owner = []
        if os.getuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
            self.as_owner = ["runuser", "-u", "postgres", "--"]
        os.chmod(self.folder, 0o755)
        data = os.path.join(self.folder, "data")
        # An order of text that is not that of bytes: the query must not depend on it.
        self.call("initdb", "-D", data, "-U", "sanqu", "-A", "trust", "-N", "--encoding=UTF8",
                  "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en")
        options = (f"-k {self.folder} -c listen_addresses='' -c fsync=off -c jit=off "
                   "-c full_page_writes=off -c autovacuum=off")
        self.call("pg_ctl", "-D", data, "-w", "-l", os.path.join(self.folder, "log"),
                  "-o", options, "start")

    def call(self, program, *words):
        subprocess.run([*self.as_owner, os.path.join(self.programs, program), *words], check=True,
                       cwd=self.folder, stdout=subprocess.DEVNULL)

    def run(self, script, query):
        """Everything in a schema that goes away again; NULL comes out as `\\N`."""
        text = (f"SET client_min_messages = error;\nCREATE SCHEMA work; SET search_path = work;\n"
                f"{script}\nANALYZE;\n{query}\n")
        words = [os.path.join(self.programs, "psql"), "-X", "-q", "-h", self.folder, "-U", "sanqu",
                 "-d", "postgres", "--csv", "-P", "null=\\N", "-v", "ON_ERROR_STOP=1"]
        done = subprocess.run(words, input=text, capture_output=True, text=True, timeout=600)
        subprocess.run([*words, "-c", "DROP SCHEMA IF EXISTS work CASCADE"], capture_output=True,
                       check=True)
        if done.returncode != 0:
            raise SqlError(done.stderr.strip())
        lines = list(csv.reader(io.StringIO(done.stdout)))
        return [dict(zip(lines[0], [None if c == "\\N" else c for c in line])) for line in lines[1:]]

    def close(self):
        self.call("pg_ctl", "-D", os.path.join(self.folder, "data"), "-w", "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)
