"""TPC-H's 22 queries, and inserts of orders with their lines: SQL that is written by hand.

The tables and queries lie in a folder that Tests/Support/tpch.py made.
"""

import datetime
import os
import random
import re
import subprocess
import tempfile
from dataclasses import dataclass

from . import advisers, measure, schema, statements

MODEL = "Tests/Evaluation/tpch/tpch.dbmodel"
SCHEMA = "Tests/Evaluation/tpch/schema.sql"
QUERY_RATE = "1/min"
ORDERS_PER_SECOND = 10
LINES = 4
CALLS = 24  # inserts of an order in a round
TIMEOUT_MS = 10_000
ROUNDS = 7
STEP_MB = 3  # of the search for a bound
# The model's newest rows are those of the first day of the edition, TPC-H's of the last of an order.
SHIFT = datetime.date(2026, 1, 1) - datetime.date(1998, 8, 2)
FOREIGN_KEYS = [
    ("customer", "c_nationkey"), ("lineitem", "l_partkey"), ("lineitem", "l_suppkey"),
    ("nation", "n_regionkey"), ("orders", "o_custkey"), ("partsupp", "ps_suppkey"),
    ("supplier", "s_nationkey"),
]


@dataclass
class Pattern:
    name: str
    kind: str
    rate: float
    text: str = ""


def tables_of(text):
    """The tables of a schema, each with its columns in order, its key, and its statement."""
    found = {}
    for name, body in re.findall(r'CREATE TABLE "?(\w+)"? \(\n(.*?)\n\);', text, re.S):
        columns = re.findall(r'^  "?([a-z_]+)"? +[a-z]', body, re.M)
        key = re.search(r'PRIMARY KEY \(([^)]*)\)', body)
        if key:
            key = [one.strip(' "') for one in key[1].split(",")]
        else:
            key = [re.search(r"^  (\w+) .*PRIMARY KEY", body, re.M)[1]]
        found[name] = (columns, key, f'CREATE TABLE "{name}" (\n{body}\n)')
    return found


