import DBModelJSON

/// Messages that came and wait, in their order.
///
/// Whoever works for long looks in here between its steps: whether the client takes its request
/// back, or has typed on in the meantime.
final class Inbox {
  private var reader = MessageReader()
  private var messages: [RPCMessage] = []
  private var next = 0
  /// Ids of requests that wait.
  private var waiting: Set<RequestID> = []
  /// Ids that the client took back before their answer.
  private var cancelled: Set<RequestID> = []
  /// Changes of documents that wait.
  private var waitingChanges = 0
  /// Nothing more will come, or nobody listens any more.
  var hasEnded = false
  /// The request that is being answered.
  private(set) var running: RequestID?
  /// Brings bytes that have come, without waiting for more.
  private let fill: (Inbox) -> Void

  init(fill: @escaping (Inbox) -> Void = { _ in }) { self.fill = fill }

  var isEmpty: Bool { next == messages.count }

  /// Bytes that do not make a message yet.
  var pendingBytes: Int { reader.pendingCount }

  /// Adds what was read, and takes the messages out of it.
  func append(_ bytes: some Collection<UInt8>) {
    reader.append(bytes)
    while let event = reader.next() {
      switch event {
      case .message(let body): add(RPCMessage(body))
      case .malformed(let reason): add(.invalid(nil, RPCError(.parseError, reason)))
      }
    }
  }

  func add(_ message: RPCMessage) {
    switch message {
    case .notification("$/cancelRequest", let params):
      // Taking back what was answered already means nothing.
      if let id = RequestID(params["id"]), waiting.contains(id) || running == id {
        cancelled.insert(id)
      }
      return
    case .notification("textDocument/didChange", _): waitingChanges += 1
    case .request(let id, _, _): waiting.insert(id)
    default: break
    }
    messages.append(message)
  }

  /// The message that came first; a request becomes the running one.
  func take() -> RPCMessage? {
    guard next < messages.count else { return nil }
    let message = messages[next]
    next += 1
    if next == messages.count {
      messages.removeAll(keepingCapacity: messages.count < 1_024)
      next = 0
    } else if next > 1_024, next * 2 > messages.count {
      messages.removeSubrange(..<next)
      next = 0
    }
    running = nil
    switch message {
    case .notification("textDocument/didChange", _): waitingChanges -= 1
    case .request(let id, _, _):
      waiting.remove(id)
      running = id
    default: break
    }
    return message
  }

  /// The running request was answered.
  func finish() {
    if let running { cancelled.remove(running) }
    running = nil
  }

  /// Whether the client took the running request back.
  var isCancelled: Bool {
    guard let running else { return false }
    return cancelled.contains(running)
  }

  /// Whether documents have changed since.
  var hasNewerChange: Bool { waitingChanges > 0 }

  /// Looks whether anything has come.
  func look() { fill(self) }
}
