import DBModelJSON

/// What the client said it can do, as far as it changes what is sent.
struct ClientCapabilities: Sendable {
  var encoding = PositionEncoding.utf16
  /// Items of a completion may hold places to fill in.
  var snippets = false
  /// Symbols of a document may be nested.
  var nestedSymbols = false
  /// The end of a definition may be told with the name it was asked from.
  var definitionLinks = false
  /// Whole lines fold, whatever column is named.
  var foldsLines = false
  /// Asks first whether there is a name to change.
  var preparesRename = false
  /// Edits may name the version of the document they are for.
  var documentChanges = false
  /// Code actions as objects rather than commands.
  var codeActionLiterals = false
  /// Hover text may be Markdown.
  var markdown = false
  var relatedInformation = false
  var diagnosticTags = false
  /// The client asks for findings itself, so they need not be sent for the documents it shows.
  var pullsDiagnostics = false
  /// It asks again when told to.
  var refreshesDiagnostics = false
  var refreshesInlayHints = false
  var refreshesCodeLenses = false
  /// Watches files when asked to.
  var watchesFiles = false
  /// Shows the progress of long work.
  var progress = false

  init() {}

  /// - Parameter value: `InitializeParams.capabilities`.
  init(_ value: JSONValue) {
    func has(_ keys: String...) -> Bool {
      var found: JSONValue? = value
      for key in keys { found = found?[key] }
      return found?.boolValue ?? false
    }
    let document = value["textDocument"]
    encoding = .negotiated(value.at("general", "positionEncodings")?.strings ?? [])
    snippets = has("textDocument", "completion", "completionItem", "snippetSupport")
    nestedSymbols = has("textDocument", "documentSymbol", "hierarchicalDocumentSymbolSupport")
    definitionLinks = has("textDocument", "definition", "linkSupport")
    foldsLines = has("textDocument", "foldingRange", "lineFoldingOnly")
    preparesRename = has("textDocument", "rename", "prepareSupport")
    documentChanges = has("workspace", "workspaceEdit", "documentChanges")
    codeActionLiterals = document?.at("codeAction", "codeActionLiteralSupport")?.members != nil
    markdown = document?.at("hover", "contentFormat")?.strings.contains("markdown") ?? false
    relatedInformation = has("textDocument", "publishDiagnostics", "relatedInformation")
    diagnosticTags = document?.at("publishDiagnostics", "tagSupport")?.members != nil
    pullsDiagnostics = document?["diagnostic"]?.members != nil
    refreshesDiagnostics = has("workspace", "diagnostics", "refreshSupport")
    refreshesInlayHints = has("workspace", "inlayHint", "refreshSupport")
    refreshesCodeLenses = has("workspace", "codeLens", "refreshSupport")
    watchesFiles = has("workspace", "didChangeWatchedFiles", "dynamicRegistration")
    progress = has("window", "workDoneProgress")
  }
}
