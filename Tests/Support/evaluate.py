"""Measures the release build and writes docs/performance.md. Usage: evaluate.py BINARY SYNTAX_BENCHMARK OUTPUT

Time on a shared machine is a poor number, so each row is also a ratio: to starting /bin/true,
measured in turns with it, by the smallest of several runs (noise only ever adds time).
"""

import os
import platform
import subprocess
import sys
import tempfile
import time

RUNS = 40
LIMIT_VERSION = 12
LIMIT_CHECK = 100
LIMIT_LARGE_S = 2.0


def seconds(arguments):
    """Wall time of one run, and its exit code; what it prints is thrown away."""
    start = time.perf_counter()
    code = subprocess.run(
        arguments, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ).returncode
    return time.perf_counter() - start, code


def against_true(arguments, runs=RUNS):
    """The smallest time of a command and of /bin/true, run in turns."""
    best, base = None, None
    for _ in range(runs):
        true_s, _ = seconds(["/bin/true"])
        base = true_s if base is None else min(base, true_s)
        own_s, code = seconds(arguments)
        if code not in (0, 1):
            sys.exit(f"error: {' '.join(arguments)} ended with exit code {code}")
        best = own_s if best is None else min(best, own_s)
    return best, base


def ratio_row(name, arguments, limit):
    own_s, base_s = against_true(arguments)
    ratio = own_s / base_s
    verdict = "yes" if ratio <= limit else "**no**"
    return f"| `{name}` | {own_s * 1e3:.1f} | {ratio:.1f} | {limit} | {verdict} |"


def samples():
    """A folder where it is one model, each file where it holds several mixes."""
    found = []
    for folder, _, files in sorted(os.walk("samples")):
        if os.path.basename(folder) == "expected":
            continue
        found += sorted(os.path.join(folder, f) for f in files if f.endswith(".dbmodel"))
    return found


def growth_rows(binary, sizes):
    rows = []
    for entities, patterns in sizes:
        with tempfile.NamedTemporaryFile(suffix=".dbmodel") as model:
            subprocess.run(
                [sys.executable, "Tests/Benchmarks/generate_model.py", str(entities), str(patterns)],
                stdout=model,
                check=True,
            )
            size_kb = os.path.getsize(model.name) / 1024
            command = [binary, "check", "--no-sqlite-plans", model.name]
            runs = [seconds(command) for _ in range(3)]
        best, code = min(run[0] for run in runs), runs[0][1]
        if code not in (0, 1):
            sys.exit(f"error: {' '.join(command)} ended with exit code {code}")
        per_pattern = best / patterns * 1e6
        rows.append(
            f"| {entities:,} | {patterns:,} | {size_kb:,.0f} | {best:.2f} | {per_pattern:.0f} |"
        )
        last = best
    return rows, last


def section(script, *arguments):
    """What a benchmark of its own prints: a section of the page."""
    run = subprocess.run([sys.executable, script, *arguments], stdout=subprocess.PIPE, text=True)
    if run.returncode:
        sys.exit(f"error: {script} ended with exit code {run.returncode}")
    return run.stdout.strip()


def main():
    binary, benchmark, output = sys.argv[1:4]
    version = subprocess.run([binary, "--version"], capture_output=True, text=True).stdout.strip()
    lines = [
        "# Performance",
        "",
        "Written by `make evaluate`. The release build as `make demo` makes it; the smallest of "
        f"{RUNS} runs, taken in turns with `/bin/true`. The ratio is what can be compared between "
        "machines.",
        "",
        f"dbmodel {version}, {time.strftime('%Y-%m-%d')}, {platform.system()} "
        f"{platform.machine()}, {os.cpu_count()} cores.",
        "",
        "## Start and check",
        "",
        "| command | ms | times `/bin/true` | at most | holds |",
        "|---|---|---|---|---|",
        ratio_row("dbmodel --version", [binary, "--version"], LIMIT_VERSION),
    ]
    for model in samples():
        lines.append(ratio_row(f"dbmodel check {model}", [binary, "check", model], LIMIT_CHECK))
    lines += [
        "",
        "## A large model",
        "",
        "`Tests/Benchmarks/generate_model.py` writes one connected component with every operation; "
        "`check --no-sqlite-plans`, the smallest of 3 runs. The last column stays level where the "
        "work grows with the size.",
        "",
        "| entities | patterns | KB | seconds | microseconds per pattern |",
        "|---|---|---|---|---|",
    ]
    rows, last = growth_rows(binary, [(125, 625), (250, 1_250), (500, 2_500), (1_000, 5_000)])
    lines += rows
    verdict = "holds" if last < LIMIT_LARGE_S else "**does not hold**"
    lines += ["", f"At most {LIMIT_LARGE_S:.0f} s for the largest: {verdict}."]
    lines += ["", section("Tests/Benchmarks/planning_scale.py", binary)]
    lines += ["", section("Tests/Benchmarks/syntax_speed.py", binary, benchmark)]
    lines += ["", section("Tests/Benchmarks/lsp_latency.py", binary)]
    lines += ["", section("Tests/Benchmarks/trace_speed.py", binary)]
    with open(output, "w", encoding="utf-8") as page:
        page.write("\n".join(lines) + "\n")
    print("\n".join(lines))


main()
