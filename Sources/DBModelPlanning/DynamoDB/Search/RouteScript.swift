/// The keys that the needs of one pattern go through, in the order in which the needs arise.
///
/// A search replays a path builder with one script after the other; each run says which other keys
/// it could have taken.
struct RouteScript {
  /// The table's own key.
  static let table = ""
  /// No key: everything is read.
  static let scan = "*"

  /// Names of indexes, or `table`, for the first needs; the needs behind them take the best key by
  /// rank.
  let wanted: [String]
  private(set) var taken: [String] = []
  /// Beside `taken`: everything that was offered.
  private(set) var offered: [[String]] = []
  /// Beside `taken`: the needs.
  private(set) var needs: [RowNeed] = []

  private let known: KnownMatches?
  /// Whether reading everything is offered where only indexes answer a need.
  private let offersScans: Bool

  /// - Parameter known: Shared by all runs of one pattern through one catalog.
  init(_ wanted: [String] = [], known: KnownMatches? = nil, offersScans: Bool = false) {
    self.wanted = wanted
    self.known = known
    self.offersScans = offersScans
  }

  /// Takes one of the keys that answer a need; `nil` where there is none.
  mutating func choose(for need: RowNeed, among find: () -> [KeyMatch]) -> KeyMatch? {
    needs.append(need)
    let matches: [KeyMatch]
    // What has been taken so far decides which need arises.
    if let found = known?.matches[taken] {
      matches = found
    } else {
      matches = find()
      known?.matches[taken] = matches
    }
    let names = matches.map { $0.key.index ?? Self.table }
    let mayScan = offersScans && !names.isEmpty && !names.contains(Self.table)
    offered.append(mayScan ? names + [Self.scan] : names)
    guard !matches.isEmpty else {
      taken.append(Self.table)
      return nil
    }
    let place = taken.count
    let wish = wanted.indices.contains(place) ? wanted[place] : nil
    if wish == Self.scan {
      taken.append(Self.scan)
      return nil
    }
    let position = wish.flatMap { names.firstIndex(of: $0) } ?? Self.best(matches, need)
    taken.append(names[position])
    return matches[position]
  }

  private static func best(_ matches: [KeyMatch], _ need: RowNeed) -> Int {
    let ranks = matches.map { $0.rank(need) }
    return ranks.indices.reduce(0) { ranks[$1].lexicographicallyPrecedes(ranks[$0]) ? $1 : $0 }
  }

  /// The scripts that differ from this run at its last free needs: what a search tries next.
  var alternatives: [[String]] {
    var found: [[String]] = []
    for place in wanted.count..<max(wanted.count, taken.count) {
      for name in offered[place] where name != taken[place] {
        found.append(taken.prefix(place) + [name])
      }
    }
    return found
  }
}

/// The keys that answer the needs of one pattern, by the keys that were taken before.
final class KnownMatches {
  fileprivate(set) var matches: [[String]: [KeyMatch]] = [:]
}
