"""The page of the comparison, written from its results."""

import math
import re
import statistics

from . import measure

INTRODUCTION = """\
# Indexes, really built and run

Written by `EVALUATE=indexes make evaluate`.

{workloads} generated workloads over three schemas (Tests/Evaluation/indexes: rental after Pagila and
Sakila, music after Chinook, supply after TPC-H; the largest tables have 1.2 to 1.8 million rows). A
workload is some two dozen access patterns drawn from a seed: rows of a parent, the newest of them,
those in a state, stretches of time, groups, lists of keys, parents with their rows; inserts of every
large table, updates, deletes; each with a rate. `dbmodel compile` writes tables and statements. The
rows lie in PostgreSQL {version} in memory; each set of indexes is really built in a database of its
own, and each statement really runs in all of them by turns, with keys from the data: {rounds} rounds
in another order each after one that fills the memory. Time is the executor's own (`EXPLAIN
ANALYZE`: without network and planning); changes are taken back. **Work** is the sum over the patterns of rate
times mean time: milliseconds of one processor in a second of the load. Quartiles are those of the
rounds. One set is better than another where its upper quartile lies below the other's lower one.
The machine did other things as well. Workloads of two other seeds were looked at while costs were put
right; those here were not.

| contender | how it chooses |
|---|---|
| foreign keys | an index for every foreign key that no key begins with |
| dexter | its documented rule, in our words: statement by statement, all columns by themselves as hypothetical indexes, then pairs; what the plan uses, where it saves half; of several the best |
| Extend | Schlosser, Kossmann, Boissier (ICDE 2019), in our words: again and again the index or the further column that saves most per byte by the planner's cost, reads weighed by their rates; up to {width} columns; 10 to 100 MB as HypoPG estimates them |
| ours | `dbmodel`, from the model alone: it sees no rows and asks no planner |

"Ours, bytes of" a peer has the largest bound `indexes at-most` with which no more was built than by the
peer. At 10 to 100 MB both count in their own way, ours as after years; what was built stands in the tables.

HypoPG 1.3.1 makes the hypothetical indexes. It knows no lists of equal entries, so that it takes indexes
on repeated values for up to three times as large as they are, and Extend leaves bytes unused.
TPC-H's own 22 queries are no declared patterns: where they are measured, by `INDEXES_WORKLOADS=tpch`,
the engine finds the indexes, and they have a part of their own at the end.
"""


def totals(result, name, kind=None):
    """Milliseconds of work in a second of the load, of each round."""
    times = result["sets"][name]["times"]
    rates = {
        one["name"]: one["rate"] for one in result["patterns"] if kind in (None, one["kind"])
    }
    rounds = len(next(iter(times.values())))
    return [sum(rates[p] * times[p][r] for p in rates) for r in range(rounds)]


def quartiles(values):
    ordered = statistics.quantiles(values, n=4, method="inclusive")
    return ordered[0], statistics.median(values), ordered[2]


def figure(value):
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def verdict(result, ours, peer):
    """-1 where ours is worse, 1 where it is better, 0 within the quartiles."""
    a, b = quartiles(totals(result, ours)), quartiles(totals(result, peer))
    if result["sets"][ours]["indexes"] == result["sets"][peer]["indexes"]:
        return 0
    return 1 if a[2] < b[0] else -1 if b[2] < a[0] else 0


def pairs(results):
    """Who is held against whom."""
    names = list(results[0]["sets"])
    peers = ("constraints alone", "primary keys alone", "foreign keys", "dexter")
    found = [(peer, "ours") for peer in peers]
    found += [(peer, f"ours, bytes of {peer}") for peer in ("foreign keys", "dexter")]
    for name in names:
        if match := re.match(r"Extend, (\d+) MB", name):
            found.append((name, f"ours, {match[1]} MB"))
    return [(peer, ours) for peer, ours in found if peer in names and ours in names]


