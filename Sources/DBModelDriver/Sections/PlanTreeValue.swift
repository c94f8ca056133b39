import DBModelExplain
import DBModelReport

/// A plan tree as JSON: the same names for every engine, and what only one of them says under
/// `properties`.
struct PlanTreeValue {
  let plan: PlanTree

  var value: ReportValue {
    var members: [ReportValue.Member] = [
      member("analyzed", .bool(plan.isAnalyzed)), member("root", Self.node(plan.root)),
    ]
    add("planning_ms", plan.planningTimeMs, &members)
    add("execution_ms", plan.executionTimeMs, &members)
    Self.add(plan.properties, &members)
    return .object(members)
  }

  /// Depth is bounded by the readers (`PlanLimits.depth`).
  private static func node(_ node: PlanNode) -> ReportValue {
    var members: [ReportValue.Member] = [
      ReportValue.Member("operation", .string(node.operation.title)),
      ReportValue.Member("label", .string(node.label)),
    ]
    let texts: [(String, String?)] = [
      ("relation", node.relation), ("alias", node.alias), ("index", node.index),
      ("index_condition", node.indexCondition), ("filter", node.filter),
      ("join_condition", node.joinCondition), ("join_type", node.joinType),
      ("relationship", node.parentRelationship), ("subplan", node.subplanName),
      ("strategy", node.strategy),
    ]
    for (key, text) in texts {
      if let text { members.append(ReportValue.Member(key, .string(text))) }
    }
    if node.isCovering { members.append(ReportValue.Member("covering", .bool(true))) }
    if let estimate = node.estimate {
      members.append(
        figures(
          "estimate",
          [
            ("startup_cost", estimate.startupCost), ("total_cost", estimate.totalCost),
            ("rows", estimate.rows), ("width_bytes", estimate.widthBytes),
          ]
        )
      )
    }
    if let actual = node.actual {
      members.append(
        figures(
          "actual",
          [
            ("rows", actual.rows), ("loops", actual.loops), ("startup_ms", actual.startupTimeMs),
            ("total_ms", actual.totalTimeMs), ("removed_by_filter", actual.rowsRemovedByFilter),
            ("removed_by_join_filter", actual.rowsRemovedByJoinFilter),
            ("removed_by_recheck", actual.rowsRemovedByIndexRecheck),
          ]
        )
      )
    }
    if let sort = node.sort { members.append(ReportValue.Member("sort", self.sort(sort))) }
    add(node.properties, &members)
    if !node.children.isEmpty {
      members.append(ReportValue.Member("children", .array(node.children.map(self.node))))
    }
    return .object(members)
  }

  private static func sort(_ sort: PlanSort) -> ReportValue {
    var members = [ReportValue.Member("keys", .strings(sort.keys))]
    if !sort.presortedKeys.isEmpty {
      members.append(ReportValue.Member("presorted_keys", .strings(sort.presortedKeys)))
    }
    if let method = sort.method { members.append(ReportValue.Member("method", .string(method))) }
    if let space = sort.spaceKB { members.append(ReportValue.Member("space_kb", .double(space))) }
    if let type = sort.spaceType {
      members.append(ReportValue.Member("space_type", .string(type)))
    }
    return .object(members)
  }

  private static func figures(_ key: String, _ figures: [(String, Double?)])
    -> ReportValue.Member
  {
    ReportValue.Member(
      key,
      .object(
        figures.compactMap { name, value in
          value.map { ReportValue.Member(name, .double($0)) }
        }
      )
    )
  }

  /// A list, since an engine may print a name twice.
  private static func add(_ properties: [PlanProperty], _ members: inout [ReportValue.Member]) {
    guard !properties.isEmpty else { return }
    members.append(ReportValue.Member("properties", list(properties)))
  }

  private static func list(_ properties: [PlanProperty]) -> ReportValue {
    .array(
      properties.map { property in
        ["name": .string(property.key), "value": value(property.value)]
      }
    )
  }

  private static func value(_ value: PlanValue) -> ReportValue {
    switch value {
    case .text(let text): .string(text)
    case .items(let items): .array(items.map(self.value))
    case .fields(let fields): list(fields)
    }
  }

  private func member(_ key: String, _ value: ReportValue) -> ReportValue.Member {
    ReportValue.Member(key, value)
  }

  private func add(_ key: String, _ number: Double?, _ members: inout [ReportValue.Member]) {
    if let number { members.append(ReportValue.Member(key, .double(number))) }
  }
}
