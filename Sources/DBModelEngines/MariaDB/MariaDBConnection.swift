import CLibMariaDB

/// A session with a server of MariaDB or MySQL. Not to be used by two tasks at a time.
final class MariaDBConnection {
  private let library: clibmariadb
  private let handle: OpaquePointer

  static let missing = SchemaRefusal(
    "the client library of MariaDB is not installed",
    help: "install it (Debian: apt-get install libmariadb3)"
  )

  /// Through a socket of this machine, as whoever a server without grants lets in.
  init(socket: String) throws(SchemaRefusal) {
    var loaded = clibmariadb()
    guard clibmariadb_load(&loaded) == 1 else { throw Self.missing }
    library = loaded
    guard let made = loaded.`init`(nil) else {
      throw SchemaRefusal("the client library of MariaDB is out of memory")
    }
    handle = made
    "utf8mb4".withCString { _ = loaded.options(made, Int32(clibmariadb_charset), $0) }
    // `localhost` is the socket, whatever a network says.
    guard loaded.connect(made, "localhost", "root", "", nil, 0, socket, 0) != nil else {
      throw SchemaRefusal(Self.text(loaded.error(made)))
    }
  }

  deinit { library.close(handle) }

  /// `10.11.19-MariaDB-0+deb12u1`.
  var version: String { Self.text(library.server(handle)) }

  /// Runs one statement and returns its rows.
  @discardableResult
  func run(_ sql: String) throws(SchemaRefusal) -> [[String?]] {
    var sql = sql
    let code = sql.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        library.query(handle, $0.baseAddress, UInt($0.count))
      }
    }
    guard code == 0 else { throw refusal() }
    guard let result = library.store(handle) else {
      // No rows: a statement that has none, or an answer that could not be read.
      if library.code(handle) != 0 { throw refusal() }
      return []
    }
    defer { library.clear(result) }
    let columns = Int(library.columns(result))
    var rows: [[String?]] = []
    while let row = library.row(result), let lengths = library.lengths(result) {
      rows.append(
        (0..<columns).map { column in
          guard let text = row[column] else { return nil }
          let bytes = UnsafeRawBufferPointer(start: text, count: Int(lengths[column]))
          return String(decoding: bytes, as: UTF8.self)
        }
      )
    }
    return rows
  }

  private static func text(_ text: UnsafePointer<CChar>?) -> String {
    text.map { String(cString: $0) } ?? ""
  }

  private func refusal() -> SchemaRefusal {
    SchemaRefusal(Self.text(library.error(handle)))
  }
}
