"""Names: where they lead, where they stand, giving them others; the structure of a document."""

import pytest
from conftest import start
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pytest_lsp import client_capabilities


async def test_definition_in_another_file(library):
    found = await library.client.text_document_definition_async(
        types.DefinitionParams(**library.at(library.patterns, "Loan {", 2))
    )
    assert [link.target_uri for link in found] == [library.entities]
    assert library.text(library.entities, found[0].target_range) == "Loan"
    assert library.text(library.patterns, found[0].origin_selection_range) == "Loan"


async def test_definition_of_nothing(library):
    assert not await library.client.text_document_definition_async(
        types.DefinitionParams(**library.at(library.patterns, "edition"))
    )


async def test_references_and_highlights(library):
    at = library.at(library.patterns, "due", 1)
    found = await library.client.text_document_references_async(
        types.ReferenceParams(context=types.ReferenceContext(include_declaration=True), **at)
    )
    assert sorted(place.uri for place in found) == sorted([library.entities, library.patterns])
    assert all(library.text(place.uri, place.range) == "due" for place in found)
    found = await library.client.text_document_references_async(
        types.ReferenceParams(context=types.ReferenceContext(include_declaration=False), **at)
    )
    assert [place.uri for place in found] == [library.patterns]
    marks = await library.client.text_document_document_highlight_async(
        types.DocumentHighlightParams(**library.at(library.patterns, "member: Member"))
    )
    assert len(marks) >= 3
    assert {library.text(library.patterns, mark.range) for mark in marks} == {"member"}


async def test_rename_in_all_files(library):
    at = library.at(library.patterns, "due", 3)
    prepared = await library.client.text_document_prepare_rename_async(
        types.PrepareRenameParams(**at)
    )
    assert prepared.placeholder == "due"
    edit = await library.client.text_document_rename_async(
        types.RenameParams(new_name="until", **at)
    )
    assert {change.text_document.uri for change in edit.document_changes} == {
        library.entities, library.patterns,
    }
    for change in edit.document_changes:
        assert change.text_document.version == 1
        assert [edit.new_text for edit in change.edits] == ["until"]
    with pytest.raises(JsonRpcException, match="state"):
        await library.client.text_document_rename_async(types.RenameParams(new_name="state", **at))
    assert not await library.client.text_document_prepare_rename_async(
        types.PrepareRenameParams(**library.at(library.patterns, "rate"))
    )


async def test_outline(library):
    found = await library.client.text_document_document_symbol_async(
        types.DocumentSymbolParams(library.document(library.entities))
    )
    names = [symbol.name for symbol in found]
    assert names[-2:] == ["Member", "Loan"]
    loan = found[-1]
    assert {"due", "state"} <= {child.name for child in loan.children}
    assert library.text(library.entities, loan.selection_range) == "Loan"
    assert library.text(library.entities, loan.range).startswith("entity Loan {")


async def test_symbols_of_the_workspace(library):
    found = await library.client.workspace_symbol_async(types.WorkspaceSymbolParams("lnsof"))
    assert [symbol.name for symbol in found][:1] == ["loansOf"]
    assert library.text(found[0].location.uri, found[0].location.range) == "loansOf"


async def test_folding_and_selection(library):
    folds = await library.client.text_document_folding_range_async(
        types.FoldingRangeParams(library.document(library.entities))
    )
    lines = library.texts[library.entities].split("\n")
    assert any(lines[fold.start_line] == "entity Loan {" for fold in folds)
    chain = await library.client.text_document_selection_range_async(
        types.SelectionRangeParams(
            text_document=library.document(library.entities),
            positions=[library.position(library.entities, "due")],
        )
    )
    texts, step = [], chain[0]
    while step:
        texts.append(library.text(library.entities, step.range))
        step = step.parent
    assert texts[0] == "due" and texts[-1] == library.texts[library.entities]
    assert all(a in b for a, b in zip(texts, texts[1:]))


async def test_colours(library):
    legend = library.result.capabilities.semantic_tokens_provider.legend
    tokens = await library.client.text_document_semantic_tokens_full_async(
        types.SemanticTokensParams(library.document(library.entities))
    )
    line = column = 0
    kinds = {}
    for at in range(0, len(tokens.data), 5):
        down, right, length, kind, _ = tokens.data[at : at + 5]
        line, column = line + down, right if down else column + right
        place = types.Range(types.Position(line, column), types.Position(line, column + length))
        kinds[library.text(library.entities, place)] = legend.token_types[kind]
    assert kinds["entity"] == "keyword" and kinds["Loan"] == "class"
    assert kinds["/// Somebody with a card. 😀"] == "comment"
    part = await library.client.text_document_semantic_tokens_range_async(
        types.SemanticTokensRangeParams(
            text_document=library.document(library.entities),
            range=library.range(library.entities, "due:"),
        )
    )
    assert 0 < len(part.data) < len(tokens.data)


async def test_completion(library):
    library.change(library.patterns, ("read    Loan { due, state }", "read    Loan { due,  }"))
    found = await library.client.text_document_completion_async(
        types.CompletionParams(**library.at(library.patterns, "due,  }", 5))
    )
    labels = [item.label for item in found.items]
    assert "returned" in labels and "Member" not in labels
    assert all(item.text_edit for item in found.items)


async def test_a_document_that_is_not_open_is_refused(library):
    with pytest.raises(JsonRpcException, match="not open"):
        await library.client.text_document_document_symbol_async(
            types.DocumentSymbolParams(types.TextDocumentIdentifier("file:///none.dbmodel"))
        )
