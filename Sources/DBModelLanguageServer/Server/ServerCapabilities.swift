import DBModelJSON

/// What the server says it can do; each has a test that it does.
enum ServerCapabilities {
  static func value(for client: ClientCapabilities) -> JSONValue {
    .compact([
      ("positionEncoding", .string(client.encoding.rawValue)),
      // 2: changes are ranges with their text.
      ("textDocumentSync", ["openClose": true, "change": 2, "save": ["includeText": false]]),
      (
        "diagnosticProvider",
        client.pullsDiagnostics
          ? [
            "identifier": "dbmodel", "interFileDependencies": true, "workspaceDiagnostics": false,
            "workDoneProgress": true,
          ] : nil
      ),
      (
        "completionProvider",
        ["triggerCharacters": [".", "$", ":", "\"", " "], "resolveProvider": false]
      ),
      ("hoverProvider", true),
      // Actions are objects with their edits, which a client must say that it can read.
      (
        "codeActionProvider",
        client.codeActionLiterals ? ["codeActionKinds": ["quickfix"]] : nil
      ),
      ("documentFormattingProvider", true),
      ("inlayHintProvider", true),
      ("codeLensProvider", ["resolveProvider": false]),
      ("definitionProvider", true),
      ("referencesProvider", true),
      ("documentHighlightProvider", true),
      ("renameProvider", client.preparesRename ? ["prepareProvider": true] : true),
      ("documentSymbolProvider", true),
      ("workspaceSymbolProvider", true),
      ("foldingRangeProvider", true),
      ("selectionRangeProvider", true),
      (
        "semanticTokensProvider",
        [
          "legend": [
            "tokenTypes": .array(SemanticTokenValues.legend.map { .string($0) }),
            "tokenModifiers": .array(SemanticTokenValues.modifiers.map { .string($0) }),
          ],
          "full": true, "range": true,
        ]
      ),
      (
        "workspace",
        ["workspaceFolders": ["supported": true, "changeNotifications": true]]
      ),
    ])
  }
}
