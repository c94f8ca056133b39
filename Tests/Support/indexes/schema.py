"""The entities of a model in Tests/Evaluation/indexes, and rows of them.

Reads as much of the language as those files use: an attribute a line.
"""

import re
from dataclasses import dataclass, field

# The day before which all rows were made.
NOW = "timestamptz '2026-11-01 00:00:00+00'"
UNITS = {"": 1, "K": 1_000, "M": 1_000_000}


def number(text):
    return int(float(text.rstrip("KM")) * UNITS[text.lstrip("0123456789._")])


@dataclass
class Attribute:
    name: str
    kind: str  # int, decimal, string, enum, clock, reference
    column: str
    low: int = 0
    high: int = 0
    digits: int = 0
    characters: int = 0
    size: int = 0
    cases: list = field(default_factory=list)  # of an enumeration: (name, share)
    target: str = ""
    inverse: str = ""
    fan_out: float = 0
    skew: float = 0
    cascade: bool = False
    unique: bool = False


@dataclass
class Entity:
    name: str
    attributes: list
    key: list
    rows: int
    table: str

    def attribute(self, name):
        return next(one for one in self.attributes if one.name == name)

    def of(self, kind):
        return [one for one in self.attributes if one.kind == kind]

    @property
    def key_columns(self):
        return [self.attribute(name).column for name in self.key]


def read(path):
    text = open(path).read()
    found = {}
    for name, body in re.findall(r"^entity (\w+) \{\n(.*?)^\}", text, re.M | re.S):
        attributes, key, rows = [], [], 0
        for line in body.splitlines():
            if match := re.match(r"\s+count (\S+)$", line):
                rows = number(match[1])
            elif match := re.match(r"\s+key\s+(.+)$", line):
                key = [part.strip() for part in match[1].split(",")]
            elif match := re.match(r"\s+(\w+):\s+(.+)$", line):
                one = attribute(match[1], match[2])
                attributes.append(one)
                if re.search(r"\bkey$", line):
                    key = [one.name]
        found[name] = Entity(name, attributes, key, rows, name.lower())
    return found


def attribute(name, text):
    unique = text.endswith("unique")
    if match := re.match(r"int\((\d+)\.\.(\w+)\)", text):
        return Attribute(name, "int", name, low=int(match[1]), high=number(match[2]))
    if match := re.match(r"decimal\((\d+), (\d+)\)", text):
        whole = int(match[1]) - int(match[2])
        return Attribute(name, "decimal", name, high=10 ** min(whole, 4), digits=int(match[2]))
    if match := re.match(r"string\((\d+)\)\s+avg (\d+) B", text):
        return Attribute(
            name, "string", name, characters=int(match[1]), size=int(match[2]), unique=unique
        )
    if match := re.match(r"enum \{ (.+) \}", text):
        cases = [part.split() for part in match[1].split(",")]
        return Attribute(
            name, "enum", name, cases=[(case, float(share[:-1]) / 100) for case, share in cases]
        )
    if text.startswith("timestamp"):
        return Attribute(name, "clock", name)
    match = re.match(r"(\w+)\s+inverse (\w+) \S+ avg (\S+)(.*)", text)
    skew = re.search(r"skew zipf\(([\d.]+)\)", match[4])
    average = match[3]
    return Attribute(
        name,
        "reference",
        name + "_id",
        target=match[1],
        inverse=match[2],
        fan_out=number(average) if average[-1] in "KM" else float(average),
        skew=float(skew[1]) if skew else 0,
        cascade="delete cascade" in match[4],
    )


# MARK: Rows


def load(entity, entities, seconds, seed):
    """The statement that fills a table. A row's values are hashes of its number, so that every load
    is the same; those of a clock rise evenly over the seconds before NOW."""
    columns, values = [], []
    for place, one in enumerate(entity.attributes):
        columns.append(f'"{one.column}"')
        values.append(value(one, place, entity, entities, seconds, seed))
    return (
        f'INSERT INTO "{entity.table}" ({", ".join(columns)}) SELECT {", ".join(values)}'
        f" FROM generate_series(1::int8, {entity.rows}) AS i"
    )


def uniform(place, seed):
    return f"((hashint8extended(i, {seed * 100 + place}) & 2147483647) / 2147483648.0::float8)"


def value(one, place, entity, entities, seconds, seed):
    u = uniform(place, seed)
    position = entity.key.index(one.name) if one.name in entity.key else None
    if one.kind == "reference":
        count = entities[one.target].rows
        low = entities[one.target].attribute(entities[one.target].key[0]).low
        each = max(1, entity.rows // count)
        if position == 0 or one.cascade:
            # What belongs to a row is inserted with it.
            return f"{low} + least({count - 1}, (i - 1) * {count} / {entity.rows})"
        if position == 1:
            parents = entities[entity.attribute(entity.key[0]).target].rows
            mine = max(1, entity.rows // parents)
            stride = max(1, count // (mine + 1))
            return (
                f"{low} + ((((i - 1) % {mine}) * {stride}"
                f" + (hashint8extended((i - 1) / {mine}, {seed}) & 2147483647)) % {count})"
            )
        power = 1 / (1 - one.skew)
        return f"{low} + least({count - 1}, floor({count} * power({u}, {power})))::int8"
    if one.kind == "int" and position is not None:
        if len(entity.key) == 1:
            return f"i - {1 - one.low}"
        parents = entities[entity.attribute(entity.key[0]).target].rows
        return f"1 + (i - 1) % {max(1, entity.rows // parents)}"
    if one.kind == "int":
        return f"{one.low} + floor({one.high - one.low + 1} * {u})::int8"
    if one.kind == "decimal":
        return f"round(({one.high - 0.01} * {u})::numeric, {one.digits})"
    if one.kind == "clock":
        return f"{NOW} - make_interval(secs => {seconds} * ({entity.rows} - i) / {entity.rows}.0)"
    if one.kind == "enum":
        text, sum = "CASE", 0.0
        for name, share in one.cases[:-1]:
            sum += share
            text += f" WHEN {u} < {sum:.6f} THEN '{name}'"
        return text + f" ELSE '{one.cases[-1][0]}' END"
    if one.unique:
        return f"left(i || '@' || repeat(md5(i::text), {one.size // 32 + 1}), {one.size})"
    words = f"repeat(md5(hashint8extended(i, {seed * 100 + place})::text), {one.size // 32 + 1})"
    # From half the average to one and a half, where that fits.
    away = min(one.size // 2, one.characters - one.size)
    return f"left({words}, {one.size - away} + floor({2 * away + 1} * {u})::int4)"
