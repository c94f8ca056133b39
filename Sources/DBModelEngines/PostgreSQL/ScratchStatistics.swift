/// Puts statistics into the catalog of a scratch cluster, and makes its files as long as the tables
/// would be.
struct ScratchStatistics {
  let connection: PostgreSQLConnection
  let dataDirectory: String
  let owner: ServerUser?
  private let catalog: ScratchCatalog

  init(
    connection: PostgreSQLConnection,
    dataDirectory: String,
    owner: ServerUser?
  ) throws(ServerFailure) {
    self.connection = connection
    self.dataDirectory = dataDirectory
    self.owner = owner
    catalog = try ScratchCatalog(connection)
  }

  /// Tables of which nothing is said keep what PostgreSQL takes of a table it never saw.
  func apply(_ statistics: [PostgreSQLTableStatistics]) throws(ServerFailure) {
    // A table that is named twice has the last one's.
    let byName = Dictionary(statistics.map { ($0.table, $0) }) { $1 }
    try connection.run("BEGIN")
    for table in catalog.tables {
      if let statistics = byName[table.name] { try apply(statistics, to: table) }
    }
    try connection.run("COMMIT")
  }

  private func apply(
    _ statistics: PostgreSQLTableStatistics,
    to table: ScratchCatalog.Table
  ) throws(ServerFailure) {
    let columns = Dictionary(table.columns.map { ($0.column.number, $0.column) }) { $1 }
    let named = Dictionary(statistics.columns.map { ($0.name, $0) }) { $1 }
    var known: [String: PostgreSQLColumnStatistics] = [:]
    for (name, column) in table.columns {
      guard let own = named[name] else { continue }
      known[column.number] = own
      try insert(own, column, of: table)
    }
    let layout = table.columns.map { RowLayout.column($0.column, known[$0.column.number]) }
    let rows = max(0, statistics.rows)
    let pages = statistics.pages ?? HeapGeometry.pages(rows: rows, columns: layout)
    try Self.check(pages, "table `\(table.name)`", of: table)
    let visible = pages * min(max(statistics.allVisibleShare, 0), 1)
    try describe(table.oid, pages: pages, rows: rows, visible: visible)
    try file(table.path).extend(toPages: pages)
    for index in table.indexes {
      let given = statistics.indexes.first { $0.name == index.name }
      try apply(given, to: index, of: table, rows: rows, columns: columns, statistics: known)
    }
  }

  /// Whether a relation can have so many pages.
  private static func check(
    _ pages: Double,
    _ what: String,
    of table: ScratchCatalog.Table
  ) throws(ServerFailure) {
    guard pages > PageGeometry.mostPages else { return }
    let terabytes = Int(min((pages * PageGeometry.pageBytes / 0x1p40).rounded(.up), 1e15))
    throw ServerFailure(
      "the \(what) would take \(terabytes) TB, and PostgreSQL has room for 32 TB in one",
      help: "keep fewer rows, or part them: each part of a partitioned table may be as long",
      table: table.name
    )
  }

  private func apply(
    _ given: PostgreSQLTableStatistics.Index?,
    to index: ScratchCatalog.Index,
    of table: ScratchCatalog.Table,
    rows: Double,
    columns: [String: ScratchCatalog.Column],
    statistics: [String: PostgreSQLColumnStatistics]
  ) throws(ServerFailure) {
    let file = file(index.path)
    guard index.isBTree, let meta = BTreeSkeleton.Meta(try file.firstPage()) else {
      // Of other kinds only the length is known, where somebody says it.
      try describe(index.oid, pages: given?.pages ?? 1, rows: rows, visible: 0)
      if let given { try file.extend(toPages: given.pages) }
      return
    }
    let contents = IndexContents(
      index,
      rows: rows,
      columns: columns,
      statistics: statistics,
      allowsDeduplication: meta.allowsDeduplication
    ).geometry
    let full = BTreeGeometry(contents)
    let height =
      given.map {
        $0.height ?? BTreeGeometry.height(pages: $0.pages, pivotBytes: contents.pivotBytes)
      } ?? full.height
    let pages = max(given?.pages ?? full.pages, 1)
    try Self.check(pages, "index `\(index.name)`", of: table)
    try describe(index.oid, pages: pages, rows: rows, visible: 0)
    guard rows > 0 else { return }
    let skeleton = BTreeSkeleton.pages(height: min(max(height, 0), 32), replacing: meta)
    try file.write(skeleton)
    try file.extend(toPages: max(pages, Double(skeleton.count / 8_192)))
  }