def summary(results):
    lines = [
        "| held against | ours is | geometric mean of its work over ours | ours better | within"
        " the quartiles | ours worse |",
        "|---|---|---|---|---|---|",
    ]
    for peer, ours in pairs(results):
        ratios = [
            statistics.median(totals(one, peer)) / statistics.median(totals(one, ours))
            for one in results
        ]
        mean = math.exp(statistics.mean(math.log(one) for one in ratios))
        verdicts = [verdict(one, ours, peer) for one in results]
        lines.append(
            f"| {peer} | {ours} | {figure(mean)} | {verdicts.count(1)} | {verdicts.count(0)} |"
            f" {verdicts.count(-1)} |"
        )
    return lines


def losses(results):
    lines = []
    for result in results:
        for peer, ours in pairs(results):
            if verdict(result, ours, peer) >= 0:
                continue
            times = result["sets"]
            worst = sorted(
                result["patterns"],
                key=lambda p: p["rate"] * (
                    statistics.median(times[peer]["times"][p["name"]])
                    - statistics.median(times[ours]["times"][p["name"]])
                ),
            )[:2]
            named = ", ".join(
                f"`{p['name']}` {figure(statistics.median(times[ours]['times'][p['name']]))} ms"
                f" against {figure(statistics.median(times[peer]['times'][p['name']]))} ms"
                for p in worst
            )
            lines.append(f"- {result['name']}, {ours} against {peer}: {named}")
    return lines or ["None."]


def predictions(results):
    """Bytes and the cost of inserts, as said and as measured."""
    lines = [
        "| workload | bytes said, MB | built, MB | inserts said, µs | measured, µs | said over"
        " measured |",
        "|---|---|---|---|---|---|",
    ]
    ratios = []
    for result in results:
        ours = result["sets"]["ours"]
        said = sum(one["bytes"] for one in result["said"])
        entries, measured, rates = 0.0, 0.0, 0.0
        for pattern in result["patterns"]:
            match = re.search(r"insert (\$r)", pattern["text"])
            table = re.search(r"r: new (\w+)", pattern["text"])
            if not match or not table:
                continue
            own = sum(
                one["entry"] for one in result["said"] if one["table"] == table[1].lower()
            )
            measured += pattern["rate"] * statistics.median(result["upkeep"][pattern["name"]])
            entries += pattern["rate"] * own
            rates += pattern["rate"]
        ratio = entries / measured if measured > 0 else float("nan")
        ratios.append(ratio)
        lines.append(
            f"| {result['name']} | {said / 2**20:.1f} | {ours['bytes'] / 2**20:.1f} |"
            f" {entries / rates:.1f} | {measured / rates:.1f} | {ratio:.2f} |"
        )
    inside = sum(abs(one - 1) <= 0.3 for one in ratios)
    lines += ["", f"Within 30 %: {inside} of {len(ratios)}."]
    return lines


def detail(result):
    lines = [
        f"### {result['name']}",
        "",
        "| indexes | count | MB | work, ms/s | quartiles | reads | writes | over ours |",
        "|---|---|---|---|---|---|---|---|",
    ]
    ours = statistics.median(totals(result, "ours"))
    for name, one in result["sets"].items():
        low, middle, high = quartiles(totals(result, name))
        reads = statistics.median(totals(result, name, "read"))
        writes = statistics.median(totals(result, name, "write"))
        lines.append(
            f"| {name} | {len(one['indexes'])} | {one['bytes'] / 2**20:.1f} | {figure(middle)} |"
            f" {figure(low)}–{figure(high)} | {figure(reads)} | {figure(writes)} |"
            f" {middle / ours:.2f} |"
        )
    return lines + [""]


def page(results, version, rounds, width, calibration):
    text = INTRODUCTION.format(
        workloads=len(results), version=version, rounds=rounds, width=width
    )
    lines = ["", "## In all", ""] + summary(results)
    lines += ["", "## Where ours is worse", ""] + losses(results)
    lines += [""] + before(results, calibration)
    lines += ["", "## Each workload", ""]
    for result in results:
        lines += detail(result)
    return text + "\n".join(lines).rstrip() + "\n"


# MARK: Bytes and inserts

BEFORE_TITLE = "## What was said before"


