import DBModelDesign
import DBModelDiagnostics
import DBModelStatistics
import DBModelWorkload

/// What a delete does beside its own rows, by what the references to them declare.
extension SQLTimes {
  /// A reference to rows that are deleted.
  private struct Referrer {
    let entity: Entity
    let reference: EntityReference
    let table: RelationalTable
    /// Whether an index finds them; without one each look is a scan.
    let isFound: Bool
  }

  /// How deep rows that go with rows are followed; deeper than any schema, and so that no chain of
  /// references exhausts the stack.
  private static let deepest = 64

  private func referrers(of entity: EntityID) -> [Referrer] {
    workload.entities.flatMap { other in
      other.attributes.enumerated().compactMap { position, attribute -> Referrer? in
        guard case .reference(let reference) = attribute.kind, reference.target == entity,
          let table = design.table(of: other.id)
        else { return nil }
        let fields = other.fields(of: AttributeID(position)).map(\.id)
        return Referrer(
          entity: other,
          reference: reference,
          table: table,
          isFound: SearchedTree.leads(fields, in: table)
        )
      }
    }
  }

  /// How many of the rows that refer there are for one that is deleted.
  private func each(_ referrer: Referrer) -> Double {
    let parents = max(1, cardinality.rows(referrer.reference.target).middle)
    return referrer.reference.fanOut?.average
      ?? cardinality.rows(referrer.entity.id).middle / parents
  }

  /// The rows that refer to what is deleted are looked for, once for each row that goes. Theirs go
  /// with it by `cascade`, or are changed by `set-null`.
  func referrers(
    of entity: Entity,
    _ rows: Interval,
    _ depth: Int,
    _ seen: inout Set<EntityID>
  ) -> Interval {
    guard depth < Self.deepest else { return .zero }
    var ms = Interval.zero
    for referrer in referrers(of: entity.id) {
      ms += rows * engine[.referenceCheck] + pagesOf(rows, 1)
      if !referrer.isFound {
        ms += rows * scan(referrer.entity, cardinality.rows(referrer.entity.id), true)
      }
      let action = referrer.reference.deleteAction
      guard action == .cascade || action == .setNull else { continue }
      if action == .cascade, !seen.insert(referrer.entity.id).inserted { continue }
      let changed = rows * each(referrer)
      ms += changed * (engine[.entry] + engine[.writtenRow]) + pagesOf(changed, 1)
      guard action == .cascade else {
        // The entry of the index that finds them moves.
        if referrer.isFound { ms += changed * engine[.indexEntry] }
        continue
      }
      ms += referrers(of: referrer.entity, changed, depth + 1, &seen)
    }
    return ms
  }

  /// The same in words, a line each: `60 rows of Line go with them`.
  func consequences(of entity: Entity, _ rows: Interval) -> [String] {
    var seen: Set<EntityID> = [entity.id]
    var lines: [String] = []
    consequences(of: entity, rows, 0, &seen, &lines)
    return lines
  }

  private func consequences(
    of entity: Entity,
    _ rows: Interval,
    _ depth: Int,
    _ seen: inout Set<EntityID>,
    _ lines: inout [String]
  ) {
    guard depth < Self.deepest else { return }
    for referrer in referrers(of: entity.id) {
      let name = "`\(referrer.entity.name)`"
      let changed = rows * each(referrer)
      let count = FigureFormatter.counted(changed, "row")
      if !referrer.isFound {
        let all = FigureFormatter.counted(cardinality.rows(referrer.entity.id), "row")
        lines.append("\(all) of \(name) read for each, which no index finds by what they refer to")
      }
      switch referrer.reference.deleteAction {
      case .cascade? where seen.insert(referrer.entity.id).inserted:
        lines.append("\(count) of \(name) deleted with them (`delete cascade`)")
        consequences(of: referrer.entity, changed, depth + 1, &seen, &lines)
      case .setNull?:
        lines.append("\(count) of \(name) changed with them (`delete set-null`)")
      case .cascade?, .restrict?, nil:
        if referrer.isFound {
          lines.append("a look for rows of \(name) that refer to each")
        }
      }
    }
  }
}
