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

  /// What no pattern inserts comes in as fast as it goes, and so does what upserts make.
  ///
  /// - Parameters:
  ///   - field: The time by which rows get old; those without one stay.
  ///   - keptSeconds: How long rows are kept; `nil` where that is not said.
  /// - Returns: `nil` where that is not worth a word.
  func month(of entity: Entity, by field: FieldID, keptSeconds: Double?) -> AgedMonth? {
    let all = cardinality.rows(entity.id).middle
    guard all > 0 else { return nil }
    let present = entity[field].presentShare
    let inserted = inserts.perSecond(into: entity.id) * present
    let gone = keptSeconds.map { all * present / $0 } ?? 0
    let perSecond =
      inserts.isUpserted(entity.id) ? max(inserted, gone) : inserted > 0 ? inserted : gone
    let rows = perSecond * MonthLength.seconds
    let bytes = volume.bytes(of: [entity]).middle / all * rows
    guard rows >= Self.manyRows || bytes >= Self.manyBytes else { return nil }
    return AgedMonth(rows: rows, bytes: bytes.rounded(), keptMonths: all * present / rows)
  }
}
