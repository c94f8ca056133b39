import DBModelWorkload

/// The entities whose layouts a pattern may feel: those it has to do with, those whose tables they
/// may stand in, and those that may stand in the same tables.
struct LayoutScopes {
  /// Ascending, each once; every entity is in one of them.
  private(set) var scopes: [[EntityID]] = []

  init(_ part: DesignParts.Part, _ space: LayoutSpace) {
    var above: [EntityID: Set<EntityID>] = [:]
    var below: [EntityID: Set<EntityID>] = [:]
    for entity in part.entities {
      for option in space.options[entity.id] ?? [] where option.joinsTarget {
        guard let through = option.through, let target = space.context.reference(through)?.target
        else { continue }
        above[entity.id, default: []].insert(target)
        below[target, default: []].insert(entity.id)
      }
    }
    func scope(_ start: Set<EntityID>) -> [EntityID] {
      var found = start
      var open = start.sorted()
      while let next = open.popLast() {
        for other in (above[next] ?? []).union(below[next] ?? []) where found.insert(other).inserted
        {
          open.append(other)
        }
      }
      return found.sorted()
    }
    var seen: Set<[EntityID]> = []
    let starts = part.patterns.map { part.touched[$0.id] ?? [] } + part.entities.map { [$0.id] }
    for start in starts {
      let found = scope(start)
      if !found.isEmpty, seen.insert(found).inserted { scopes.append(found) }
    }
    // The wide ones first: what is left of the narrow ones fits in beside them.
    scopes.sort { ($1.count, $0) < ($0.count, $1) }
  }
}

private func < (a: (Int, [EntityID]), b: (Int, [EntityID])) -> Bool {
  a.0 == b.0 ? a.1.lexicographicallyPrecedes(b.1) : a.0 < b.0
}
