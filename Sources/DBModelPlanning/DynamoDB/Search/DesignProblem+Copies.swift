import DBModelDesign
import DBModelEstimation
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

extension DesignProblem {
  /// What every design pays in a month whose rows carry copies over a reference, USD: the bytes in
  /// the table, and what inserts read. Where they fill a block more, writes cost more as well.
  ///
  /// - Parameter open: References whose copies no insert reads for.
  func leastCost(
    of reference: AttributeReference,
    open: Set<AttributeReference>,
    _ stocks: [Int]
  ) -> Double {
    guard let place = tableOf[reference.entity],
      let layout = stocked(stocks[place]).layout(of: reference.entity)
    else { return 0 }
    let table = stocked(stocks[place])
    let own = table.names(madeOf: [.copies(reference)], context.workload)[layout.entity] ?? []
    let sizes = ItemSizes(workload: context.workload)
    let rest = layout.with(synthetic: layout.synthetic.filter { !own.contains($0.name) })
    let bytes = sizes.item(layout, in: table).meanBytes - sizes.item(rest, in: table).meanBytes
    let rows = Cardinality(workload: context.workload).rows(reference.entity).middle
    return max(0, bytes) * rows * setting.rates.perTableByte
      + readsBeforeInserts(reference, open: open, stocks)
  }

  /// What inserts would read if rows carried copies over a reference, USD a month.
  ///
  /// - Parameter open: References whose copies no insert reads for.
  private func readsBeforeInserts(
    _ reference: AttributeReference,
    open: Set<AttributeReference>,
    _ stocks: [Int]
  ) -> Double {
    var sum = 0.0
    for pattern in patterns {
      guard case .write(let statements, _) = context.shapes[pattern.id.rawValue],
        statements.contains(where: { $0.kind == .insert && $0.entity == reference.entity })
      else { continue }
      let key = over(pattern, stocks)
      if let known = memory.readsBeforeInserts[key]?[reference] {
        sum += known
        continue
      }
      let catalog = KeyCatalog(tables: key.tables.map(stocked))
      func cost(unpaid: Set<AttributeReference>) -> Double? {
        var builder = PathBuilder(context: context, catalog: catalog, pattern: pattern)
        builder.guardTable = context.guardTables[setting.store]
        builder.unpaid = unpaid
        return builder.path(of: pattern)
          .map { pricer(key.tables).price(pattern, $0).usDollarsPerMonth }
      }
      // Where the row cannot be read, no design with these copies has a way of the insert at all.
      let paid = cost(unpaid: open.subtracting([reference]))
      let more = paid.flatMap { paid in cost(unpaid: open).map { max(0, paid - $0) } } ?? 0
      memory.readsBeforeInserts[key, default: [:]][reference] = more
      sum += more
    }
    return sum
  }
}
