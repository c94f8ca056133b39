"""Sets published designs beside derived ones. Usage: evaluate_designs.py BINARY OUTPUT

Each model of Tests/Evaluation/designs holds the questions of a published design and its tables as
`design` blocks. It is planned as it stands, and again for each design with its numbers of requests
as caps. The language has no such cap, so it is put as a budget: where the published design answers
with one request, the pattern may take no longer than one request does.

Comments of the models are read: `// Source:`, `// Unfair:`, `// Why:` (why the derived design is no
better) and `// Published: PATTERN COUNT` (requests that the publisher names, where the tables are
used otherwise here).
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field

FOLDER = "Tests/Evaluation/designs"
# What one request takes by estimate, without much to carry and with up to some 200 KB; two in turn
# are at risk of missing either.
BUDGETS = ["latency 8 ms p95", "latency 12 ms p95"]
COST = "cost of the patterns both serve, USD/month"
LIMITS = {"read": 3000, "write": 1000}
LEFT_OUT = [
    (
        "two invalid schemas of awslabs/mcp",
        "their mistakes (an index that stands twice, keys of no or of five attributes) are what"
        " they are for; `import` refuses both",
    ),
    (
        "rounding cases of two calculators",
        "units without tables; the estimates are held against them by the tests of the estimation",
    ),
]

INTRODUCTION = """\
# Published designs beside the derived ones

Written by `make evaluate`. Each model in [Tests/Evaluation/designs](../../Tests/Evaluation/designs)
states what a published design is asked, and holds its tables; `dbmodel` derives tables of its own
for the same questions.

- **Same arithmetic.** Units, heat and cost of both come from the same estimates and the same
  prices. The cost is a month's requests and storage, as the range that `plan --compare` prints; it
  is not higher if neither end is.
- **Requests** are counted by kind: a batch, a Query of several pages and a request for each row
  found are one.
- **Caps.** A cap is kept where a pattern takes no more requests than published. The derived design
  is not bound by it; where it saves money by more requests, it takes them. So each model is planned
  again with a budget: what the publisher answers with one request may take no longer than one
  request does. That is a budget and not a cap; the second table says how far it led. A Scan caps
  nothing.
- **Heat** is the hottest key at peak, `no hotter` where both reads and writes are at most what they
  were. A key serves 3,000 read and 1,000 write units/s, and is planned to 70% of that: what is
  hotter is inside or outside of it.
- **Unique values.** No published table keeps any but its key's. Derived ones keep what is declared
  `unique` with guard items, and pay for them; so `unique` is left out of the models here, and both
  sides promise the same.
- **As published** is to the letter. Where an index leaves rows of equal sort keys in no order, a
  page can be exact only if all rows are read and sorted, and that is what the design is charged
  with. `ordered` is the same design with the table's key behind each sort key: same requests, same
  entries, exact pages. That is the one to compare with; so is `apart`, which its model explains.

