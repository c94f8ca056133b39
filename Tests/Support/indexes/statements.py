"""The statements that `dbmodel compile` wrote for a workload, with values to run them with."""

import random
import re
from dataclasses import dataclass

from . import schema

TERM = re.compile(r'(?:"(\w+)"\.)?"(\w+)" (=|>=|<=|<|>|IN) (\(?[$\d, ]+\)?)')


@dataclass
class Call:
    """One call of a pattern: its statements with their values written in."""

    texts: list


def sections(text):
    """The statements of each pattern, of its first variant."""
    found = {}
    for part in re.split(r"^-- ", text, flags=re.M)[1:]:
        title, body = part.split("\n", 1)
        name = title.split(":")[0]
        if name not in found:
            found[name] = [one.strip() for one in re.split(r";\n", body) if one.strip()]
    return found


def split_schema(text):
    """The tables, and the statements that make the indexes."""
    parts = [one.strip() for one in re.split(r";\n", text) if one.strip()]
    indexes = [one for one in parts if one.startswith("CREATE INDEX")]
    return [one for one in parts if one not in indexes], indexes


class Caller:
    """Draws the values of calls: keys that exist, each as likely as another."""

    def __init__(self, workload, statements, connection):
        self.load = workload
        self.statements = statements
        self.tables = {one.table: one for one in workload.entities.values()}
        self.keys = {}
        self.inserts = set()
        self.connection = connection

    def calls(self, pattern, count, first=0):
        """`first`: how many calls of the pattern were made before."""
        after = f" {first}" if first else ""
        self.random = random.Random(f"{self.load.schema} {self.load.seed} {pattern.name}{after}")
        return [self.call(pattern, place) for place in range(first, first + count)]

    def call(self, pattern, place):
        texts, given = [], {}
        for text in self.statements[pattern.name]:
            if text.startswith("INSERT"):
                texts.append(self.inserted(text, place))
            else:
                texts.append(self.bound(text, pattern, given))
        return Call(texts)

    def bound(self, text, pattern, given):
        """`given`: what `$1` is in the statement of the parent's own row."""
        main = self.tables[re.search(r'(?:FROM|UPDATE) "(\w+)"', text)[1]]
        values = {}
        row = None
        for table, column, operator, places in TERM.findall(text):
            entity = self.tables[table] if table else main
            for number in re.findall(r"\$(\d+)", places):
                one = next(a for a in entity.attributes if a.column == column)
                is_set = re.search(rf'SET "{column}" = \${number}\b', text)
                if one.kind == "clock":
                    values[number] = self.time(pattern, entity, operator, values)
                elif one.kind == "enum":
                    values[number] = f"'{pattern.case}'"
                elif one.kind == "decimal" and is_set:
                    values[number] = f"{self.random.uniform(0, one.high - 1):.{one.digits}f}"
                elif pattern.kind == "read" and (table or one.name not in entity.key[1:]):
                    # The statements of one call share the key of the parent.
                    target = self.entity_of(one, entity)
                    if number == "1" and operator == "=" and target.name in given:
                        values[number] = given[target.name]
                    else:
                        values[number] = self.key(target)[0]
                        given[target.name] = values[number]
                else:
                    row = row or self.key(entity)
                    values[number] = row[entity.key_columns.index(column)]
        return self.filled(text, values)

    def filled(self, text, values):
        return re.sub(r"\$(\d+)", lambda match: str(values[match[1]]), text)

    def entity_of(self, one, entity):
        return self.load.entities[one.target] if one.kind == "reference" else entity

    def time(self, pattern, entity, operator, values):
        """A stretch in the time that the rows were made in, or since so long ago."""
        span = self.load.seconds(entity)
        if operator == ">=" and ": range of" not in pattern.text:
            return f"{schema.NOW} - interval '{pattern.extent} seconds'"
        if operator == ">=":
            self.start = self.random.uniform(pattern.extent, max(span, pattern.extent + 1))
            return f"{schema.NOW} - interval '{self.start:.0f} seconds'"
        return f"{schema.NOW} - interval '{self.start - pattern.extent:.0f} seconds'"

    def key(self, entity):
        if entity.table not in self.keys:
            columns = ", ".join(f'"{one}"' for one in entity.key_columns)
            part = min(100, max(100 * 20_000 / entity.rows, 0.1))
            rows = self.connection.execute(
                f'SELECT {columns} FROM "{entity.table}" TABLESAMPLE BERNOULLI ({part})'
                f" REPEATABLE (1) ORDER BY {columns}"
            ).fetchall()
            self.keys[entity.table] = rows
        return self.random.choice(self.keys[entity.table])

    def inserted(self, text, place):
        entity = self.tables[re.search(r'INSERT INTO "(\w+)"', text)[1]]
        while True:
            values = self.row(entity, place)
            places = [entity.attributes.index(entity.attribute(one)) + 1 for one in entity.key]
            key = [values[str(place)] for place in places]
            columns = " AND ".join(f'"{c}" = {v}' for c, v in zip(entity.key_columns, key))
            if not self.connection.execute(
                f'SELECT FROM "{entity.table}" WHERE {columns}'
            ).fetchall() and (entity.table, *key) not in self.inserts:
                self.inserts.add((entity.table, *key))
                return self.filled(text, values)

    def row(self, entity, place):
        values = {}
        for number, one in enumerate(entity.attributes, 1):
            position = entity.key.index(one.name) if one.name in entity.key else None
            if one.kind == "reference":
                # Any of them, as the patterns say by `uniform`.
                value = self.key(self.load.entities[one.target])[0]
            elif one.kind == "int" and position is not None:
                value = entity.rows + 1 + place if len(entity.key) == 1 else 60 + place % 30
            elif one.kind == "int":
                value = self.random.randint(one.low, one.high)
            elif one.kind == "decimal":
                value = f"{self.random.uniform(0, one.high - 1):.{one.digits}f}"
            elif one.kind == "clock":
                value = f"{schema.NOW} + interval '{place} seconds'"
            elif one.kind == "enum":
                names = [name for name, _ in one.cases]
                shares = [share for _, share in one.cases]
                value = "'" + self.random.choices(names, shares)[0] + "'"
            else:
                value = "'" + f"{self.random.getrandbits(128):032x}" * 8
                value = value[: 1 + one.size] + "'"  # hexadecimal digits
            values[str(number)] = value
        return values
