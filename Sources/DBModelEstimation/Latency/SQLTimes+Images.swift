import DBModelDesign
import DBModelStatistics
import DBModelWorkload

/// Pages whose images go to the log with a change: none long after a checkpoint, where each was
/// changed before, and all of them soon after it. A page has one image however many of its rows
/// change, and one of them is counted with the commit.
extension SQLTimes {
  /// New rows stand beside each other where there is room, their entries anywhere.
  func images(of entity: Entity, inserted rows: Double, entries: Double) -> Interval {
    images(filled(rows, entity) + entries * leaves(rows, entity))
  }

  /// A row is left where it stood and its new version put where there is room.
  func images(of entity: Entity, changed rows: Double, entries: Double) -> Interval {
    images(tablePages(rows, entity) + filled(rows, entity) + entries * leaves(rows, entity))
  }

  /// Entries of rows that are deleted stay.
  func images(of entity: Entity, deleted rows: Double) -> Interval {
    images(tablePages(rows, entity))
  }

  private func images(_ pages: Double) -> Interval {
    Interval(0, max(0, pages - 1)) * engine[.logPage]
  }

  /// Pages that rows stand on, at worst in no order.
  private func tablePages(_ rows: Double, _ entity: Entity) -> Double {
    scattered(rows, cardinality.rows(entity.id).high / perPage(entity))
  }

  private func leaves(_ rows: Double, _ entity: Entity) -> Double {
    scattered(rows, cardinality.rows(entity.id).high / Self.entriesPerLeaf)
  }

  private func scattered(_ rows: Double, _ pages: Double) -> Double {
    max(min(1, rows), ScatteredPages.count(rows, of: max(1, pages)))
  }

  private func filled(_ rows: Double, _ entity: Entity) -> Double {
    min(rows, rows / perPage(entity) + 1)
  }
}