Unfair everywhere: nobody published sizes, rates or popularity, so all are assumed. A written design
holds each field beside the keys that are made of it, which some publishers leave out. Entities that
the published tables do not hold have a table in the derived design, which counts against it.
"""


@dataclass
class Pattern:
    """What one pattern asks of both designs."""

    name: str
    published: list
    published_units: str
    derived: list
    derived_units: str
    cap: int | None


@dataclass
class Comparison:
    """One published design beside the derived one."""

    name: str
    totals: dict
    patterns: list
    capped: "Comparison | None" = None


@dataclass
class Model:
    path: str
    title: str
    notes: dict
    caps: dict
    comparisons: list = field(default_factory=list)
    plan: dict = field(default_factory=dict)


def run(binary, arguments):
    done = subprocess.run([binary, *arguments], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"error: {' '.join(arguments)} ended with {done.returncode}\n{done.stdout}")
    return done.stdout


def cells(line):
    return [cell.strip() for cell in line.strip().strip("|").split(" | ")]


def comparisons(binary, path, caps):
    """The tables of `plan --compare`, which only stand in text."""
    found = []
    for line in run(binary, ["plan", "--compare", "--format", "markdown", path]).splitlines():
        heading = re.match(r"#+ Design `(.+)` beside the derived one", line)
        if heading:
            found.append(Comparison(heading[1], {}, []))
            continue
        if not found or not line.startswith("| ") or line.startswith("| ---"):
            continue
        row = cells(line)
        if len(row) == 3 and row[0] != "in all":
            found[-1].totals[row[0]] = (row[1], row[2])
        elif len(row) == 5 and row[0] != "pattern":
            name = row[0].strip("`")
            published, derived = row[1].split(", "), row[3].split(", ")
            scans = any(request.startswith("Scan") for request in published)
            cap = None if scans else caps.get(name, len(published))
            found[-1].patterns.append(Pattern(name, published, row[2], derived, row[4], cap))
    if not found:
        sys.exit(f"error: {path} compares nothing; see `dbmodel check {path}`")
    return found


def without_uniques(text):
    """The model without what only guard items keep: no published table has any."""
    kept = []
    for line in text.splitlines():
        if re.match(r"\s+unique\s", line):
            continue
        code, mark, comment = line.partition("//")
        kept.append(re.sub(r"\s+unique\b", "", code) + mark + comment)
    return "\n".join(kept) + "\n"


def with_budget(text, patterns, budget):
    """The model with a budget where one request is the cap."""
    capped = {pattern.name for pattern in patterns if pattern.cap == 1}
    lines, is_capped = [], False
    for line in text.splitlines():
        start = re.match(r"access (\w+)\(", line)
        if start:
            is_capped = start[1] in capped
        lines.append(line)
        if is_capped and line.startswith("  rate "):
            lines.append(f"  {budget}")
    return "\n".join(lines) + "\n"


def with_caps(binary, text, caps, comparison):
    """The comparison under the budget that keeps most caps, and of those the cheaper one."""
    found = []
    for budget in BUDGETS:
        budgeted = with_budget(text, comparison.patterns, budget)
        compared, _ = planned(binary, budgeted, caps)
        found += [one for one in compared if one.name == comparison.name]
    return min(found, key=lambda one: (-len(kept(one)[0]), sum(bounds(one.totals[COST][1]))))


def planned(binary, text, caps):
    """The comparisons of a model, and its plan."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.dbmodel")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        plan = json.loads(run(binary, ["plan", "--format", "json", path]))["plan"]
        return comparisons(binary, path, caps), plan


def read(binary, path):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    notes = {"Source": [], "Unfair": [], "Why": [], "Published": []}
    for kind, note in re.findall(r"^// (Source|Unfair|Why|Published): (.+)$", text, re.M):
        notes[kind].append(note)
    caps = {name: int(count) for name, count in map(str.split, notes["Published"])}
    title = os.path.basename(path).removesuffix(".dbmodel")
    text = without_uniques(text)
    found, plan = planned(binary, text, caps)
    model = Model(path, title, notes, caps, found, plan)
    for comparison in model.comparisons:
        comparison.capped = with_caps(binary, text, caps, comparison)
    return model


def number(text):
    return float(text.replace(",", ""))


def bounds(text):
    """`1,000–2,000 of X` as two numbers; none for `–`."""
    figures = re.match(r"([\d.,e-]+)(?:–([\d.,e-]+))?(?: of .*)?$", text)
    if not figures:
        return None
    return number(figures[1]), number(figures[2] or figures[1])


def not_higher(ours, theirs):
    """Whether neither end of a range is above that of the other; a cent is rounding."""
    (low, high), (their_low, their_high) = bounds(ours), bounds(theirs)
    return low <= their_low + 0.011 and high <= their_high + 0.011


def yes(holds):
    return "yes" if holds else "**no**"


def kept(comparison):
    """The patterns that take no more requests than published, and all that have a cap."""
    capped = [pattern for pattern in comparison.patterns if pattern.cap is not None]
    return [pattern for pattern in capped if len(pattern.derived) <= pattern.cap], capped


