import DBModelJSON
import DBModelLanguageServer

/// Bytes of a client, as the message reader and the JSON reader take them.
struct ClientInput {
  typealias Event = MessageReader.Event

  let stream: [UInt8]
  /// What the message reader takes out of the stream.
  let events: [Event]
  /// The messages that are JSON.
  private(set) var values: [JSONValue] = []
  /// What they ask for, known or not.
  let methods: [String]

  /// Bytes that begin as JSON are bodies, one a line, and get their headers here: what changes them
  /// at random need not find their lengths. All others are the stream itself.
  init(_ bytes: [UInt8]) throws(MessageCheck.Broken) {
    stream = bytes.first == UInt8(ascii: "{") ? SampleSession.framed(lines: bytes) : bytes
    events = try Self.events(stream, piece: stream.count)
    let sizes = events.map { if case .message(let body) = $0 { body.count } else { 1 } }
    try MessageCheck.hold(sizes.reduce(0, +) <= stream.count, "more events than bytes")
    let piece = 1 + stream.reduce(0) { ($0 + Int($1)) % 61 }
    let same = try Self.events(stream, piece: piece) == events
    try MessageCheck.hold(same, "the cut of the stream changes what is read")
    values = try Self.values(in: events)
    methods = values.compactMap { $0["method"]?.stringValue }
  }

  /// Reads bytes as a pipe might give them.
  static func events(_ bytes: [UInt8], piece: Int) throws(MessageCheck.Broken) -> [Event] {
    var reader = MessageReader()
    var found: [Event] = []
    var start = 0
    while start < bytes.count {
      let end = min(start + piece, bytes.count)
      reader.append(bytes[start..<end])
      start = end
      while let event = reader.next() { found.append(event) }
      try MessageCheck.hold(reader.pendingCount <= end, "the reader keeps more than it was given")
    }
    return found
  }

  /// Every body that is JSON; written and read again, it is the same.
  private static func values(in events: [Event]) throws(MessageCheck.Broken) -> [JSONValue] {
    var values: [JSONValue] = []
    for case .message(let body) in events {
      let value: JSONValue
      do throws(JSONError) {
        value = try JSONReader.read(body)
      } catch {
        let isInside = (0...body.count).contains(error.offset)
        try MessageCheck.hold(isInside, "a mistake outside the message")
        continue
      }
      let text = JSONWriter.text(of: value, indentation: 0)
      let again = try? JSONReader.read(Array(text.utf8))
      try MessageCheck.hold(again == value, "JSON is not read as it was written")
      values.append(value)
    }
    return values
  }

  var isMalformed: Bool { events.contains { if case .malformed = $0 { true } else { false } } }

  /// Whether a session is another one afterwards, or this input one of its own.
  var changesSession: Bool {
    methods.contains { method in
      ["initialize", "initialized", "shutdown", "exit"].contains(method)
        || method.hasPrefix("textDocument/did") || method.hasPrefix("workspace/did")
    }
  }

  /// The ids of requests that are well formed, and how often each is used.
  var requests: [(id: JSONValue, count: Int)] {
    var found: [(id: JSONValue, count: Int)] = []
    for value in values where value["jsonrpc"] == "2.0" && value["method"]?.stringValue != nil {
      guard let id = value["id"], id.isID else { continue }
      if let known = found.firstIndex(where: { $0.id == id }) {
        found[known].count += 1
      } else {
        found.append((id, 1))
      }
    }
    return found
  }

  /// A server that runs and has a document open, or an untouched one where the input begins the
  /// session itself. An input that changes others than that document gets along without it.
  func newSession() -> ServerSession {
    let names = Array("untitled:a".utf8)
    return SampleSession.started(
      isRunning: !methods.contains("initialize"),
      isOpen: !changesSession || stream.firstRange(of: names) != nil
    )
  }
}

extension JSONValue {
  /// Whether it may name a request or the progress of one.
  var isID: Bool {
    switch self {
    case .number, .string: true
    default: false
    }
  }
}
