"""What the judged model and its text give an editor: hover, actions, form, hints, lenses."""

import asyncio

import pytest
from conftest import ENTITIES, PATTERNS, start
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pytest_lsp import client_capabilities

SLOW = PATTERNS.replace("rate    20/s peak 60/s", "rate 20K/s peak 90K/s")


def apply(session, uri, edits):
    """The text after edits, which are all meant for the text before."""
    text = session.texts[uri]
    places = [(session.range_offsets(uri, edit.range), edit.new_text) for edit in edits]
    for (lower, upper), new in sorted(places, reverse=True):
        text = text[:lower] + new + text[upper:]
    return text


async def hover(session, uri, text, skip=0):
    found = await session.client.text_document_hover_async(
        types.HoverParams(**session.at(uri, text, skip))
    )
    return found and (found.contents.value, session.text(uri, found.range))


async def test_hover_over_a_name_in_another_file(library):
    text, word = await hover(library, library.patterns, "Loan {", 1)
    assert word == "Loan" and "Loan" in text
    text, word = await hover(library, library.patterns, "loansOf")
    assert word == "loansOf"
    # The figures of the design, though nothing waited for them to be computed.
    assert "USD" in text and "read unit" in text


async def test_hover_over_a_number(library):
    text, word = await hover(library, library.entities, "40K", 1)
    assert word == "40K" and "40,000" in text


async def test_places_behind_an_emoji(library):
    library.workspace.write("😀😀 entities.dbmodel", ENTITIES)
    library.change(library.patterns, ('"entities', '"😀😀 entities'))
    found = await library.client.text_document_definition_async(
        types.DefinitionParams(**library.at(library.patterns, 'entities.dbmodel"', 16))
    )
    assert found[0].target_uri == library.workspace.uri("😀😀 entities.dbmodel")
    origin = library.text(library.patterns, found[0].origin_selection_range)
    assert origin.strip('"') == "😀😀 entities.dbmodel"


async def test_hover_over_nothing(library):
    assert await hover(library, library.entities, "/// Somebody") is None


async def test_hover_in_an_editor_without_markdown(client, workspace):
    capabilities = client_capabilities("visual-studio-code")
    capabilities.text_document.hover.content_format = [types.MarkupKind.PlainText]
    session = await start(client, workspace, capabilities)
    uri = session.open("entities.dbmodel", ENTITIES)
    found = await client.text_document_hover_async(types.HoverParams(**session.at(uri, "40K")))
    assert found.contents.kind == types.MarkupKind.PlainText
    assert found.contents.value == "40K = 40,000"


async def actions(session, uri, diagnostics, text, only=None):
    return await session.client.text_document_code_action_async(
        types.CodeActionParams(
            text_document=session.document(uri), range=session.range(uri, text),
            context=types.CodeActionContext(diagnostics=diagnostics, only=only),
        )
    )


async def test_a_wrong_name_is_fixed(library):
    library.change(library.patterns, ("read    Loan", "read    Lown"))
    found = await library.findings(library.patterns, lambda found: found, version=2)
    fixes = await actions(library, library.patterns, found, "Lown")
    assert [fix.kind for fix in fixes] == ["quickfix"] * len(fixes)
    change = fixes[0].edit.document_changes[0]
    assert change.text_document.uri == library.patterns and change.text_document.version == 2
    assert apply(library, library.patterns, change.edits) == PATTERNS
    assert list(fixes[0].diagnostics) == found
    assert not await actions(library, library.patterns, found, "page")
    refactorings = await actions(
        library, library.patterns, found, "Lown", [types.CodeActionKind.Refactor]
    )
    assert not refactorings


async def test_a_finding_is_allowed_with_a_reason(library):
    library.change(library.patterns, SLOW)
    found = await library.findings(
        library.patterns, lambda found: any(d.severity == 1 for d in found)
    )
    worst = next(diagnostic for diagnostic in found if diagnostic.severity == 1)
    offered = await library.client.text_document_code_action_async(
        types.CodeActionParams(
            text_document=library.document(library.patterns), range=worst.range,
            context=types.CodeActionContext(diagnostics=[worst]),
        )
    )
    allow = next(
        action for action in offered
        if action.title.startswith("allow") and list(action.diagnostics or []) == [worst]
    )
    change = allow.edit.document_changes[0]
    text = apply(library, change.text_document.uri, change.edits)
    assert "because" in text
    library.change(change.text_document.uri, text)
    await library.findings(
        library.patterns,
        lambda found: not any(d.code == worst.code and d.range == worst.range for d in found),
    )


