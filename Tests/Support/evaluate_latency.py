#!/usr/bin/env python3
"""Holds measured times of patterns against what a model alone says: docs/evaluation/latency.md.

Usage: evaluate_latency.py DBMODEL PROFILE TIMES PAGE
TIMES is a folder with a file of times for each model of Tests/Evaluation/latency.
"""

import json
import math
import pathlib
import statistics
import subprocess
import sys

# The estimate was developed with the first and never looked at the second.
MODELS = [("clinic", "Patterns that the estimate was not made with"),
          ("shop", "Patterns that the estimate was made with")]
BUDGETS = [0.5, 1, 2, 4]


def quantile(values, part):
    """The least value that a part of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, math.ceil(len(ordered) * part) - 1))]


def middle(low, high):
    """The geometric middle: a range of factors."""
    return math.sqrt(low * high)


def figure(value):
    if value >= 100:
        return f"{value:.0f}"
    return f"{value:.3g}"


def times(path):
    """Pattern -> queries -> milliseconds of each repetition."""
    found = {}
    for line in path.read_text().splitlines():
        pattern, _, *rest = line.split("\t")
        found.setdefault(pattern, []).append([float(value) for value in rest])
    return found


def estimates(tool, model, profile):
    """Pattern -> its range at p95, where nine calls of ten lie (milliseconds), whether it commits."""
    run = subprocess.run(
        [tool, "plan", model, "--calibration", profile, "--format", "json"],
        capture_output=True, check=False)
    latency = json.loads(run.stdout)["estimates"]["latency"]
    return {one["pattern"]: (one["estimate"], one["usual"], "commit" in one["formula"])
            for one in latency}


class Figures:
    def __init__(self):
        self.queries = self.inside = self.within2 = self.within3 = 0
        self.errors, self.widths, self.rows = [], [], []
        self.verdicts = {"inside": [0, 0], "at risk": [0, 0], "outside": [0, 0]}

    def add(self, name, queries, estimate, usual):
        low, high = usual["low"], usual["high"]
        own = []
        contained = 0
        for query in queries:
            ms = statistics.median(query)
            self.queries += 1
            contained += low <= ms <= high
            error = max(ms / middle(low, high), middle(low, high) / ms)
            own.append(error)
            self.within2 += error <= 2
            self.within3 += error <= 3
        self.inside += contained
        self.errors += own
        self.widths.append(high / low)
        p95 = quantile([ms for query in queries for ms in query], 0.95)
        told = []
        for factor in BUDGETS:
            budget = p95 * factor
            if estimate["high"] <= budget:
                verdict, false = "inside", p95 > budget
            elif estimate["low"] > budget:
                verdict, false = "outside", p95 <= budget
            else:
                verdict, false = "at risk", False
            self.verdicts[verdict][0] += 1
            self.verdicts[verdict][1] += false
            told.append({"inside": "i", "at risk": "?", "outside": "o"}[verdict] + ("!" if false else ""))
        medians = [statistics.median(query) for query in queries]
        self.rows.append(
            f"| `{name}` | {figure(min(medians))}–{figure(max(medians))} "
            f"| {figure(low)}–{figure(high)} | {contained} of {len(queries)} "
            f"| {figure(statistics.median(own))} | {figure(p95)} "
            f"| {figure(estimate['low'])}–{figure(estimate['high'])} | {' '.join(told)} |")

    def summary(self):
        part = lambda count, of: f"{100 * count / of:.1f} %" if of else "–"
        verdicts = sum(count for count, _ in self.verdicts.values())
        inside, outside = self.verdicts["inside"], self.verdicts["outside"]
        lines = [
            f"{self.queries} queries over {len(self.rows)} templates.", "",
            "| | measured | wanted |", "|---|---|---|",
            f"| times inside the range of nine calls of ten | {part(self.inside, self.queries)} | 90 % |",
            f"| high / low of the range, median | {figure(statistics.median(self.widths))} | at most 4 |",
            f"| error factor of its middle, median | {figure(statistics.median(self.errors))} | at most 2.5 |",
            f"| … within 2 times | {part(self.within2, self.queries)} | |",
            f"| … within 3 times | {part(self.within3, self.queries)} | 70 % |",
            f"| verdicts `inside` that are false | {inside[1]} of {inside[0]}"
            f" ({part(inside[1], inside[0])}) | at most 2 % |",
            f"| verdicts `outside` that are false | {outside[1]} of {outside[0]}"
            f" ({part(outside[1], outside[0])}) | at most 5 % |",
            f"| verdicts `at risk` | {self.verdicts['at risk'][0]} of {verdicts}"
            f" ({part(self.verdicts['at risk'][0], verdicts)}) | at most 25 % |", ""]
        return lines

    def table(self):
        return [
            "| pattern | measured, ms | nine calls of ten, ms | queries inside | error of the middle "
            "| measured p95, ms | estimated p95, ms | ½ 1 2 4 |",
            "|---|---|---|---|---|---|---|---|", *self.rows, ""]


def main():
    tool, profile, folder, page = sys.argv[1:5]
    calibration = json.loads(pathlib.Path(profile).read_text())
    lines = pathlib.Path("Tests/Evaluation/latency/page.md").read_text().rstrip().splitlines()
    lines += ["", f"Measured on PostgreSQL {calibration['version']}.", ""]
    for name, title in MODELS:
        path = pathlib.Path(folder) / f"{name}.tsv"
        if not path.exists():
            continue
        known = estimates(tool, f"Tests/Evaluation/latency/{name}.dbmodel", profile)
        figures, reads = Figures(), Figures()
        for pattern, queries in times(path).items():
            estimate, usual, commits = known[pattern]
            figures.add(pattern, queries, estimate, usual)
            if not commits:
                reads.add(pattern, queries, estimate, usual)
        lines += [f"## {title}", "", f"`Tests/Evaluation/latency/{name}.dbmodel`: "]
        lines += figures.summary() + ["### Reads alone", ""] + reads.summary()
        lines += ["### Pattern by pattern", ""] + figures.table()
    lines += ["## The calibration", "", "```json",
              *pathlib.Path(profile).read_text().rstrip().splitlines(), "```", ""]
    pathlib.Path(page).write_text("\n".join(lines))


main()
