import CLibPQ

/// A session with a PostgreSQL server. Not to be used by two tasks at a time.
final class PostgreSQLConnection {
  let library: clibpq
  let handle: OpaquePointer
  /// What the connection was made with that nobody may read in a message.
  private let secrets: [String]

  private static let missing = ServerFailure(
    "PostgreSQL's client library is not installed",
    help: "install it (Debian: apt-get install libpq5)"
  )

  static func isMissingLibrary(_ failure: ServerFailure) -> Bool { failure == missing }

  /// - Parameters:
  ///   - settings: libpq's keywords; `dbname` may be a whole address.
  ///   - secrets: Texts that are cut out of every message.
  init(
    _ settings: [(keyword: String, value: String)],
    secrets: [String] = []
  ) throws(ServerFailure) {
    var loaded = clibpq()
    guard clibpq_load(&loaded) == 1 else { throw Self.missing }
    library = loaded
    self.secrets = secrets
    let keywords = CStrings(settings.map(\.keyword))
    let values = CStrings(settings.map(\.value))
    guard let made = loaded.connect(keywords.pointers, values.pointers, 1) else {
      throw ServerFailure("PostgreSQL's client library is out of memory")
    }
    handle = made
    if Int(loaded.status(made)) != clibpq_connected {
      // Nothing is released here: a class whose properties are all set runs its deinitialiser.
      throw ServerFailure(said(loaded.error(made)))
    }
    clibpq_silence(&loaded, made)
  }

  deinit { library.finish(handle) }

  /// 150018 for 15.18.
  var versionNumber: Int { Int(library.server_version(handle)) }

  /// `15.18`, or what a distribution adds to it: `15.18 (Debian 15.18-0+deb12u1)`.
  var version: String {
    library.parameter(handle, "server_version").map { String(cString: $0) } ?? ""
  }

  /// Runs statements that are separated by semicolons, and returns the rows of the last.
  @discardableResult
  func run(_ sql: String) throws(ServerFailure) -> [[String?]] {
    try rows(of: library.execute(handle, sql), sql)
  }

  /// Runs one statement with texts for `$1`, `$2`, …; `nil` is NULL.
  @discardableResult
  func run(_ sql: String, _ values: [String?]) throws(ServerFailure) -> [[String?]] {
    let texts = CStrings(values)
    let answer = library.execute_with(
      handle,
      sql,
      Int32(values.count),
      nil,
      texts.pointers,
      nil,
      nil,
      0
    )
    return try rows(of: answer, sql)
  }

  func rows(
    of answer: OpaquePointer?,
    _ sql: String
  ) throws(ServerFailure) -> [[String?]] {
    guard let answer else { throw ServerFailure(said(library.error(handle))) }
    defer { library.clear(answer) }
    let status = Int(library.result_status(answer))
    guard status == clibpq_done || status == clibpq_answered else {
      throw refusal(answer)
    }
    return (0..<library.rows(answer)).map { row in
      (0..<library.columns(answer)).map { column in
        guard library.is_null(answer, row, column) == 0,
          let text = library.value(answer, row, column)
        else { return nil }
        let bytes = UnsafeRawBufferPointer(
          start: text,
          count: Int(library.length(answer, row, column))
        )
        return String(decoding: bytes, as: UTF8.self)
      }
    }
  }

  private func refusal(_ answer: OpaquePointer) -> ServerFailure {
    func field(_ code: Int) -> String? {
      library.result_field(answer, Int32(code)).map { String(cString: $0) }
    }
    guard let message = field(clibpq_message) else {
      return ServerFailure(said(library.error(handle)))
    }
    let detail = field(clibpq_detail).map { " (\($0))" } ?? ""
    return ServerFailure(
      cleaned(message + detail),
      help: field(clibpq_hint).map(cleaned),
      state: field(clibpq_state),
      table: nil,
      position: field(clibpq_position).flatMap { Int($0) }
    )
  }

  private func said(_ text: UnsafePointer<CChar>?) -> String {
    let message = Self.plain(text.map { String(cString: $0) } ?? "")
    return cleaned(message.isEmpty ? "the connection was lost" : message)
  }

  /// libpq indents what belongs to a line with tabs: each line without what is around it.
  static func plain(_ message: String) -> String {
    message.split(whereSeparator: \.isNewline)
      .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
      .filter { !$0.isEmpty }
      .joined(separator: "\n")
  }

  private func cleaned(_ message: String) -> String {
    secrets.filter { !$0.isEmpty }.reduce(message) { $0.replacing($1, with: "***") }
  }
}