def kept_text(comparison):
    holds, capped = kept(comparison)
    return "all" if len(holds) == len(capped) else f"**{len(holds)} of {len(capped)}**"


def heat_text(comparison):
    """Whether the hottest key of the derived design is no hotter, reads and writes apart."""
    worse = []
    for kind in LIMITS:
        theirs, ours = comparison.totals[f"hottest key, {kind} units/s at peak"]
        if bounds(ours) and bounds(theirs) and bounds(ours)[1] > bounds(theirs)[1] * 1.005:
            is_inside = bounds(ours)[1] <= 0.7 * LIMITS[kind]
            figure = f"{kind}s {ours.split(' ')[0]}"
            worse.append(f"{figure} inside" if is_inside else f"{figure} **outside**")
    return "no hotter" if not worse else ", ".join(worse)


def table(columns, rows):
    """`columns` are names, numbers' with a trailing colon."""
    lines = ["| " + " | ".join(name.removesuffix(":") for name in columns) + " |"]
    lines.append("| " + " | ".join("---:" if name[-1] == ":" else "---" for name in columns) + " |")
    return lines + ["| " + " | ".join(row) + " |" for row in rows]


def summary(models):
    rows, capped_rows = [], []
    for model in models:
        for one in model.comparisons:
            link, name = f"[{model.title}](#{model.title})", f"`{one.name}`"
            published, derived = one.totals[COST]
            rows.append(
                [link, name, str(len(one.patterns)), " → ".join(one.totals["tables"])]
                + [" → ".join(one.totals["indexes"]), published, derived]
                + [yes(not_higher(derived, published)), kept_text(one), heat_text(one)]
            )
            published, derived = one.capped.totals[COST]
            capped_rows.append(
                [link, name, published, derived, yes(not_higher(derived, published))]
                + [kept_text(one.capped), heat_text(one.capped)]
            )
    lines = ["## All", "", "From the published design → to the derived one.", ""]
    lines += table(
        ["model", "published", "patterns:", "tables:", "indexes:", "USD/month:", "derived:"]
        + ["not higher", "caps kept", "heat"],
        rows,
    )
    lines += ["", "With the published requests as caps:", ""]
    lines += table(
        ["model", "published", "USD/month:", "derived:", "not higher", "caps kept", "heat"],
        capped_rows,
    )
    lines += ["", "Left out:", ""]
    return lines + [f"- {what}: {why}." for what, why in LEFT_OUT]


def requests(names):
    """`Query X, Query Y` with equal ones counted."""
    counted = {}
    for name in names:
        counted[name] = counted.get(name, 0) + 1
    return ", ".join(f"{count} x {name}" if count > 1 else name for name, count in counted.items())


def pattern_table(one):
    rows = []
    for pattern, capped in zip(one.patterns, one.capped.patterns):
        counts, holds, holds_capped = f"– → {len(pattern.derived)}", "–", "–"
        if pattern.cap is not None:
            counts = f"{pattern.cap} → {len(pattern.derived)}"
            holds = yes(len(pattern.derived) <= pattern.cap)
            holds_capped = yes(len(capped.derived) <= pattern.cap)
        rows.append(
            [f"`{pattern.name}`", requests(pattern.published), pattern.published_units]
            + [requests(pattern.derived), pattern.derived_units, counts, holds, holds_capped]
        )
    return table(
        ["pattern", f"`{one.name}`", "units/call:", "derived", "units/call:", "requests:"]
        + ["kept", "kept with caps"],
        rows,
    )


def listed(names):
    return ", ".join(f"`{name}`" for name in names)


def key_text(index):
    partition, sort = (
        [part["name"] for part in index[f"{kind}_key"] or []] for kind in ("partition", "sort")
    )
    projection = index["projection"]
    holds = {"all": "everything", "keys_only": "keys only"}.get(
        projection["type"], ", ".join(projection.get("attributes", []))
    )
    key = ", ".join(partition) + (f" | {', '.join(sort)}" if sort else "")
    return f"({key}) holding {holds}"


