#!/usr/bin/env python3
"""Writes a large model: one connected component, every operation, one to four entities a pattern.

Usage: generate_model.py ENTITIES PATTERNS [SEED]   (the model goes to standard output)
"""
import random
import sys


def entity(number, random_):
    """Each entity refers to an earlier one, so that all are connected."""
    lines = [f"entity E{number} {{"]
    parent = random_.randrange(number) if number else None
    child = number > 0 and number % 3 == 0
    if child:
        lines.append(f"  parent: E{parent} inverse children{number} 0..40 avg 1 skew uniform")
        lines.append("  line: int(1..40)")
    else:
        lines.append("  id: uuid key")
        if number:
            lines.append(f"  parent: E{parent} inverse children{number} 0..200 avg 1 skew uniform")
    lines.append("  name: string(80) avg 20 B")
    lines.append("  status: enum { open 20%, done 75%, void 5% }")
    lines.append("  created: timestamp(ms) clock")
    lines.append("  amount: decimal(12, 2)")
    lines.append("  count: int(0..)")
    lines.append("  note: string(400)? avg 60 B present 30%")
    if child:
        lines.append("\n  key parent, line")
    lines.append("  count 2M growing 2%/month")
    return "\n".join(lines) + "\n}\n", parent, child


def clauses(random_, *skews):
    skews = [one for skew in skews for one in skew.split("; ")]
    rate = random_.choice(["0.01/s peak 4/s", "0.01/s peak 12/s", "0.01/s peak 40/s"])
    lines = ["  by app", f"  rate {rate}"]
    lines += [f"  skew {skew}" for skew in skews]
    lines.append("  latency 80 ms p95")
    return "\n".join(lines)


def pattern(number, entities, random_):
    index = random_.randrange(1, len(entities))
    _, parent, child = entities[index]
    name = f"a{number}"
    kind = number % 8
    key = ("parent: E%d, line: int(1..40)" % parent, "parent == $parent and line == $line",
           "parent zipf(0.3); line uniform") if child else ("row: E%d" % index, "id == $row", "row uniform")
    if kind == 0:
        return (f"access {name}({key[0]}) {{\n  read E{index} {{ * }}\n  where {key[1]}\n"
                f"{clauses(random_, key[2])}\n}}\n")
    if kind == 1:
        return (f"access {name}(parent: E{parent}) {{\n  read E{index} {{ name, status, created }}\n"
                f"  where parent == $parent\n  order created descending\n"
                f"  page 20 depth avg 1.2 max 20\n{clauses(random_, 'parent zipf(0.3)')}\n}}\n")
    if kind == 2:
        return (f"access {name}(parent: E{parent}, status: E{index}.status) {{\n"
                f"  read E{index} {{ name, created }}\n"
                f"  where parent == $parent and status == $status\n  order created\n  limit 50\n"
                f"{clauses(random_, 'parent zipf(0.3)', 'status top(.open 80%, .done 20%)')}\n}}\n")
    if kind == 3:
        # The row, the one it refers to, and the one that refers to: up to four entities.
        grand = entities[parent][1]
        deeper = f" parent {{ name }}" if grand is not None else ""
        return (f"access {name}({key[0]}) {{\n  read E{index} {{ name, parent {{ name{',' if deeper else ''}{deeper} }} }}\n"
                f"  where {key[1]}\n{clauses(random_, key[2])}\n}}\n")
    if kind == 4:
        return (f"access {name}(row: new E{index}) {{\n  insert $row\n"
                f"{clauses(random_, 'row.parent zipf(0.3)')}\n}}\n")
    if kind == 5:
        return (f"access {name}({key[0]}, n: int(1..9)) {{\n  update E{index} where {key[1]}\n"
                f"    set count += $n\n{clauses(random_, key[2])}\n}}\n")
    if kind == 6:
        return (f"access {name}({key[0]}) {{\n  delete E{index} where {key[1]}\n"
                f"{clauses(random_, key[2])}\n}}\n")
    return (f"access {name}(row: new E{index}, {key[0].replace('row:', 'other:')}, n: int(1..9)) {{\n"
            f"  transaction {{\n    insert $row\n    update E{index} where "
            f"{key[1].replace('$row', '$other')}\n      set count += $n\n  }}\n"
            f"{clauses(random_, 'row.parent zipf(0.3)', key[2].replace('row', 'other'))}\n}}\n")


def main():
    count, patterns = int(sys.argv[1]), int(sys.argv[2])
    random_ = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    entities = [entity(number, random_) for number in range(count)]
    out = ["edition 2026", "model Large", "", "store main: dynamodb default {",
           "  capacity on-demand", "}", "", "service app {", "  role app", "  instances 4", "}", ""]
    out += [text for text, _, _ in entities]
    out += [pattern(number, entities, random_) for number in range(patterns)]
    sys.stdout.write("\n".join(out))


main()
