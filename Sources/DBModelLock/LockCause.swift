import DBModelDiagnostics

/// Why a plan may be another one: something that the lock says otherwise.
public enum LockCause: Hashable, Sendable {
  case statement
  case columns(table: String)
  case indexAdded(name: String, table: String)
  case indexRemoved(name: String, table: String)
  case indexChanged(name: String, table: String)
  case rows(table: String, before: Double, after: Double)
  case statistics(table: String)
  case method(before: String, after: String)
  case engine(title: String, before: String, after: String)

  /// One line: whose doing it is, then what.
  public var text: String {
    switch self {
    case .statement: "the model: the statement says something else"
    case .columns(let table): "the model: columns or constraints of `\(table)` are others"
    case .indexAdded(let name, let table): "the model: `\(table)` has a new index `\(name)`"
    case .indexRemoved(let name, let table): "the model: `\(table)` has no index `\(name)` any more"
    case .indexChanged(let name, let table):
      "the model: index `\(name)` of `\(table)` has other columns"
    case .rows(let table, let before, let after):
      "the statistics: `\(table)` has \(Self.rows(after)), and had \(Self.rows(before))"
    case .statistics(let table):
      "the statistics: shares, widths or different values of `\(table)` are others"
    case .method(let before, let after):
      "the statistics: they are made another way (`\(after)`, before `\(before)`)"
    case .engine(let title, let before, let after):
      "the engine: \(title) \(after), before \(before)"
    }
  }

  private static func rows(_ count: Double) -> String {
    count == 1 ? "1 row" : "\(FigureFormatter.number(count)) rows"
  }

  /// Everything that is different for a plan, the model's doing first; of its own tables where the
  /// statement names some.
  static func all(
    _ before: LockedPlan,
    _ after: LockedPlan,
    of old: LockedPlanSet,
    and new: LockedPlanSet,
    title: String
  ) -> [LockCause] {
    var model: [LockCause] = before.statement == after.statement ? [] : [.statement]
    var statistics: [LockCause] = []
    for name in Set(before.tables + after.tables).sorted() {
      guard let a = old.tables.first(where: { $0.name == name }),
        let b = new.tables.first(where: { $0.name == name })
      else { continue }
      if a.columns != b.columns { model.append(.columns(table: name)) }
      model += indexes(a, b).filter { mentions(before, after, $0.index) }
      if a.rows != b.rows {
        statistics.append(.rows(table: name, before: a.rows, after: b.rows))
      } else if a.statistics != b.statistics, a.indexes == b.indexes, a.columns == b.columns {
        // Those of an index come and go with it.
        statistics.append(.statistics(table: name))
      }
    }
    if old.statistics != new.statistics {
      statistics.append(.method(before: old.statistics, after: new.statistics))
    }
    let engine: [LockCause] =
      old.version == new.version
      ? [] : [.engine(title: title, before: old.version, after: new.version)]
    return model + statistics + engine
  }

  /// The index that it is about.
  private var index: String {
    switch self {
    case .indexAdded(let name, _), .indexRemoved(let name, _), .indexChanged(let name, _): name
    default: ""
    }
  }

  /// Whether a plan goes through an index: others of the table are no cause.
  private static func mentions(_ a: LockedPlan, _ b: LockedPlan, _ index: String) -> Bool {
    (a.steps + b.steps).contains { step in
      step.split { $0 == " " || $0 == "," }.contains { $0 == index }
    }
  }

  private static func indexes(_ before: LockedTable, _ after: LockedTable) -> [LockCause] {
    let names = Set((before.indexes + after.indexes).map(\.name)).sorted()
    return names.compactMap { name in
      let a = before.indexes.first { $0.name == name }
      let b = after.indexes.first { $0.name == name }
      switch (a, b) {
      case (nil, _?): return .indexAdded(name: name, table: before.name)
      case (_?, nil): return .indexRemoved(name: name, table: before.name)
      case (let a?, let b?) where a.columns != b.columns:
        return .indexChanged(name: name, table: before.name)
      default: return nil
      }
    }
  }
}
