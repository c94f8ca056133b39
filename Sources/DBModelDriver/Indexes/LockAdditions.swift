import DBModelDiagnostics
import DBModelLock
import DBModelReport
import DBModelWorkload

/// The indexes that a lock adds for SQL as written, and how they were found.
struct LockAdditions {
  private(set) var all: [LockedAddition]
  /// What was looked for in this run, one for each store; empty where nothing was.
  let found: [IndexFinder.Found]
  /// Those of before that are kept since a pattern that wants them was not planned.
  private let unseen: [LockedAddition]
  /// Whether anything was looked for.
  let isSearched: Bool

  /// As they stand in the lock.
  init(kept: [LockedAddition]) {
    (all, found, unseen, isSearched) = (kept, [], [], false)
  }

  /// Those of before are looked for as well, so that none of them is kept for having been there.
  /// But for those that a pattern wants which was not planned: nothing was seen of it.
  init(found: [IndexFinder.Found], before: [LockedAddition], of workload: Workload) {
    let new = found.flatMap(\.additions)
    let refused = Set(found.flatMap(\.refused).map { workload[$0.pattern].name })
    unseen = before.filter { one in
      one.uses.contains { refused.contains($0.pattern) }
        && !new.contains {
          $0.store == one.store && $0.table == one.table && $0.columns == one.columns
            && $0.included == one.included
        }
    }
    all = new + unseen
    self.found = found
    isSearched = true
  }

  /// Those that were taken out in this run, and why; the reason may be empty.
  private(set) var taken: (additions: [LockedAddition], reason: String) = ([], "")

  /// Takes indexes out again.
  mutating func remove(_ taken: [LockedAddition], reason: String) {
    all.removeAll { taken.contains($0) }
    self.taken = (taken, reason)
  }

  // MARK: Report

  var blocks: [ReportBlock] { kept + keptUnseen + takenOut }

  private var keptUnseen: [ReportBlock] {
    let shown = unseen.filter(all.contains).flatMap { lines($0, bytes: nil) }
    guard !shown.isEmpty else { return [] }
    return [
      .heading(level: 2, "Kept, since a pattern that wants them was not planned"), .outline(shown),
    ]
  }

  private var takenOut: [ReportBlock] {
    guard !taken.additions.isEmpty else { return [] }
    var lines = taken.additions.map { ReportOutlineLine(0, title($0)) }
    if !taken.reason.isEmpty { lines.append(ReportOutlineLine(1, taken.reason)) }
    return [
      .heading(level: 2, "Taken out of the lock again"), .outline(lines),
      .paragraph("`--add-indexes` looks for all of them anew."),
    ]
  }

  private var kept: [ReportBlock] {
    guard isSearched else {
      guard !all.isEmpty else { return [] }
      return [
        .heading(level: 2, "Added for SQL as written"),
        .outline(all.flatMap { lines($0, bytes: nil) }),
      ]
    }
    guard !found.isEmpty else {
      return [
        .heading(level: 2, "Added for SQL as written"),
        .paragraph("No pattern of an `aurora-postgresql` store is SQL as written."),
      ]
    }
    return found.flatMap(blocks)
  }

  private func blocks(_ found: IndexFinder.Found) -> [ReportBlock] {
    var blocks: [ReportBlock] = [
      .heading(level: 2, "Added for SQL as written on `\(found.store)`")
    ]
    let made = found.additions.enumerated().filter { all.contains($0.element) }
    if made.isEmpty {
      blocks.append(.paragraph("No index saves enough of the work of \(tried(found))."))
    } else {
      blocks.append(
        .paragraph(
          "Of \(tried(found)). Work, with what the indexes add to writes: "
            + "\(Self.ms(found.workBefore)) in a second without them, \(Self.ms(found.workAfter))"
            + " with them."
        )
      )
      blocks.append(
        .outline(made.flatMap { lines($0.element, bytes: found.bytes[$0.offset]) })
      )
    }
    if found.isExhausted {
      blocks.append(
        .paragraph("The search ended at its bound of plans: there may be a better set.")
      )
    }
    if !found.clocks.isEmpty {
      let names = found.clocks.prefix(8).map { "`\($0)`" }.joined(separator: ", ")
      let more = found.clocks.count > 8 ? " and \(found.clocks.count - 8) more" : ""
      blocks.append(
        .paragraph(
          "Asks what time it is, so that its plan is another every day, and no index is looked"
            + " for: \(names)\(more)."
        )
      )
    }
    return blocks
  }

  private func tried(_ found: IndexFinder.Found) -> String {
    "\(ReportCount(found.statementCount, "statement").text), "
      + "\(FigureFormatter.integer(found.candidateCount)) candidates, "
      + "\(ReportCount(found.questions, "plan").text)"
  }

  private static func ms(_ value: Double) -> String {
    FigureFormatter.range(low: value, high: value, unit: "ms")
  }

  private func lines(_ addition: LockedAddition, bytes: Double?) -> [ReportOutlineLine] {
    var text = title(addition)
    if let bytes {
      text += ", \(FigureFormatter.range(low: bytes, high: bytes, unit: "B"))"
    }
    let uses = addition.uses.map { use in
      ReportOutlineLine(
        1,
        "`\(use.pattern)`: cost \(FigureFormatter.number(use.cost)), without it "
          + FigureFormatter.number(use.costWithout)
      )
    }
    return [ReportOutlineLine(0, text)] + uses
  }

  private func title(_ addition: LockedAddition) -> String {
    "an index on `\(addition.table)` \(Self.columns(addition))"
  }

  private static func columns(_ addition: LockedAddition) -> String {
    let key = addition.columns.map { $0.isDescending ? "\($0.name) desc" : $0.name }
    let besides = addition.included.joined(separator: ", ")
    return "(\(key.joined(separator: ", ")))" + (besides.isEmpty ? "" : " include (\(besides))")
  }

  /// For machines.
  var values: [ReportValue] { values(all) }

  /// Those that were taken out.
  var takenValues: [ReportValue] { values(taken.additions) }

  private func values(_ additions: [LockedAddition]) -> [ReportValue] {
    additions.map { addition in
      [
        "store": .string(addition.store), "table": .string(addition.table),
        "columns": .strings(
          addition.columns.map { $0.isDescending ? "\($0.name) desc" : $0.name }
        ),
        "included": .strings(addition.included),
        "uses": .array(
          addition.uses.map { use in
            [
              "pattern": .string(use.pattern), "cost": .double(use.cost),
              "costWithout": .double(use.costWithout),
            ]
          }
        ),
      ]
    }
  }
}
