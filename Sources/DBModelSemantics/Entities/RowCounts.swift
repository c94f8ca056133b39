import DBModelStatistics
import DBModelWorkload

/// How many rows entities have: as stated, or what a reference's fan-out gives.
struct RowCounts {
  private(set) var counts: [Double?]
  /// Relative growth a month. Rows counted through a reference grow with its target.
  private(set) var growth: [Double]
  private let parents: [(target: Int, perTarget: Double)?]
  private let stated: [Bool]

  init(_ drafts: [EntityDraft]) {
    counts = drafts.map { $0.count?.value }
    growth = drafts.map { $0.growth ?? 0 }
    stated = drafts.map { $0.count != nil }
    parents = drafts.map(Self.parent)
  }

  /// The reference that counts rows: the first one in the key, else the first of all.
  private static func parent(_ draft: EntityDraft) -> (target: Int, perTarget: Double)? {
    func factor(_ index: Int) -> (target: Int, perTarget: Double)? {
      guard case .reference(let reference) = draft.attributes[index].kind,
        let average = reference.fanOut?.average
      else { return nil }
      return (reference.target.rawValue, average)
    }
    return draft.key.lazy.compactMap(factor).first
      ?? draft.attributes.indices.lazy.compactMap(factor).first
  }

  /// Follows each entity to one whose count is stated. Every entity has one parent at most, so a
  /// walk that marks where it has been visits each once.
  mutating func resolve() {
    var done = stated
    for start in counts.indices where !done[start] {
      var path: [Int] = []
      var current = start
      while !done[current] {
        done[current] = true
        path.append(current)
        guard let parent = parents[current] else { break }
        current = parent.target
      }
      for index in path.reversed() {
        guard let parent = parents[index], parent.target != index,
          let count = counts[parent.target]
        else { continue }
        let rows = count * parent.perTarget
        if rows <= ClauseCursor.largest {
          counts[index] = rows
          growth[index] = growth[parent.target]
        }
      }
    }
  }
}
