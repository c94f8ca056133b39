import DBModelStatistics
public import DBModelWorkload
import Glibc

/// How old the rows of an entity are, as far as the model says it: by the rate of its inserts, or
/// by its growth.
public struct RowAges {
  /// Two centuries: what grows without an end has no oldest row.
  private static let oldestSeconds = 6e9

  private let workload: Workload
  private let cardinality: Cardinality
  private let inserts: InsertRates

  public init(workload: Workload) {
    self.workload = workload
    cardinality = Cardinality(workload: workload)
    inserts = InsertRates(workload: workload)
  }

  /// The age, in seconds, that a part of the rows does not exceed; `nil` where nothing says it.
  ///
  /// Growth by a part each month makes the past thinner: of rows that grow by g a month,
  /// 1 − (1 + g)^−m are younger than m months. At a constant rate, ages are spread evenly.
  ///
  /// - Parameter share: 0…1; of a growing entity the oldest thousandth has no beginning.
  public func seconds(ofYoungest share: Double, of entity: EntityID) -> Double? {
    let share = min(max(share, 0), 1)
    let growth = workload[entity].growthPerMonth
    if growth > 0 {
      let months = -log(1 - min(share, 0.999)) / log(1 + growth)
      return min(months * MonthLength.seconds, Self.oldestSeconds)
    }
    let perSecond = inserts.perSecond(into: entity)
    guard perSecond > 0 else { return nil }
    return min(cardinality.rows(entity).high * share / perSecond, Self.oldestSeconds)
  }
}
