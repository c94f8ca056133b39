/// The indexes of all tables of a store: each table's best, or what the bytes that they may take
/// are best spent on.
struct KeptIndexes {
  /// A set of each table's candidates.
  let sets: [IndexPricing.Places]
  /// What each table would have had.
  let wanted: [IndexPricing.Places]
  /// Bytes of the sets, and of what was wanted.
  let bytes: Double
  let wantedBytes: Double
  /// `nil`: nothing bounds them, or nothing was left out.
  let limit: Double?

  init(_ planners: [BTreePlanner], within limit: Double?) {
    let selections = planners.map(\.selection)
    let best = selections.map(\.best)
    func bytes(_ sets: [IndexPricing.Places]) -> Double {
      zip(selections, sets).reduce(0) { $0 + $1.0.pricing.bytes($1.1) }
    }
    wanted = best
    // What the lock adds is decided; the rest of the bytes is for what is derived.
    let added = planners.reduce(0) { $0 + $1.addedBytes }
    wantedBytes = bytes(best) + added
    guard let limit, wantedBytes > limit else {
      sets = best
      self.bytes = wantedBytes
      self.limit = nil
      return
    }
    let frontiers = selections.map(\.frontier)
    sets = zip(frontiers, IndexBudget.choose(frontiers, within: max(0, limit - added))).map {
      $0[$1].set
    }
    self.bytes = bytes(sets) + added
    self.limit = limit
  }
}
