"""Generated access patterns over the entities of a model, from a seed.

The kinds of questions and changes are those of applications: rows of a parent, the newest of them,
those in a state, a stretch of time, a parent with its rows, groups, lists of keys; rows inserted,
changed and deleted. What is drawn is where, of which columns, and how often.
"""

import random
from dataclasses import dataclass, field

LARGE = 100_000


@dataclass
class Pattern:
    name: str
    kind: str
    rate: float  # calls a second
    text: str
    extent: float = 0  # seconds, of its range or since
    case: str = ""  # the value of an enumeration that is asked for or set


@dataclass
class Workload:
    schema: str
    seed: int
    entities: dict
    patterns: list = field(default_factory=list)
    # Rows inserted a second, of each entity with a clock or with rows that come with it.
    inserts: dict = field(default_factory=dict)

    def seconds(self, entity):
        """The time over which its rows were inserted."""
        rate = self.inserts.get(entity.name)
        return entity.rows / rate if rate else 30 * 86_400


class Generator:
    def __init__(self, schema, entities, seed):
        self.random = random.Random(f"{schema} {seed}")
        self.load = Workload(schema, seed, entities)
        self.entities = entities
        self.large = [one for one in entities.values() if one.rows >= LARGE]
        self.names = set()

    def make(self, reads=16):
        weights = self.random.uniform(0.1, 2)  # of the writes
        for entity in self.entities.values():
            if entity.of("clock"):
                self.load.inserts[entity.name] = self.log(0.5, 30) * weights
        for entity in self.large:
            self.insert(entity, self.load.inserts.get(entity.name, self.log(0.5, 30) * weights))
        kinds = [
            self.of_parent, self.newest_of_parent, self.in_state_of_parent, self.newest_in_state,
            self.period, self.since, self.newest, self.groups, self.groups_of_period, self.listed,
            self.parent, self.over_parent, self.dearest,
        ]
        turns = kinds + [self.random.choice(kinds) for _ in range(60)]
        self.random.shuffle(turns)
        for turn in turns:
            if sum(one.kind == "read" for one in self.load.patterns) >= reads:
                break
            turn(self.random.choice(self.large))
        for _ in range(3):
            self.update(self.random.choice(self.large))
        for _ in range(2):
            self.delete(self.random.choice([one for one in self.large if self.may_go(one)]))
        return self.load

    # MARK: Parts

    def log(self, low, high):
        value = low * (high / low) ** self.random.random()
        return float(f"{value:.2g}")

    def choice(self, list):
        return self.random.choice(list) if list else None

    def references(self, entity, low, high):
        first = entity.key[0]
        return [
            one for one in entity.of("reference")
            if low <= one.fan_out <= high and (one.name != first or self.random.random() < 0.3)
        ]

    def shown(self, entity):
        """All fields, or a few small ones."""
        if self.random.random() < 0.5:
            return "{ * }"
        small = [one.name for one in entity.attributes if one.kind in ("enum", "decimal", "clock")]
        besides = [one for one in small if one not in entity.key][:3]
        return "{ " + ", ".join(entity.key + besides) + " }"

    def add(self, kind, name, rate, parameters, lines, skews=(), **more):
        plain, count = name, 2
        while name in self.names:
            name, count = f"{plain}{count}", count + 1
        self.names.add(name)
        text = f"access {name}({parameters}) {{\n"
        text += "".join(f"  {line}\n" for line in lines)
        text += f"  rate {rate:g}/s peak {rate * 5:g}/s\n"
        text += "".join(f"  skew {skew}\n" for skew in skews) + "}\n"
        self.load.patterns.append(Pattern(name, kind, rate, text, **more))

    def may_go(self, entity):
        """Whether no row keeps a row from going."""
        return all(
            one.cascade or one.target != entity.name
            for other in self.entities.values() for one in other.of("reference")
        )

    # MARK: Reads

    def of_parent(self, entity):
        if one := self.choice(self.references(entity, 1, 300)):
            self.add(
                "read", f"{entity.table}Of{one.target}", self.log(0.1, 50), f"p: {one.target}",
                [f"read {entity.name} {self.shown(entity)}", f"where {one.name} == $p"],
                ["p uniform"],
            )

    def newest_of_parent(self, entity):
        one, clock = self.choice(self.references(entity, 4, 1e6)), self.choice(entity.of("clock"))
        if one and clock:
            self.add(
                "read", f"newest{entity.name}Of{one.target}", self.log(0.1, 50), f"p: {one.target}",
                [
                    f"read {entity.name} {self.shown(entity)}", f"where {one.name} == $p",
                    f"order {clock.name} descending", f"limit {self.choice([1, 10, 20, 50])}",
                ],
                ["p uniform"],
            )

    def in_state_of_parent(self, entity):
        one, state = self.choice(self.references(entity, 4, 1e6)), self.choice(entity.of("enum"))
        if one and state:
            case, share = self.choice(state.cases)
            if one.fan_out * share > 500:
                return
            self.add(
                "read", f"{entity.table}Of{one.target}In{case.capitalize()}", self.log(0.05, 30),
                f"p: {one.target}, s: {entity.name}.{state.name}",
                [
                    f"read {entity.name} {self.shown(entity)}",
                    f"where {one.name} == $p and {state.name} == $s",
                ],
                ["p uniform", f"s top(.{case} 100%)"],
                case=case,
            )

    def newest_in_state(self, entity):
        state, clock = self.choice(entity.of("enum")), self.choice(entity.of("clock"))
        if state and clock:
            case, _ = self.choice(state.cases)
            self.add(
                "read", f"newest{entity.name}In{case.capitalize()}", self.log(0.05, 10),
                f"s: {entity.name}.{state.name}",
                [
                    f"read {entity.name} {self.shown(entity)}", f"where {state.name} == $s",
                    f"order {clock.name} descending", f"limit {self.choice([10, 50])}",
                ],
                [f"s top(.{case} 100%)"],
                case=case,
            )

    def stretch(self, entity, low, high):
        """Seconds that hold so many rows."""
        rows = self.log(low, high)
        return max(1.0, round(rows * self.load.seconds(entity) / entity.rows))

    def period(self, entity):
        clock, one = self.choice(entity.of("clock")), self.choice(self.references(entity, 50, 1e6))
        if not clock:
            return
        extent = self.stretch(entity, 10, 3_000)
        parameters, condition, skews = "", "", []
        if one and self.random.random() < 0.5:
            extent = min(self.load.seconds(entity) / 4, extent * 20)
            parameters, condition = f", p: {one.target}", f" and {one.name} == $p"
            skews = ["p uniform"]
        self.add(
            "read", f"{entity.table}In", self.log(0.01, 5),
            f"t: range of timestamp(s) 1..{extent * 4:.0f} s avg {extent:.0f} s{parameters}",
            [f"read {entity.name} {self.shown(entity)}", f"where {clock.name} in $t{condition}"],
            skews, extent=round(extent),
        )

    def since(self, entity):
        clock, one = self.choice(entity.of("clock")), self.choice(self.references(entity, 4, 1e6))
        if clock and one:
            extent = max(1, round(self.load.seconds(entity) * self.log(0.01, 0.3)))
            self.add(
                "read", f"{entity.table}Of{one.target}Since", self.log(0.1, 30),
                f"p: {one.target}, t: timestamp(s) recent {extent} s",
                [
                    f"read {entity.name} {self.shown(entity)}",
                    f"where {one.name} == $p and {clock.name} >= $t",
                ],
                ["p uniform"], extent=extent,
            )

    def newest(self, entity):
        if clock := self.choice(entity.of("clock")):
            self.add(
                "read", f"newest{entity.name}", self.log(0.05, 10), "",
                [
                    f"read {entity.name} {self.shown(entity)}",
                    f"order {clock.name} descending", f"limit {self.choice([10, 100])}",
                ],
            )

    def groups(self, entity):
        one, state = self.choice(self.references(entity, 4, 10_000)), self.choice(entity.of("enum"))
        amount = self.choice(entity.of("decimal") + entity.of("int"))
        if one and amount:
            rate = self.log(0.05, 10) if one.fan_out < 500 else self.log(0.01, 1)
            grouped = f"{state.name}, " if state else ""
            lines = [
                f"read {entity.name} {{ {grouped}n: count(), s: sum({amount.name}) }}",
                f"where {one.name} == $p",
            ]
            if state:
                lines.append(f"group {state.name}")
            self.add(
                "read", f"sums{entity.name}Of{one.target}", rate, f"p: {one.target}", lines,
                ["p uniform"],
            )

    def groups_of_period(self, entity):
        clock, state = self.choice(entity.of("clock")), self.choice(entity.of("enum"))
        if clock and state:
            extent = self.stretch(entity, 1_000, 50_000)
            self.add(
                "read", f"sums{entity.name}In", self.log(0.002, 0.2),
                f"t: range of timestamp(s) 1..{extent * 4:.0f} s avg {extent:.0f} s",
                [
                    f"read {entity.name} {{ {state.name}, n: count() }}",
                    f"where {clock.name} in $t", f"group {state.name}",
                ],
                extent=extent,
            )

    def listed(self, entity):
        if one := self.choice(self.references(entity, 1, 100)):
            self.add(
                "read", f"{entity.table}OfMany{one.target}", self.log(0.1, 10),
                f"p: many {one.target} 1..20 avg 5",
                [f"read {entity.name} {self.shown(entity)}", f"where {one.name} in $p"],
                ["p uniform"],
            )

    def parent(self, entity):
        if one := self.choice(self.references(entity, 1, 100)):
            parent = self.entities[one.target]
            if len(parent.key) > 1:
                return
            self.add(
                "read", f"{parent.table}With{entity.name}", self.log(0.1, 30),
                f"p: {parent.name}",
                [
                    f"read {parent.name} {{ *, {one.inverse} {self.shown(entity)} }}",
                    f"where {parent.key[0]} == $p",
                ],
                ["p uniform"],
            )

    def over_parent(self, entity):
        """Rows whose parent has a parent of its own."""
        pairs = [
            (one, two)
            for one in self.references(entity, 1, 100)
            for two in self.entities[one.target].of("reference")
            if one.fan_out * two.fan_out <= 2_000
        ]
        if pair := self.choice(pairs):
            one, two = pair
            self.add(
                "read", f"{entity.table}Over{one.target}Of{two.target}", self.log(0.02, 5),
                f"p: {two.target}",
                [
                    f"read {entity.name} {self.shown(entity)}",
                    f"where {one.name}.{two.name} == $p",
                ],
                ["p uniform"],
            )

    def dearest(self, entity):
        one = self.choice(self.references(entity, 4, 10_000))
        amount = self.choice(entity.of("decimal"))
        if one and amount:
            self.add(
                "read", f"dearest{entity.name}Of{one.target}", self.log(0.05, 10),
                f"p: {one.target}",
                [
                    f"read {entity.name} {self.shown(entity)}", f"where {one.name} == $p",
                    f"order {amount.name} descending", "limit 10",
                ],
                ["p uniform"],
            )

    # MARK: Writes

    def insert(self, entity, rate):
        self.add(
            "write", f"insert{entity.name}", rate, f"r: new {entity.name}", ["insert $r"],
            [f"r.{one.name} uniform" for one in entity.of("reference")],
        )

    def update(self, entity):
        of = self.choice(entity.of("enum") + entity.of("decimal"))
        if not of:
            return
        rate = self.log(0.1, 20)
        condition = " and ".join(f"{part} == $r.{part}" for part in entity.key)
        if len(entity.key) == 1:
            condition = f"{entity.key[0]} == $r"
        type = f"{entity.name}.{of.name}"
        case = of.cases[0][0] if of.kind == "enum" else ""
        skews = ["r uniform"] + ([f"v top(.{case} 100%)"] if case else [])
        if not case:
            type = f"decimal({len(str(of.high)) - 1 + of.digits}, {of.digits})"
        self.add(
            "write", f"set{entity.name}{of.name.capitalize()}", rate,
            f"r: {entity.name}, v: {type}",
            [f"update {entity.name} where {condition} set {of.name} = $v"], skews[: 1], case=case,
        )

    def delete(self, entity):
        condition = " and ".join(f"{part} == $r.{part}" for part in entity.key)
        if len(entity.key) == 1:
            condition = f"{entity.key[0]} == $r"
        self.add(
            "write", f"delete{entity.name}", self.log(0.05, 5), f"r: {entity.name}",
            [f"delete {entity.name} where {condition}"], ["r uniform"],
        )
