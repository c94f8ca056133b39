"""Findings: pushed, pulled, of unsaved text, over several files."""

import pytest
from conftest import ENTITIES, PATTERNS, start
from lsprotocol import types
from pytest_lsp import client_capabilities


def codes(found):
    return [diagnostic.code for diagnostic in found]


async def test_a_healthy_model_has_no_findings(library):
    assert await library.findings(library.patterns, version=1) == []
    assert await library.findings(library.entities, version=1) == []


async def test_a_wrong_name_is_found_while_typing(library):
    await library.findings(library.patterns, version=1)
    library.change(library.patterns, ("read    Loan", "read    Lown"))
    found = await library.findings(library.patterns, version=2)
    assert len(found) == 1
    assert library.text(library.patterns, found[0].range) == "Lown"
    assert found[0].severity == types.DiagnosticSeverity.Error
    assert found[0].source == "dbmodel"
    assert found[0].code.startswith("DBM2")
    assert "`Lown`" in found[0].message.splitlines()[0]
    library.change(library.patterns, ("Lown", "Loan"))
    assert await library.findings(library.patterns, version=3) == []


async def test_what_one_file_breaks_is_found_in_the_other(library):
    await library.findings(library.patterns, version=1)
    library.change(library.entities, ("due:  ", "until:"))
    found = await library.findings(library.patterns, lambda found: found)
    assert library.text(library.patterns, found[0].range) == "due"
    library.change(library.entities, ("until:", "due:  "))
    assert await library.findings(library.patterns, lambda found: not found) == []


async def test_findings_of_the_design_follow(library):
    await library.findings(library.patterns, version=1)
    library.change(library.patterns, ("rate    20/s peak 60/s", "rate 20K/s peak 90K/s"))
    found = await library.findings(library.patterns, lambda found: found)
    assert any(code.startswith(("DBM3", "DBM6")) for code in codes(found))
    assert all(diagnostic.related_information is not None or True for diagnostic in found)
    # Typing elsewhere leaves them where they are, a line further down.
    before = found[0].range.start.line
    library.change(library.patterns, ("import ", "\nimport "))
    found = await library.findings(library.patterns, version=3)
    assert found and found[0].range.start.line == before + 1


async def test_files_that_are_not_open_have_findings_too(session):
    session.workspace.write("entities.dbmodel", ENTITIES.replace("avg 20 B", "avg 20 ms"))
    uri = session.open("patterns.dbmodel", PATTERNS)
    found = await session.findings(session.workspace.uri("entities.dbmodel"), lambda f: f)
    assert found[0].range.start.line == 15
    session.close(uri)
    assert await session.findings(
        session.workspace.uri("entities.dbmodel"), lambda found: not found
    ) == []


async def test_a_closed_document_counts_as_it_is_on_disk(library):
    await library.findings(library.patterns, version=1)
    library.change(library.entities, ("due:  ", "until:"))
    await library.findings(library.patterns, lambda found: found)
    library.close(library.entities)
    assert await library.findings(library.patterns, lambda found: not found) == []


async def test_changes_on_disk_are_taken_in(session):
    session.workspace.write("entities.dbmodel", ENTITIES)
    uri = session.open("patterns.dbmodel", PATTERNS)
    assert await session.findings(uri, version=1) == []
    changed = session.workspace.write("entities.dbmodel", ENTITIES.replace("due:", "until:"))
    session.client.workspace_did_change_watched_files(
        types.DidChangeWatchedFilesParams(
            [types.FileEvent(uri=changed, type=types.FileChangeType.Changed)]
        )
    )
    found = await session.findings(uri, lambda found: found)
    assert session.text(uri, found[0].range) == "due"


