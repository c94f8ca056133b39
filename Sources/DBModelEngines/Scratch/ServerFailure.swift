/// Why a server could not be asked, or what it refused.
public struct ServerFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// What went wrong, with the server's own words where it has some; never a password.
  public let message: String
  /// The way out, where one is known.
  public let help: String?
  /// Five characters of PostgreSQL's appendix of error codes; `nil` where no server refused.
  public let state: String?
  /// The table that it is about, as in the catalog; `nil` where it is about none.
  public let table: String?
  /// The character of the statement it is about, from 1; `nil` where it is about none.
  let position: Int?

  public init(
    _ message: String,
    help: String? = nil,
    state: String? = nil,
    table: String? = nil
  ) {
    self.init(message, help: help, state: state, table: table, position: nil)
  }

  init(_ message: String, help: String?, state: String?, table: String?, position: Int?) {
    self.message = message
    self.help = help
    self.state = state
    self.table = table
    self.position = position
  }

  /// A refusal of the operating system, by `errno`.
  static func system(_ what: String, _ code: Int32, help: String? = nil) -> ServerFailure {
    ServerFailure("\(what): \(SystemError.text(code))", help: help)
  }

  public var description: String { message }
}
