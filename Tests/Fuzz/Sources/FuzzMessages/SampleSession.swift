import DBModelEditor
import DBModelJSON
import DBModelLanguageServer

/// The part of a conversation that is always the same.
enum SampleSession {
  /// The id of the request behind everything else.
  static let lastID: JSONValue = "behind everything"

  private static let model = """
    edition 2026
    model A
    store main: dynamodb default {
      capacity on-demand
    }
    entity Member {
      id: uuid key
      name: string(80) avg 20 B
      count 40K
    }

    """

  /// A server to send messages to; one that runs has its document open, if that is
  /// wanted.
  static func started(isRunning: Bool, isOpen: Bool) -> ServerSession {
    let session = ServerSession(toolVersion: "0.0.0", files: .memory([:]))
    if isRunning { _ = session.receive(start) }
    if isRunning, isOpen { _ = session.receive(open) }
    return session
  }

  /// What stands behind an input: enough to end any header and fill any message that it began, and
  /// a request, about every document where some may have changed; `nil` where that would be long.
  static func tail(after input: ClientInput) -> [UInt8]? {
    guard let length = longestMessage(in: input.stream) else { return nil }
    let last = input.changesSession ? symbols : unknown
    let filler = String(repeating: "x", count: length + 1)
    return Array("\(filler)\n\n\(filler)\n".utf8) + last
  }

  /// The largest number in a stream, whatever it counts; `nil` from 1,000 on.
  private static func longestMessage(in stream: [UInt8]) -> Int? {
    var longest = 0
    var number = 0
    for byte in stream {
      number = (0x30...0x39).contains(byte) ? number * 10 + Int(byte - 0x30) : 0
      if number >= 1_000 { return nil }
      longest = max(longest, number)
    }
    return longest
  }

  static func framed(_ body: some Collection<UInt8>) -> [UInt8] {
    Array("Content-Length: \(body.count)\r\n\r\n".utf8) + body
  }

  static func framed(_ value: JSONValue) -> [UInt8] {
    framed(JSONWriter.text(of: value, indentation: 0).utf8)
  }

  /// Every line as a message.
  static func framed(lines: [UInt8]) -> [UInt8] {
    lines.split(separator: UInt8(ascii: "\n")).flatMap { framed($0) }
  }

  private static let symbols = framed([
    "jsonrpc": "2.0", "id": lastID, "method": "workspace/symbol", "params": ["query": ""],
  ])

  private static let unknown = framed(["jsonrpc": "2.0", "id": lastID, "method": "dbmodel/none"])

  private static let start =
    framed([
      "jsonrpc": "2.0", "id": 0, "method": "initialize",
      "params": ["processId": .null, "capabilities": capabilities],
    ]) + framed(["jsonrpc": "2.0", "method": "initialized", "params": .object([])])

  private static let open = framed([
    "jsonrpc": "2.0", "method": "textDocument/didOpen",
    "params": [
      "textDocument": [
        "uri": "untitled:a", "languageId": "dbmodel", "version": 1, "text": .string(model),
      ]
    ],
  ])

  /// Everything that changes what is sent.
  private static let capabilities: JSONValue = [
    "general": ["positionEncodings": ["utf-8"]],
    "textDocument": [
      "completion": ["completionItem": ["snippetSupport": true]],
      "documentSymbol": ["hierarchicalDocumentSymbolSupport": true],
      "definition": ["linkSupport": true],
      "rename": ["prepareSupport": true],
      "codeAction": ["codeActionLiteralSupport": .object([])],
      "hover": ["contentFormat": ["markdown"]],
      "publishDiagnostics": ["relatedInformation": true, "tagSupport": .object([])],
    ],
    "workspace": ["workspaceEdit": ["documentChanges": true]],
    "window": ["workDoneProgress": true],
  ]
}
