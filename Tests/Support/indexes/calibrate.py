"""What an index adds to a row that is inserted by a statement of its own, on tables that are none
of those that are compared. `LatencyPriors.entryWriteMs` and what follows it are made of it."""

import statistics

from . import measure

ROWS = 1_000_000
ROUNDS = 15
CALLS = 40
PLACES = [1, 10, 100, 1_000, 10_000, 1_000_000]
COLUMNS = ["a", "b", "c", "d"]


def calibrate():
    """Microseconds an index, by the number of places at which new keys come."""
    admin = measure.connect("postgres")
    admin.execute("DROP DATABASE IF EXISTS calibration WITH (FORCE)")
    admin.execute("CREATE DATABASE calibration")
    connection = measure.connect("calibration")
    for places in [0] + PLACES:
        columns = ", ".join(f"{one} int NOT NULL" for one in COLUMNS)
        connection.execute(f"CREATE TABLE c{places} (id int PRIMARY KEY, {columns})")
        connection.execute(
            f"INSERT INTO c{places} SELECT {row('i', places)} FROM generate_series(1, {ROWS}) AS i"
        )
        for column in COLUMNS if places else []:
            connection.execute(f"CREATE INDEX ON c{places} ({column}, id)")
    connection.execute("VACUUM ANALYZE")
    found = {places: [] for places in [0] + PLACES}
    cursor = connection.cursor()
    for round in range(ROUNDS + 1):
        for places in found:
            cursor.execute("BEGIN")
            times = []
            for call in range(CALLS):
                new = row(str(ROWS + 1 + round * CALLS + call), places)
                values = cursor.execute("SELECT " + new).fetchone()
                times.append(measure.time(cursor, f"INSERT INTO c{places} VALUES {values}"))
            cursor.execute("ROLLBACK")
            if round:
                found[places].append(statistics.median(times) * 1_000)
    connection.close()
    admin.execute("DROP DATABASE calibration WITH (FORCE)")
    base = statistics.median(found[0])
    return {
        places: (statistics.median(found[places]) - base) / len(COLUMNS) for places in PLACES
    }


def row(i, places):
    values = [
        f"((hashint8extended({i}, {seed}) & 2147483647) % {max(1, places)})::int4"
        for seed in range(len(COLUMNS))
    ]
    return f"{i}::int4, " + ", ".join(values)
