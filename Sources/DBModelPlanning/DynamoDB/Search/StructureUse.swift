import DBModelDesign
import DBModelQuery
import DBModelWorkload

/// What a path takes from an index: the attributes it must store besides keys.
enum AttributeDemand: Hashable {
  case all
  /// Names of top-level attributes.
  case some(Set<String>)

  static let none = AttributeDemand.some([])

  func union(_ other: AttributeDemand) -> AttributeDemand {
    guard case .some(let mine) = self, case .some(let others) = other else { return .all }
    return .some(mine.union(others))
  }

  func covers(_ other: AttributeDemand) -> Bool {
    switch (self, other) {
    case (.all, _): true
    case (.some, .all): false
    case (.some(let mine), .some(let others)): others.isSubset(of: mine)
    }
  }

  /// Sorted, for a total order; `all` comes last.
  var text: String {
    switch self {
    case .all: "\u{7F}"
    case .some(let names): names.sorted().joined(separator: ",")
    }
  }
}

/// How a path may use an index of the catalog.
///
/// A search offers each key three times: with everything in it; with what is filtered, so that only
/// what is left is fetched; and with keys alone.
enum IndexVariant: String, CaseIterable {
  case covering, filtering, keys

  static func split(_ name: String) -> (candidate: Int, variant: IndexVariant)? {
    let parts = name.split(separator: ":")
    guard parts.count == 2, let candidate = Int(parts[0]),
      let variant = IndexVariant(rawValue: String(parts[1]))
    else { return nil }
    return (candidate, variant)
  }

  func name(_ candidate: Int) -> String { "\(candidate):\(rawValue)" }
}

extension DynamoDBPath {
  /// What the path takes from each index it goes through, by the index's name in the catalog of
  /// candidates.
  ///
  /// - Parameters:
  ///   - keys: What every entry of an index has.
  ///   - filterable: What an index of the filtering variant was said to store.
  func demands(
    _ workload: Workload,
    keys: (String) -> Set<String>,
    filterable: (EntityID) -> Set<String>
  ) -> [String: AttributeDemand] {
    var found: [String: AttributeDemand] = [:]
    for request in requests {
      guard let name = request.index, let entity = request.entities.first,
        let variant = IndexVariant.split(name)?.variant
      else { continue }
      let filtered = Set(
        (request.filter?.fieldPaths ?? []).map {
          StoredAttribute.name($0.field.field, of: workload[$0.field.entity])
        }
      )
      let demand: AttributeDemand =
        switch variant {
        case .covering where request.projection.isEmpty: .all
        case .covering: .some(filtered.union(request.projection).subtracting(keys(name)))
        case .filtering:
          .some(
            filtered.union(filterable(entity).intersection(request.projection))
              .subtracting(keys(name))
          )
        case .keys: .none
        }
      found[name] = (found[name] ?? .none).union(demand)
    }
    return found
  }

  /// The same path with other names for its indexes.
  func renamed(_ names: [String: String]) -> DynamoDBPath {
    map { request in
      request.index.flatMap { names[$0] }.map { request.with(index: $0) } ?? request
    }
  }
}

extension AttributeDemand {
  var projection: IndexProjection {
    switch self {
    case .all: .all
    case .some(let names): names.isEmpty ? .keysOnly : .include(names.sorted())
    }
  }
}
