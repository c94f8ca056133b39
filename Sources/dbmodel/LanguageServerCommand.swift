import ArgumentParser
import DBModelDriver
import DBModelLanguageServer

struct LanguageServerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp",
    abstract: "A language server for editors, on standard input and output.",
    discussion: """
      Speaks the Language Server Protocol 3.17. An editor starts it; docs/editor.md
      says how for each.

      EXIT CODES
        0   ended as the protocol says: `shutdown`, then `exit`
        1   ended otherwise
      """
  )

  @Flag(help: "For editors that add it; standard input and output are all there is.")
  var stdio = false

  func run() throws {
    let code = ServerLoop.run(toolVersion: Driver.toolVersion)
    if code != 0 { throw ExitCode(code) }
  }
}
