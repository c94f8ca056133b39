import DBModelJSON

/// Work that takes long enough to be shown: `$/progress` of LSP 3.17.
struct Progress {
  /// A model this large takes a moment: 64 KB.
  static let worthwhileBytes = 65_536

  private let token: JSONValue
  private let server: LanguageServer

  /// Says that it begins.
  init(_ token: JSONValue, _ title: String, _ server: LanguageServer) {
    self.token = token
    self.server = server
    server.notify(
      "$/progress",
      ["token": token, "value": ["kind": "begin", "title": .string(title), "cancellable": false]]
    )
  }

  /// Says that it has ended.
  func end() {
    server.notify("$/progress", ["token": token, "value": ["kind": "end"]])
  }
}
