import DBModelDesign
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

extension SQLReadBuilder {
  /// Rows that are found through what they refer to, or through rows that link them: one search for
  /// each of those.
  func joined(
    _ filter: FilterShape,
    _ entity: Entity,
    _ pattern: AccessPattern
  ) -> SQLRead? {
    var read = SQLRead(entity: entity, entries: RowSpread(.one))
    if let link = filter.links.first(where: { !$0.isOptional }),
      let rowsOfLink = linked(link, entity, pattern)
    {
      read.entries = rowsOfLink
      read.searchesPerEntry = 1
      read.outerPerEntry = 1
      read.keep(kept(filter, entity, pattern))
      read.means = "through the rows that link them"
      return read
    }
    guard
      let join = filter.equalities.first(where: { !$0.field.via.isEmpty && !$0.isOptional })
    else { return nil }
    let target = join.field.field
    let far = rows.rows(
      of: target.entity,
      sharing: [target.field],
      pattern: pattern,
      operands: [target.field: join.operand.requestOperand]
    )
    var fanOut = 1.0
    for step in join.field.via {
      guard case .reference(let reference) = workload[step].kind else { return nil }
      let children = cardinality.rows(step.entity).middle
      let parents = max(1, cardinality.rows(reference.target).middle)
      fanOut *= reference.fanOut?.average ?? children / parents
    }
    read.entries = RowSpread(far.mean, far.shape).map { Interval($0 * fanOut) }
    read.searchesPerEntry = 1 / max(fanOut, 1e-3)
    read.outerPerEntry = 1 / max(fanOut, 1e-3)
    if join.field.via.count == 1 {
      read.through = entity.fields(of: join.field.via[0].attribute).map(\.id)
    }
    read.isAdjacent =
      fanOut > 1 && workload[join.field.via[0]].kind.isReference
      && entity.key.count > 1
    read.keep(kept(filter, entity, pattern, through: join.field))
    read.means = "through `\(workload[target.entity].name)`"
    return read
  }

  private func linked(
    _ link: LinkConjunct,
    _ entity: Entity,
    _ pattern: AccessPattern
  ) -> RowSpread? {
    guard case .many(let target, _, let perRow, _) = workload[link.attribute].kind else {
      return nil
    }
    let all = cardinality.rows(entity.id)
    let targets = cardinality.rows(target)
    return RowSpread(
      Interval(
        all.low * perRow.average / max(1, targets.high),
        all.high * perRow.average / max(1, targets.low)
      ),
      .scattered
    )
  }
}

extension AttributeKind {
  fileprivate var isReference: Bool { if case .reference = self { true } else { false } }
}
