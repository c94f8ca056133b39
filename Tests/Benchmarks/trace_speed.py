"""Measures `dbmodel trace` beside its peers; prints a section for docs/performance.md.

Usage: trace_speed.py BINARY [MILLIONS]

10^8 numbers (or so many millions) are drawn from a seed: Zipf 0.9 over a million keys, uniform over ten
million, and each once. They are counted as they stand and as texts; `sort | uniq -c` has a twentieth
of the texts, since it is slow. Time is the smallest of several runs; memory is what the kernel says was
resident at most. Needs numpy and duckdb.
"""

import os
import subprocess
import sys
import tempfile
import time

import duckdb
import numpy

SEED = 7
RUNS = 3
MOST_MB = 256


def draw(folder, millions):
    generator = numpy.random.default_rng(SEED)
    weights = numpy.arange(1, 1_000_001, dtype=numpy.float64) ** -0.9
    sums = numpy.cumsum(weights) / weights.sum()
    names = generator.permutation(1_000_000).astype(numpy.uint32)
    paths = {}
    for kind in ["zipf", "uniform", "distinct"]:
        paths[kind] = os.path.join(folder, kind + ".u32")
        with open(paths[kind], "wb") as file:
            for part in range(millions):
                if kind == "zipf":
                    keys = names[numpy.searchsorted(sums, generator.random(1_000_000))]
                elif kind == "uniform":
                    keys = generator.integers(0, 10_000_000, 1_000_000)
                else:
                    start = part * 1_000_000
                    keys = numpy.arange(start, start + 1_000_000, dtype=numpy.uint64) * 2_654_435_761 % 2**32
                file.write(keys.astype(">u4").tobytes())
    return paths


def texts(folder, numbers, count):
    """The same keys as lines, and as CSV with three more columns."""
    keys = numpy.fromfile(numbers, dtype=">u4", count=count)
    lines, table = os.path.join(folder, "keys.txt"), os.path.join(folder, "keys.csv")
    with open(lines, "w") as plain, open(table, "w") as csv:
        csv.write("time,customer,method,status\n")
        for start in range(0, count, 1_000_000):
            part = keys[start : start + 1_000_000]
            plain.write("".join(f"user-{key}\n" for key in part))
            csv.write("".join(f"2026-11-29T12:00:00Z,user-{key},GET,200\n" for key in part))
    return lines, table


def resident(process):
    """The most memory a process had resident so far, in KB. What wait4 says begins with the memory of
    this script, out of which the process was forked."""
    try:
        with open(f"/proc/{process.pid}/status") as file:
            return max((int(line.split()[1]) for line in file if line.startswith("VmHWM")), default=0)
    except (FileNotFoundError, ProcessLookupError):
        return 0


def run(arguments):
    """The smallest time of several runs, and the most memory that any took, in MB."""
    best, most = None, 0
    for _ in range(RUNS):
        start = time.perf_counter()
        process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None:
            most = max(most, resident(process))
            time.sleep(0.005)
        elapsed = time.perf_counter() - start
        if process.returncode:
            sys.exit(f"error: {' '.join(arguments)} ended with exit code {process.returncode}")
        best = elapsed if best is None else min(best, elapsed)
    return best, most / 1024


def shell(command):
    start = time.perf_counter()
    subprocess.run(["bash", "-c", command], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def query(text):
    connection = duckdb.connect()
    connection.execute(f"SET threads = {min(2, os.cpu_count())}")
    start = time.perf_counter()
    connection.execute(text).fetchall()
    return time.perf_counter() - start


def verdict(holds):
    return "yes" if holds else "**no**"


def main():
    binary, millions = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100
    rows, peaks = [], []

    def row(name, size, unit, amount, wanted, command):
        seconds, memory = run(command)
        speed = amount / seconds / 1e6
        holds = verdict(speed >= wanted) if wanted else "–"
        rows.append(f"| {name} | {size} | {speed:,.0f} {unit} | {wanted or '–'} | {holds} | {memory:,.0f} |")
        peaks.append(memory)

    with tempfile.TemporaryDirectory() as folder:
        numbers = draw(folder, millions)
        count = millions * 1_000_000
        wanted = {("zipf", 1): 50, ("zipf", 2): 90, ("uniform", 1): 25}
        titles = {"zipf": "Zipf 0.9 of 10^6", "uniform": "uniform of 10^7", "distinct": "each once (a sketch)"}
        for kind, path in numbers.items():
            for jobs in [1, 2]:
                row(f"{titles[kind]}, `--jobs {jobs}`", f"{millions}M numbers", "M keys/s", count,
                    wanted.get((kind, jobs)), [binary, "trace", path, "--input", "u32", "--jobs", str(jobs)])
        lines, table = texts(folder, numbers["zipf"], count // 5)
        plain, csv = os.path.getsize(lines), os.path.getsize(table)
        for jobs in [1, 2]:
            row(f"plain keys, `--jobs {jobs}`", f"{plain / 1e6:,.0f} MB", "MB/s", plain, 300,
                [binary, "trace", lines, "--jobs", str(jobs)])
            row(f"CSV, `--jobs {jobs}`", f"{csv / 1e6:,.0f} MB", "MB/s", csv, 300,
                [binary, "trace", table, "--key", "customer", "--jobs", str(jobs)])
        peers = []
        short = os.path.join(folder, "short.txt")
        shell(f"head -n {count // 100} {lines} > {short}")
        size = os.path.getsize(short)
        seconds = shell(f"LC_ALL=C sort {short} | uniq -c")
        peers.append(f"| `sort \\| uniq -c`, plain keys ({size / 1e6:,.0f} MB) | {size / seconds / 1e6:,.0f} MB/s |")
        seconds = query(f"SELECT customer, count(*) AS n FROM read_csv('{table}') GROUP BY 1 ORDER BY n DESC LIMIT 1024")
        peers.append(f"| DuckDB {duckdb.__version__}, the same CSV | {csv / seconds / 1e6:,.0f} MB/s |")
        keys = numpy.fromfile(numbers["zipf"], dtype=">u4").astype(numpy.int32)
        connection = duckdb.connect()
        connection.execute(f"SET threads = {min(2, os.cpu_count())}")
        connection.execute("CREATE TABLE keys AS SELECT column0 AS k FROM keys")
        start = time.perf_counter()
        connection.execute("SELECT k, count(*) AS n FROM keys GROUP BY 1 ORDER BY n DESC LIMIT 1024").fetchall()
        seconds = time.perf_counter() - start
        peers.append(f"| DuckDB, the Zipf numbers, in memory already | {count / seconds / 1e6:,.0f} M keys/s |")
    print("## Access logs")
    print()
    print(f"`Tests/Benchmarks/trace_speed.py`: keys drawn with seed {SEED}; the smallest time of {RUNS} runs, "
          "reading included, and the most memory resident.")
    print()
    print("| log | size | speed | at least | holds | MB |")
    print("|---|---|---|---|---|---|")
    print("\n".join(rows))
    print()
    print(f"At most {MOST_MB} MB: {'holds' if max(peaks) <= MOST_MB else '**does not hold**'}.")
    print()
    print(f"Peers, on {min(2, os.cpu_count())} cores:")
    print()
    print("| peer | speed |")
    print("|---|---|")
    print("\n".join(peers))


main()
