"""Usage: python -m indexes BINARY OUTPUT [SCHEMA:SEED …]"""

import json
import os
import re
import subprocess
import sys
import tempfile

from . import advisers, calibrate, measure, page, schema, statements, tpch, workload

FOLDER = "Tests/Evaluation/indexes"
# Seeds 1 and 2 were looked at while costs were put right.
GENERATED = [f"{name}:{seed}" for seed in (3, 4) for name in ("rental", "music", "supply")]
WORKLOADS = [*GENERATED, "tpch"]
BUDGETS = [10, 25, 50, 100]
# `dbmodel` counts indexes as they are after years, about so many times as large as just built.
MOST_AGED = 1.5
BYTES = {"B": 1, "KB": 1 << 10, "MB": 1 << 20, "GB": 1 << 30}


def say(text):
    print("== " + text, file=sys.stderr, flush=True)


class Ours:
    """The command, on the patterns of a workload."""

    def __init__(self, binary, load, folder):
        self.binary = binary
        self.folder = folder
        self.store = open(f"{FOLDER}/{load.schema}.dbmodel").read()
        patterns = "edition 2026\nimport \"entities.dbmodel\"\n\n"
        patterns += "\n".join(one.text for one in load.patterns)
        self.write("patterns.dbmodel", patterns)

    def write(self, name, text):
        with open(os.path.join(self.folder, name), "w") as file:
            file.write(text)

    def run(self, *arguments):
        done = subprocess.run([self.binary, *arguments], capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(done.stdout + done.stderr)
        return done.stdout

    def compile(self, megabytes=None):
        """Tables, indexes, and queries."""
        clause = f"\n  indexes at-most {megabytes} MB" if megabytes else ""
        self.write(
            "entities.dbmodel",
            self.store.replace("class db.r6g.large", "class db.r6g.large" + clause),
        )
        path, out = f"{self.folder}/patterns.dbmodel", f"{self.folder}/out"
        self.run("compile", path, "-o", out, "--fail-on", "never")
        tables, indexes = statements.split_schema(
            open(f"{out}/sql/postgresql/schema.sql").read() + "\n"
        )
        return tables, indexes, open(f"{out}/sql/postgresql/queries.sql").read()

    def said(self, indexes):
        """Of each index its bytes and what its entry costs a row, in microseconds."""
        found = []
        for text in indexes:
            name, table = re.match(r'CREATE INDEX "(\w+)"\s+ON "(\w+)"', text).groups()
            path = f"{self.folder}/patterns.dbmodel"
            why = self.run("why", f"{table}.{name}", path, "--fail-on", "never")
            why = re.sub(r"\s+", " ", why)
            bytes, unit, entry = re.search(
                r"it takes ([\d.,]+) (\w+), ([\d.,]+) µs for each row", why
            ).groups()
            found.append({
                "table": table,
                "bytes": float(bytes.replace(",", "")) * BYTES[unit],
                "entry": float(entry.replace(",", "")),
            })
        return found


def count(pattern):
    if pattern.kind == "read":
        return measure.READS
    return measure.INSERTS if is_insert(pattern) else measure.CHANGES


def is_insert(pattern):
    return "insert $" in pattern.text


def key_of(indexes):
    plain = [re.sub(r'INDEX ("\w+"\s+)?ON', "INDEX ON", one) for one in indexes]
    return tuple(sorted(re.sub(r"\s+", " ", one) for one in plain))


def generated(name):
    """The workload of a schema and a seed: `rental:3`."""
    kind, seed = name.split(":")
    entities = schema.read(f"{FOLDER}/{kind}.dbmodel")
    return workload.Generator(kind, entities, int(seed)).make()


def evaluate(binary, name):
    load = generated(name)
    with tempfile.TemporaryDirectory() as folder:
        ours = Ours(binary, load, folder)
        tables, indexes, queries = ours.compile()
        said = ours.said(indexes)
        say(f"{name}: rows")
        base = name.replace(":", "_")
        admin = measure.connect("postgres")
        admin.execute(f"DROP DATABASE IF EXISTS {base} WITH (FORCE)")
        admin.execute(f"CREATE DATABASE {base}")
        fill(base, tables, load)
        found = statements.sections(queries)
        connection = measure.connect(base)
        caller = statements.Caller(load, found, connection)
        calls = {
            one.name: caller.calls(one, count(one))
            for one in load.patterns
        }
        say(f"{name}: advisers")
        sets = contenders(connection, load, calls)
        sets["ours"] = indexes
        connection.close()
        for peer in ("foreign keys", "dexter"):
            sets[f"ours, bytes of {peer}"] = as_large(admin, base, ours, sets[peer])
        for budget in BUDGETS:
            sets[f"ours, {budget} MB"] = ours.compile(budget)[1]
        result = measured(admin, base, load, sets, calls, caller)
        result["said"] = said
        result["patterns"] = described(load)
        admin.execute(f"DROP DATABASE {base} WITH (FORCE)")
        admin.close()
        return result


def fill(base, tables, load):
    connection = measure.connect(base)
    connection.execute("CREATE EXTENSION hypopg")
    connection.execute("CREATE EXTENSION pg_prewarm")
    connection.execute("SET session_replication_role = replica")
    for one in tables:
        connection.execute(one)
    for place, entity in enumerate(load.entities.values()):
        connection.execute(
            schema.load(entity, load.entities, load.seconds(entity), load.seed * 50 + place)
        )
    connection.execute("RESET session_replication_role")
    connection.execute("VACUUM ANALYZE")
    connection.close()


def contenders(connection, load, calls):
    tables = {one.table: one for one in load.entities.values()}
    keys = {one.table: [one.key_columns] for one in load.entities.values()}
    for entity in load.entities.values():
        keys[entity.table] += [[one.column] for one in entity.attributes if one.unique]
    planner = advisers.Planner(connection)
    # What reads, and what looks for rows before it changes them.
    texts, weighted = [], []
    for one in load.patterns:
        for text in calls[one.name][0].texts:
            if not text.startswith("INSERT"):
                texts.append(text)
        for call in calls[one.name][:2]:
            weighted += [
                (text, one.rate / 2) for text in call.texts if not text.startswith("INSERT")
            ]
    found = {
        "constraints alone": [],
        "foreign keys": advisers.foreign_keys(load.entities, keys),
        "dexter": advisers.dexter(planner, texts, tables, keys),
    }
    bytes = [budget << 20 for budget in BUDGETS]
    for budget, chosen in zip(BUDGETS, advisers.extend(planner, weighted, tables, keys, bytes)):
        found[f"Extend, {budget} MB"] = chosen
    return {
        name: [advisers.statement(one) for one in indexes] for name, indexes in found.items()
    }


def as_large(admin, base, ours, peer):
    """Our indexes with the largest bound with which no more is built than a peer builds."""
    bytes, known = built(admin, base, peer), {}
    megabytes = max(1, int(bytes * MOST_AGED / 2**20))
    while True:
        indexes = ours.compile(megabytes)[1]
        if key_of(indexes) not in known:
            known[key_of(indexes)] = built(admin, base, indexes)
        if known[key_of(indexes)] <= bytes or megabytes == 1:
            return indexes
        megabytes = min(megabytes - 1, int(megabytes * 0.97))


def built(admin, base, indexes):
    """The bytes of a set, really built."""
    database = f"{base}_size"
    admin.execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")
    admin.execute(f"CREATE DATABASE {database} TEMPLATE {base} STRATEGY file_copy")
    bytes = made(database, indexes)
    admin.execute(f"DROP DATABASE {database} WITH (FORCE)")
    return bytes


def made(database, indexes):
    connection = measure.connect(database)
    before = {row[0] for row in connection.execute("SELECT indexrelid FROM pg_index")}
    for one in indexes:
        connection.execute(one)
    rows = connection.execute("SELECT indexrelid, pg_relation_size(indexrelid) FROM pg_index")
    bytes = sum(size for index, size in rows if index not in before)
    # What is built has been read: what is not would be read while it is measured.
    connection.execute("SELECT pg_prewarm(oid) FROM pg_class WHERE relkind IN ('r', 'i')")
    connection.close()
    return bytes


def measured(admin, base, load, sets, calls, caller):
    databases, of, sizes = [], {}, {}
    for name, indexes in sets.items():
        key = key_of(indexes)
        if key not in of:
            of[key] = f"{base}_{len(databases)}"
            admin.execute(f"DROP DATABASE IF EXISTS {of[key]} WITH (FORCE)")
            admin.execute(f"CREATE DATABASE {of[key]} TEMPLATE {base} STRATEGY file_copy")
            sizes[key] = made(of[key], indexes)
            databases.append(of[key])
    say(f"{base}: {len(databases)} sets of indexes, {measure.ROUNDS} rounds")
    times, _ = measure.measure(databases, load.patterns, calls)
    more = upkeep(
        load, caller, base, [of[key_of(sets[one])] for one in ("constraints alone", "ours")]
    )
    for one in databases:
        admin.execute(f"DROP DATABASE {one} WITH (FORCE)")
    return {
        "name": base,
        "upkeep": more,
        "sets": {
            name: {
                "indexes": list(key_of(indexes)),
                "bytes": sizes[key_of(indexes)],
                "times": times[of[key_of(indexes)]],
            }
            for name, indexes in sets.items()
        },
    }


def upkeep(load, caller, base, databases):
    """Microseconds that the indexes of the second database add to an insert of each pattern, of
    each round; each inserts other rows, as callers do."""
    say(f"{base}: what indexes add to inserts")
    caller.connection, *compared = [measure.connect(one) for one in (base, *databases)]
    patterns = [one for one in load.patterns if is_insert(one)]
    found = {one.name: [] for one in patterns}
    for round in range(measure.COMPARED_ROUNDS + 1):
        for pattern in patterns:
            first = measure.INSERTS + round * measure.COMPARED_INSERTS
            calls = caller.calls(pattern, measure.COMPARED_INSERTS, first)
            table = re.match(r"INSERT INTO (\"\w+\")", calls[0].texts[0])[1]
            fill = [one.texts[0].replace(table, "next", 1) for one in calls]
            turns = compared if round % 2 else compared[::-1]
            us = {one: measure.insert_us(one, table, fill) for one in turns}
            if round:
                found[pattern.name].append(us[compared[1]] - us[compared[0]])
    for one in (caller.connection, *compared):
        one.close()
    return found


def evaluate_tpch(binary):
    load = tpch.TPCH(os.environ["DBMODEL_TPCH"])
    say("tpch: rows")
    admin = measure.connect("postgres")
    admin.execute("DROP DATABASE IF EXISTS tpch WITH (FORCE)")
    admin.execute("CREATE DATABASE tpch")
    load.fill("tpch")
    say("tpch: advisers")
    connection = measure.connect("tpch")
    sets = load.advised(connection, BUDGETS)
    connection.close()
    ours = tpch.Ours(binary, load, os.environ["DBMODEL_POSTGRESQL"])
    sets["ours"] = ours.indexes()
    said = ours.said
    sizes = {}

    def size(indexes):
        if key_of(indexes) not in sizes:
            sizes[key_of(indexes)] = built(admin, "tpch", indexes)
        return sizes[key_of(indexes)]

    for peer in ("foreign keys", "dexter"):
        sets[f"ours, bytes of {peer}"] = ours.as_large(size(sets[peer]), size)
    for budget in BUDGETS:
        sets[f"ours, {budget} MB"] = ours.indexes(budget)
    say(f"tpch: {len(ours.seconds)} searches, {max(ours.seconds):.0f} s the longest")
    databases, of = [], {}
    for indexes in sets.values():
        key = key_of(indexes)
        if key not in of:
            of[key] = f"tpch_{len(databases)}"
            admin.execute(f"DROP DATABASE IF EXISTS {of[key]} WITH (FORCE)")
            admin.execute(f"CREATE DATABASE {of[key]} TEMPLATE tpch STRATEGY file_copy")
            sizes[key] = made(of[key], indexes)
            databases.append(of[key])
    say(f"tpch: {len(databases)} sets of indexes, {tpch.ROUNDS} rounds")
    patterns = load.patterns()
    times, endless = measure.measure(
        databases, patterns, load.calls(), tpch.ROUNDS, tpch.TIMEOUT_MS
    )
    for one in databases + ["tpch"]:
        admin.execute(f"DROP DATABASE {one} WITH (FORCE)")
    admin.close()
    return {
        "name": "tpch",
        "said": said,
        "seconds": max(ours.seconds),
        "patterns": [{"name": one.name, "kind": one.kind, "rate": one.rate} for one in patterns],
        "sets": {
            name: {
                "indexes": list(key_of(indexes)),
                "bytes": sizes[key_of(indexes)],
                "times": times[of[key_of(indexes)]],
                "endless": sorted(
                    query for base, query in endless if base == of[key_of(indexes)]
                ),
            }
            for name, indexes in sets.items()
        },
    }


def inserts(binary, name):
    """What our indexes of a workload take, and add to inserts, and what was said of both."""
    load = generated(name)
    with tempfile.TemporaryDirectory() as folder:
        ours = Ours(binary, load, folder)
        tables, indexes, queries = ours.compile()
        say(f"{name}: rows")
        base = name.replace(":", "_")
        admin = measure.connect("postgres")
        databases = [base, f"{base}_0", f"{base}_1"]
        for one in databases:
            admin.execute(f"DROP DATABASE IF EXISTS {one} WITH (FORCE)")
        admin.execute(f"CREATE DATABASE {base}")
        fill(base, tables, load)
        for one in databases[1:]:
            admin.execute(f"CREATE DATABASE {one} TEMPLATE {base} STRATEGY file_copy")
        made(databases[1], [])
        bytes = made(databases[2], indexes)
        connection = measure.connect(base)
        caller = statements.Caller(load, statements.sections(queries), connection)
        connection.close()
        more = upkeep(load, caller, base, databases[1:])
        for one in databases:
            admin.execute(f"DROP DATABASE {one} WITH (FORCE)")
        admin.close()
        return {
            "name": base,
            "said": ours.said(indexes),
            "upkeep": more,
            "sets": {"ours": {"bytes": bytes}},
            "patterns": described(load),
        }


def described(load):
    return [
        {"name": one.name, "kind": one.kind, "rate": one.rate, "text": one.text}
        for one in load.patterns
    ]


def main():
    binary, output, *names = sys.argv[1:]
    version = measure.connect("postgres").execute("SHOW server_version").fetchone()[0].split()[0]
    names = names or WORKLOADS
    own = page.tpch(evaluate_tpch(binary), version) if "tpch" in names else ""
    names = [name for name in names if name != "tpch"]
    if not names:
        # Of a page that is there only this part is made anew.
        text = page.with_tpch(open(output).read(), own)
        with open(output, "w") as file:
            file.write(text)
        return
    say("what an index adds to an insert")
    calibration = calibrate.calibrate()
    if names == ["inserts"]:
        # Of a page that is there only this part is made anew: what else the machine does shows in
        # it most.
        lines = page.before([inserts(binary, one) for one in GENERATED], calibration)
        text = page.with_before(open(output).read(), lines)
        with open(output, "w") as file:
            file.write(text)
        return
    results = []
    raw = os.environ.get("INDEXES_RAW")
    for name in names:
        results.append(evaluate(binary, name))
        if raw:
            with open(raw, "w") as file:
                json.dump(results, file)
    with open(output, "w") as file:
        text = page.page(results, version, measure.ROUNDS, advisers.EXTEND_WIDTH, calibration)
        file.write(page.with_tpch(text, own))


main()
