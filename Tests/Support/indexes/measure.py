"""Runs the calls of a workload on databases that differ in their indexes only."""

import statistics

import psycopg
import psycopg.errors

ROUNDS = 7
READS = 5  # calls of a pattern in a round
INSERTS = 24
CHANGES = 8
# What inserts take more with indexes than without is measured by itself: rows of a round, of other
# keys each, and rounds.
COMPARED_INSERTS = 500
COMPARED_ROUNDS = 15
# Of what takes longer than so many milliseconds by itself, so many calls are made after the first
# round: what reads a table as a whole takes the same whatever is asked for.
SLOW_MS = 10
SLOW_CALLS = 2
SETTINGS = """
SET max_parallel_workers_per_gather = 0;
SET jit = off;
"""


def connect(database):
    connection = psycopg.connect(dbname=database, autocommit=True)
    connection.execute(SETTINGS)
    return connection


def time(cursor, text):
    """Milliseconds in the executor: without the way there, parsing and planning."""
    plan = cursor.execute("EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) " + text).fetchone()[0][0]
    return plan["Execution Time"]


def run(connection, pattern, calls):
    """The mean of the calls. What they change is taken back."""
    cursor = connection.cursor()
    if pattern.kind == "read":
        return statistics.mean(sum(time(cursor, one) for one in call.texts) for call in calls)
    cursor.execute("BEGIN")
    try:
        return statistics.mean(sum(time(cursor, one) for one in call.texts) for call in calls)
    finally:
        cursor.execute("ROLLBACK")


INSERT_LOOP = """
DO $$
DECLARE
  one {table}%ROWTYPE;
BEGIN
  FOR one IN SELECT * FROM next LOOP
    INSERT INTO {table} VALUES (one.*);
  END LOOP;
END $$
"""


def insert_us(connection, table, fill):
    """Microseconds of the processor that a row takes of those that the statements put into the
    table `next`, where each is inserted by a statement of its own that the server has planned
    before. It is taken back."""
    cursor = connection.cursor()
    cursor.execute("BEGIN")
    try:
        cursor.execute(f"CREATE TEMP TABLE next (LIKE {table})")
        for one in fill:
            cursor.execute(one)
        (rows,) = cursor.execute("SELECT count(*) FROM next").fetchone()
        before = processor_us(connection)
        cursor.execute(INSERT_LOOP.format(table=table))
        return (processor_us(connection) - before) / rows
    finally:
        cursor.execute("ROLLBACK")


def processor_us(connection):
    """What the connection's own process of the server has run for; other work on the machine makes
    that longer only by what it takes from the caches."""
    with open(f"/proc/{connection.info.backend_pid}/schedstat") as file:
        return int(file.read().split()[0]) / 1_000


def measure(databases, patterns, calls, rounds=ROUNDS, timeout_ms=None):
    """{database: {pattern: [milliseconds of each round]}}, the databases in turn, each round in
    another order; the first round only fills the memory. What does not end in time is asked once, and
    counts as that time."""
    connections = {one: connect(one) for one in databases}
    found = {one: {pattern.name: [] for pattern in patterns} for one in databases}
    slow, endless = set(), set()
    if timeout_ms:
        for connection in connections.values():
            connection.execute(f"SET statement_timeout = {timeout_ms}")
    for round in range(rounds + 1):
        order = databases[round % len(databases):] + databases[: round % len(databases)]
        for pattern in patterns:
            for one in order:
                own = calls[pattern.name]
                if (one, pattern.name) in slow:
                    own = own[:SLOW_CALLS]
                ms = timeout_ms
                if (one, pattern.name) not in endless:
                    try:
                        ms = run(connections[one], pattern, own)
                    except psycopg.errors.QueryCanceled:
                        endless.add((one, pattern.name))
                if not round and ms > SLOW_MS:
                    slow.add((one, pattern.name))
                if round:
                    found[one][pattern.name].append(ms)
    for connection in connections.values():
        connection.close()
    return found, endless
