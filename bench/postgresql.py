# SPDX-License-Identifier: Apache-2.0
"""PostgreSQL as a peer of the benchmark: a cluster of its own in a temporary folder, no port, a Unix socket.

Times the evaluation statement alone, median of 3, with the data loaded, indexed and analysed; `blocks` returns the text
that checks.hpp defines. The settings are for 2 cores and 24 GiB; `jit` and the grouping in the order of the index are on
because they were the faster ones in a trial of each (docs/benchmarks.md).
"""
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import tempfile
import threading

HERE = pathlib.Path(__file__).resolve().parent
REPETITIONS = 3
SETTINGS = """
listen_addresses = ''
shared_buffers = 6GB
work_mem = 4GB
maintenance_work_mem = 1GB
effective_cache_size = 12GB
random_page_cost = 1.1
max_parallel_workers = 2
max_parallel_maintenance_workers = 1
jit = on
enable_hashagg = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = 16GB
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
"""
# Measured threads -> workers beside the leader, which waits for them most of the time.
WORKERS = {1: 0, 2: 2}


def binaries():
    """The folder of initdb and pg_ctl: Debian keeps them out of the path."""
    folders = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"))
    found = shutil.which("pg_ctl")
    return folders[-1] if folders else pathlib.Path(found).parent if found else None


class Cluster:
    """A running server; everything is gone when the `with` block ends."""

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="sanqu_bench_pg_")
        self.data = os.path.join(self.folder, "data")
        # The server refuses to run as root.
        self.prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        if self.prefix:
            shutil.chown(self.folder, "postgres")
        self._as_server("initdb", "-D", self.data, "-U", "bench", "-A", "trust", "-E", "UTF8",
                        "--locale=C")
        with open(os.path.join(self.data, "postgresql.conf"), "a", encoding="utf-8") as conf:
            conf.write(SETTINGS + f"unix_socket_directories = '{self.folder}'\n")
        self._as_server("pg_ctl", "-D", self.data, "-l", os.path.join(self.folder, "log"), "-w",
                        "start")
        return self

    def __exit__(self, *_):
        self._as_server("pg_ctl", "-D", self.data, "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _as_server(self, program, *arguments):
        subprocess.run([*self.prefix, str(binaries() / program), *arguments], check=True,
                       stdout=subprocess.DEVNULL, cwd=self.folder)

    def psql(self, script):
        done = subprocess.run(
            ["psql", "-h", self.folder, "-U", "bench", "-d", "postgres", "-XqAt", "-F", " ",
             "-v", "ON_ERROR_STOP=1", "-f", "-"],
            input=script, text=True, check=True, capture_output=True)
        return done.stdout

    def processes(self):
        with open(os.path.join(self.data, "postmaster.pid"), encoding="utf-8") as file:
            server = int(file.readline())
        children = subprocess.run(["pgrep", "-P", str(server)], text=True, capture_output=True,
                                  check=False).stdout.split()
        return [server, *map(int, children)]


class MemoryWatch(threading.Thread):
    """Peak of the processes' own memory together, plus the largest share of shared buffers any has touched."""

    def __init__(self, cluster):
        super().__init__(daemon=True)
        self.cluster, self.peak, self.ended = cluster, 0, threading.Event()

    def run(self):
        while not self.ended.wait(0.5):
            own, shared = 0, 0
            for process in self.cluster.processes():
                try:
                    status = pathlib.Path(f"/proc/{process}/status").read_text(encoding="ascii")
                except OSError:
                    continue  # it has ended meanwhile
                sizes = dict(re.findall(r"(Rss\w+):\s+(\d+) kB", status))
                own += int(sizes.get("RssAnon", 0)) * 1024
                shared = max(shared, int(sizes.get("RssShmem", 0)) * 1024)
            self.peak = max(self.peak, own + shared)


def read_sql(name):
    return (HERE / "sql" / name).read_text(encoding="utf-8")


def blocks(folder):
    evaluate = read_sql("evaluate.sql").replace("/*unlogged*/", "UNLOGGED").replace(
        "/*fence*/", "OFFSET 0")
    text = []
    with Cluster() as cluster:
        cluster.psql(read_sql("postgresql_setup.sql"))
        cluster.psql("".join(f"\\copy {t} FROM '{folder}/{t}.csv' CSV\n" for t in ("subject", "record"))
                     + "CREATE INDEX ON record (subject);\nVACUUM (ANALYZE);\n")
        subjects, records = cluster.psql(
            "SELECT count(*) FROM subject; SELECT count(*) FROM record;").split()
        for threads, workers in WORKERS.items():
            watch = MemoryWatch(cluster)
            watch.start()
            times = []
            for _ in range(REPETITIONS):
                printed = cluster.psql(
                    f"SET max_parallel_workers_per_gather = {workers};\n"
                    "SET client_min_messages = warning;\nDROP TABLE IF EXISTS result;\n"
                    f"\\timing on\n{evaluate.rstrip()};\n")
                times.append(float(re.search(r"Time: ([\d.]+) ms", printed)[1]) / 1000)
            watch.ended.set()
            watch.join()
            checks = [line.split(" ", 1)[1] for line in cluster.psql(
                read_sql("checks.sql").rstrip() + ";").splitlines()]
            text += ["engine postgresql", f"threads {threads}", f"subjects {subjects}",
                     f"records {records}", f"seconds {statistics.median(times):.5f}",
                     f"memory_bytes {watch.peak}", *(f"check {line}" for line in checks), ""]
    return "\n".join(text) + "\n"