def structure_lines(model):
    """The derived tables and indexes, with their keys."""
    lines = []
    for table in (table for store in model.plan["stores"] for table in store["tables"]):
        keys = [table["partition_key"], table["sort_key"]]
        key = " | ".join(part["name"] for part in keys if part)
        names = listed(item["entity"] for item in table["items"])
        lines.append(f"- Table `{table['name']}` ({key}) of {names}.")
        for index in table["indexes"]:
            lines.append(f"- Index `{table['name']}.{index['name']}` {key_text(index)}.")
    for proof in model.plan["search"]:
        if proof["is_optimal"]:
            continue
        cost, bound = proof["cost_usd_per_month"], proof["bound_usd_per_month"]
        rest = "part of the space was left out" if bound is None else f"none is below {bound:,.2f}"
        lines.append(f"- Not proven to be the cheapest, {cost:,.2f} USD/month: {rest}.")
    return lines


def difference_lines(one):
    """What the derived design does otherwise, from the figures."""
    fetches, cheaper, dearer, joined, split = [], [], [], [], []
    for pattern in one.patterns:
        ours, theirs = bounds(pattern.derived_units), bounds(pattern.published_units)
        if any(name.startswith(("BatchGetItem", "GetItem")) for name in pattern.derived[1:]):
            fetches.append(pattern.name)
        if ours and theirs and sum(ours) < 0.98 * sum(theirs):
            cheaper.append(pattern.name)
        if ours and theirs and sum(ours) > 1.02 * sum(theirs):
            dearer.append(pattern.name)
        if pattern.cap is not None and len(pattern.derived) > pattern.cap:
            split.append(pattern.name)
        if pattern.cap is None or len(pattern.derived) < pattern.cap:
            joined.append(pattern.name)
    lines = []
    for names, what in [
        (cheaper, "Fewer units"),
        (dearer, "More units"),
        (split, "More requests than published"),
        (joined, "Fewer requests than published, or no Scan"),
        (fetches, "Keys out of an index, then the items behind them, instead of copies"),
    ]:
        if names:
            lines.append(f"- {what}: {listed(names)}.")
    return lines or ["- Nothing: same requests, same units."]


def section(model):
    lines = ["", f"## {model.title}", "", " ".join(model.notes["Source"]), "", "Unfair:", ""]
    lines += sentences(model.notes["Unfair"])
    if model.caps:
        counts = ", ".join(f"`{name}` {count}" for name, count in model.caps.items())
        lines += ["", f"Requests as published, where the tables are used otherwise here: {counts}."]
    if model.notes["Why"]:
        lines += ["", "Why the derived design is no better:", ""] + sentences(model.notes["Why"])
    lines += ["", "The derived design:", ""] + structure_lines(model)
    for one in model.comparisons:
        cost = one.totals[COST]
        lines += ["", f"### {model.title}: `{one.name}`", ""]
        lines += [f"{cost[0]} USD/month as published, {cost[1]} derived.", ""]
        lines += pattern_table(one) + ["", "What the derived design does otherwise:", ""]
        lines += difference_lines(one)
    return lines


def sentences(notes):
    """A note goes on until a line ends with a full stop."""
    lines, open_note = [], ""
    for note in notes:
        open_note = f"{open_note} {note}".strip()
        if note.endswith("."):
            lines.append(f"- {open_note[0].upper()}{open_note[1:]}")
            open_note = ""
    return lines + ([f"- {open_note}"] if open_note else [])


def main():
    binary, output = sys.argv[1:]
    paths = sorted(os.path.join(FOLDER, name) for name in os.listdir(FOLDER))
    models = [read(binary, path) for path in paths if path.endswith(".dbmodel")]
    lines = INTRODUCTION.splitlines() + [""] + summary(models)
    for model in models:
        lines += section(model)
    os.makedirs(os.path.dirname(output), exist_ok=True)
    with open(output, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    print(f"wrote {output}", file=sys.stderr)


main()
