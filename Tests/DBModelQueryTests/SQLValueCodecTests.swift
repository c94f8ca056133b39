import DBModelData
import DBModelEngines
import DBModelQuery
import DBModelWorkload
import Testing

struct SQLValueCodecTests {
  static let types: [ValueType] = [
    .bool, .integer(minimum: nil, maximum: nil), .decimal(precision: 12, scale: 2),
    .decimal(precision: 30, scale: 4), .string(maximumCharacters: 40, averageBytes: 8),
    .bytes(maximumBytes: 8, averageBytes: 4), .uuid, .ulid, .timestamp(.seconds),
    .timestamp(.nanoseconds), .date,
  ]

  /// A literal read back by SQLite is the value, whatever the text holds.
  @Test(arguments: types)
  func literalsOfSQLite(_ type: ValueType) throws {
    let codec = SQLValueCodec(.sqlite)
    let database = try SQLiteDatabase(.memory)
    var values = ValueGenerator(seed: 5, now: SQLiteAnswersTests.now)
    for _ in 0..<50 {
      let value = values.value(of: type)
      let row = try database.rows("SELECT " + codec.literal(value, as: type))
      let returned: SQLValue
      switch row[0][0] {
      case .null: returned = .null
      case .integer(let number): returned = .integer(number)
      case .real(let number): returned = .real(number)
      case .text(let text): returned = .text(text)
      case .blob(let bytes): returned = .blob(bytes)
      }
      #expect(codec.value(returned, as: type) == value)
    }
  }

  @Test func hostileTexts() {
    let text = "'; DROP TABLE x; -- \\' \u{0}"
    #expect(SQLValueCodec(.mysql).quoted(text).hasPrefix("_utf8mb4 X'"))
    #expect(SQLValueCodec(.sqlite).quoted(text).hasPrefix("CAST(X'"))
    #expect(
      SQLValueCodec(.postgresql).quoted("a'b\\c") == "E'a''b\\\\c'"
    )
    #expect(SQLDialect.postgresql.quoted("a\"b") == "\"a\"\"b\"")
    #expect(SQLDialect.mysql.quoted("a`b") == "`a``b`")
  }

  /// Ordered text keeps the order of the numbers.
  @Test func orderedText() {
    let codec = SQLValueCodec(.sqlite)
    let type = ValueType.decimal(precision: 30, scale: 4)
    let numbers = [-90_000_000, -10_001, -10_000, -1, 0, 1, 9_999, 10_000, 123_456_789].map {
      Value.decimal(Decimal38(mantissa: Int128($0), scale: 4))
    }
    let texts = numbers.map { codec.literal($0, as: type) }
    #expect(texts == texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    #expect(Set(texts).count == texts.count)
  }

  @Test func rawTextKeepsEverythingButParameters() throws {
    let model = TestModel(
      name: "raw",
      path: "raw",
      text: """
        edition 2026
        model Raw
        store main: aurora-postgresql default
        entity A in main {
          id: int key
          count 5
        }
        access raw(month: int) on main {
          sql \"\"\"
            SELECT ':month' AS "é:month", id::text -- :month
            FROM a WHERE id >= :month /* :month */ OR id = :month OR x = ':other'
            \"\"\"
          returns 0..4 rows avg 2
          rate 1/s peak 1/s
        }

        """
    )
    try #require(model.problems.isEmpty, "\(model.problems.joined(separator: "\n"))")
    let writer = SQLStatementWriter(
      workload: model.workload,
      design: model.design,
      dialect: .postgresql
    )
    let statement = try #require(try writer.statements(for: model.pattern("raw")).first)
    #expect(statement.text.contains("SELECT ':month' AS \"é:month\", id::text -- :month"))
    #expect(statement.text.contains("id >= $1 /* :month */ OR id = $1 OR x = ':other'"))
    #expect(statement.bindings.count == 1)
  }
}
