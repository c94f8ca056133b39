import DBModelJSON
import DBModelLanguageServer

/// What holds whatever bytes a client sends.
public final class MessageCheck {
  struct Broken: Error { let what: String }

  /// A session with a document that no input has changed: opening it is most of the work.
  private var running: ServerSession?

  public init() {}

  /// What does not hold for these bytes; `nil` where everything does.
  public func failure(of bytes: [UInt8]) -> String? {
    let kept = running
    running = nil
    do throws(Broken) {
      let input = try ClientInput(bytes)
      let session = input.changesSession ? input.newSession() : kept ?? input.newSession()
      let goesOn = try Self.converse(input, session)
      running = input.changesSession ? kept : goesOn ? session : nil
      return nil
    } catch {
      return error.what
    }
  }

  /// What does not hold where bytes are read as messages and as JSON, and sent to nobody.
  public static func readingFailure(of bytes: [UInt8]) -> String? {
    do throws(Broken) {
      _ = try ClientInput(bytes)
      return nil
    } catch {
      return error.what
    }
  }

  static func hold(_ condition: Bool, _ otherwise: String) throws(Broken) {
    if !condition { throw Broken(what: otherwise) }
  }

  /// Sends an input to a server, then a request that has to be answered; whether that was possible.
  private static func converse(
    _ input: ClientInput,
    _ session: ServerSession
  ) throws(Broken) -> Bool {
    let answers = try replies(session.receive(input.stream)).filter { $0["method"] == nil }
    try hold(answers.count <= input.events.count, "more answers than messages")
    if session.exitCode != nil {
      let exits = input.methods.contains("exit")
      try hold(exits, "the session ended, and nobody asked for it")
      return false
    }
    let saysSo = !input.isMalformed || answers.contains { $0["id"] == .null }
    try hold(saysSo, "nobody says what is wrong")
    for (id, count) in input.requests {
      try hold(answers.count { $0["id"] == id } >= count, "a request is not answered")
    }
    guard let tail = SampleSession.tail(after: input) else { return false }
    let last = try replies(session.receive(tail)).last { $0["id"] == SampleSession.lastID }
    try hold(last != nil, "a request after all this is not answered")
    return true
  }

  /// Reads what the server sent: nothing but messages, each an object of JSON-RPC.
  private static func replies(_ sent: [UInt8]) throws(Broken) -> [JSONValue] {
    var replies: [JSONValue] = []
    var size = 0
    for event in try ClientInput.events(sent, piece: sent.count) {
      guard case .message(let body) = event, let reply = try? JSONReader.read(body) else {
        throw Broken(what: "the server sends what is no message")
      }
      size += SampleSession.framed(body).count
      try hold(reply["jsonrpc"] == "2.0", "a reply is not of JSON-RPC")
      if let method = reply["method"] {
        let isProgress = method == "$/progress"
        try hold(!isProgress || reply["params"]?["token"]?.isID == true, "a token is none")
      } else {
        let isEither = (reply["result"] != nil) != (reply["error"] != nil)
        try hold(isEither, "an answer is neither a result nor an error, or both")
        try hold(reply["error"]?["code"] != -32603, "the server says that it has failed")
      }
      replies.append(reply)
    }
    try hold(size == sent.count, "the server sends less than it says")
    return replies
  }
}
