import DBModelDesign
import DBModelEngines
import DBModelQuery
import DBModelTestKit
import DBModelWorkload

/// A server reached through its own command-line client; values go in as literals, rows come out as
/// the client prints them.
struct LiveStore {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  let dialect: SQLDialect
  let database: String
  private let client: Subprocess

  static func postgreSQL(_ server: LiveServers.PostgreSQL, database: String) throws -> LiveStore {
    var client = Subprocess(
      server.program("psql"),
      [
        "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", server.socketDirectory, "-p",
        String(server.port), "-U", server.user, "-F", "\u{1F}", "-R", "\u{1E}", "-P",
        "null=\u{01}",
      ]
    )
    client.environment = ["PGTZ": "UTC", "PGCLIENTENCODING": "UTF8", "PGOPTIONS": "-c jit=off"]
    let admin = LiveStore(dialect: .postgresql, database: "postgres", client: client)
    _ = try admin.run("DROP DATABASE IF EXISTS \(database);")
    _ = try admin.run("CREATE DATABASE \(database) ENCODING 'UTF8' TEMPLATE template0;")
    return LiveStore(dialect: .postgresql, database: database, client: client)
  }

  static func mariaDB(_ server: LiveServers.MariaDB, database: String) throws -> LiveStore {
    let client = Subprocess(
      server.client,
      [
        "--no-defaults", "--default-character-set=utf8mb4", "-N", "-B", "-S",
        server.socket,
        "-u", server.user,
      ]
    )
    let admin = LiveStore(dialect: .mysql, database: "mysql", client: client)
    _ = try admin.run("DROP DATABASE IF EXISTS \(database); CREATE DATABASE \(database);")
    return LiveStore(dialect: .mysql, database: database, client: client)
  }

  /// Creates the tables and loads the rows.
  func load(_ model: TestModel, _ dataset: Dataset) throws {
    let design = model.design
    let schema = SQLSchemaWriter(design: design, workload: model.workload, dialect: dialect)
    let loader = SQLLoader(design: design, workload: model.workload, dialect: dialect)
    let statements =
      schema.tableStatements + loader.statements(for: dataset) + schema.triggers
    _ = try run(statements.map { $0 + ";\n" }.joined())
  }

  /// Runs a script and returns what it printed.
  @discardableResult
  func run(_ script: String) throws -> [UInt8] {
    var call = client
    call.arguments += dialect == .postgresql ? ["-d", database] : [database]
    call.input = Array(script.utf8)
    let result = try call.run()
    guard result.exitCode == 0 else {
      throw Failure(description: "\(result.errorOutput.prefix(600))\nin\n\(script.suffix(3_000))")
    }
    return result.outputBytes
  }

  /// The text of a statement with its values as literals.
  func text(_ statement: SQLStatement, _ values: [Value]) -> String {
    let codec = SQLValueCodec(dialect)
    let literals = Dictionary(
      zip(statement.bindings, values).map { ($0, codec.literal($1, as: $0.type)) },
      uniquingKeysWith: { first, _ in first }
    )
    return statement.text { literals[$0] ?? "NULL" }
  }

  func query(_ statement: SQLStatement, _ values: [Value]) throws -> [[SQLValue]] {
    rows(try run(text(statement, values) + ";\n"), statement.columns.map(\.type))
  }

  /// Every row of every entity, in key order.
  func contents(_ model: TestModel) throws -> [[[Value]]] {
    let codec = SQLValueCodec(dialect)
    let design = model.design
    return try model.workload.entities.map { entity in
      guard let table = design.table(of: entity.id) else { return [] }
      let names = table.columns.map { dialect.quoted($0.name) }.joined(separator: ", ")
      let types = table.columns.map { entity[$0.field].type }
      let returned = rows(
        try run("SELECT \(names) FROM \(dialect.quoted(table.name));\n"),
        types
      )
      let values = returned.map { row in
        zip(table.columns, row).map { column, value in
          codec.value(value, as: entity[column.field].type) ?? .string("unreadable \(value)")
        }
      }
      return SQLiteStore.sorted(values, entity)
    }
  }

  /// Splits what a client printed. Both print bytes as they are, so bytes are what is read here.
  private func rows(_ output: [UInt8], _ types: [ValueType]) -> [[SQLValue]] {
    guard !output.isEmpty else { return [] }
    let isPostgreSQL = dialect == .postgresql
    let plain = output.last == 10 ? output.dropLast() : output[...]
    let lines = plain.split(separator: isPostgreSQL ? 0x1E : 10, omittingEmptySubsequences: false)
    return lines.map { line in
      let parts = line.split(
        separator: isPostgreSQL ? 0x1F : 9,
        omittingEmptySubsequences: false
      )
      return zip(parts, types).map { part, type in
        if Array(part) == (isPostgreSQL ? [1] : Array("NULL".utf8)) { return .null }
        let bytes = isPostgreSQL ? Array(part) : Self.unescaped(part)
        if case .bytes = type, !isPostgreSQL { return .blob(bytes) }
        return .text(String(decoding: bytes, as: UTF8.self))
      }
    }
  }

  /// MariaDB's batch output writes tabs, line breaks, backslashes and zero bytes with a backslash.
  private static func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var isEscaped = false
    for byte in text {
      if isEscaped {
        let plain =
          [UInt8(ascii: "t"): 9, UInt8(ascii: "n"): 10, UInt8(ascii: "0"): 0] as [UInt8: UInt8]
        result.append(plain[byte] ?? byte)
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else {
        result.append(byte)
      }
    }
    return result
  }
}
