import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload

/// The bill of a model by two books, and arithmetic on it.
struct Money {
  /// A declared line is a round figure; only what is this much above it contradicts it.
  static let roundFigure = 1.1

  let workload: Workload
  let lines: [CostLine]
  let publicLines: [CostLine]
  /// The book the policy names; `nil` where there is none of that name.
  let book: PriceBook?

  init(workload: Workload, lines: [CostLine], publicLines: [CostLine]) {
    self.workload = workload
    self.lines = lines
    self.publicLines = publicLines
    book = PriceBook.named(workload.policy?.prices?.value)
  }

  var total: Interval { MonthlyCost.total(lines) }
  /// The part whose prices may decide a guardrail.
  var settledTotal: Interval { MonthlyCost.total(lines.filter(\.isSettled)) }

  /// What a store costs by itself; its backups and replicas are other lines of a budget.
  func ownLines(of store: StoreID) -> [CostLine] {
    lines.filter { $0.store == store && $0.kind != .backup && $0.kind != .replication }
  }

  /// The lines that a line of a declared budget is about; `nil` where its name says nothing known.
  func lines(declaredAs name: String) -> [CostLine]? {
    if let kind = Self.kind(named: name) { return lines.filter { $0.kind == kind } }
    let stores = workload.stores.filter { store in
      switch name {
      case "aurora": store.kind == .auroraPostgreSQL || store.kind == .auroraMySQL
      default: store.kind.rawValue == name || store.name == name
      }
    }
    guard !stores.isEmpty else { return nil }
    let named = (workload.policy?.declaredCosts ?? []).compactMap { Self.kind(named: $0.name) }
    return stores.flatMap { ownLines(of: $0.id) }.filter { !named.contains($0.kind) }
  }

  private static func kind(named name: String) -> CostKind? {
    CostKind(rawValue: name == "backups" ? "backup" : name)
  }

  /// Money for people.
  static func text(_ value: Interval) -> String {
    FigureFormatter.range(low: value.low, high: value.high, unit: "USD/month")
  }

  static func text(_ value: Double) -> String { text(Interval(value)) }

  /// Compares to a millionth of a dollar, so that binary residue decides nothing.
  static func exact(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }

  /// The largest lines with their formulas, then the rest as one.
  static func notes(_ lines: [CostLine], atMost count: Int = 6) -> [String] {
    let sorted = lines.enumerated().sorted {
      let a = $0.element.usDollarsPerMonth.high
      let b = $1.element.usDollarsPerMonth.high
      return a == b ? $0.offset < $1.offset : a > b
    }.map(\.element)
    var notes = sorted.prefix(count).map { line in
      "\(line.name): \(line.usDollarsPerMonth.formula) = \(text(line.usDollarsPerMonth.interval))"
    }
    let rest = sorted.dropFirst(count)
    if !rest.isEmpty {
      notes.append("\(rest.count) smaller lines: \(text(MonthlyCost.total(rest)))")
    }
    return notes
  }
}
