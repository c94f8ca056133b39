"""What other ways of choosing indexes would make: rules of their documentation and papers, with
HypoPG's hypothetical indexes where those ask the planner.

An index is (table, columns); columns may end with " DESC".
"""

import itertools
import json
import re

DEXTER_LEAST_COST = 100  # of a statement that is looked at
DEXTER_LEAST_SAVING = 0.5
DEXTER_PAIRS_ABOVE = 100  # cost after the first pass
EXTEND_WIDTH = 3
MEGABYTE = 1 << 20


def covered_by_key(columns, entity, keys):
    return any(list(columns) == key[: len(columns)] for key in keys[entity.table])


def foreign_keys(entities, keys):
    """Every foreign key, where no key begins with it."""
    return [
        (entity.table, (one.column,))
        for entity in entities.values()
        for one in entity.of("reference")
        if not covered_by_key([one.column], entity, keys)
    ]


def statement(index):
    table, columns = index
    text = ", ".join(f'"{one}"' for one in columns)
    return f'CREATE INDEX ON "{table}" ({text})'


class Planner:
    """The planner of a database, with hypothetical indexes."""

    def __init__(self, connection):
        self.connection = connection
        connection.execute("SELECT hypopg_reset()")
        self.made = {}
        self.questions = 0

    def cost(self, text, indexes):
        """Cost and hypothetical indexes used, with these and no others."""
        wanted = set(indexes)
        for index in list(self.made):
            if index not in wanted:
                self.connection.execute("SELECT hypopg_drop_index(%s)", [self.made.pop(index)[0]])
        for index in sorted(wanted):
            if index not in self.made:
                self.made[index] = self.connection.execute(
                    "SELECT indexrelid, indexname FROM hypopg_create_index(%s)", [statement(index)]
                ).fetchone()
        self.questions += 1
        plan = self.connection.execute("EXPLAIN (FORMAT JSON) " + text).fetchone()[0][0]["Plan"]
        names = {name: index for index, (_, name) in self.made.items()}
        found = re.findall(r'"Index Name": "([^"]+)"', json.dumps(plan))
        used = [names[one] for one in found if one in names]
        return plan["Total Cost"], used

    def bytes(self, index):
        self.cost("SELECT 1", list(self.made) + [index])
        return self.connection.execute(
            "SELECT hypopg_relation_size(%s)", [self.made[index][0]]
        ).fetchone()[0]


def columns_of(text, tables):
    """Every column that a statement names, of each table it names."""
    named = [one for one in tables.values() if re.search(rf'"{one.table}"', text)]
    words = re.findall(r'"(\w+)"', text)
    return [
        (entity.table, one.column)
        for entity in named
        for one in entity.attributes
        if one.column in words
    ]


def searched(text, tables):
    """The columns that a statement compares, orders or groups by."""
    tail = text[re.search(r"\b(WHERE|ORDER|GROUP)\b", text).start():] if re.search(
        r"\b(WHERE|ORDER|GROUP)\b", text) else ""
    head = " ".join(re.findall(r"JOIN .*", text))
    found = []
    for entity in tables.values():
        if not re.search(rf'(FROM|JOIN|UPDATE) "{entity.table}"', text):
            continue
        for one in entity.attributes:
            if re.search(rf'"{one.column}"', tail + head):
                found.append((entity.table, one.column))
    return found


def is_repeat(index, keys):
    return any(list(index[1]) == key[: len(index[1])] for key in keys[index[0]])


def dexter(planner, texts, tables, keys):
    """Statement by statement: all columns by themselves, then pairs; what the plan uses, if it
    saves half; of several the best one."""
    found = []
    for text in texts:
        first, _ = planner.cost(text, [])
        if first < DEXTER_LEAST_COST:
            continue
        columns = columns_of(text, tables)
        singles = [(t, (c,)) for t, c in columns if not is_repeat((t, (c,)), keys)]
        cost, used = planner.cost(text, singles)
        if cost > DEXTER_PAIRS_ABOVE:
            pairs = [
                (a[0], (a[1], b[1]))
                for a, b in itertools.permutations(columns, 2)
                if a[0] == b[0] and not is_repeat((a[0], (a[1], b[1])), keys)
            ]
            better, more = planner.cost(text, singles + pairs)
            # A pair has to be worth more than its single.
            if better < cost * DEXTER_LEAST_SAVING or not used:
                cost, used = better, more
        if cost > first * (1 - DEXTER_LEAST_SAVING) or not used:
            continue
        best = min(set(used), key=lambda one: (planner.cost(text, [one])[0], one))
        if best not in found and planner.cost(text, [best])[0] <= first * (1 - DEXTER_LEAST_SAVING):
            found.append(best)
    def begins(one, two):
        return two != one and two[0] == one[0] and two[1][: len(one[1])] == one[1]

    return [one for one in found if not any(begins(one, two) for two in found)]


def extend(planner, weighted, tables, keys, budgets, searched=searched):
    """Extend (Schlosser, Kossmann, Boissier, ICDE 2019): from nothing, again and again the new
    index or the further column with the most saved per byte, while the budget lasts. Reads are weighed by
    their rates; it knows no writes. One answer for each budget, which are ascending."""
    costs = [planner.cost(text, [])[0] for text, _ in weighted]
    attributes = []
    for text, _ in weighted:
        attributes += [one for one in searched(text, tables) if one not in attributes]
    involved = [{table for table, _ in searched(text, tables)} for text, _ in weighted]
    sizes = {}

    def size(index):
        if index not in sizes:
            sizes[index] = planner.bytes(index)
        return sizes[index]

    answers = []
    for budget in budgets:
        chosen, current = [], list(costs)
        while True:
            options = []
            for table, column in attributes:
                options.append((None, (table, (column,))))
                for old in chosen:
                    if old[0] == table and column not in old[1] and len(old[1]) < EXTEND_WIDTH:
                        options.append((old, (table, old[1] + (column,))))
            best = None
            spent = sum(size(one) for one in chosen)
            for old, new in options:
                if new in chosen or is_repeat(new, keys):
                    continue
                more = size(new) - (size(old) if old else 0)
                if spent + more > budget:
                    continue
                trial = [one for one in chosen if one != old] + [new]
                saved = 0
                for place, (text, weight) in enumerate(weighted):
                    if new[0] in involved[place]:
                        saved += weight * (current[place] - planner.cost(text, trial)[0])
                ratio = saved / max(more, 8_192)
                if saved > 1e-6 and (best is None or ratio > best[0] * (1 + 1e-9)):
                    best = (ratio, trial)
            if best is None:
                break
            chosen = best[1]
            current = [planner.cost(text, chosen)[0] for text, _ in weighted]
        answers.append(chosen)
    return answers
