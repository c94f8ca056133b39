import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// The workload of the rows and calls there are: counts and fan-outs are those of a data set, rows
/// are as old as those of the model, a page is one page, and no condition fails, so that what is
/// estimated of it is what the calls that are counted should take.
enum ScaledWorkload {
  static func of(_ workload: Workload, _ dataset: Dataset) -> Workload {
    workload.with(
      entities: workload.entities.map { entity in
        let count = Double(dataset[entity.id].count)
        return entity.with(
          attributes: entity.attributes.map { $0.scaled(rows: count, dataset) },
          rowCount: Declared(count, entity.rowCount.span)
        )
      },
      patterns: workload.patterns.map { pattern in
        let rows = touched(pattern, workload, dataset)
        return withOnePage(pattern).with(
          rate: .some(scaledRate(pattern, workload, dataset)),
          rows: pattern.rows.flatMap { known in rows.map { Located($0, known.span) } },
          failsShare: .some(nil)
        )
      }
    )
  }

  /// Inserts that keep the age of the rows: as much fewer as there are fewer rows.
  private static func scaledRate(
    _ pattern: AccessPattern,
    _ workload: Workload,
    _ dataset: Dataset
  ) -> Rate? {
    guard let rate = pattern.rate, let average = rate.average.value,
      case .write(let statements, _) = pattern.operation
    else { return pattern.rate }
    for case .insert(let entity, _, _) in statements {
      guard let declared = workload[entity].rowCount.value, declared > 0 else { continue }
      let scale = Double(dataset[entity].count) / declared
      return Rate(
        average: Declared(average * scale, rate.average.span),
        peak: rate.peak,
        peakSeconds: rate.peakSeconds,
        burst: rate.burst,
        batch: rate.batch,
        span: rate.span
      )
    }
    return rate
  }

  /// Of the rows that a condition is declared to leave, the part that is left at this scale.
  private static func touched(
    _ pattern: AccessPattern,
    _ workload: Workload,
    _ dataset: Dataset
  ) -> Spread? {
    let entity: EntityID?
    switch pattern.operation {
    case .read(let read): entity = read.entity
    case .write(let statements, _):
      entity = statements.lazy.compactMap { workload.entity(of: $0) }.first
    default: entity = nil
    }
    guard let declared = pattern.rows?.value, let entity,
      let all = workload[entity].rowCount.value, all > 0
    else { return pattern.rows?.value }
    let share = min(1, Double(dataset[entity].count) / all)
    return declared.with(
      average: declared.average * share,
      minimum: 0,
      maximum: declared.maximum.map { max($0 * share, declared.average * share) }
    )
  }

  private static func withOnePage(_ pattern: AccessPattern) -> AccessPattern {
    guard case .read(let read) = pattern.operation, let page = read.page else { return pattern }
    let single = Read(
      entity: read.entity,
      projection: read.projection,
      filter: read.filter,
      order: read.order,
      limit: read.limit,
      page: Page(rows: page.rows, depth: .exactly(1), span: page.span),
      group: read.group
    )
    return pattern.with(operation: .read(single))
  }
}

extension Attribute {
  /// With the fan-out that so many rows over the target's have.
  fileprivate func scaled(rows: Double, _ dataset: Dataset) -> Attribute {
    guard case .reference(let reference) = kind, let declared = reference.fanOut else {
      return self
    }
    let targets = Double(max(1, dataset[reference.target].count))
    let average = rows * presentShare / targets
    return Attribute(
      name: name,
      documentation: documentation,
      kind: .reference(
        EntityReference(
          target: reference.target,
          inverseName: reference.inverseName,
          fanOut: declared.with(
            average: average,
            minimum: min(declared.minimum, average),
            maximum: max(average, min(declared.maximum ?? rows, rows))
          ),
          fanOutSpan: reference.fanOutSpan,
          fanOutSkew: reference.fanOutSkew,
          deleteAction: reference.deleteAction,
          isTenant: reference.isTenant
        )
      ),
      isOptional: isOptional,
      presentShare: presentShare,
      flags: flags,
      derivation: derivation,
      variantCase: variantCase,
      span: span
    )
  }
}