def before(results, calibration):
    """Bytes and inserts as said, beside what was built and measured."""
    lines = [
        BEFORE_TITLE, "",
        "Bytes are those after years of use, seven tenths of a page filled where keys come anywhere; an index"
        " that was just built is filled to nine. The inserts are what all indexes add to a row, the mean by"
        " the rates, and the difference of two measured ones: of the processor's time that the server takes to"
        f" insert {measure.COMPARED_INSERTS} rows one by one, with the constraints alone and with all indexes,"
        f" other rows each time, the median of {measure.COMPARED_ROUNDS} times. What else the machine does"
        " shows in them most: `INDEXES_WORKLOADS=inserts` measures them alone.", "",
    ]
    lines += predictions(results)
    lines += [
        "",
        "What an index adds to a row that a statement of its own inserts, on tables of another shape with"
        " four indexes each: "
        + ", ".join(f"{value:.1f} µs where new keys come at {places:,} place" + "s" * (places > 1)
                    for places, value in calibration.items())
        + ". Of that are `LatencyPriors.entryWriteMs`, `coldLeafMs` and `warmLeaves`, and of nothing in the"
        " workloads.",
    ]
    return lines


def with_before(text, lines):
    """A page with this part in the place of the one that it has."""
    start = text.index(BEFORE_TITLE + "\n")
    end = text.index("\n## ", start)
    return text[:start] + "\n".join(lines) + "\n" + text[end:]


# MARK: TPC-H

TPCH_TITLE = "## TPC-H"
TPCH = """\
## TPC-H

The 22 queries at a tenth of the scale, in SQL that is written by hand, each {query_rate}, and {orders} orders a
second with four lines each; PostgreSQL {version}, tables from tpchgen-cli 4.0.0, queries from DuckDB's extension,
primary keys and no other index as the base (the figures are no results of TPC). Ours are those of
`dbmodel lock --add-indexes` on Tests/Evaluation/tpch/tpch.dbmodel, with the queries as its patterns: a model, and no rows;
its dates are as far from its newest rows as TPC-H's are. The peers ask the planner of the loaded tables. A statement
that takes longer than {timeout} s is ended and counts as {timeout} s. The longest search took {seconds:.0f} s beside other
work on the machine. What is measured is as above, in {rounds} rounds.

"""


def with_tpch(text, own):
    """A page with this part at its end, in the place of the one that it has."""
    if not own:
        return text
    start = text.find("\n" + TPCH_TITLE + "\n")
    return (text if start < 0 else text[:start]).rstrip() + "\n\n" + own


def tpch(result, version):
    from . import tpch as own

    text = TPCH.format(
        query_rate="once a minute",
        orders=own.ORDERS_PER_SECOND,
        version=version,
        timeout=own.TIMEOUT_MS // 1_000,
        rounds=own.ROUNDS,
        seconds=result["seconds"],
    )
    lines = summary([result])
    lines += ["", "Where ours is worse:", ""] + losses([result]) + [""]
    lines += detail(result)[2:]
    ended = {}
    for name, one in result["sets"].items():
        if one["endless"]:
            ended.setdefault(tuple(one["endless"]), []).append(name)
    lines += ["Ended by the timeout:", ""]
    for queries, names in ended.items():
        lines.append(f"- {', '.join(queries)}: {', '.join(names)}")
    lines += [] if ended else ["None."]
    lines += ["", "| query, ms | " + " | ".join(TPCH_SHOWN) + " |"]
    lines.append("|---" * (1 + len(TPCH_SHOWN)) + "|")
    for pattern in result["patterns"]:
        cells = []
        for name in TPCH_SHOWN:
            one = result["sets"][name]
            ms = statistics.median(one["times"][pattern["name"]])
            cells.append("–" if pattern["name"] in one["endless"] else figure(ms))
        lines.append(f"| {pattern['name']} | " + " | ".join(cells) + " |")
    lines += ["", "Ours:", ""]
    lines += [f"- `{one}`" for one in result["sets"]["ours"]["indexes"]] or ["None."]
    return text + "\n".join(lines).rstrip() + "\n"


TPCH_SHOWN = ["primary keys alone", "foreign keys", "dexter", "Extend, 100 MB", "ours"]
