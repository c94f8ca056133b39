import DBModelDesign
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload

/// How many different values a column is taken to hold of which neither its type nor the model says
/// it, although a key or an index needs it: dates, and numbers without bounds. All different they
/// would find one row each, which hides every sort and every scan of many.
struct AssumedValues {
  /// Where ANALYZE begins to take the number of values for one that grows with the table
  /// (src/backend/commands/analyze.c of version 15): ten rows for each.
  private static let partOfNumbers = 0.1

  /// At least 1.
  let count: Double
  let isDate: Bool

  /// `nil` where the number is known: of what is unique, of references and of copies; or where
  /// nobody needs it.
  init?(_ reference: FieldReference, of table: RelationalTable, statistics: PostgreSQLStatistics) {
    let entity = statistics.workload[reference.entity]
    let field = entity[reference.field]
    guard field.references == nil, field.distinct == nil, entity.copy(reference.field) == nil,
      field.flags.isDisjoint(with: [.unique, .clock]), entity.key != [reference.field],
      let name = table.column(of: reference.field)?.name,
      !table.uniques.contains(where: { $0.columns == [name] }),
      statistics.isSought(reference, in: table)
    else { return nil }
    let rows = statistics.cardinality.rows(reference.entity).high
    let present = rows * field.presentShare
    let assumed: Double
    switch field.type {
    case .date: (assumed, isDate) = (Cardinality.usualDates, true)
    case .integer(let minimum, let maximum) where minimum == nil || maximum == nil:
      (assumed, isDate) = (present * Self.partOfNumbers, false)
    default: return nil
    }
    // A key tells its rows apart: by this column where its others do not.
    let others = entity.key.filter { $0 != reference.field }
    let needed =
      entity.key.contains(reference.field)
      ? rows / max(1, statistics.cardinality.distinctValues(others, of: reference.entity).high) : 0
    count = max(1, min(max(assumed, needed), present))
  }

  /// What is taken for granted of the tables' columns, one sentence for each kind.
  static func sentences(_ statistics: PostgreSQLStatistics) -> [String] {
    var (dates, numbers): ([String], [String]) = ([], [])
    for table in statistics.design.tables {
      for column in table.columns {
        let reference = FieldReference(table.entity, column.field)
        guard let assumed = AssumedValues(reference, of: table, statistics: statistics) else {
          continue
        }
        let name = "`\(table.name).\(column.name)`"
        if assumed.isDate { dates.append(name) } else { numbers.append(name) }
      }
    }
    var sentences: [String] = []
    if !dates.isEmpty {
      sentences.append(
        "Nothing says how many dates there are; taken are those of ten years: \(list(dates))."
      )
    }
    if !numbers.isEmpty {
      sentences.append(
        "Nothing says how many numbers there are; taken is that ten rows share one: "
          + "\(list(numbers))."
      )
    }
    return sentences
  }

  private static let mostShown = 8

  private static func list(_ names: [String]) -> String {
    let more = names.count - mostShown
    return names.prefix(mostShown).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
  }
}
