/// What a sort orders.
extension PlanIndex {
  /// An index can give the order only of plain columns of one table, before any grouping.
  func sortsTableRows(_ place: Int) -> Bool {
    let keys = node(place).sort?.keys ?? []
    guard !keys.isEmpty, keys.allSatisfy({ !$0.contains("(") }) else { return false }
    let tables = Set(keys.map { $0.split(separator: ".").dropLast().joined(separator: ".") })
    guard tables.count == 1 else { return false }
    return descendants(place).allSatisfy { below in
      switch node(below).operation {
      case .aggregate, .group, .windowAggregate, .unique, .setOperation, .append, .recursiveUnion,
        .cteScan, .functionScan, .valuesScan, .foreignScan, .subqueryScan, .limit:
        // A subquery beside the rows does not change whose rows they are.
        ancestors(below).prefix { $0 >= place }.contains {
          ["SubPlan", "InitPlan"].contains(node($0).parentRelationship ?? "")
        } || ["SubPlan", "InitPlan"].contains(node(below).parentRelationship ?? "")
      default: true
      }
    }
  }
}
