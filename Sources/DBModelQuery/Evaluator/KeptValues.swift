public import DBModelWorkload

/// What the kept aggregates of a workload are, by their definition: over the rows there are.
public struct KeptValues: Sendable {
  private let workload: Workload

  public init(workload: Workload) { self.workload = workload }

  /// Puts into every row what its kept attributes are over the rows that refer to it: 0 for a sum
  /// or a count of nothing, no value for the least or the greatest of nothing.
  ///
  /// - Throws: Where a value does not fit its field.
  public func bringUpToDate(_ dataset: inout Dataset) throws(EvaluationError) {
    for kept in workload.keptAggregates { try bringUpToDate(kept, &dataset) }
  }

  private func bringUpToDate(
    _ kept: KeptAggregate,
    _ dataset: inout Dataset
  ) throws(EvaluationError) {
    let target = workload[kept.target.entity]
    let field = target[kept.target.field]
    let fields = referring(kept)
    var found: [[Value]: Value] = [:]
    for row in dataset[kept.reference.entity] {
      let key = fields.map { row[$0.rawValue] }
      let value = kept.source.map { row[$0.field.rawValue] } ?? .integer(1)
      if key.contains(.null) || value == .null { continue }
      found[key] = try joined(found[key], value, kept.function)
    }
    let none: Value = kept.isAdditive ? .integer(0) : .null
    for position in dataset[target.id].indices {
      let key = target.key.map { dataset[target.id][position][$0.rawValue] }
      let value = found[key] ?? none
      switch FieldFit.fit(value, to: field.type) {
      case .success(let fitted):
        if dataset[target.id][position][field.id.rawValue] != fitted {
          dataset[target.id][position][field.id.rawValue] = fitted
        }
      case .failure(let fault): throw .violation(kept.target, fault.violation)
      }
    }
  }

  /// The fields of the reference, in the order of the target's key.
  private func referring(_ kept: KeptAggregate) -> [FieldID] {
    let fields = workload[kept.reference.entity].fields(of: kept.reference.attribute)
    return workload[kept.target.entity].key.compactMap { part in
      fields.first { $0.references?.field == part }?.id
    }
  }

  private func joined(
    _ known: Value?,
    _ value: Value,
    _ function: AggregateFunction
  ) throws(EvaluationError) -> Value {
    guard let known else { return function == .count ? .integer(1) : value }
    switch function {
    case .count: return try ValueArithmetic.apply(.add, known, .integer(1))
    case .sum, .avg: return try ValueArithmetic.apply(.add, known, value)
    case .min: return ValueOrder.compare(value, known) < 0 ? value : known
    case .max: return ValueOrder.compare(value, known) > 0 ? value : known
    }
  }
}

extension DatasetWriter {
  /// The last thing that a call does: what is kept holds when it ends.
  mutating func bringKeptUpToDate() throws(WriteFailure) {
    do throws(EvaluationError) {
      try KeptValues(workload: workload).bringUpToDate(&dataset)
    } catch {
      throw WriteFailure(.rejected(error))
    }
  }
}
