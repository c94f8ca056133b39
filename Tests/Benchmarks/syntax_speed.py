#!/usr/bin/env python3
"""Parsing and formatting beside two SQL parsers, on the same models; prints a section in Markdown.

Usage: syntax_speed.py DBMODEL SYNTAX_BENCHMARK

The text is every sample, once and again up to a megabyte, with lines of comments taken out until
they are at most 15 % of it. The SQL is what `dbmodel compile` makes of the same samples for
PostgreSQL, of equal size, without comments; statements that one of the two parsers refuses are left
out and counted. Each figure is the best of several rounds, taken in turns.
"""

import glob
import json
import os
import re
import subprocess
import sys
import tempfile
import time

import pglast
import tree_sitter
import tree_sitter_sql

SIZE_BYTES = 1 << 20
COMMENT_SHARE = 0.15
ROUNDS = 7
TIMES_PARSING = 10
TIMES_FORMATTING = 3


def comment_bytes(text):
    return sum(len(found) for found in re.findall(rb"(?m)(?:^|(?<=\s))//[^\n]*", text))


def model_text():
    """All samples without their `edition` and `model` lines but the first, and the comments' share."""
    paths = sorted(glob.glob("samples/**/*.dbmodel", recursive=True))
    lines = [line for path in paths for line in open(path, "rb").read().splitlines(keepends=True)]
    comments = [i for i, line in enumerate(lines) if line.lstrip().startswith(b"//")]
    text = b"".join(lines)
    while comment_bytes(text) > COMMENT_SHARE * len(text):
        lines[comments.pop()] = b""
        text = b"".join(lines)
    return repeated(text), comment_bytes(text) / len(text)


def repeated(text):
    """Whole copies, so that nothing is cut in two."""
    return text * (SIZE_BYTES // len(text) + 1)


def statements(binary):
    found = []
    for path in sorted(glob.glob("samples/**/*.dbmodel", recursive=True)):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(
                [binary, "compile", path, "-o", folder],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            for file in sorted(glob.glob(f"{folder}/**/postgresql/*.sql", recursive=True)):
                sql = re.sub(r"(?m)^\s*--.*\n", "", open(file, encoding="utf-8").read())
                found += [one.strip() + ";\n" for one in sql.split(";\n") if one.strip()]
    return found


def accepted(found, parser):
    kept = []
    for one in found:
        try:
            pglast.parser.parse_sql_protobuf(one)
        except pglast.parser.ParseError:
            continue
        if not parser.parse(one.encode()).root_node.has_error:
            kept.append(one)
    return kept


def megabytes_per_second(text, work):
    start = time.perf_counter()
    work(text)
    return len(text) / (time.perf_counter() - start) / 1e6


def own(benchmark, path):
    result = json.loads(subprocess.run([benchmark, path, "15"], capture_output=True, check=True).stdout)
    return {
        name: result["bytes"] / result[name] * 1e3 for name in ("parse", "format") if name in result
    }


def main():
    binary, benchmark = sys.argv[1], sys.argv[2]
    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_sql.language()))
    text, share = model_text()
    everything = statements(binary)
    kept = accepted(everything, parser)
    if not kept:
        sys.exit("error: no SQL was compiled that both parsers accept")
    one = "".join(kept)
    sql = one * (len(text) // len(one) + 1)
    sql_bytes = sql.encode()
    best = {}
    with tempfile.NamedTemporaryFile(suffix=".dbmodel") as file:
        file.write(text)
        file.flush()
        for _ in range(ROUNDS):
            figures = own(benchmark, file.name)
            figures["libpg_query"] = megabytes_per_second(sql, pglast.parser.parse_sql_protobuf)
            figures["libpg_query, as JSON"] = megabytes_per_second(sql, pglast.parser.parse_sql_json)
            figures["tree-sitter's SQL"] = megabytes_per_second(sql_bytes, parser.parse)
            for name, figure in figures.items():
                best[name] = max(best.get(name, 0), figure)
    print_section(best, len(text), share, len(kept), len(everything))


def print_section(best, size, share, kept, everything):
    print("## Parsing and formatting\n")
    print(
        f"{size / 1e6:.2f} MB of the samples' text ({share:.0%} comments) and as much of the SQL that "
        f"is compiled from them for PostgreSQL ({kept} of {everything} statements: those that both "
        f"peers accept; no comments). One core; the best of {ROUNDS} rounds taken in turns. Parsing "
        "ends with the lossless tree and its diagnostics; formatting with the checked text, so it "
        "parses twice.\n"
    )
    peers = ["libpg_query", "libpg_query, as JSON", "tree-sitter's SQL"]
    print("| | MB/s | times libpg_query | times libpg_query, as JSON | times tree-sitter's SQL |")
    print("|---|---|---|---|---|")
    for name, label in (("parse", "dbmodel, parse"), ("format", "dbmodel, format")):
        if name in best:
            ratios = " | ".join(f"{best[name] / best[peer]:.1f}" for peer in peers)
            print(f"| {label} | {best[name]:.0f} | {ratios} |")
    for peer in peers:
        print(f"| {peer} | {best[peer]:.1f} | | | |")
    verdicts = []
    for name, least in (("parse", TIMES_PARSING), ("format", TIMES_FORMATTING)):
        if name in best:
            holds = all(best[name] >= least * best[peer] for peer in (peers[0], peers[2]))
            verb = "parsing" if name == "parse" else "formatting"
            verdicts.append(
                f"At least {least} times both, {verb}: {'holds' if holds else '**does not hold**'}."
            )
    print("\n" + " ".join(verdicts))


main()