  private func file(_ path: String) -> RelationFile {
    RelationFile(path: "\(dataDirectory)/\(path)", owner: owner)
  }

  private func describe(
    _ oid: String,
    pages: Double,
    rows: Double,
    visible: Double
  ) throws(ServerFailure) {
    // The catalog's numbers of pages have a sign and are read back as if they had none
    // (BlockNumber, src/backend/optimizer/util/plancat.c of version 15): the upper half is
    // written as negative.
    func whole(_ pages: Double) -> String {
      let pages = min(max(pages, 0), PageGeometry.mostPages).rounded()
      return String(Int32(bitPattern: UInt32(pages)))
    }
    try connection.run(
      """
      UPDATE pg_class SET relpages = $2::int4, reltuples = $3::float4, relallvisible = $4::int4
      WHERE oid = $1::oid
      """,
      [oid, whole(pages), "\(Self.single(rows))", whole(visible)]
    )
  }

  /// One kind of statistics of a column; `pg_statistic` has room for five.
  private struct Slot {
    /// STATISTIC_KIND_MCV, STATISTIC_KIND_HISTOGRAM, STATISTIC_KIND_CORRELATION.
    let kind: Int
    let operation: String
    var numbers: [Double] = []
    var values: PostgreSQLArray?
  }

  private func insert(
    _ statistics: PostgreSQLColumnStatistics,
    _ column: ScratchCatalog.Column,
    of table: ScratchCatalog.Table
  ) throws(ServerFailure) {
    // A row that says nothing of the values would be worse than none: of a range without a
    // histogram the planner takes that next to nothing lies in it, of a column it knows nothing of,
    // one in 200.
    let says =
      statistics.distinct != 0 || statistics.nullShare > 0 || statistics.common != nil
      || statistics.histogram != nil
    guard says else { return }
    var slots: [Slot] = []
    if let common = statistics.common, let equality = column.equality, !common.shares.isEmpty {
      slots.append(
        Slot(kind: 1, operation: equality, numbers: common.shares, values: common.values)
      )
    }
    if let histogram = statistics.histogram, let less = column.less {
      slots.append(Slot(kind: 2, operation: less, values: histogram))
    }
    if let correlation = statistics.correlation, let less = column.less {
      slots.append(Slot(kind: 3, operation: less, numbers: [correlation]))
    }
    var names = [
      "starelid", "staattnum", "stainherit", "stanullfrac", "stawidth", "stadistinct",
    ]
    let width = Int(min(max(statistics.widthBytes, 0), 1e9).rounded())
    var values = [
      table.oid, column.number, "false", "\(min(max(statistics.nullShare, 0), 1))", "\(width)",
      "\(Self.single(statistics.distinct))",
    ]
    for place in 1...5 {
      let slot = place <= slots.count ? slots[place - 1] : nil
      names += ["stakind", "staop", "stacoll", "stanumbers", "stavalues"].map { "\($0)\(place)" }
      values += [
        "\(slot?.kind ?? 0)", slot?.operation ?? "0", slot == nil ? "0" : column.collation,
        slot.flatMap { $0.numbers.isEmpty ? nil : $0.numbers }
          .map { "'\(PostgreSQLArray($0).text)'::float4[]" } ?? "NULL",
        slot?.values.map { "array_in(\(Self.quoted($0.text)), \(column.type), -1)" } ?? "NULL",
      ]
    }
    let list = names.joined(separator: ", ")
    try connection.run(
      "INSERT INTO pg_statistic (\(list)) VALUES (\(values.joined(separator: ", ")))",
      []
    )
  }

  /// The catalog's numbers have 32 bits.
  private static func single(_ value: Double) -> Double { min(max(value, -1e37), 1e37) }

  /// A literal that no setting can change the meaning of.
  private static func quoted(_ text: String) -> String {
    "E'" + text.replacing("\\", with: "\\\\").replacing("'", with: "''") + "'"
  }
}
