#!/usr/bin/env python3
"""Types into a large workspace and measures how soon the language server answers.

Usage: lsp_latency.py DBMODEL [EDITS]   prints a section in Markdown

The workspace is a model of 10,000 lines in several files that import each other. Each edit inserts
one character somewhere or takes it back, and is waited for; the first publishDiagnostics of its
version tells syntax and names, the second, sent when the server has nothing else to do, the design
too. Times are those of a client: they hold the pipes and the JSON of both sides.
"""

import json
import math
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

LINES = 10_000
FILES = 8
EDITS = 200
LIMIT_NAMES_MS = 20
LIMIT_DESIGN_MS = 300


class Server:
    def __init__(self, binary):
        self.process = subprocess.Popen(
            [binary, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.count = 0

    def send(self, method, params, request=False):
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        if request:
            self.count += 1
            message["id"] = self.count
        body = json.dumps(message).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def receive(self):
        length = None
        while True:
            line = self.process.stdout.readline()
            if not line:
                sys.exit("error: the server ended")
            if line == b"\r\n":
                return json.loads(self.process.stdout.read(length))
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)

    def published(self, uri, version):
        """Waits for findings of a version of a document; returns when they came."""
        while True:
            message = self.receive()
            params = message.get("params", {})
            if message.get("method") != "textDocument/publishDiagnostics":
                continue
            if params["uri"] == uri and params.get("version") == version:
                return time.perf_counter()


def write_workspace(folder):
    """The model in several files of equal length; the first imports the others."""
    entities = 20
    script = pathlib.Path(__file__).with_name("generate_model.py")
    while True:
        text = subprocess.run(
            [sys.executable, script, str(entities), str(entities * 5)],
            capture_output=True, text=True, check=True,
        ).stdout
        lines = text.count("\n")
        if lines >= LINES:
            break
        entities = max(entities + 1, int(entities * LINES / max(lines, 1)))
    head, _, rest = text.partition("model Large\n")
    blocks = [block for block in rest.replace("\n}\n", "\n}\n\0").split("\0") if block.strip()]
    size = -(-len(blocks) // FILES)
    names = []
    for number in range(FILES):
        part = blocks[number * size : (number + 1) * size]
        names.append(f"part{number}.dbmodel")
        (folder / names[-1]).write_text("edition 2026\n\n" + "".join(part))
    imports = "".join(f'import "{name}"\n' for name in names)
    (folder / "main.dbmodel").write_text(f"edition 2026\nmodel Large\n\n{imports}")
    return names, lines


def percentile(values, share):
    """The smallest value that a share of all does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * share) - 1)]


def table_row(name, values, limit):
    p50, p99 = percentile(values, 0.5), percentile(values, 0.99)
    verdict = "yes" if p99 <= limit else "**no**"
    return f"| {name} | {p50:.1f} | {p99:.1f} | {max(values):.1f} | {limit} | {verdict} |"


def main():
    binary = os.path.abspath(sys.argv[1])
    edits = int(sys.argv[2]) if len(sys.argv) > 2 else EDITS
    random_ = random.Random(1)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        names, lines = write_workspace(folder)
        server = Server(binary)
        server.send(
            "initialize",
            {"processId": os.getpid(), "rootUri": folder.as_uri(), "capabilities": {}},
            request=True,
        )
        server.receive()
        server.send("initialized", {})
        uri, text = (folder / names[3]).as_uri(), (folder / names[3]).read_text()
        server.send(
            "textDocument/didOpen",
            {"textDocument": {"uri": uri, "languageId": "dbmodel", "version": 1, "text": text}},
        )
        server.published(uri, 1)
        server.published(uri, 1)
        rows = text.split("\n")
        names_ms, design_ms, version = [], [], 1
        places = [(row, line.index("//") if "//" in line else len(line)) for row, line
                  in enumerate(rows) if line.strip() and not line.startswith(("edition", "}"))]
        for _ in range(edits // 2):
            row, column = random_.choice(places)
            place = {"line": row, "character": column}
            after = {"line": row, "character": column + 1}
            # A letter, which most often breaks the line, and taking it back.
            for start, end, typed in ((place, place, random_.choice("xe1 ")), (place, after, "")):
                version += 1
                began = time.perf_counter()
                server.send(
                    "textDocument/didChange",
                    {
                        "textDocument": {"uri": uri, "version": version},
                        "contentChanges": [{"range": {"start": start, "end": end}, "text": typed}],
                    },
                )
                names_ms.append((server.published(uri, version) - began) * 1e3)
                design_ms.append((server.published(uri, version) - began) * 1e3)
        server.send("shutdown", None, request=True)
        server.send("exit", None)
        server.process.wait()
    print(
        "## Keystrokes in an editor\n\n"
        f"`dbmodel lsp` with a model of {lines:,} lines in {len(names) + 1} files; "
        f"{len(names_ms)} edits of one character at random places of one file, every other one "
        "taking the one before back. From sending `textDocument/didChange` to having read "
        "`textDocument/publishDiagnostics`.\n\n"
        "| findings of | p50 ms | p99 ms | most | p99 at most | holds |\n|---|---|---|---|---|---|\n"
        + table_row("syntax and names", names_ms, LIMIT_NAMES_MS) + "\n"
        + table_row("the design as well", design_ms, LIMIT_DESIGN_MS)
    )


main()
