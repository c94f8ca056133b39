import DBModelDesign

/// What is said of plans where tables are in partitions.
enum PartitionWords {
  /// Why a job that deletes old rows is not planned.
  static func droppedBefore(_ table: RelationalTable) -> String {
    let period = table.partitioning?.period.rawValue ?? "day"
    return "the old partitions of `\(table.name)` are dropped before it, and leave it the rows of"
      + " a \(period) at most"
  }

  /// What planners that know no partitions were told instead.
  static func inOnePiece(_ design: RelationalDesign) -> [String] {
    design.partitioned.map { "`\($0.name)` is planned in one piece, without its partitions" }
  }
}
