"""What goes wrong on the wire: taken-back requests, bytes that are no message, unknown methods."""

import json
import os
import subprocess

import pytest
from conftest import BINARY, ENTITIES


class Wire:
    """A client that may write anything."""

    def __init__(self):
        self.process = subprocess.Popen(
            [BINARY, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def raw(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, message):
        self.raw(self.frame(json.dumps({"jsonrpc": "2.0", **message}).encode()))

    @staticmethod
    def frame(body):
        return b"Content-Length: %d\r\n\r\n" % len(body) + body

    def receive(self, wanted=lambda message: True):
        while True:
            length = None
            while (line := self.process.stdout.readline()) != b"\r\n":
                assert line, "the server ended"
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            message = json.loads(self.process.stdout.read(length))
            if wanted(message):
                return message

    def answer(self, id_):
        return self.receive(lambda message: message.get("id") == id_ and "method" not in message)

    def end(self):
        self.send({"id": "end", "method": "shutdown"})
        assert self.answer("end")["result"] is None
        self.send({"method": "exit"})
        self.process.stdin.close()
        assert self.process.wait(30) == 0


@pytest.fixture
def wire():
    wire = Wire()
    wire.send(
        {
            "id": 0, "method": "initialize",
            "params": {"processId": os.getpid(), "rootUri": None, "capabilities": {}},
        }
    )
    assert wire.answer(0)["result"]["serverInfo"]["name"] == "dbmodel"
    wire.send({"method": "initialized", "params": {}})
    yield wire
    if wire.process.poll() is None:
        wire.end()


def opened(wire, text=ENTITIES):
    wire.send(
        {
            "method": "textDocument/didOpen",
            "params": {
                "textDocument": {
                    "uri": "untitled:a", "languageId": "dbmodel", "version": 1, "text": text
                }
            },
        }
    )
    return {"textDocument": {"uri": "untitled:a"}}


@pytest.mark.parametrize(
    "bad, code",
    [
        (Wire.frame(b"{"), -32700),
        (Wire.frame(b"\xff\xfe"), -32700),
        (Wire.frame(b"[" * 100_000), -32700),
        (Wire.frame(b"[]"), -32600),
        (Wire.frame(b'{"jsonrpc": "1.0", "id": 7, "method": "shutdown"}'), -32600),
        (Wire.frame(b'{"jsonrpc": "2.0", "id": 7, "method": 7}'), -32600),
        (Wire.frame(b'{"jsonrpc": "2.0", "id": 7, "method": "x", "params": 1}'), -32600),
        (Wire.frame(b'{"jsonrpc": "2.0", "id": 7, "method": "no/such"}'), -32601),
        (Wire.frame(b'{"jsonrpc": "2.0", "id": 7, "method": "textDocument/hover"}'), -32602),
        (b"Content-Length: many\r\n\r\n", -32700),
        (b"no header at all\r\n\r\n", -32700),
    ],
)
def test_bad_messages_between_good_ones(wire, bad, code):
    document = opened(wire)
    wire.raw(bad)
    assert wire.receive(lambda message: "error" in message)["error"]["code"] == code
    wire.send({"id": 8, "method": "textDocument/documentSymbol", "params": document})
    assert [symbol["name"] for symbol in wire.answer(8)["result"]]


@pytest.mark.parametrize(
    "position",
    [None, [], {}, {"line": -1, "character": 0}, {"line": 0.5, "character": 0},
     {"line": "0", "character": 0}, {"line": 10**30, "character": 0}],
)
def test_positions_that_are_none_are_refused(wire, position):
    document = opened(wire)
    wire.send(
        {
            "id": 1, "method": "textDocument/definition",
            "params": {**document, "position": position},
        }
    )
    assert wire.answer(1)["error"]["code"] == -32602


def test_positions_outside_the_text_are_its_ends(wire):
    document = opened(wire)
    for position in ({"line": 2**31 - 1, "character": 2**31 - 1}, {"line": 0, "character": 9999}):
        for method in ("hover", "definition", "references", "completion", "documentHighlight"):
            wire.send(
                {
                    "id": 2, "method": f"textDocument/{method}",
                    "params": {
                        **document, "position": position, "context": {"includeDeclaration": True}
                    },
                }
            )
            assert "result" in wire.answer(2), method


def test_requests_are_taken_back(wire):
    document = opened(wire)
    cancelled, last = range(100, 140), 140
    messages = []
    for id_ in [*cancelled, last]:
        messages.append({"id": id_, "method": "textDocument/diagnostic", "params": document})
    messages += [{"method": "$/cancelRequest", "params": {"id": id_}} for id_ in cancelled]
    # In one write: the server reads them together, before it answers the first.
    wire.raw(b"".join(Wire.frame(json.dumps({"jsonrpc": "2.0", **m}).encode()) for m in messages))
    codes = [wire.answer(id_).get("error", {}).get("code") for id_ in [*cancelled, last]]
    assert codes[-1] is None
    # The first few may have been answered before the rest of the bytes came.
    assert -32800 in codes and codes == sorted(codes, key=lambda code: (code is not None)) or all(
        code == -32800 for code in codes[codes.index(-32800) : -1]
    )
    wire.send({"method": "$/cancelRequest", "params": {"id": "never sent"}})
    wire.send({"id": 200, "method": "textDocument/documentSymbol", "params": document})
    assert wire.answer(200)["result"]


def test_nothing_is_answered_before_initialize():
    wire = Wire()
    wire.send({"id": 1, "method": "textDocument/hover", "params": {}})
    assert wire.answer(1)["error"]["code"] == -32002
    wire.send({"method": "exit"})
    assert wire.process.wait(30) == 1


def test_the_end_of_the_input_ends_the_server(wire):
    wire.process.stdin.close()
    assert wire.process.wait(30) in (0, 1)


def test_a_change_that_cannot_be_read_is_logged(wire):
    document = opened(wire)
    for change in ({"text": 7}, {"range": 7, "text": ""}, 7, {"range": {"start": {}}, "text": ""}):
        wire.send(
            {
                "method": "textDocument/didChange",
                "params": {
                    "textDocument": {"uri": "untitled:a", "version": 2}, "contentChanges": [change]
                },
            }
        )
        log = wire.receive(lambda message: message.get("method") == "window/logMessage")
        assert "left aside" in log["params"]["message"]
    wire.send({"id": 3, "method": "textDocument/documentSymbol", "params": document})
    assert wire.answer(3)["result"]
