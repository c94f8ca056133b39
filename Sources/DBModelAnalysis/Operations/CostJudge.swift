import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload

/// The computed total against ceiling, goal, alert and expected range: one finding, the gravest.
struct CostJudge {
  let workload: Workload
  let money: Money

  func findings() -> [Diagnostic] {
    let bounds = CostBound.all(of: workload)
    guard !money.lines.isEmpty else { return [] }
    let certain = bounds.filter { $0.isBroken(by: money.settledTotal.low) }
    let possible = bounds.filter { $0.isBroken(by: money.total.high) }
    if let bound = certain.first { return [broken(bound, also: possible, isCertain: true)] }
    if let bound = possible.first { return [broken(bound, also: possible, isCertain: false)] }
    return below() + unpriced()
  }

  private func broken(_ bound: CostBound, also: [CostBound], isCertain: Bool) -> Diagnostic {
    let alone = isCertain ? storeThatBreaks(bound) : nil
    let own = alone.map { money.ownLines(of: $0.id) }
    let cost = own.map { MonthlyCost.total($0) } ?? money.total
    let others = also.filter { $0.kind != bound.kind }
    var labels = others.map { Label($0.span, $0.breach) }
    var notes = Money.notes(own ?? money.lines)
    if own != nil { notes.append("total of all lines: \(Money.text(money.total))") }
    if !isCertain {
      let unsettled = money.lines.filter { !$0.isSettled }.map(\.name)
      notes.append(
        unsettled.isEmpty
          ? "only the upper end of the estimate breaks it"
          : "broken only with what is not certain, such as \(unsettled.joined(separator: ", "))"
      )
    }
    if let alone { notes += absorbed(alone, &labels) }
    let subject = alone.map { "store `\($0.name)` alone" } ?? "the model"
    let verb = isCertain ? "costs" : "may cost"
    var primary = Label(bound.span, bound.breach)
    if let place = alone.flatMap({ $0.aurora.instanceClass?.span ?? $0.aurora.serverless?.span }) {
      labels.insert(primary, at: 0)
      primary = Label(place, Money.text(cost))
    }
    return Diagnostic(
      bound.rule,
      severity: isCertain ? nil : .warning,
      "\(subject) \(verb) \(Money.text(cost)), \(bound.breach)",
      at: primary,
      secondary: labels,
      notes: notes,
      help: help(alone, bound),
      path: "policy cost"
    )
  }

  /// The store whose own lines break the gravest broken bound, which names its declared line too.
  var storeToldAlone: Store? {
    CostBound.all(of: workload).first { $0.isBroken(by: money.settledTotal.low) }
      .flatMap(storeThatBreaks)
  }

  /// The store whose own lines break a bound, the dearest first.
  private func storeThatBreaks(_ bound: CostBound) -> Store? {
    workload.stores.map { store in
      (store, MonthlyCost.total(money.ownLines(of: store.id).filter(\.isSettled)).low)
    }
    .filter { bound.isBroken(by: $0.1) }
    .max { $0.1 < $1.1 }?.0
  }

  /// The declared line of a store that breaks a bound alone is the same contradiction.
  private func absorbed(_ store: Store, _ labels: inout [Label]) -> [String] {
    guard let declared = DeclaredCostJudge(workload: workload, money: money).line(for: store) else {
      return []
    }
    labels.append(
      Label(declared.span, "declared \(Money.text(declared.usDollarsPerMonth))")
    )
    return DeclaredCostJudge.schedule(store, declared, money)
  }

  private func help(_ alone: Store?, _ bound: CostBound) -> [String] {
    guard let store = alone, store.aurora.instanceClass != nil else {
      return ["reduce the dearest lines, or raise the bound if the money is there"]
    }
    return [
      "choose a smaller class or Serverless v2, drop a reader, or raise the bound; "
        + "without a reader a failover takes up to 10 minutes"
    ]
  }

  /// A total wholly below the expected range: the expectation is wrong, or the workload is.
  private func below() -> [Diagnostic] {
    guard let cost = workload.policy?.cost, let expected = cost.expected,
      Money.exact(money.total.high) < Money.exact(expected.low), unpriced().isEmpty
    else { return [] }
    return [
      Diagnostic(
        OperationRules.costOutsideRange,
        severity: .note,
        "the model costs \(Money.text(money.total)), below the expected \(Money.text(expected))",
        at: Label(cost.span, "expected \(Money.text(expected))"),
        notes: Money.notes(money.lines),
        help: ["lower the range, or declare the work that is missing"],
        path: "policy cost"
      )
    ]
  }

  /// Clusters without a class are not in the total that a bound is held against.
  private func unpriced() -> [Diagnostic] {
    guard !CostBound.all(of: workload).isEmpty else { return [] }
    return workload.stores.filter {
      ($0.kind == .auroraPostgreSQL || $0.kind == .auroraMySQL)
        && $0.aurora.instanceClass == nil && $0.aurora.serverless == nil
    }.map { store in
      Diagnostic(
        OperationRules.costNotComputed,
        "the instances of store `\(store.name)` are not in the total: it declares no class",
        at: Label(store.nameSpan, "no `class` and no `serverless`"),
        notes: ["the total without them is \(Money.text(money.total))"],
        help: ["declare `class db.t4g.medium`, or `serverless 0.5..4 ACU`"],
        path: "store \(store.name)"
      )
    }
  }
}