async def test_a_missing_import_is_found_and_mended_by_saving(session):
    uri = session.open("patterns.dbmodel", PATTERNS)
    found = await session.findings(uri, lambda found: found)
    assert any(session.text(uri, d.range) == '"entities.dbmodel"' for d in found)
    made = session.workspace.write("entities.dbmodel", ENTITIES)
    session.client.workspace_did_change_watched_files(
        types.DidChangeWatchedFilesParams(
            [types.FileEvent(uri=made, type=types.FileChangeType.Created)]
        )
    )
    assert await session.findings(uri, lambda found: not found) == []


async def test_a_document_without_a_file(session):
    uri = session.open("untitled:Untitled-1", ENTITIES.replace("uuid", "uuit", 1))
    found = await session.findings(uri, lambda found: found)
    assert session.text(uri, found[0].range) == "uuit"


async def test_columns_are_utf_16(session):
    uri = session.open("a.dbmodel", 'edition 2026 /* */ model "😀é" Lown\n')
    found = await session.findings(uri, lambda found: found)
    for diagnostic in found:
        line = session.texts[uri].split("\n")[diagnostic.range.start.line]
        assert diagnostic.range.end.character <= len(line.encode("utf-16-le")) // 2
    session.change(uri, ("😀é", "é😀😀"), ("Lown", "Down"))
    session.change(uri, ENTITIES)
    await session.findings(uri, lambda found: not found, version=3)


async def test_many_edits_in_one_change(library):
    library.change(
        library.patterns, ("Loan", "Lo😀an"), ("😀", ""), ("read ", "read\t"), ("\t", " "),
        ("edition 2026\n", "edition 2026\r\n"),
    )
    assert await library.findings(library.patterns, version=2) == []


async def test_positions_may_be_utf_8(client, workspace):
    capabilities = client_capabilities("neovim")
    capabilities.text_document.diagnostic = None
    session = await start(client, workspace, capabilities)
    assert session.result.capabilities.position_encoding == "utf-8"
    uri = session.open("a.dbmodel", 'edition 2026\nmodel A\nstore "é😀": nothing\n')
    found = await session.findings(uri, lambda found: found)
    line = session.texts[uri].split("\n")[2].encode("utf-8")
    assert found[0].range.start.character <= len(line)


async def test_pulled_findings(client, workspace):
    session = await start(client, workspace, client_capabilities("neovim"))
    assert session.result.capabilities.diagnostic_provider is not None
    session.workspace.write("entities.dbmodel", ENTITIES)
    text = PATTERNS.replace("rate    20/s peak 60/s", "rate 20K/s peak 90K/s")
    uri = session.open("patterns.dbmodel", text)
    params = types.DocumentDiagnosticParams(text_document=session.document(uri))
    report = await client.text_document_diagnostic_async(params)
    assert report.kind == "full"
    # Without a way to say that there is more, everything is in the first answer.
    assert any(code.startswith(("DBM3", "DBM6")) for code in codes(report.items))
    again = await client.text_document_diagnostic_async(
        types.DocumentDiagnosticParams(
            text_document=session.document(uri), previous_result_id=report.result_id
        )
    )
    assert again.kind == "unchanged"
    # What is pulled is not pushed as well: an editor would show it twice.
    assert uri not in session.published


async def test_pulled_findings_are_refreshed(client, workspace):
    capabilities = client_capabilities("neovim")
    capabilities.workspace.diagnostics = types.DiagnosticWorkspaceClientCapabilities(
        refresh_support=True
    )
    session = await start(client, workspace, capabilities)
    session.workspace.write("entities.dbmodel", ENTITIES)
    uri = session.open(
        "patterns.dbmodel", PATTERNS.replace("rate    20/s peak 60/s", "rate 20K/s peak 90K/s")
    )
    for _ in range(1_000):
        if client.diagnostic_refresh_count:
            break
        await session_pause()
    assert client.diagnostic_refresh_count
    report = await client.text_document_diagnostic_async(
        types.DocumentDiagnosticParams(text_document=session.document(uri))
    )
    assert any(code.startswith(("DBM3", "DBM6")) for code in codes(report.items))


async def session_pause():
    import asyncio

    await asyncio.sleep(0.01)
