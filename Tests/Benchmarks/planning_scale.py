#!/usr/bin/env python3
"""How long designs are searched for, and how far the searches close. Usage: planning_scale.py BINARY

Prints a section of docs/performance.md: generated models of growing size on one core, the choice
alone (`check`) and with what every structure is worth (`plan`).
"""
import json
import os
import subprocess
import sys
import tempfile
import time

SIZES = [(8, 40), (16, 80), (24, 120), (32, 160), (40, 200)]
SEEDS = [1, 2, 3, 4, 5]
RUNS = 3
GENERATOR = "Tests/Benchmarks/generate_model.py"
# The smallest and the largest size: seconds at most, and the gap.
LIMITS = {(8, 40): (1.0, 0.0), (40, 200): (10.0, 0.01)}


def on_one_core():
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def timed(command):
    best, output = float("inf"), ""
    for _ in range(RUNS):
        started = time.monotonic()
        run = subprocess.run(command, capture_output=True, text=True, preexec_fn=on_one_core)
        best = min(best, time.monotonic() - started)
        if run.returncode not in (0, 1):
            sys.exit(f"error: {' '.join(command)} ended with exit code {run.returncode}")
        output = run.stdout
    return best, output


def measured(binary, entities, patterns, seed):
    with tempfile.NamedTemporaryFile(suffix=".dbmodel") as model:
        generator = [sys.executable, GENERATOR, str(entities), str(patterns), str(seed)]
        subprocess.run(generator, stdout=model, check=True)
        check, _ = timed([binary, "check", "--no-sqlite-plans", model.name])
        plan, output = timed([binary, "plan", "--format", "json", model.name])
    gaps = []
    for proof in json.loads(output)["plan"]["search"]:
        cost, bound = proof["cost_usd_per_month"], proof["bound_usd_per_month"]
        if bound is None:
            return check, plan, None
        gaps.append((cost - bound) / cost if cost > 0 and not proof["is_optimal"] else 0.0)
    return check, plan, max(gaps, default=0.0)


def chart(names, rows):
    """The slowest model of each size, drawn where Markdown is drawn."""
    ceiling = max(max(row) for row in rows)
    lines = ["```mermaid", "xychart-beta", '  title "Seconds for the slowest model of a size"']
    lines.append("  x-axis \"entities / patterns\" [" + ", ".join(names) + "]")
    lines.append(f'  y-axis "seconds" 0 --> {ceiling * 1.1:.2f}')
    for row in rows:
        lines.append("  line [" + ", ".join(f"{value:.3f}" for value in row) + "]")
    return lines + ["```"]


def main():
    binary = sys.argv[1]
    lines = [
        "## Searching for designs",
        "",
        f"Models of `{GENERATOR}`, {len(SEEDS)} of each size, all entities connected, on one core; "
        f"the smallest of {RUNS} runs. `check` finds the design; `plan` also says what each "
        "structure and each way to keep the rows is worth, which takes a search each.",
        "",
        "| entities, patterns | `check`: median, slowest, s | `plan`: median, slowest, s "
        "| optimal | largest gap |",
        "|---|---|---|---|---|",
    ]
    names, checks, plans, verdicts = [], [], [], []
    for size in SIZES:
        found = [measured(binary, *size, seed) for seed in SEEDS]
        check, plan = (sorted(one[place] for one in found) for place in (0, 1))
        gaps = [one[2] for one in found]
        known = [gap for gap in gaps if gap is not None]
        worst = "not known" if len(known) < len(gaps) else f"{max(known):.2%}"
        middle = len(found) // 2
        lines.append(
            f"| {size[0]}, {size[1]} | {check[middle]:.2f}, {check[-1]:.2f} "
            f"| {plan[middle]:.2f}, {plan[-1]:.2f} | {known.count(0.0)} of {len(found)} | {worst} |"
        )
        names.append(f'"{size[0]} / {size[1]}"')
        checks.append(check[-1])
        plans.append(plan[-1])
        if size in LIMITS:
            seconds, gap = LIMITS[size]
            holds = plan[-1] < seconds and len(known) == len(gaps) and max(known) <= gap
            what = "closed" if gap == 0 else f"with a gap of at most {gap:.0%}"
            verdicts.append(
                f"{size[1]} patterns over {size[0]} entities {what} in under {seconds:.0f} s: "
                + ("holds." if holds else "**does not hold**.")
            )
    lines += ["", " ".join(verdicts), "", "Below `check`, above `plan`:", ""]
    print("\n".join(lines + chart(names, [checks, plans])))


if __name__ == "__main__":
    main()