class TPCH:
    def __init__(self, folder):
        self.folder = folder
        self.tables = tables_of(open(SCHEMA).read())
        self.queries = {
            f"q{number:02d}": open(f"{folder}/queries/q{number:02d}.sql").read().strip().rstrip(";")
            for number in range(1, 23)
        }
        self.columns = {
            column: table for table, (columns, _, _) in self.tables.items() for column in columns
        }

    def quoted(self, text):
        """With every name in quotes, by which the advisers know them."""
        names = sorted([*self.columns, *self.tables], key=len, reverse=True)
        return re.sub(
            r"'[^']*'|\b(?:" + "|".join(names) + r")\b",
            lambda match: match[0] if match[0][0] == "'" else f'"{match[0]}"',
            text,
        )

    def fill(self, base):
        connection = measure.connect(base)
        connection.execute("CREATE EXTENSION hypopg")
        connection.execute("CREATE EXTENSION pg_prewarm")
        for name, (_, _, statement) in self.tables.items():
            connection.execute(statement)
            with open(f"{self.folder}/{name}.tbl", "rb") as file, connection.cursor() as cursor:
                with cursor.copy(f'COPY "{name}" FROM STDIN WITH (DELIMITER \'|\')') as copy:
                    while data := file.read(1 << 20):
                        copy.write(data)
        connection.execute("VACUUM ANALYZE")
        connection.close()

    # MARK: What is run

    def patterns(self):
        per_second = 1 / 60 if QUERY_RATE == "1/min" else float(QUERY_RATE.split("/")[0])
        found = [Pattern(name, "read", per_second) for name in self.queries]
        return found + [Pattern("place", "write", ORDERS_PER_SECOND)]

    def calls(self):
        found = {name: [statements.Call([text])] for name, text in self.queries.items()}
        found["place"] = [self.order(place) for place in range(CALLS)]
        return found

    def order(self, place):
        """An order of a new number, with its lines."""
        own = random.Random(f"tpch {place}")
        number = 600_001 + place
        day = datetime.date(1998, 8, 2)
        lines = []
        for line in range(1, LINES + 1):
            part = own.randint(1, 20_000)
            supplier = (part + own.randrange(4) * (250 + (part - 1) // 1_000)) % 1_000 + 1
            dates = [str(day + datetime.timedelta(days=own.randint(1, 120))) for _ in range(3)]
            lines.append(
                f"({number}, {part}, {supplier}, {line}, {own.randint(1, 50)},"
                f" {own.uniform(900, 95_000):.2f}, 0.0{own.randint(0, 9)}, 0.0{own.randint(0, 8)},"
                f" 'N', 'O', '{dates[0]}', '{dates[1]}', '{dates[2]}', 'NONE',"
                f" '{own.choice(['AIR', 'MAIL', 'SHIP', 'RAIL'])}', 'furiously even ideas')"
            )
        return statements.Call([
            f"INSERT INTO orders VALUES ({number}, {own.randint(1, 15_000)}, 'O',"
            f" {own.uniform(900, 400_000):.2f}, '{day}', '3-MEDIUM',"
            f" 'Clerk#{own.randint(1, 100):09d}', 0, 'carefully final requests')",
            f"INSERT INTO lineitem VALUES {', '.join(lines)}",
        ])

    # MARK: The others

    def advised(self, connection, budgets):
        tables = {
            name: schema.Entity(
                name, [schema.Attribute(one, "", one) for one in columns], key, 0, name
            )
            for name, (columns, key, _) in self.tables.items()
        }
        keys = {name: [key] for name, (_, key, _) in self.tables.items()}
        texts = [self.quoted(text) for text in self.queries.values()]
        planner = advisers.Planner(connection)
        found = {
            "primary keys alone": [],
            "foreign keys": [(table, (column,)) for table, column in FOREIGN_KEYS],
            "dexter": advisers.dexter(planner, texts, tables, keys),
        }
        weighted = [(text, 1) for text in texts]
        bytes = [budget << 20 for budget in budgets]
        chosen = advisers.extend(planner, weighted, tables, keys, bytes, self.searched)
        for budget, one in zip(budgets, chosen):
            found[f"Extend, {budget} MB"] = one
        return {
            name: [advisers.statement(one) for one in indexes] for name, indexes in found.items()
        }

    def searched(self, text, tables):
        """Every column that is named behind the first condition, group or order."""
        tail = text[re.search(r"\b(WHERE|ORDER|GROUP|ON)\b", text).start():]
        return [
            (self.columns[column], column)
            for column in self.columns
            if f'"{column}"' in tail
        ]


class Ours:
    """`dbmodel lock --add-indexes` on the model that TPC-H's plans are compared with, the queries as
    its patterns."""

    def __init__(self, binary, tpch, programs):
        self.binary = binary
        self.tpch = tpch
        self.programs = programs
        self.known = {}
        self.seconds = []
        self.said = ""
        self.work = tempfile.mkdtemp(prefix="dbmodel-tpch-")
        with tempfile.TemporaryDirectory() as out:
            self.run("compile", MODEL, "-o", out, "--fail-on", "never")
            compiled = tables_of(open(f"{out}/sql/postgresql/schema.sql").read())
        self.names = {}
        views = []
        for name, (columns, _, _) in tpch.tables.items():
            table = "order" if name == "orders" else name
            own = compiled[table][0]
            if len(own) != len(columns):
                raise SystemExit(f"{table} of {MODEL} has other columns than TPC-H's")
            for here, there in zip(own, columns):
                self.names[table, here] = (name, there)
            shown = ", ".join(f'"{a}" AS {b}' for a, b in zip(own, columns))
            views.append((name, f'{name} AS NOT MATERIALIZED (SELECT {shown} FROM "{table}")'))
        self.views = views

    def run(self, *arguments):
        done = subprocess.run([self.binary, *arguments], capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(done.stdout + done.stderr)
        return done.stdout

    def pattern(self, name, text):
        text = re.sub(
            r"'(\d{4}-\d\d-\d\d)'",
            lambda match: f"'{datetime.date.fromisoformat(match[1]) + SHIFT}'",
            text,
        )
        used = [view for table, view in self.views if re.search(rf"\b{table}\b", text)]
        if text.startswith("WITH "):
            text = "WITH " + ", ".join(used) + ", " + text[5:]
        else:
            text = "WITH " + ", ".join(used) + "\n" + text
        return (
            f'access {name}() {{\n  sql """\n{text}\n    """\n  returns 1 rows\n'
            f"  rate {QUERY_RATE} peak {QUERY_RATE}\n}}\n"
        )

    def indexes(self, megabytes=None):
        if megabytes in self.known:
            return self.known[megabytes]
        text = open(MODEL).read()
        bound = f" {{\n  indexes at-most {megabytes} MB\n}}" if megabytes else ""
        text = text.replace("aurora-postgresql default", "aurora-postgresql default" + bound)
        text = text.replace(
            "rate 62/day peak 1/s", f"rate {ORDERS_PER_SECOND}/s peak {ORDERS_PER_SECOND}/s"
        )
        # So fast they would all be of today: they grow as they did in TPC-H's seven years.
        for count in ("count 150K", "count 600K"):
            text = text.replace(f"\n  {count}\n", f"\n  {count} growing 1.3%/month\n")
        for name, query in self.tpch.queries.items():
            text += "\n" + self.pattern(name, query)
        path = os.path.join(self.work, "tpch.dbmodel")
        with open(path, "w") as file:
            file.write(text)
        lock = os.path.join(self.work, "dbmodel.lock")
        if os.path.exists(lock):
            os.remove(lock)
        start = datetime.datetime.now()
        self.said = self.run(
            "lock", path, "--add-indexes", "--postgresql", self.programs, "--fail-on", "never"
        )
        self.seconds.append((datetime.datetime.now() - start).total_seconds())
        self.known[megabytes] = self.read(open(lock).read())
        return self.known[megabytes]

    def read(self, lock):
        found = []
        for key, besides, table in re.findall(
            r"^  add-index \(([^)]*)\)(?: include \(([^)]*)\))? of (\w+) on main$", lock, re.M
        ):
            columns = []
            for one in key.split(", "):
                column, _, way = one.partition(" ")
                name, there = self.names[table, column]
                columns.append(f'"{there}"' + (" DESC" if way else ""))
            text = f'CREATE INDEX ON "{name}" ({", ".join(columns)})'
            if besides:
                shown = [f'"{self.names[table, one][1]}"' for one in besides.split(", ")]
                text += f" INCLUDE ({', '.join(shown)})"
            found.append(text)
        return found

    def as_large(self, bytes, built):
        """With the largest bound with which no more is built than by a peer; bisected."""
        low, high = 0, max(2, int(bytes * 1.5 / 2**20))
        best = []
        while high - low > STEP_MB:
            middle = (low + high) // 2
            indexes = self.indexes(middle)
            if built(indexes) <= bytes:
                low, best = middle, indexes
            else:
                high = middle
        return best
