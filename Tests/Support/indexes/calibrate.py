"""What an index adds to a row that is inserted by a statement of its own, on tables that are none
of those that are compared. `LatencyPriors.entryWriteMs` and what follows it are made of it."""

import statistics

from . import measure

ROWS = 1_000_000
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
    for round in range(measure.COMPARED_ROUNDS + 1):
        first = ROWS + 1 + round * measure.COMPARED_INSERTS
        series = f"generate_series({first}, {first + measure.COMPARED_INSERTS - 1}) AS i"
        for places in found:
            fill = f"INSERT INTO next SELECT {row('i', places)} FROM {series}"
            us = measure.insert_us(connection, f"c{places}", [fill])
            if round:
                found[places].append(us)
    connection.close()
    admin.execute("DROP DATABASE calibration WITH (FORCE)")
    return {
        places: statistics.median(a - b for a, b in zip(found[places], found[0])) / len(COLUMNS)
        for places in PLACES
    }


def row(i, places):
    values = [
        f"((hashint8extended({i}, {seed}) & 2147483647) % {max(1, places)})::int4"
        for seed in range(len(COLUMNS))
    ]
    return f"{i}::int4, " + ", ".join(values)
