extension Read {
  /// Every field that it filters or orders by, over whatever path.
  public var pathsOfConditions: [FieldPath] {
    var found = filter?.value.fieldPaths ?? []
    for term in order { if case .field(let path) = term.subject { found.append(path) } }
    return found
  }

  /// Every field that it looks at over one reference, in the order of first use.
  public var pathsOverReferences: [FieldPath] {
    var found: [FieldPath] = []
    for path in pathsOfConditions + pathsShown where path.via.count == 1 && !found.contains(path) {
      found.append(path)
    }
    return found
  }

  /// Whether the answer is made of a field, over one reference.
  public func shows(_ path: FieldPath) -> Bool { pathsShown.contains(path) }

  /// Every field that the answer is made of, those of rows referred to as over the reference.
  private var pathsShown: [FieldPath] {
    var found: [FieldPath] = []
    var open = [projection]
    while let node = open.popLast() {
      found += node.outputs.flatMap(\.expression.fieldPaths)
      for child in node.children {
        open.append(child.projection)
        guard case .reference(let attribute) = child.step, child.projection.children.isEmpty else {
          continue
        }
        let own = child.projection.fields.map { FieldReference(child.projection.entity, $0) }
        let computed = child.projection.outputs.flatMap(\.expression.fieldPaths)
          .filter(\.via.isEmpty).map(\.field)
        found += (own + computed).map { FieldPath(via: [attribute], field: $0) }
      }
    }
    return found
  }
}
