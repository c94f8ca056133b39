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

# The newest first. All were seen while the estimate was developed; what it said of each before that
# stands on the page.
MODELS = [("estate", "Patterns that were seen before the last change: estate agencies"),
          ("chat", "Patterns that were seen before the last change but one: the chat of companies"),
          ("power", "Patterns that were seen before that: a supplier of electricity"),
          ("hire", "Patterns that were seen before that: a tracker of applicants"),
          ("ride", "Patterns that were seen before that: bikes for hire"),
          ("cover", "Patterns that were seen before that: an insurance company"),
          ("crew", "Patterns that were seen before that: a tracker of projects"),
          ("brew", "Patterns that were seen before that: a delivery of food"),
          ("hotel", "Patterns that were seen before that: a chain of hotels"),
          ("bank", "Patterns that were seen before that: a retail bank"),
          ("school", "Patterns that were seen before that: a school authority"),
          ("library", "Patterns that were seen before that: a library"),
          ("forum", "Patterns that were seen before that: a forum"),
          ("tickets", "Patterns that were seen before that: a box office"),
          ("freight", "Patterns that were seen before that: a freight"),
          ("clinic", "Patterns that the estimate was made with: a clinic"),
          ("shop", "Patterns that the estimate was made with: a shop")]
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
    """Pattern -> its range at p95, where nine calls of ten lie, the middle of the range that half of
    the calls stay below (milliseconds), whether it commits."""
    run = subprocess.run(
        [tool, "plan", model, "--calibration", profile, "--format", "json"],
        capture_output=True, check=False)
    latency = json.loads(run.stdout)["estimates"]["latency"]
    return {one["pattern"]: (one["estimate"], one["usual"],
                             middle(one["median"]["low"], one["median"]["high"]),
                             "commit" in one["formula"])
            for one in latency}


class Figures:
    def __init__(self):
        self.queries = self.inside = self.within2 = self.within3 = 0
        self.errors, self.widths, self.rows = [], [], []
        self.of_range = []
        self.verdicts = {"inside": [0, 0], "at risk": [0, 0], "outside": [0, 0]}

    def add(self, name, queries, estimate, usual, half):
        low, high = usual["low"], usual["high"]
        own = []
        contained = 0
        for query in queries:
            ms = statistics.median(query)
            self.queries += 1
            contained += low <= ms <= high
            error = max(ms / half, half / ms)
            own.append(error)
            self.of_range.append(max(ms / middle(low, high), middle(low, high) / ms))
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
            f"| {figure(low)}–{figure(high)} | {contained} of {len(queries)} | {figure(half)} "
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
            "| error factor of the middle of that range, median "
            f"| {figure(statistics.median(self.of_range))} | at most 2.5 |",
            "| … within 3 times "
            f"| {part(sum(e <= 3 for e in self.of_range), self.queries)} | 70 % |",
            "| error factor of `median`, median "
            f"| {figure(statistics.median(self.errors))} | at most 2.5 |",
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
            "| pattern | measured, ms | nine calls of ten, ms | queries inside | half of the calls, ms | its error "
            "| measured p95, ms | estimated p95, ms | ½ 1 2 4 |",
            "|---|---|---|---|---|---|---|---|---|", *self.rows, ""]


def calibrated(calibration):
    """What the server was measured to take, its bursts as their least, middle and greatest."""
    lines = ["## The calibration", "", "| | least, µs | middle, µs | greatest, µs |",
             "|---|---|---|---|"]
    for name in ["round_trip", "commit"]:
        bursts = calibration.get(name, [])
        for part in bursts[0] if bursts else []:
            ordered = sorted(burst[part] for burst in bursts)
            lines.append(f"| {part} of {len(ordered)} bursts of `{name}` | {figure(ordered[0])} "
                         f"| {figure(statistics.median(ordered))} | {figure(ordered[-1])} |")
    return lines + ["", "```json", *json.dumps(calibration["work"], indent=2).splitlines(),
                    "```", ""]


def measured(folder, name):
    """Where the times of a model are."""
    return pathlib.Path(folder) / f"{name}.tsv"


def main():
    tool, profile, folder, page = sys.argv[1:5]
    calibration = json.loads(pathlib.Path(profile).read_text())
    lines = pathlib.Path("Tests/Evaluation/latency/page.md").read_text().rstrip().splitlines()
    priority = (pathlib.Path(folder) / "priority").read_text().strip()
    lines += ["", f"Measured on PostgreSQL {calibration['version']}, {priority}.", ""]
    missing = [name for name, _ in MODELS if not measured(folder, name).exists()]
    if missing:
        sys.exit(f"no times were measured of {', '.join(missing)}: the page is left as it is")
    everything, parts = Figures(), []
    for name, title in MODELS:
        path = measured(folder, name)
        known = estimates(tool, f"Tests/Evaluation/latency/{name}.dbmodel", profile)
        figures, reads = Figures(), Figures()
        for pattern, queries in times(path).items():
            estimate, usual, half, commits = known[pattern]
            for some in [figures, everything] + ([] if commits else [reads]):
                some.add(pattern, queries, estimate, usual, half)
        parts += [f"## {title}", "", f"`Tests/Evaluation/latency/{name}.dbmodel`: "]
        parts += figures.summary() + ["### Reads alone", ""] + reads.summary()
        parts += ["### Pattern by pattern", ""] + figures.table()
    lines += ["## All of them", ""] + everything.summary() + parts + calibrated(calibration)
    pathlib.Path(page).write_text("\n".join(lines))


main()
