import DBModelDesign
import DBModelEngines
import DBModelExplain
import DBModelQuery
import DBModelWorkload

/// A thinned database on the scratch server, for statements whose plan rests on ranges.
struct MariaDBSample {
  /// A plan that some of the calls get.
  struct Plan {
    /// With which values; others than the most calls have are numbered.
    let values: String
    let sample: PlannedSample
    /// With the rows of the declared size.
    let tree: PlanTree
  }

  /// Calls that are planned. More would find plans that one call in ten or fewer gets.
  private static let calls = 9
  /// What the bytes of one statement that inserts are kept near to.
  private static let statementBytes = 1e6

  private let design: RelationalDesign
  private let rows: SampleRows
  private let planner: MariaDBScratchPlanner
  private var scale: SampleScale

  /// Makes rows of the tables that statements name, and loads them.
  ///
  /// - Parameters:
  ///   - day: Days since 1970: when calls are made.
  ///   - largest: Rows of the largest table.
  init(
    workload: Workload,
    design: RelationalDesign,
    tables: Set<String>,
    day: Int64,
    largest: Double,
    planner: MariaDBScratchPlanner
  ) throws(SchemaRefusal) {
    self.design = design
    self.planner = planner
    let named = design.tables.filter { tables.contains($0.name) }
    let sizes = SampleSizes(
      workload: workload,
      entities: Set(named.map(\.entity)),
      largest: largest
    )
    rows = SampleRows(workload: workload, day: day, counts: sizes.rows)
    scale = SampleScale(workload: workload, design: design, dataset: rows.dataset)
    let filled = design.tables.filter { !rows.dataset[$0.entity].isEmpty }
    let loader = SQLLoader(
      design: design,
      workload: workload,
      dialect: .mysql,
      batchRows: Self.batchRows(of: filled, workload)
    )
    try planner.load(
      schema: SQLSchemaWriter(design: design.inOnePiece, workload: workload, dialect: .mysql)
        .tableStatements,
      rows: loader.statements(for: rows.dataset),
      tables: filled.map { SQLDialect.mysql.quoted($0.name) },
      // Of more rows than usual nobody but a measurement asks.
      seconds: Int(min(120 * max(1, largest / SampleSizes.largest), 3_600))
    )
  }

  /// How many rows one statement inserts; of the widest table, and bytes are written with two signs
  /// each.
  static func batchRows(of tables: [RelationalTable], _ workload: Workload) -> Int {
    let rowBytes = tables.map { table in
      table.columns.reduce(0) { sum, column in
        sum + 2 * ColumnWidth.bytes(of: workload[FieldReference(table.entity, column.field)].type)
      }
    }
    return Int(min(max(1, Self.statementBytes / max(1, rowBytes.max() ?? 1)), 1_000))
  }

  /// The plans of a statement, that of the most calls first; none where no call says what it asks,
  /// or a table is empty since no row of it could be made.
  mutating func plans(
    _ statement: SQLStatement,
    _ pattern: AccessPattern
  ) throws(SchemaRefusal) -> [Plan] {
    var kinds: [(shape: String, trees: [PlanTree])] = []
    let texts = rows.texts(of: statement, pattern, calls: Self.calls)
    var trees = try texts.map { text throws(SchemaRefusal) in try planner.explainOnSample(text) }
    let found = trees.filter { !RangeLookup.findsNothing($0) }
    // A plan for values that no row has is none for those that some have.
    guard !found.isEmpty else { return [] }
    trees = found
    for tree in trees {
      let shape = PlanShape.text(of: tree)
      if let known = kinds.firstIndex(where: { $0.shape == shape }) {
        kinds[known].trees.append(tree)
      } else {
        kinds.append((shape, [tree]))
      }
    }
    let ordered = kinds.enumerated().sorted {
      (-$0.element.trees.count, $0.offset) < (-$1.element.trees.count, $1.offset)
    }
    var plans: [Plan] = []
    for (number, kind) in ordered.map(\.element).enumerated() {
      let tree = scale.atDeclaredSize(Self.middle(kind.trees), of: statement)
      let tables = scale.tables(in: tree, of: statement)
      if tables.contains(where: { $0.rows == 0 }) { return [] }
      let thinned = design.tables.filter { table in
        tables.contains { $0.name == table.name && $0.rows < $0.declaredRows }
      }
      plans.append(
        Plan(
          values: number == 0
            ? "usual values on sample rows"
            : "other values on sample rows" + (number > 1 ? ", \(number)" : ""),
          sample: PlannedSample(
            calls: kind.trees.count,
            allCalls: trees.count,
            tables: tables,
            dependsOnSize: ServableSort.isThere(in: tree, of: statement, thinned)
          ),
          tree: tree
        )
      )
    }
    return plans
  }

  /// The one whose first table is read for a middling number of rows.
  private static func middle(_ trees: [PlanTree]) -> PlanTree {
    func rows(_ node: PlanNode) -> Double {
      if node.relation != nil { return node.estimate?.rows ?? 0 }
      return node.children.lazy.map(rows).first ?? 0
    }
    let ordered = trees.enumerated().sorted {
      (rows($0.element.root), $0.offset) < (rows($1.element.root), $1.offset)
    }
    return ordered[ordered.count / 2].element
  }
}
