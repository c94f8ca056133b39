"""A language client over the built command, and a small workspace for it.

DBMODEL_BINARY names the command; `make test` sets it.
"""

import asyncio
import os
import pathlib

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

BINARY = os.environ["DBMODEL_BINARY"]
ROOT = pathlib.Path(__file__).resolve().parents[2]
SERVER = ClientServerConfig(server_command=[BINARY, "lsp"])

ENTITIES = """\
edition 2026
model Library

store main: dynamodb default {
  capacity on-demand
}

service desk {
  role      desk-app
  instances 2
}

/// Somebody with a card. 😀
entity Member {
  id:   uuid       key
  name: string(80) avg 20 B

  count 40K growing 1%/month
}

entity Loan {
  member:   Member         inverse loans 0..200 avg 6 skew zipf(0.3)
  id:       uuid
  due:      timestamp(ms)
  state:    enum { out 20%, back 80% }
  returned: timestamp(ms)? present 80%

  key   member, id
  count 240K growing 1%/month
}
"""

PATTERNS = """\
edition 2026

import "entities.dbmodel"

access loansOf(member: Member) {
  read    Loan { due, state }
  where   member == $member
  page    20 depth avg 1.2 max 10
  by      desk
  rate    20/s peak 60/s
  skew    member zipf(0.3)
  latency 20 ms p95
}
"""


class Workspace:
    """Files on disk, and their addresses."""

    def __init__(self, folder):
        self.folder = folder

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path.as_uri()

    def uri(self, name):
        return (self.folder / name).as_uri()


class Session:
    """What the tests do with a client, in few words."""

    def __init__(self, client, workspace):
        self.client, self.workspace = client, workspace
        self.asked, self.registrations = [], []
        self.texts, self.versions, self.published = {}, {}, {}

    def open(self, name, text):
        uri = name if ":" in name else self.workspace.uri(name)
        self.texts[uri], self.versions[uri] = text, 1
        self.client.text_document_did_open(
            types.DidOpenTextDocumentParams(
                types.TextDocumentItem(uri=uri, language_id="dbmodel", version=1, text=text)
            )
        )
        return uri

    def change(self, uri, *changes):
        """Sends changes: (old, new) replaces the first occurrence, a text replaces everything."""
        events = []
        for change in changes:
            if isinstance(change, str):
                self.texts[uri] = change
                events.append(types.TextDocumentContentChangeWholeDocument(text=change))
                continue
            old, new = change
            events.append(
                types.TextDocumentContentChangePartial(range=self.range(uri, old), text=new)
            )
            self.texts[uri] = self.texts[uri].replace(old, new, 1)
        self.versions[uri] += 1
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(uri=uri, version=self.versions[uri]), events
            )
        )

    def close(self, uri):
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(self.document(uri)))

    @staticmethod
    def document(uri):
        return types.TextDocumentIdentifier(uri=uri)

    def position(self, uri, text, skip=0):
        """Where the text begins, `skip` characters further on, in UTF-16."""
        at = self.texts[uri].index(text) + skip
        before = self.texts[uri][:at]
        line = before.rpartition("\n")[2]
        return types.Position(before.count("\n"), len(line.encode("utf-16-le")) // 2)

    def range(self, uri, text):
        return types.Range(self.position(uri, text), self.position(uri, text, len(text)))

    def at(self, uri, text, skip=0):
        return {"text_document": self.document(uri), "position": self.position(uri, text, skip)}

    def range_offsets(self, uri, range_):
        """Where a range begins and ends, in characters."""
        lines = self.texts[uri].split("\n")

        def offset(position):
            line = lines[position.line].encode("utf-16-le")[: position.character * 2]
            return sum(len(l) + 1 for l in lines[: position.line]) + len(line.decode("utf-16-le"))

        return offset(range_.start), offset(range_.end)

    def text(self, uri, range_):
        """What a range holds."""
        lower, upper = self.range_offsets(uri, range_)
        return self.texts[uri][lower:upper]

    async def findings(self, uri, until=lambda found: True, version=None, seconds=30):
        """The findings of a document, as soon as there are some that satisfy a condition."""
        end = asyncio.get_running_loop().time() + seconds
        while True:
            found = self.published.get(uri)
            if found and (version is None or found.version == version):
                if until(found.diagnostics):
                    return list(found.diagnostics)
            assert asyncio.get_running_loop().time() < end, f"no such findings: {found}"
            await asyncio.sleep(0.005)


def listen(client, session):
    """Keeps what the server publishes, with its versions."""
    known = client.protocol.fm.features["textDocument/publishDiagnostics"]

    def publish(params):
        session.published[params.uri] = params
        return known(params)

    client.protocol.fm._features["textDocument/publishDiagnostics"] = publish
    # What a server may ask of this client.
    @client.feature("workspace/inlayHint/refresh")
    def inlay_hints(params):
        session.asked.append("inlayHint")

    @client.feature("workspace/codeLens/refresh")
    def code_lenses(params):
        session.asked.append("codeLens")

    if "client/registerCapability" not in client.protocol.fm.features:

        @client.feature("client/registerCapability")
        def register(params):
            session.registrations.append(params)


async def start(client, workspace, capabilities, folders=True):
    session = Session(client, workspace)
    listen(client, session)
    session.result = await client.initialize_session(
        types.InitializeParams(
            capabilities=capabilities,
            workspace_folders=(
                [types.WorkspaceFolder(uri=workspace.folder.as_uri(), name="w")] if folders else None
            ),
        )
    )
    return session


@pytest.fixture
def workspace(tmp_path):
    folder = tmp_path / "a folder"
    folder.mkdir()
    return Workspace(folder)


@pytest_lsp.fixture(config=SERVER)
async def client(lsp_client: LanguageClient):
    yield
    await lsp_client.shutdown_session()
    # A server that is told to end as the protocol says ends well.
    if lsp_client.capabilities is not None:
        assert lsp_client._server.returncode == 0


@pytest.fixture
async def session(client, workspace):
    """As Visual Studio Code would start it."""
    return await start(client, workspace, client_capabilities("visual-studio-code"))


@pytest.fixture
async def library(session):
    """The model of two files, both open."""
    session.workspace.write("entities.dbmodel", ENTITIES)
    session.workspace.write("patterns.dbmodel", PATTERNS)
    session.entities = session.open("entities.dbmodel", ENTITIES)
    session.patterns = session.open("patterns.dbmodel", PATTERNS)
    return session
