public import DBModelStatistics
public import DBModelWorkload
import Glibc

/// How old the rows of an entity are, as far as the model says it: by the rate of its inserts, or
/// by its growth.
public struct RowAges: Sendable {
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

  /// The part of the rows, 0…1, that an age is not exceeded by: the inverse of
  /// `seconds(ofYoungest:of:)`.
  public func youngest(within seconds: Double, of entity: EntityID) -> Double? {
    if let grown = grown(within: seconds, entity) { return grown }
    return days(of: entity).map { _ in share(youngerThan: seconds, of: entity).high }
  }

  /// The part of the rows that are younger than so many seconds: the inserts of that time, or what
  /// the growth has added; between them where both are declared, anything where neither is.
  public func share(youngerThan seconds: Double, of entity: EntityID) -> Interval {
    var known: [Double] = []
    let perSecond = inserts.perSecond(into: entity)
    if perSecond > 0 {
      known.append(min(1, perSecond * seconds / max(1, cardinality.rows(entity).high)))
    }
    if let grown = grown(within: seconds, entity) { known.append(grown) }
    guard let low = known.min(), let high = known.max() else { return Interval(0, 1) }
    return Interval(low, high)
  }

  /// What the growth has added in so many seconds; `nil` where there is none.
  private func grown(within seconds: Double, _ entity: EntityID) -> Double? {
    let growth = workload[entity].growthPerMonth
    return growth > 0 ? 1 - Numbers.power(1 + growth, -seconds / MonthLength.seconds) : nil
  }

  /// Days on which rows of an entity were made, one row at least; `nil` where nothing says it.
  ///
  /// At a constant rate all days since the first row. Of n rows that grow by a part λ a day,
  /// n·λ·e^−λa were made on a day a days ago: those that are more than one a day are younger than
  /// ln(n·λ) / λ days, and before that 1 / λ more were made on a day of their own.
  public func days(of entity: EntityID) -> Interval? {
    let rows = cardinality.rows(entity).high
    var known: [Double] = []
    let perSecond = inserts.perSecond(into: entity)
    if perSecond > 0 { known.append((rows / perSecond / DayLength.seconds).rounded(.up)) }
    let growth = workload[entity].growthPerMonth
    if growth > 0 {
      let perDay = log(1 + growth) * DayLength.seconds / MonthLength.seconds
      known.append(max(1, log(max(1, rows * perDay)) + 1) / perDay)
    }
    guard let low = known.min(), let high = known.max() else { return nil }
    let most = max(1, min(rows, Cardinality.mostDates))
    return Interval(min(max(1, low), most), min(max(1, high), most))
  }
}
