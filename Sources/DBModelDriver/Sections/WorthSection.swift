import DBModelDesign
import DBModelDiagnostics
import DBModelReport
import DBModelWorkload

/// What the indexes of a store and the copies that its rows carry are worth, and how far the search
/// for its design went.
struct WorthSection {
  let workload: Workload
  let store: StoreID
  let choices: [Choice]
  let proof: DesignProof?

  var blocks: [ReportBlock] {
    let own = choices.filter { $0.store == store && $0.worth != nil }
    var blocks: [ReportBlock] = []
    if !own.isEmpty {
      blocks += [.heading(level: 3, "What each structure is worth"), .table(table(own))]
    }
    if let proof { blocks.append(.paragraph(text(proof))) }
    if let worth = proof?.preferences { blocks.append(.paragraph(text(worth))) }
    return blocks
  }

  private func table(_ choices: [Choice]) -> ReportTable {
    let rows = choices.compactMap { choice -> [ReportCell]? in
      guard let worth = choice.worth else { return nil }
      return [
        ReportCell("`\(choice.subject)`"),
        ReportCell(money(worth.upkeepUSDollarsPerMonth)),
        ReportCell(absence(worth.absence)),
        ReportCell(
          worth.shares.map { "`\(workload[$0.pattern].name)` \(percent($0.share))" }
            .joined(separator: ", ")
        ),
      ]
    }
    return ReportTable(
      columns: [
        ReportColumn("structure"), ReportColumn("upkeep", .trailing, unit: "USD/month"),
        ReportColumn("without it"), ReportColumn("upkeep divides among"),
      ],
      rows: rows
    )
  }

  private func absence(_ absence: StructureWorth.Absence) -> String {
    switch absence {
    case .costs(let more) where more < 1e-6: "costs the same"
    case .costs(let more): "+\(money(more)) USD/month"
    case .breaks(let patterns):
      patterns.map { "`\(workload[$0].name)`" }.joined(separator: ", ")
        + " would scan, miss a budget or have no way"
    case .endangers(let patterns):
      patterns.map { "`\(workload[$0].name)`" }.joined(separator: ", ")
        + " would risk a budget, a large sort or a hot key"
    case .unknown: "not known"
    }
  }

  private func text(_ proof: DesignProof) -> String {
    let looked =
      "\(count(proof.layouts, "layout")) and \(count(proof.nodes, "node")) were searched."
    let sentence: String
    if proof.isOptimal {
      sentence =
        "Optimal: no design of the searched space serves the patterns as well for less. \(looked)"
    } else if let gap = proof.gap {
      sentence = "Another design may cost up to \(percent(gap)) less. \(looked)"
    } else {
      sentence =
        "Part of the space was not searched, so a cheaper design may exist. \(looked)"
    }
    guard !proof.assumedRates.isEmpty else { return sentence }
    let names = proof.assumedRates.map { "`\(workload[$0].name)`" }.joined(separator: ", ")
    return sentence + " Weighed with one call a second, because the rate is unknown: \(names)."
  }

  private func text(_ worth: PreferenceWorth) -> String {
    let wishes = [
      worth.isSingleTable ? "one table" : nil,
      worth.mostIndexes.map { "at most \(count($0, "index", plural: "indexes")) a table" },
    ]
    let more = worth.usDollarsPerMonthMore
    let price: String
    if abs(more) < 0.005 {
      price = "costs no more"
    } else {
      price = "costs \(money(abs(more))) USD/month \(more > 0 ? "more" : "less")"
    }
    let better = worth.worse.map { "`\(workload[$0].name)`" }.joined(separator: ", ")
    return "The store asks for \(wishes.compactMap { $0 }.joined(separator: " and ")), which "
      + price + " than the best design would without"
      + (better.isEmpty ? "." : ", and serves worse what that would serve well: \(better).")
  }

  private func count(_ count: Int, _ noun: String, plural: String? = nil) -> String {
    FigureFormatter.integer(count) + " " + (count == 1 ? noun : plural ?? noun + "s")
  }

  private func money(_ value: Double) -> String {
    value > 0 && value < 0.005
      ? "under 0.01" : FigureFormatter.range(low: value, high: value, unit: "USD", showsUnit: false)
  }

  private func percent(_ share: Double) -> String {
    FigureFormatter.range(low: share * 100, high: share * 100, unit: "%")
  }
}
