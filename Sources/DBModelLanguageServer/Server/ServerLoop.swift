import DBModelEditor
import Glibc

/// A language server on standard input and output.
public enum ServerLoop {
  /// How often the client's process is looked for while nothing comes.
  private static let watchMs: Int32 = 2_000

  /// Serves until the client ends it; returns the exit code.
  public static func run(toolVersion: String, input: Int32 = 0, output: Int32 = 1) -> Int32 {
    // A client that goes away is found by the result of writing.
    signal(SIGPIPE, SIG_IGN)
    let streams = StandardStreams(input: input, output: output)
    let inbox = Inbox { inbox in
      while !inbox.hasEnded {
        switch streams.read(waitMs: 0) {
        case .bytes(let bytes): inbox.append(bytes)
        case .nothing: return
        case .end: inbox.hasEnded = true
        }
      }
    }
    let server = LanguageServer(toolVersion: toolVersion, inbox: inbox, files: .disk)
    server.send = { message in
      if !streams.write(MessageWriter.bytes(of: message)) { inbox.hasEnded = true }
    }
    server.today = { Int64(time(nil)) / 86_400 }
    while true {
      inbox.look()
      while server.step() {
        if let code = server.exitCode { return code }
        inbox.look()
      }
      if inbox.hasEnded { return server.isShutDown ? 0 : 1 }
      switch streams.read(waitMs: watchMs) {
      case .bytes(let bytes): inbox.append(bytes)
      case .nothing: if clientIsGone(server.clientProcess) { return 1 }
      case .end: inbox.hasEnded = true
      }
    }
  }

  private static func clientIsGone(_ process: Int?) -> Bool {
    guard let process, let identifier = pid_t(exactly: process), identifier > 0 else {
      return false
    }
    return kill(identifier, 0) != 0 && errno == ESRCH
  }
}
