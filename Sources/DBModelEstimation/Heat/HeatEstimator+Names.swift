public import DBModelDesign
import DBModelQuery
import DBModelStatistics
public import DBModelWorkload

extension HeatBasis {
  /// Whether a path may read keys that are known by a value, so that `StructureHeat.namedReads` may
  /// have some: told without a look at units, and in doubt yes.
  public func mayNameReads(
    _ pattern: AccessPattern,
    _ path: DynamoDBPath,
    of design: DynamoDBDesign
  ) -> Bool {
    path.requests.contains { request in
      guard !request.kind.isWrite, let table = design.table(named: request.table) else {
        return false
      }
      let index = request.index.flatMap { table.index(named: $0) }
      let names = index.map { $0.partitionKey.map(\.name) } ?? [table.partitionKey.name]
      let values = request.keyEquals.filter { names.contains($0.attribute.name) }
      guard !values.isEmpty else { return true }
      return values.allSatisfy { value in
        value.operands.allSatisfy {
          mayBeNamed(HeatEstimator.origin(of: $0, request.repetition, path), pattern)
        }
      }
    }
  }

  private func mayBeNamed(_ operand: Operand, _ pattern: AccessPattern) -> Bool {
    switch operand {
    case .parameter(let reference):
      if let skew = popularity.skew(of: reference, in: pattern) {
        if case .top(let shares) = skew.popularity { return shares.contains { $0.value != nil } }
        return false
      }
      if case .newRow = pattern[reference.parameter].type { return true }
      return false
    case .row(let field):
      if case .enumeration = popularity.workload[field].type { return true }
      return false
    default: return true
    }
  }
}
