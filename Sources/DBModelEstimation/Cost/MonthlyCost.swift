public import DBModelDesign
public import DBModelStatistics
public import DBModelWorkload

/// What a model costs in a month of 730 hours, by one price book.
public struct MonthlyCost: Sendable {
  public let book: PriceBook
  /// In declared order of the stores; the lines of a store by kind, then by structure.
  public let lines: [CostLine]
  /// What is not in the lines, one sentence each: a store without a class, requests to storage.
  public let omitted: [String]

  /// Prices the stores of a model.
  ///
  /// - Parameter usage: what the structures are used for, in the order they should be listed.
  public init(workload: Workload, usage: [UsageLine], book: PriceBook) {
    var lines: [CostLine] = []
    var omitted: [String] = []
    for store in workload.stores {
      let used = usage.filter { $0.store == store.id }
      let bill: StoreBill
      switch store.kind {
      case .dynamodb:
        bill = DynamoDBBill(store: store, workload: workload, book: book).bill(used)
      case .auroraPostgreSQL, .auroraMySQL: bill = AuroraBill(store: store, book: book).bill(used)
      case .sqlite: bill = StoreBill()
      }
      lines += bill.lines
      omitted += bill.omitted
    }
    self.book = book
    self.lines = lines
    self.omitted = omitted
  }

  public var total: Interval { Self.total(lines) }

  /// The sum of lines, USD a month.
  public static func total(_ lines: some Sequence<CostLine>) -> Interval {
    lines.reduce(.zero) { $0 + $1.usDollarsPerMonth.interval }
  }
}

/// The lines of one store, and what they leave out.
struct StoreBill {
  var lines: [CostLine] = []
  var omitted: [String] = []
}
