import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelWorkload

/// The price book a policy names: whether it exists, is of the region, and is what is charged.
struct PriceJudge {
  let workload: Workload
  let money: Money

  func findings() -> [Diagnostic] {
    guard let policy = workload.policy else { return [] }
    guard let book = money.book else {
      return policy.prices.map { [unknown($0)] } ?? []
    }
    return region(policy, book) + differences(policy, book)
  }

  private func unknown(_ name: Located<String>) -> Diagnostic {
    let names = PriceBook.all.map(\.name)
    let near = NearestName.suggestion(for: name.value, among: names)
    return Diagnostic(
      OperationRules.unknownPriceBook,
      "there is no price book `\(name.value)`",
      at: Label(name.span, "not a price book"),
      notes: ["price books: " + names.map { "`\($0)`" }.joined(separator: ", ")],
      help: [near.map { "write `\($0)`" } ?? "name one of them, or leave the line out"],
      fixes: near.map {
        [Fix("write `\($0)`", edits: [TextEdit(name.span, $0)], applicability: .suggest)]
      } ?? [],
      path: "policy prices"
    )
  }

  private func region(_ policy: Policy, _ book: PriceBook) -> [Diagnostic] {
    guard let region = policy.region, region.value != book.region, !money.lines.isEmpty else {
      return []
    }
    let judged = !CostBound.all(of: workload).isEmpty || policy.prices != nil
    return [
      Diagnostic(
        OperationRules.priceBookRegion,
        severity: judged ? nil : .note,
        "prices of `\(book.region)` are held against a policy for `\(region.value)`",
        at: Label(region.span, "the region of the policy"),
        secondary: policy.prices.map { [Label($0.span, "prices of `\(book.region)`")] } ?? [],
        notes: [
          "price book `\(book.name)` is of `\(book.region)`, \(book.asOf)",
          "there is no book of `\(region.value)`; other regions cost up to twice as much",
        ],
        help: ["take the bounds on cost out, or state the region whose prices count"],
        path: "policy region"
      )
    ]
  }

  /// Rows that some line of the model is computed with, and that the public book prices otherwise.
  private func differences(_ policy: Policy, _ book: PriceBook) -> [Diagnostic] {
    guard let name = policy.prices else { return [] }
    let used = Set(money.lines.flatMap { $0.prices.map(\.id) })
    let rows = book.rows(differingFrom: .publicUSEast1).filter { used.contains($0.own.id) }
    let stale = rows.filter { $0.own.mistakenFor == nil }
    let confused = rows.filter { $0.own.mistakenFor != nil }
    var findings: [Diagnostic] = []
    if !stale.isEmpty {
      findings.append(
        Diagnostic(
          OperationRules.stalePrices,
          "prices of `\(book.name)` are no longer those that are charged",
          at: Label(name.span, "\(book.asOf)"),
          notes: stale.map(row) + totals,
          help: ["leave `prices` out: the public book is used then"],
          path: "policy prices"
        )
      )
    }
    for pair in confused {
      let other = pair.own.mistakenFor.flatMap { PriceBook.publicUSEast1.row($0) }
      findings.append(
        Diagnostic(
          OperationRules.priceOfOtherService,
          "`\(book.name)` prices `\(pair.own.id)` with what another service charges",
          at: Label(name.span, "\(number(pair.own)) USD \(pair.own.unit)"),
          notes: [row(pair)]
            + (other.map { ["\(number($0)) is the price of `\($0.id)`, \($0.unit)"] } ?? [])
            + totals,
          help: ["leave `prices` out: the public book prices each service by itself"],
          path: "policy prices.\(pair.own.id)"
        )
      )
    }
    return findings
  }

  private func row(_ pair: (own: PriceRow, other: PriceRow)) -> String {
    let reason = pair.own.note.isEmpty ? "" : "; \(pair.own.note)"
    return "\(pair.own.id): \(number(pair.own)) USD \(pair.own.unit), public "
      + "\(number(pair.other)) (\(pair.other.sourceDate))\(reason)"
  }

  private var totals: [String] {
    guard let book = money.book else { return [] }
    return [
      "total by `\(book.name)`: \(Money.text(money.total)), by the public book: "
        + Money.text(MonthlyCost.total(money.publicLines))
    ]
  }

  private func number(_ row: PriceRow) -> String {
    DecimalDigits(row.usDollars)?.plain(groups: false) ?? "unknown"
  }
}
