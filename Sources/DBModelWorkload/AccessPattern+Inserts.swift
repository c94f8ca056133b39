import DBModelStatistics

extension AccessPattern {
  /// Average calls a second that succeed; `nil` where the rate is unknown.
  public var succeedingCallsPerSecond: Double? {
    let share = 1 - (failsShare?.value ?? 0)
    if let schedule { return schedule.runsPerMonth / MonthLength.seconds * share }
    return rate?.average.value.map { $0 * share }
  }

  /// Rows that each statement of a call inserts on average, those of loops too, in order.
  public var inserts: [(entity: EntityID, rows: Double)] {
    guard case .write(let statements, _) = operation else { return [] }
    return statements.flatMap { inserts($0, times: 1) }
  }

  private func inserts(_ statement: WriteStatement, times: Double) -> [(EntityID, Double)] {
    switch statement {
    case .insert(let entity, let parameter, _): [(entity, times * length(of: parameter))]
    case .update, .upsert, .delete: []
    case .forEach(let variable, let body, _):
      body.flatMap { inserts($0, times: times * turns(of: variable)) }
    }
  }

  private func turns(of variable: ParameterID) -> Double {
    guard case .element(let list) = self[variable].type else { return 1 }
    return length(of: list)
  }

  private func length(of parameter: ParameterID) -> Double {
    if case .many(_, let count) = self[parameter].type { count.average } else { 1 }
  }
}

extension WriteStatement {
  /// This one, and those that a loop repeats.
  public var all: [WriteStatement] {
    if case .forEach(_, let body, _) = self { [self] + body.flatMap(\.all) } else { [self] }
  }
}
