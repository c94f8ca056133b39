import DBModelEditor
import DBModelJSON

@testable import DBModelLanguageServer

/// A client in the same process: messages in, messages out.
final class TestClient {
  let inbox: Inbox
  let server: LanguageServer
  private var sent: [JSONValue] = []
  private var count = 0
  /// Called whenever the server looks whether something has come.
  var onLook: ((Inbox) -> Void)?

  init(
    capabilities: JSONValue = .object([]),
    initialized: Bool = true,
    files: [String: String] = [:]
  ) {
    final class Box { weak var client: TestClient? }
    let box = Box()
    inbox = Inbox { inbox in box.client?.onLook?(inbox) }
    server = LanguageServer(toolVersion: "0.0.0", inbox: inbox, files: .memory(files))
    box.client = self
    server.send = { message in box.client?.sent.append(message) }
    guard initialized else { return }
    _ = request("initialize", ["processId": .null, "capabilities": capabilities])
    notify("initialized", .object([]))
  }

  /// Lets the server work until nothing is left to do; returns what it sent.
  @discardableResult
  func run() -> [JSONValue] {
    while server.step() {}
    defer { sent = [] }
    return sent
  }

  /// Sends bytes as they are.
  func raw(_ text: String) -> [JSONValue] {
    inbox.append(Array(text.utf8))
    return run()
  }

  /// The framed text of a message.
  static func frame(_ body: String) -> String {
    "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
  }

  func notify(_ method: String, _ params: JSONValue) {
    inbox.add(RPCMessage(["jsonrpc": "2.0", "method": .string(method), "params": params]))
  }

  /// Queues a request and returns its id.
  func queue(_ method: String, _ params: JSONValue) -> JSONValue {
    count += 1
    let id = JSONValue.int(count)
    inbox.add(
      RPCMessage(["jsonrpc": "2.0", "id": id, "method": .string(method), "params": params])
    )
    return id
  }

  /// The response to a request: an object with `result` or `error`.
  func request(_ method: String, _ params: JSONValue = .null) -> JSONValue {
    let id = queue(method, params)
    return run().first { $0["id"] == id && $0["method"] == nil } ?? .null
  }

  func errorCode(_ method: String, _ params: JSONValue = .null) -> Int? {
    request(method, params).at("error", "code")?.intValue
  }
}
