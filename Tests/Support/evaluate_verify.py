"""Writes docs/evaluation/verify.md from what the tests found. Usage: evaluate_verify.py FOLDER OUTPUT"""

import json
import os
import sys
import time


def load(folder, name):
    with open(os.path.join(folder, name + ".json"), encoding="utf-8") as file:
        return json.load(file)


def percentile(values, part):
    ordered = sorted(values)
    position = part * (len(ordered) - 1)
    low = int(position)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (position - low)


def is_range(figure):
    return figure["high"] - figure["low"] > 1e-9 * max(1, figure["high"])


def ratio(figure):
    """Measured over the nearer end of the estimate; 1 between its ends."""
    if figure["measured"] < figure["low"]:
        return figure["measured"] / figure["low"]
    if figure["measured"] > figure["high"] > 0:
        return figure["measured"] / figure["high"]
    return 1.0


def relative_error(figure):
    return figure["error"] / figure["measured"] if figure["measured"] > 0 else 0.0


def by_chance(figure):
    """How far off chance puts one mean in ten thousand, by as many sets of rows as there are."""
    return max(0.01, figure["chance"] * relative_error(figure))


def distribution(figures):
    exact = [figure for figure in figures if not is_range(figure)]
    ratios = [ratio(figure) for figure in exact]
    ranges = [figure for figure in figures if is_range(figure)]
    inside = [figure for figure in ranges if ratio(figure) == 1]
    near = [f for f in exact if abs(ratio(f) - 1) <= 0.01]
    chance = [
        f
        for f in exact
        if 0.01 < abs(ratio(f) - 1) <= by_chance(f)
    ]
    rest = len(exact) - len(near) - len(chance)
    return [
        "| | |",
        "|---|---|",
        f"| patterns measured, calls | {len(figures):,}, {sum(f['calls'] for f in figures):,} |",
        f"| with one estimate | {len(exact):,} |",
        f"| ratio p1, p50, p99 | {percentile(ratios, 0.01):.3f}, {percentile(ratios, 0.5):.3f}, "
        f"{percentile(ratios, 0.99):.3f} |",
        f"| least, largest | {min(ratios):.3f}, {max(ratios):.3f} |",
        f"| within 1 % | {len(near):,} |",
        f"| beyond, as far as chance explains | {len(chance):,} |",
        f"| beyond both | {rest:,} |",
        f"| with an estimate of two ends, of them inside | {len(ranges):,}, {len(inside):,} |",
    ]


def worst(figures, count):
    found = sorted(figures, key=lambda f: -abs(ratio(f) - 1))[:count]
    lines = [
        "| model | pattern | measured | estimated | ratio | why |",
        "|---|---|---|---|---|---|",
    ]
    for figure in found:
        low, high = figure["low"], figure["high"]
        estimated = f"{low:.4g} to {high:.4g}" if is_range(figure) else f"{high:.4g}"
        is_chance = abs(ratio(figure) - 1) <= by_chance(figure)
        why = f"chance: ± {relative_error(figure):.3f}" if is_chance else "**not chance**"
        if abs(ratio(figure) - 1) <= 0.01:
            why = "within 1 %"
        lines.append(
            f"| {figure['model'].removeprefix('samples/')} | `{figure['pattern']}` | "
            f"{figure['measured']:.4g} | {estimated} | {ratio(figure):.3f} | {why} |"
        )
    return lines


def main():
    folder, output = sys.argv[1:3]
    found = load(folder, "agreement")
    samples, generated = load(folder, "units-samples"), load(folder, "units-generated")
    lines = [
        "# Verification at length",
        "",
        "Written by `make evaluate`, from the tests `LiveVerifyTests` and `UnitFigureTests` with "
        f"`DBMODEL_LONG=1`; {time.strftime('%Y-%m-%d')}. What is compared, and how, is said in "
        "[verifying](../verifying.md).",
        "",
        "## Answers",
        "",
        "Generated models, their patterns and writes on an endpoint with DynamoDB's API (moto) and on "
        "SQLite, held against the reference evaluator. Each model with rows at the edges of their "
        "types, and with rows as declared.",
        "",
        "| | |",
        "|---|---|",
        f"| models, patterns | {found['models']:,}, {found['patterns']:,} |",
        f"| rows loaded | {found['rows']:,} |",
        f"| calls, of them with something to find or to do | {found['calls']:,}, "
        f"{found['fruitful']:,} |",
        f"| compared on DynamoDB: reads, writes, transactions | {found['reads']:,}, "
        f"{found['writes']:,}, {found['transactions']:,} |",
        f"| compared on SQLite | {found['sqlite']:,} |",
        f"| all rows compared | {found['states']:,} times |",
        f"| **differences** | **{found['differences']:,}** |",
        "",
        "Calls that DynamoDB was not asked, or that were drawn anew, and why:",
        "",
        "| calls | because |",
        "|---|---|",
    ]
    lines += [f"| {count:,} | {reason} |" for reason, count in found["left_out"].items()]
    lines += [
        "",
        "## Units of the samples",
        "",
        "Capacity units counted from the items that calls read and write, over the mean that is "
        "estimated for as many rows. The error is that of the mean over sets of rows, each drawn from "
        "a seed of its own, or that of the calls where it is larger. Chance explains what Student's "
        "distribution of so many sets exceeds once in ten thousand times.",
        "",
        *distribution(samples),
        "",
        "The farthest:",
        "",
        *worst(samples, 12),
        "",
        "## Units of generated models",
        "",
        *distribution(generated),
        "",
        "The farthest:",
        "",
        *worst(generated, 12),
    ]
    with open(output, "w", encoding="utf-8") as page:
        page.write("\n".join(lines) + "\n")
    print("\n".join(lines))


main()
