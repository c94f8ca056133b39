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
  /// Requests to the client, counted for their ids.
  private var sentRequests = 0

  init(toolVersion: String, inbox: Inbox) {
    self.toolVersion = toolVersion
    self.inbox = inbox
  }

  var isShutDown: Bool { state == .shutDown }

  /// Handles the next message, or does a piece of the work that waits; `false` where there is
  /// neither.
  func step() -> Bool {
    guard let message = inbox.take() else { return false }
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
    case (.running, _): throw RPCError(.methodNotFound, "there is no method `\(method)`")
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
  }

  private func initialize(_ params: JSONValue) -> JSONValue {
    client = ClientCapabilities(params["capabilities"] ?? .null)
    clientProcess = params["processId"]?.intValue
    state = .running
    return [
      "capabilities": .object([]),
      "serverInfo": ["name": "dbmodel", "version": .string(toolVersion)],
    ]
  }

  /// Sends a notification.
  func notify(_ method: String, _ params: JSONValue) {
    send(["jsonrpc": "2.0", "method": .string(method), "params": params])
  }

  /// Sends a request; what the client answers changes nothing.
  func request(_ method: String, _ params: JSONValue) {
    sentRequests += 1
    send([
      "jsonrpc": "2.0", "id": .string("dbmodel-\(sentRequests)"), "method": .string(method),
      "params": params,
    ])
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
