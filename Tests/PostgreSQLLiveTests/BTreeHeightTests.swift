import DBModelTestKit
import Testing

@testable import DBModelEngines

/// What is computed of an index is what CREATE INDEX makes of real rows.
@Suite(.serialized) struct BTreeHeightTests {
  /// An index over a column, and an expression that fills it from the row's number.
  struct Sample: CustomStringConvertible {
    let type: String
    let value: String
    var index = "(v)"
    /// Pages are computed from means; where entries differ in length they may be off by so much.
    var tolerance = 0.02
    /// All values are of one length.
    var hasOneWidth = true

    var description: String { "\(type) \(index): \(value)" }
  }

  static let samples = [
    Sample(type: "int", value: "n"),
    Sample(type: "uuid", value: "md5(n::text)::uuid"),
    Sample(type: "text COLLATE \"C\"", value: "md5(n::text)"),
    Sample(type: "timestamptz", value: "to_timestamp(n)", index: "(v, id)"),
    Sample(type: "bigint", value: "n * 1000"),
    Sample(type: "text COLLATE \"C\"", value: "repeat(md5(n::text), 6)"),
    Sample(
      type: "text COLLATE \"C\"",
      value: "repeat('x', n % 40) || n",
      tolerance: 0.05,
      hasOneWidth: false
    ),
    Sample(type: "int", value: "n % 10"),
    Sample(type: "int", value: "n % 1000", tolerance: 0.05),
    Sample(type: "numeric(12,2)", value: "n % 1000", tolerance: 0.1),
    Sample(type: "text COLLATE \"C\"", value: "'state ' || n % 4", index: "(v, id)"),
  ]
  static let sizes = [1, 100, 367, 368, 10_000, 100_000, 1_000_000]

  @Test func computedIndexesAreThoseOfRealRows() throws {
    for programs in Servers.all { try compare(programs) }
  }

  private func compare(_ programs: PostgreSQLPrograms) throws {
    let loaded = try ScratchServer(programs, variable: Servers.variable)
    let real = try loaded.connect(to: "postgres")
    var schema: [String] = []
    var names: [(name: String, sample: Sample, rows: Int)] = []
    for (number, sample) in Self.samples.enumerated() {
      for rows in Self.sizes {
        // The widest and the most numerous at once would take the tests half a minute.
        if rows == 1_000_000, number > 2, sample.index == "(v)", sample.tolerance > 0.02 {
          continue
        }
        let table = "t\(number)_\(rows)"
        schema.append("CREATE TABLE \(table) (id bigint NOT NULL, v \(sample.type) NOT NULL)")
        try real.run(schema[schema.count - 1])
        try real.run(
          "INSERT INTO \(table) SELECT n, \(sample.value) FROM generate_series(1, \(rows)) n"
        )
        schema.append("CREATE INDEX \(table)_v ON \(table) \(sample.index)")
        try real.run(schema[schema.count - 1])
        names.append((table, sample, rows))
      }
    }
    try real.run("VACUUM ANALYZE")
    try real.run("CHECKPOINT")
    // What is known of the columns, and nothing of pages.
    let samples = Dictionary(uniqueKeysWithValues: names.map { ($0.name, $0.sample) })
    let statistics = try PostgreSQLStatisticsReader(connection: real).tables().map { table in
      var columns = table.columns
      for place in columns.indices where columns[place].name == "v" {
        columns[place].isFixedWidth = samples[table.table]?.hasOneWidth ?? false
      }
      return PostgreSQLTableStatistics(table: table.table, rows: table.rows, columns: columns)
    }
    let scratch = try Servers.planner(programs, schema, statistics)
    let session = scratch.connection
    for (name, sample, rows) in names {
      let wanted = try IndexFile("\(name)_v", real, dataDirectory: loaded.dataDirectory)
      let found = try IndexFile("\(name)_v", session, dataDirectory: scratch.server.dataDirectory)
      #expect(found.height == wanted.height, "\(sample), \(rows) rows, \(real.version)")
      let off = Double(abs(found.pages - wanted.pages))
      #expect(
        off <= max(1, sample.tolerance * Double(wanted.pages)),
        "\(sample), \(rows) rows, \(real.version): \(found.pages) pages of \(wanted.pages)"
      )
      let heap = "SELECT pg_relation_size('\(name)') / 8192"
      let pages = try [real, session].map { try Int($0.run(heap).first?[0] ?? "") ?? -1 }
      #expect(
        abs(Double(pages[1] - pages[0])) <= max(1, 0.02 * Double(pages[0])),
        "the table of \(sample), \(rows) rows: \(pages[1]) pages of \(pages[0])"
      )
    }
  }
}