async def formatted(session, uri):
    return await session.client.text_document_formatting_async(
        types.DocumentFormattingParams(
            text_document=session.document(uri),
            options=types.FormattingOptions(tab_size=8, insert_spaces=False),
        )
    )


async def test_formatting_changes_little_and_is_settled(library):
    messy = PATTERNS.replace("where   member == $member", "where member==$member   ")
    messy = messy.replace("  by      desk", "\tby   desk")
    library.change(library.patterns, messy)
    edits = await formatted(library, library.patterns)
    assert 0 < len(edits) <= 8
    # Lines that were right are not touched.
    untouched = messy[: messy.index("where")].count("\n")
    assert min(edit.range.start.line for edit in edits) >= untouched
    library.change(library.patterns, apply(library, library.patterns, edits))
    assert "\t" not in library.texts[library.patterns]
    assert not await formatted(library, library.patterns)


async def test_formatting_behind_an_emoji(library):
    library.change(library.entities, ("card. 😀\n", "card. 😀   \n"))
    edits = await formatted(library, library.entities)
    assert apply(library, library.entities, edits) == ENTITIES
    library.change(library.entities, ENTITIES)
    assert not await formatted(library, library.entities)
    assert await library.findings(library.entities, version=3) == []


async def test_formatting_is_refused_with_the_mistake(library):
    library.change(library.patterns, ("access loansOf(", "access loansOf((("))
    with pytest.raises(JsonRpcException, match="left as it is"):
        await formatted(library, library.patterns)


async def test_hints(library):
    found = await library.client.text_document_inlay_hint_async(
        types.InlayHintParams(
            text_document=library.document(library.patterns),
            range=types.Range(types.Position(0, 0), types.Position(99, 0)),
        )
    )
    if not found:
        # The design was not known yet; the server says when to ask again.
        while "inlayHint" not in library.asked:
            await asyncio.sleep(0.01)
        found = await library.client.text_document_inlay_hint_async(
            types.InlayHintParams(
                text_document=library.document(library.patterns),
                range=types.Range(types.Position(0, 0), types.Position(99, 0)),
            )
        )
    assert [hint.position for hint in found] == [
        library.position(library.patterns, "loansOf", len("loansOf"))
    ]
    assert "USD/month" in found[0].label
    outside = await library.client.text_document_inlay_hint_async(
        types.InlayHintParams(
            text_document=library.document(library.patterns),
            range=types.Range(types.Position(0, 0), types.Position(1, 0)),
        )
    )
    assert not outside


async def test_lenses(library):
    async def ask():
        return await library.client.text_document_code_lens_async(
            types.CodeLensParams(library.document(library.entities))
        )

    found = await ask()
    while not found:
        await asyncio.sleep(0.02)
        found = await ask()
    assert "codeLens" in library.asked
    titles = {library.text(library.entities, lens.range): lens.command.title for lens in found}
    assert "serves 1 pattern: loansOf" in titles["Loan"]


async def test_hints_and_lenses_without_refresh(client, workspace):
    capabilities = client_capabilities("visual-studio-code")
    capabilities.workspace.inlay_hint = capabilities.workspace.code_lens = None
    session = await start(client, workspace, capabilities)
    session.workspace.write("entities.dbmodel", ENTITIES)
    uri = session.open("patterns.dbmodel", PATTERNS)
    # Nobody could say later that there is more: everything is in the first answer.
    found = await client.text_document_inlay_hint_async(
        types.InlayHintParams(
            text_document=session.document(uri),
            range=types.Range(types.Position(0, 0), types.Position(99, 0)),
        )
    )
    assert len(found) == 1
    assert session.asked == []


async def test_unsaved_text_counts(library):
    library.change(library.entities, ("40K", "50K"))
    text, _ = await hover(library, library.entities, "50K")
    assert "50,000" in text
    library.change(library.entities, ("entity Loan {", "entity Lending {"))
    found = await library.findings(library.patterns, lambda found: found)
    assert library.text(library.patterns, found[0].range) == "Loan"
