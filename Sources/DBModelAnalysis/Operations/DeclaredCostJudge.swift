import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload

/// The lines of a declared budget: their sum against its bounds, and each against what is computed.
struct DeclaredCostJudge {
  let workload: Workload
  let money: Money

  private var declared: [DeclaredCost] { workload.policy?.declaredCosts ?? [] }

  func findings() -> [Diagnostic] { sum() + lines() }

  private func sum() -> [Diagnostic] {
    guard let first = declared.first, let last = declared.last else { return [] }
    let total = declared.reduce(0) { $0 + $1.usDollarsPerMonth }
    let bounds = CostBound.all(of: workload)
    let broken = bounds.filter { $0.isBroken(by: total) }
    guard let gravest = broken.first else { return [] }
    let figures = declared.map { "\($0.name) \(Money.text($0.usDollarsPerMonth))" }
    let kept = bounds.filter { !$0.isBroken(by: total) }.map(\.kept)
    let span = first.span.file == last.span.file ? first.span.union(last.span) : first.span
    return [
      Diagnostic(
        OperationRules.declaredCostsContradict,
        severity: gravest.kind == .ceiling || gravest.kind == .goal ? .danger : .warning,
        "the declared costs add up to \(Money.text(total)), \(gravest.breach)",
        at: Label(span, "together \(Money.text(total))"),
        secondary: broken.map { Label($0.span, $0.breach) },
        notes: [figures.joined(separator: " + ") + " = \(Money.text(total))"]
          + (kept.isEmpty ? [] : ["it is " + kept.joined(separator: " and ")]),
        help: ["correct the lines, or the bounds they break"],
        path: "policy costs"
      )
    ]
  }

  private func lines() -> [Diagnostic] {
    guard money.book != nil else { return [] }
    // A store that breaks a bound alone is told of there, with this line.
    let told = CostJudge(workload: workload, money: money).storeToldAlone
    return declared.compactMap { line in
      guard let computed = tooLow(line) else { return nil }
      let stores = workload.stores.filter { store in computed.contains { $0.store == store.id } }
      if let told, stores.contains(where: { $0.id == told.id }) { return nil }
      let cost = MonthlyCost.total(computed)
      let store = stores.first
      let place = store.flatMap { $0.aurora.instanceClass?.span ?? $0.aurora.serverless?.span }
      return Diagnostic(
        OperationRules.declaredLineTooLow,
        "`\(line.name)` is declared at \(Money.text(line.usDollarsPerMonth)), "
          + "and costs \(Money.text(cost))",
        at: Label(line.span, "declared \(Money.text(line.usDollarsPerMonth))"),
        secondary: place.map { [Label($0, "computed from this")] } ?? [],
        notes: Money.notes(computed)
          + (store.map { Self.schedule($0, line, money) } ?? []),
        help: ["correct the line, or choose what it pays for"],
        path: "policy costs.\(line.name)"
      )
    }
  }

  /// The declared line of a store that is too low for it.
  func line(for store: Store) -> DeclaredCost? {
    declared.first { line in tooLow(line)?.contains { $0.store == store.id } ?? false }
  }

  /// The computed lines of a declared one that they surely exceed.
  private func tooLow(_ line: DeclaredCost) -> [CostLine]? {
    guard let computed = money.lines(declaredAs: line.name)?.filter(\.isSettled),
      !computed.isEmpty
    else { return nil }
    let low = MonthlyCost.total(computed).low
    let isTooLow =
      Money.exact(low) > Money.exact(line.usDollarsPerMonth * Money.roundFigure)
    return isTooLow ? computed : nil
  }

  /// How long instances may run in a month for a declared line to be true.
  static func schedule(_ store: Store, _ line: DeclaredCost, _ money: Money) -> [String] {
    let own = money.ownLines(of: store.id)
    let compute = MonthlyCost.total(own.filter { $0.kind == .compute }).low
    let rest = MonthlyCost.total(own.filter { $0.kind != .compute }).low
    guard compute > 0, line.usDollarsPerMonth > rest, let book = money.book else { return [] }
    let hours = (line.usDollarsPerMonth - rest) / compute * book.hoursPerMonth
    return [
      "within \(Money.text(line.usDollarsPerMonth)) they may run "
        + "\(FigureFormatter.number(hours)) of \(FigureFormatter.number(book.hoursPerMonth)) h"
    ]
  }
}
