import DBModelDiagnostics
import DBModelStatistics
import DBModelWorkload

/// A bound that a model sets on its costs.
struct CostBound {
  enum Kind {
    /// Must not be passed.
    case ceiling
    /// Must not be reached.
    case goal
    case alert
    case expected
  }

  let kind: Kind
  let amount: Double
  let span: SourceSpan

  /// Bounds from the gravest to the mildest; the expected range counts with its upper end.
  static func all(of workload: Workload) -> [CostBound] {
    let cost = workload.policy?.cost
    var bounds: [CostBound] = []
    if let ceiling = cost?.ceiling {
      bounds.append(CostBound(kind: .ceiling, amount: ceiling.value, span: ceiling.span))
    }
    if let goal = workload.goals?.costBelow {
      bounds.append(CostBound(kind: .goal, amount: goal.value, span: goal.span))
    }
    if let alert = cost?.alert {
      bounds.append(CostBound(kind: .alert, amount: alert.value, span: alert.span))
    }
    if let cost, let expected = cost.expected {
      bounds.append(CostBound(kind: .expected, amount: expected.high, span: cost.span))
    }
    return bounds
  }

  func isBroken(by cost: Double) -> Bool {
    switch kind {
    case .ceiling, .expected: Money.exact(cost) > Money.exact(amount)
    case .goal, .alert: Money.exact(cost) >= Money.exact(amount)
    }
  }

  var rule: RuleDescriptor {
    switch kind {
    case .ceiling: OperationRules.costOverCeiling
    case .goal: OperationRules.costNotBelowGoal
    case .alert: OperationRules.costOverAlert
    case .expected: OperationRules.costOutsideRange
    }
  }

  /// What breaking it is: `above the ceiling of 100.00 USD/month`.
  var breach: String {
    let money = Money.text(amount)
    return switch kind {
    case .ceiling: "above the ceiling of \(money)"
    case .goal: "not below the goal of \(money)"
    case .alert: "at or above the alert of \(money)"
    case .expected: "above the expected \(money)"
    }
  }

  /// What keeping it is.
  var kept: String {
    let money = Money.text(amount)
    return switch kind {
    case .ceiling: "within the ceiling of \(money)"
    case .goal: "below the goal of \(money)"
    case .alert: "below the alert of \(money)"
    case .expected: "within the expected \(money)"
    }
  }
}
