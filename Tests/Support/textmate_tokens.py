"""Colours files as an editor would and compares each byte with what the compiler read there.

Arguments: the TextMate grammar, and a JSON file that the test writes: for each file its text and
its tokens, as [first byte, byte after the last, class, role]. Comments are among them. Every byte
outside all tokens must have no colour at all. Prints one line for each difference; ends with 1
where there are any.
"""

import json
import logging
import sys

from textmate_grammar.parsers.base import LanguageParser

logging.disable(logging.CRITICAL)

# The most specific of a byte's scopes decides; the first prefix that fits wins.
CLASSES = [
    ("comment.line.documentation", "documentation"),
    ("comment.line", "comment"),
    ("constant.numeric.date", "date"),
    ("constant.numeric.time", "time"),
    ("constant.numeric", "number"),
    ("variable.parameter", "parameter"),
    ("keyword.operator.word", "reserved"),
    ("constant.language", "reserved"),
    ("keyword.operator.arrow", "arrow"),
    ("keyword.operator.range", "dotDot"),
    ("keyword.operator.comparison", "comparison"),
    ("keyword.operator.assignment", "assignment"),
    ("keyword.operator.arithmetic", "arithmetic"),
    ("keyword.operator.optional", "question"),
    ("punctuation.accessor", "dot"),
    ("punctuation.separator.comma", "comma"),
    ("punctuation.separator.colon", "colon"),
    ("punctuation.section.parens", "parens"),
    ("punctuation.section.braces", "braces"),
    ("keyword.control.clause", "word"),
    ("keyword.other.unit", "word"),
    ("entity.other.attribute-name", "word"),
    ("entity.name", "word"),
    ("support", "word"),
    ("storage.modifier", "word"),
    ("variable.other", "word"),
    ("constant.other.case", "word"),
    ("invalid.illegal.number", "number"),
    ("invalid", "invalid"),
]

# What a word is used for, where the tree tells.
ROLES = {
    "clause": ["keyword.control.clause"],
    "label": ["entity.other.attribute-name"],
    "unit": ["keyword.other.unit"],
    "case": ["constant.other.case"],
    "call": ["entity.name", "support", "keyword.control.clause", "variable.other.member"],
}


def class_of(scopes):
    for scope in scopes:
        if scope.startswith("string.quoted.triple") or scope == "meta.embedded.block.sql":
            return "rawString"
        if scope.startswith("string.quoted"):
            return "string"
    last = scopes[-1]
    for prefix, name in CLASSES:
        if last.startswith(prefix):
            return name
    return None if last == "source.dbmodel" else last


def colours(parser, text):
    """The scopes of each byte."""
    found = [("source.dbmodel",)] * len(text.encode())
    lines = text.split("\n")
    starts, offset = [], 0
    for line in lines:
        starts.append(offset)
        offset += len(line.encode()) + 1
    for (line, column), content, scopes in parser.parse_string(text).flatten():
        first = starts[line] + len(lines[line][:column].encode())
        # One name may hold several scopes, as an editor splits it.
        split = tuple(part for scope in scopes for part in scope.split())
        for index in range(len(content.encode())):
            if first + index < len(found):
                found[first + index] = split
    return found


def differences(name, text, tokens, found):
    data = text.encode()
    covered = bytearray(len(data))

    def place(offset):
        before = data[:offset].decode(errors="replace")
        return f"{name}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"

    for first, end, wanted, role in tokens:
        covered[first:end] = b"\1" * (end - first)
        for index in range(first, end):
            # Line ends inside texts have no colour of their own in an editor.
            if data[index] in b"\r\n":
                continue
            actual = class_of(found[index])
            if actual != wanted:
                word = data[first:end].decode(errors="replace")
                yield f"{place(index)}: `{word}` is {wanted}; the grammar says {actual}"
                break
        else:
            if role and not any(found[first][-1].startswith(scope) for scope in ROLES[role]):
                word = data[first:end].decode(errors="replace")
                yield f"{place(first)}: `{word}` is a {role}; the grammar says {found[first][-1]}"
    for index, scopes in enumerate(found):
        if not covered[index] and class_of(scopes) is not None:
            yield f"{place(index)}: between tokens the grammar says {scopes[-1]}"


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        grammar = json.load(file)
    with open(sys.argv[2], encoding="utf-8") as file:
        cases = json.load(file)
    # Editors bring SQL; here it is a language without words.
    LanguageParser({"name": "SQL", "scopeName": "source.sql", "patterns": []})
    parser = LanguageParser(grammar)
    count, tokens = 0, 0
    for case in cases:
        tokens += len(case["tokens"])
        for line in differences(case["name"], case["text"], case["tokens"],
                                colours(parser, case["text"])):
            count += 1
            if count <= 60:
                print(line)
    print(f"{len(cases)} files, {tokens} tokens, {count} differences")
    return 1 if count else 0


sys.exit(main())
