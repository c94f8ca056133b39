public import DBModelEditor

/// A session of the language server whose bytes the caller brings and takes away: for clients in
/// the same process.
public final class ServerSession {
  private let inbox = Inbox()
  private let server: LanguageServer

  /// - Parameter files: Where files come from that the client has not opened.
  public init(toolVersion: String, files: EditorFiles) {
    server = LanguageServer(toolVersion: toolVersion, inbox: inbox, files: files)
  }

  /// What the process would end with; `nil` until the client ends the session.
  public var exitCode: Int32? { server.exitCode }

  /// Takes bytes in, however they are cut, and works until nothing is left to do; returns what the
  /// server has to say, each message with its header.
  public func receive(_ bytes: [UInt8]) -> [UInt8] {
    var sent: [UInt8] = []
    server.send = { sent += MessageWriter.bytes(of: $0) }
    defer { server.send = { _ in } }
    inbox.append(bytes)
    while exitCode == nil, server.step() {}
    return sent
  }
}
