import DBModelAnalysis
import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload

/// A model made by hand: places are counted up so that every clause has its own.
struct Lab {
  var aurora = AuroraSettings()
  var dynamoDB = DynamoDBSettings()
  var policy = Policy(span: Lab.span(900))
  var goals = Goals(span: Lab.span(950))
  var usage: [UsageLine] = []

  static let gigabyte = 1_073_741_824.0

  static func span(_ at: Int) -> SourceSpan {
    SourceSpan(file: FileID(0), lower: at, upper: at + 5)
  }

  static func at<T>(_ value: T, _ place: Int) -> Located<T> { Located(value, span(place)) }

  /// One writer, one reader, two zones.
  static func healthy(class name: String = "db.t4g.medium") -> Lab {
    var lab = Lab()
    lab.aurora.instanceClass = at(name, 10)
    lab.aurora.readers = at(1, 20)
    lab.aurora.zones = at(2, 30)
    lab.dynamoDB.capacity = at(.onDemand, 40)
    return lab
  }

  mutating func cost(
    _ expected: Interval? = nil,
    alert: Double? = nil,
    ceiling: Double? = nil
  ) {
    policy.cost = CostPolicy(
      expected: expected,
      alert: alert.map { Lab.at($0, 110) },
      ceiling: ceiling.map { Lab.at($0, 120) },
      span: Lab.span(100)
    )
  }

  mutating func use(reads: Double, writes: Double, gigabytes: Double = 0) {
    usage = [
      UsageLine(
        structure: "Account",
        store: StoreID(0),
        readUnitsPerMonth: Interval(reads),
        writeUnitsPerMonth: Interval(writes),
        storedBytes: Interval(gigabytes * Lab.gigabyte)
      )
    ]
  }

  var workload: Workload {
    Workload(
      stores: [
        store(0, "hot", .dynamodb), store(1, "relational", .auroraPostgreSQL),
      ],
      policy: policy,
      goals: goals
    )
  }

  private func store(_ id: Int, _ name: String, _ kind: StoreKind) -> Store {
    Store(
      id: StoreID(id),
      name: name,
      documentation: nil,
      kind: kind,
      isDefault: id == 0,
      dynamoDB: kind == .dynamodb ? dynamoDB : DynamoDBSettings(),
      aurora: kind == .dynamodb ? AuroraSettings() : aurora,
      nameSpan: Lab.span(id),
      span: Lab.span(id)
    )
  }

  func bill(_ book: PriceBook) -> MonthlyCost {
    MonthlyCost(workload: workload, usage: usage, book: book)
  }

  var findings: [Diagnostic] {
    let book = PriceBook.named(policy.prices?.value) ?? .publicUSEast1
    return OperationsAnalyst.judge(
      workload: workload,
      lines: bill(book).lines,
      publicLines: bill(.publicUSEast1).lines,
      usage: usage
    )
  }

  var names: [String] { findings.map(\.rule.name) }
}
