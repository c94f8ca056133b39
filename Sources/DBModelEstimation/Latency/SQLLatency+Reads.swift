import DBModelDesign
import DBModelDiagnostics
import DBModelQuery
import DBModelStatistics
import DBModelWorkload
import Glibc

/// Reads: a statement for the rows asked for, and one for each node of related rows, which is sent
/// where there are rows above it.
extension SQLLatency {
  /// What a call meets: entries that it reads, and whether any of their rows is kept.
  private struct Meeting {
    let chance: Double
    let entries: Double
    let searches: Double
    /// `nil` where no row is kept.
    let read: SQLRead?
  }

  /// - Parameter known: References that all rows of the answer have.
  func read(
    _ shape: ReadShape,
    _ root: SQLRead,
    known: Set<AttributeReference>,
    _ chain: inout LatencyChain
  ) {
    call("`\(workload[shape.entity].name)`", &chain)
    chain.explain(
      times.ways(root, root.entries.mean.middle).map { way, _ in "\(times.met(way)) \(way.means)" }
        .joined(separator: ", or ")
    )
    let bytes = AnsweredRows.bytes(shape.root, in: workload)
    let isNested = !shape.root.children.isEmpty
    let popular = { (attribute: AttributeReference) in root.popular[attribute] }
    let nested = NestedAnswer(self, shape.root, known: known, popular: popular) { end in
      meetings(root, end).map { met in
        let rows = met.read.map { end.of(work($0, met, bytes).rows) }
        return RowSpread.Outcome(chance: met.chance, count: rows.map { max(1, $0) } ?? 0)
      }
    }
    for node in shape.root.all.dropFirst() {
      related(node, nested.sent[node.path], &chain)
    }
    func delays(_ end: RangeEnd) -> [DelayedTime.Delay] {
      let meetings =
        isNested
        ? meetings(root, end)
        : alike(root, end)
      return meetings.flatMap { met -> [DelayedTime.Delay] in
        var unkept = root
        unkept.kept = .zero
        let own = work(met.read ?? unkept, met, bytes)
        let length = end.of(own.ms) + end.of(root.plans * engine[.planning])
        let delay = DelayedTime.Delay(chance: met.chance, length: length)
        guard isNested, met.read != nil else { return [delay] }
        return nested.delays(of: max(1, end.of(own.rows)), end).map { delay.followed(by: $0) }
      }
    }
    let (fast, slow) = (delays(.low), delays(.high))
    let low = max(0, fast.mean - nested.trips(.low))
    let high = max(0, slow.mean - nested.trips(.high))
    chain.delay(fast: fast, slow: slow, work: Interval(min(low, high), max(low, high)))
    chain.assume(Provenance(missText, .convention("pages from storage")))
  }

  private func work(
    _ read: SQLRead,
    _ met: Meeting,
    _ bytes: Double
  ) -> (ms: Interval, rows: Interval) {
    times.read(read, entries: met.entries, searches: met.searches, bytes: bytes)
  }

  /// The statement of related rows: in every call, or in a part of them.
  private func related(
    _ node: ReadNode,
    _ sent: (low: Double, high: Double)?,
    _ chain: inout LatencyChain
  ) {
    let name = "`\(node.path.joined(separator: "."))`"
    guard let sent else { return call(name, &chain) }
    let chances = Interval(min(sent.low, sent.high), max(sent.low, sent.high))
    let part = FigureFormatter.interval(chances * 100, "%")
    chain.explain("a statement for \(name) in \(part) of the calls")
    chain.assume(tripAssumption)
  }

  /// The outcomes of a read, whether a row is kept or none is.
  private func alike(_ read: SQLRead, _ end: RangeEnd) -> [Meeting] {
    end.of(read.entries).flatMap { outcome in
      read.keptOutcomes.map { kept in
        var found = read
        found.kept = kept.share
        let chance = outcome.chance * kept.probability
        return Meeting(
          chance: chance,
          entries: outcome.count,
          searches: outcome.searches,
          read: found
        )
      }
    }
  }

  /// The outcomes of a read, those without a row of their own told apart: each entry's row is kept
  /// by itself.
  private func meetings(_ read: SQLRead, _ end: RangeEnd) -> [Meeting] {
    end.of(read.entries).flatMap { outcome in
      read.keptOutcomes.flatMap { kept -> [Meeting] in
        let chance = outcome.chance * kept.probability
        // A number below one is that of several calls, of which some meet one.
        let (entries, part) = outcome.count < 1 ? (1, outcome.count) : (outcome.count, 1)
        let none = pow(max(0, 1 - end.of(kept.share)), entries)
        var found = read
        found.kept = kept.share
        if none > 0, none < 1 { found.kept = kept.share.mapMonotonic { min(1, $0 / (1 - none)) } }
        let all = [
          (1 - part, 0, nil), (part * none, entries, nil), (part * (1 - none), entries, found),
        ].map {
          Meeting(chance: chance * $0, entries: $1, searches: outcome.searches, read: $2)
        }
        return all.filter { $0.chance > 1e-9 }
      }
    }
  }
}
