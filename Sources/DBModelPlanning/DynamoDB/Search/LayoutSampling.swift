import DBModelWorkload

/// Layouts of a part such that whatever may stand around a pattern stands around it in one of them.
///
/// What a pattern costs depends on how the entities are kept that it has to do with, on those whose
/// tables they may stand in, and on those that may stand in the same tables: its scope. Few layouts
/// show every scope in each of its states, because scopes that do not meet are shown side by side.
struct LayoutSampling {
  /// How one entity is kept, and what is made of its fields for indexes.
  struct State: Hashable {
    let option: LayoutOption
    let made: Set<MadeAttribute>
  }

  /// States of one scope at most.
  static let mostStates = 256
  /// Layouts at most.
  static let mostSamples = 512

  private(set) var samples: [[EntityID: State]] = []

  /// - Parameters:
  ///   - scopes: Entities, ascending; every entity in at least one.
  ///   - states: By entity, the usual one first.
  ///   - isSound: Whether options go together.
  /// - Returns: `nil` where there are too many.
  init?(
    scopes: [[EntityID]],
    states: [EntityID: [State]],
    isSound: ([EntityID: State]) -> Bool
  ) {
    var open: [[[EntityID: State]]] = []
    for scope in scopes {
      let count = scope.reduce(1) { min(Self.mostStates + 1, $0 * (states[$1]?.count ?? 1)) }
      guard count <= Self.mostStates else { return nil }
      var combinations: [[EntityID: State]] = [[:]]
      for entity in scope {
        combinations = combinations.flatMap { begun in
          (states[entity] ?? []).map { state in
            var longer = begun
            longer[entity] = state
            return longer
          }
        }
      }
      open.append(combinations.filter(isSound).reversed())
    }
    let usual = states.compactMapValues(\.first)
    while open.contains(where: { !$0.isEmpty }) {
      guard samples.count < Self.mostSamples else { return nil }
      var sample: [EntityID: State] = [:]
      for scope in open.indices {
        let place = open[scope].lastIndex { combination in
          combination.allSatisfy { entity, state in sample[entity].map { $0 == state } ?? true }
            && isSound(
              sample.merging(combination) { own, _ in own }.merging(usual) { own, _ in own }
            )
        }
        guard let place else { continue }
        sample.merge(open[scope].remove(at: place)) { own, _ in own }
      }
      // What fits nowhere beside the usual states stands in no sound layout of these.
      if sample.isEmpty { return nil }
      samples.append(sample.merging(usual) { own, _ in own })
    }
  }
}
