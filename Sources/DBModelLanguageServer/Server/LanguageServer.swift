import DBModelDiagnostics
import DBModelEditor
import DBModelJSON

/// A server of the Language Server Protocol 3.17, apart from where its bytes come from.
///
/// One thread, one message at a time, in the order they came: what an answer says is what the
/// documents were when the request came. Long work is cut into steps and done while nothing waits.
final class LanguageServer {
  enum State {
    case created
    case running
    case shutDown
  }

  let toolVersion: String
  let inbox: Inbox
  /// Takes the messages to the client.
  var send: (JSONValue) -> Void = { _ in }
  private(set) var state = State.created
  /// Set by `exit`: the server has ended.
  private(set) var exitCode: Int32?
  /// The process that started the server; without it the server has no reason to live.
  private(set) var clientProcess: Int?
  private(set) var client = ClientCapabilities()
  /// Today in days since 1970-01-01 UTC, for allowances that end.
  var today: () -> Int64? = { nil }
  var workspace: EditorWorkspace
  /// The documents that the client shows, by their names in the model.
  var documents: [String: OpenDocument] = [:]
  /// What was last said of each document, by its name in the model.
  var published: [String: PublishedFindings] = [:]
  /// Findings of the design as they were before the last edits, by the root of their model.
  var carried: [String: CarriedFindings] = [:]
  /// The document that changed last, where its design was not looked at since.
  var waitingForDesign: String?
  /// Models whose design was computed before.
  var analysed: Set<String> = []
  /// Requests to the client, counted for their ids.
  private var sentRequests = 0

  init(toolVersion: String, inbox: Inbox, files: EditorFiles) {
    self.toolVersion = toolVersion
    self.inbox = inbox
    workspace = EditorWorkspace(files: files)
  }

  var isShutDown: Bool { state == .shutDown }

  /// Handles the next message, or does a piece of the work that waits; `false` where there is
  /// neither.
  func step() -> Bool {
    guard let message = inbox.take() else {
      workspace.freeRetired()
      return analyse()
    }
    handle(message)
    inbox.finish()
    return true
  }

  private func handle(_ message: RPCMessage) {
    switch message {
    case .request(let id, let method, let params):
      do throws(RPCError) {
        if inbox.isCancelled { throw RPCError(.requestCancelled, "the request was taken back") }
        let result = try answer(method, params)
        send(["jsonrpc": "2.0", "id": id.value, "result": result])
      } catch {
        send(["jsonrpc": "2.0", "id": id.value, "error": error.value])
      }
    case .notification(let method, let params):
      do throws(RPCError) {
        try take(method, params)
      } catch {
        log(.warning, "`\(method)` was left aside: \(error.message)")
      }
    case .response: break
    case .invalid(let id, let error):
      send(["jsonrpc": "2.0", "id": id?.value ?? .null, "error": error.value])
    }
  }

  /// Answers a request.
  private func answer(_ method: String, _ params: JSONValue) throws(RPCError) -> JSONValue {
    switch (state, method) {
    case (.created, "initialize"): return initialize(params)
    case (.created, _):
      throw RPCError(.serverNotInitialized, "`initialize` comes before `\(method)`")
    case (.running, "initialize"):
      throw RPCError(.invalidRequest, "the server is initialized already")
    case (.running, "shutdown"):
      state = .shutDown
      return .null
    case (.running, _): return try answerRunning(method, params)
    case (.shutDown, _):
      throw RPCError(.invalidRequest, "the server is shut down; only `exit` may follow")
    }
  }

  /// Takes a notification in; those that are not known are passed over.
  private func take(_ method: String, _ params: JSONValue) throws(RPCError) {
    if method == "exit" {
      exitCode = state == .shutDown ? 0 : 1
      return
    }
    guard state == .running else { return }
    switch method {
    case "initialized": register()
    case "textDocument/didOpen": try didOpen(params)
    case "textDocument/didChange": try didChange(params)
    case "textDocument/didClose": try didClose(params)
    case "textDocument/didSave": try didSave(params)
    case "workspace/didChangeWatchedFiles": didChangeWatchedFiles(params)
    case "workspace/didChangeWorkspaceFolders": didChangeFolders(params)
    default: break
    }
  }

  private func initialize(_ params: JSONValue) -> JSONValue {
    client = ClientCapabilities(params["capabilities"] ?? .null)
    clientProcess = params["processId"]?.intValue
    state = .running
    workspace.today = today()
    workspace.setFolders(Self.folders(params))
    return [
      "capabilities": ServerCapabilities.value(for: client),
      "serverInfo": ["name": "dbmodel", "version": .string(toolVersion)],
    ]
  }

  /// The folders the client opened, in whichever of three ways it says so.
  private static func folders(_ params: JSONValue) -> [String] {
    let named = params["workspaceFolders"]?.arrayValue?.compactMap { $0["uri"]?.stringValue } ?? []
    let uris = named.isEmpty ? [params["rootUri"]?.stringValue].compactMap { $0 } : named
    let paths = uris.compactMap(DocumentURI.path)
    return paths.isEmpty ? [params["rootPath"]?.stringValue].compactMap { $0 } : paths
  }

  /// Asks for what is not asked for in `initialize`.
  private func register() {
    guard client.watchesFiles else { return }
    let watchers: JSONValue = [["globPattern": "**/*.dbmodel"]]
    request(
      "client/registerCapability",
      [
        "registrations": [
          [
            "id": "dbmodel-files", "method": "workspace/didChangeWatchedFiles",
            "registerOptions": ["watchers": watchers],
          ]
        ]
      ]
    )
  }

  /// Sends a notification.
  func notify(_ method: String, _ params: JSONValue) {
    send(["jsonrpc": "2.0", "method": .string(method), "params": params])
  }

  /// Sends a request; what the client answers changes nothing.
  func request(_ method: String, _ params: JSONValue) {
    sentRequests += 1
    send(
      .compact([
        ("jsonrpc", "2.0"), ("id", .string("dbmodel-\(sentRequests)")),
        ("method", .string(method)), ("params", params == .null ? nil : params),
      ])
    )
  }

  /// How grave a message for the client's log is: `MessageType` of LSP 3.17.
  enum LogLevel: Int {
    case error = 1
    case warning = 2
    case info = 3
  }

  func log(_ level: LogLevel, _ text: String) {
    notify("window/logMessage", ["type": .int(level.rawValue), "message": .string(text)])
  }
}
