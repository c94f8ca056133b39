import DBModelDiagnostics
import DBModelDriver
import DBModelImport
import DBModelStatistics
import DBModelTestKit
import DBModelWorkload
import Testing

/// What must hold of any schema that an engine takes.
@Suite struct SchemaPropertyTests {
  private static let names = [
    "id", "ID", "key", "count", "unique", "index", "in", "null", "row", "table", "design", "a b",
    "a-b", "a_b", "aB", "customer_id", "äöü", "1st", "_", "-", "{x}", "// x", "order", "item",
    "x.y",
    "lifecycle", "variant", "entity", "store", "access", "true", "new", "many", "skew", "delete",
    "unknown", "enum", "int", "inverse", "ttl", "tenant", "'", "`", "$1", "%",
  ]

  private static let types = [
    "INTEGER", "INT", "VARCHAR(40)", "VARCHAR(0)", "TEXT", "DECIMAL(12,2)", "DECIMAL(60,2)",
    "DECIMAL(3,9)", "NUMERIC", "REAL", "BOOLEAN", "DATE", "DATETIME", "UUID", "JSON", "BLOB",
    "TINYINT(1)", "UNSIGNED BIG INT", "FANCY(1,2)", "", "VARCHAR(99999999999999999999)",
    "VARCHAR(4000000000)",
  ]

  private static func quoted(_ name: String) -> String {
    "\"\(name.replacing("\"", with: "\"\""))\""
  }

  /// A script of SQLite's that it takes: tables with keys, references and indexes of any names.
  private static func script(_ random: inout SplitMix64) -> String {
    var lines: [String] = []
    var tables: [(name: String, columns: [String], key: [String])] = []
    for table in 0..<random.integer(1...6) {
      let name = "\(names[random.integer(0...(names.count - 1))])\(table)"
      var seen: Set<String> = []
      let columns = (0..<random.integer(1...8)).compactMap { _ -> String? in
        let column = names[random.integer(0...(names.count - 1))]
        return seen.insert(column.lowercased()).inserted ? column : nil
      }
      let key = Array(columns.prefix(random.integer(0...min(3, columns.count))))
      var parts = columns.map { column -> String in
        let type = types[random.integer(0...(types.count - 1))]
        return "\(quoted(column)) \(type)\(random.integer(0...2) == 0 ? " NOT NULL" : "")"
      }
      func list(_ columns: [String]) -> String { columns.map(quoted).joined(separator: ", ") }
      if !key.isEmpty { parts.append("PRIMARY KEY (\(list(key)))") }
      if random.integer(0...2) == 0 { parts.append("UNIQUE (\(list(Array(columns.suffix(2)))))") }
      tables.append((name, columns, key))
      let target = tables[random.integer(0...(tables.count - 1))]
      if !target.key.isEmpty, columns.count >= target.key.count {
        let own = Array(columns.suffix(target.key.count))
        parts.append(
          "FOREIGN KEY (\(list(own))) REFERENCES \(quoted(target.name)) ON DELETE CASCADE"
        )
      }
      lines.append("CREATE TABLE \(quoted(name)) (\(parts.joined(separator: ", ")));")
      for index in 0..<random.integer(0...2) {
        let keys = list(Array(columns.shuffled(using: &random).prefix(2)))
        lines.append(
          "CREATE INDEX \(quoted("i \(table) \(index)")) ON \(quoted(name)) (\(keys) DESC);"
        )
      }
    }
    return lines.joined(separator: "\n")
  }

  @Test func whatIsWrittenIsAModel() throws {
    var random = SplitMix64(seed: 64)
    var written = 0
    for number in 0..<120 {
      let script = Self.script(&random)
      let run = try #require(Schemas.run(text: script, .sqlite))
      guard let text = run.text else {
        #expect(
          run.diagnostics.map(\.rule.code) == ["DBM0063"],
          "\(number): \(Schemas.messages(run))\n\(script)"
        )
        continue
      }
      written += 1
      let mistakes = Imports.mistakes(text)
      #expect(mistakes.isEmpty, "\(number): \(mistakes.map(\.title))\n\(script)")
      #expect(Imports.formatted(text) == text, "\(number)")
      #expect(try #require(Schemas.run(text: script, .sqlite)).text == text, "\(number)")
    }
    #expect(written > 60)
  }

  /// Scripts with bytes changed, removed and doubled give a model or one finding with a place.
  @Test func damageIsSaid() throws {
    let cases = SchemaCase.all.filter { $0.dialect == .sqlite }
    var random = SplitMix64(seed: 65)
    for item in cases {
      let bytes = try item.folder.bytes("input.sql")
      for _ in 0..<25 {
        var damaged = bytes
        for _ in 0..<random.integer(1...3) where damaged.count > 2 {
          let place = random.integer(0...(damaged.count - 1))
          switch random.integer(0...2) {
          case 0: damaged.remove(at: place)
          case 1: damaged[place] = Array("(),;'\"\n x0".utf8)[random.integer(0...9)]
          default: damaged.insert(contentsOf: damaged[place...].prefix(20), at: place)
          }
        }
        let script = String(decoding: damaged, as: UTF8.self)
        let run = try #require(Schemas.run(text: script, .sqlite))
        if let text = run.text {
          #expect(Imports.mistakes(text).isEmpty, "\(script)")
        } else {
          #expect(run.diagnostics.count == 1 && run.diagnostics[0].primary != nil, "\(script)")
        }
      }
    }
  }
}
