import DBModelDesign
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload

/// What tables cost in a month when patterns go through them in given ways, at the prices that
/// designs are compared by.
struct DesignCost {
  let context: PlanningContext
  private let book: PriceBook
  private let rates: DynamoDBRates

  init(context: PlanningContext, store: StoreID) {
    self.context = context
    book = PriceBook.named(context.workload.policy?.prices?.value) ?? .publicUSEast1
    rates = DynamoDBRates(store: context.workload[store], book: book)
  }

  /// A line for each table and index.
  func lines(of design: DynamoDBDesign, _ accesses: [PatternAccess]) -> [UsageLine] {
    let estimator = DynamoDBEstimator(workload: context.workload, design: design)
    let units = accesses.compactMap { access -> PatternUnits? in
      guard case .dynamoDB(let path) = access.path else { return nil }
      return estimator.units(of: context.workload[access.pattern], path: path)
    }
    return UsageEstimator.lines(
      of: design,
      units: units,
      workload: context.workload,
      book: book
    )
  }

  /// USD a month, in the middle of the estimate.
  func dollars(_ line: UsageLine) -> Double {
    line.readUnitsPerMonth.middle * rates.perReadUnit
      + line.writeUnitsPerMonth.middle * rates.perWriteUnit
      + line.storedBytes.middle * (line.isIndex ? rates.perIndexByte : rates.perTableByte)
  }

  /// USD a month, all tables and indexes together.
  func dollars(of design: DynamoDBDesign, _ accesses: [PatternAccess]) -> Double {
    lines(of: design, accesses).reduce(0) { $0 + dollars($1) }
  }
}
