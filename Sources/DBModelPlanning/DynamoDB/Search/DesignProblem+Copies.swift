import DBModelDesign
import DBModelEstimation
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

extension DesignProblem {
  /// Whether rows may not carry a copy.
  func isBarred(_ copy: FieldReference) -> Bool {
    !barred.isEmpty && !context.references(of: [copy]).isDisjoint(with: barred)
  }

  /// References of which every copy that some tables' rows carry weighs nothing: no insert reads
  /// for them.
  func unpaid(_ contents: [DesignMemory.TableContent]) -> Set<AttributeReference> {
    let free = Set(contents.flatMap(\.weightless).compactMap(\.copied))
    let paid = Set(contents.flatMap(\.made).compactMap(\.copied)).subtracting(free)
    return context.references(of: free).subtracting(context.references(of: paid))
  }

  /// Finds out what every design pays that has one of the copies which weigh nothing here: the
  /// bytes in the table, and what inserts read. Where they fill a block more, writes cost more as
  /// well.
  mutating func weighCopies(_ stocks: [Int]) {
    let contents = contents.map { memory.contents[$0] }
    let free = Set(contents.flatMap(\.weightless).compactMap(\.copied))
    guard !free.isEmpty else { return }
    openCopies = free.sorted().map { ($0, bytesCost($0, stocks)) }
    let open = unpaid(contents)
    openReads = open.sorted { ($0.entity, $0.attribute) < ($1.entity, $1.attribute) }
      .map { ($0, readsBeforeInserts($0, open: open, stocks)) }
  }

  /// What the bytes of a copy cost in its table, USD a month.
  private func bytesCost(_ copy: FieldReference, _ stocks: [Int]) -> Double {
    guard let place = tableOf[copy.entity],
      let layout = stocked(stocks[place]).layout(of: copy.entity)
    else { return 0 }
    let table = stocked(stocks[place])
    let sizes = ItemSizes(workload: context.workload)
    let rest = layout.with(
      synthetic: layout.synthetic.filter { $0.template != .native(copy.field) }
    )
    let bytes = sizes.item(layout, in: table).meanBytes - sizes.item(rest, in: table).meanBytes
    let rows = Cardinality(workload: context.workload).rows(copy.entity).middle
    return max(0, bytes) * rows * setting.rates.perTableByte
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
