import DBModelDiagnostics
import DBModelStatistics
import DBModelWorkload

/// Holds what is inserted in a month against the growth that is stated.
struct GrowthCheck {
  /// What the patterns do to the rows of an entity.
  private struct Movement {
    /// Rows inserted a month; `nil` where a rate is unknown.
    var inserted: Double? = 0
    var inserts: [AccessPattern] = []
    var isRemoved = false
    var isUpserted = false
  }

  let workload: Workload
  let sink: FindingSink

  func run() {
    var movements = [Movement](repeating: Movement(), count: workload.entities.count)
    for pattern in workload.patterns {
      guard case .write(let statements, _) = pattern.operation else { continue }
      add(pattern, &movements)
      for statement in statements.flatMap(\.all) {
        switch statement {
        case .delete(let entity, _, _, _): movements[entity.rawValue].isRemoved = true
        case .upsert(let entity, _, _, _, _): movements[entity.rawValue].isUpserted = true
        case .insert, .update, .forEach: break
        }
      }
    }
    cascade(&movements)
    for entity in workload.entities { check(entity, movements[entity.id.rawValue]) }
  }

  private func add(_ pattern: AccessPattern, _ movements: inout [Movement]) {
    let perMonth = pattern.succeedingCallsPerSecond.map { $0 * MonthLength.seconds }
    for (entity, rows) in pattern.inserts {
      let place = entity.rawValue
      if let known = movements[place].inserted {
        movements[place].inserted = perMonth.map { known + $0 * rows }
      }
      movements[place].inserts.append(pattern)
    }
  }

  /// Rows go with those they refer to. Each entity is marked once, so this ends.
  private func cascade(_ movements: inout [Movement]) {
    var referring = [[Int]](repeating: [], count: workload.entities.count)
    for entity in workload.entities {
      for case .reference(let reference) in entity.attributes.map(\.kind)
      where reference.deleteAction == .cascade {
        referring[reference.target.rawValue].append(entity.id.rawValue)
      }
    }
    var open = movements.indices.filter { movements[$0].isRemoved }
    while let next = open.popLast() {
      for index in referring[next] where !movements[index].isRemoved {
        movements[index].isRemoved = true
        open.append(index)
      }
    }
  }

  private func check(_ entity: Entity, _ movement: Movement) {
    guard let inserted = movement.inserted, let first = movement.inserts.first,
      let rows = entity.rowCount.value, rows > 0, entity.growthPerMonth > 0, !movement.isUpserted
    else { return }
    let gained = rows * entity.growthPerMonth
    let expires = entity.attributes.contains { $0.flags.contains(.timeToLive) }
    let tooMany =
      inserted > gained * SenseChecks.growthFactor && !movement.isRemoved && !expires
    let tooFew = gained > inserted * SenseChecks.growthFactor
    guard tooMany || tooFew else { return }
    sink.report(
      Diagnostic(
        WorkloadRules.growthAgainstInserts,
        "`\(entity.name)` is stated to grow \(tooMany ? "slower" : "faster") than it is inserted",
        at: Label(
          entity.rowCount.span,
          "\(FigureFormatter.term(rows)) rows, \(FigureFormatter.percent(entity.growthPerMonth)) a month"
        ),
        secondary: movement.inserts.prefix(3).map {
          Label($0.rate?.span ?? $0.span, "`\($0.name)` inserts")
        },
        notes: [
          "inserted: \(FigureFormatter.term(inserted)) rows a month of 730 hours",
          "gained: \(FigureFormatter.term(rows)) × \(FigureFormatter.percent(entity.growthPerMonth)) = "
            + "\(FigureFormatter.term(gained)) rows a month",
        ],
        help: [
          tooMany
            ? "correct the rate or the growth, or state what removes rows: `ttl`, a `delete`"
            : "correct the rate or the growth, or state the other patterns that insert"
        ],
        path: "entity \(entity.name) \(first.name)"
      )
    )
  }
}
