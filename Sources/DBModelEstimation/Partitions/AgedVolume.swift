import DBModelStatistics
import DBModelWorkload

/// How many rows of an entity get old in a month.
struct AgedVolume {
  /// Rows and bytes of a month from which on partitions are worth a word. Judgement: PostgreSQL's
  /// manual advises them where a table is larger than the memory of its server.
  private static let manyRows = 1e8
  private static let manyBytes = 10 * 1_073_741_824.0

  private let workload: Workload
  private let inserts: InsertRates
  private let volume: RelationalVolume
  private let cardinality: Cardinality

  init(workload: Workload) {
    self.workload = workload
    inserts = InsertRates(workload: workload)
    volume = RelationalVolume(workload: workload)
    cardinality = Cardinality(workload: workload)
  }

  /// - Parameter field: The time by which rows get old; those without one stay.
  /// - Returns: `nil` where that is not worth a word.
  func month(of entity: Entity, by field: FieldID) -> AgedMonth? {
    let all = cardinality.rows(entity.id).middle
    guard all > 0 else { return nil }
    let present = entity[field].presentShare
    let rows = inserts.perSecond(into: entity.id) * MonthLength.seconds * present
    let bytes = volume.bytes(of: [entity]).middle / all * rows
    guard rows >= Self.manyRows || bytes >= Self.manyBytes else { return nil }
    return AgedMonth(rows: rows, bytes: bytes.rounded(), keptMonths: all * present / rows)
  }
}
