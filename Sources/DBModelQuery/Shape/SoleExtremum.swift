public import DBModelWorkload

/// A read of nothing but the least or the greatest value of a field: the first row of an index that
/// has it behind the equalities.
public enum SoleExtremum {
  /// `nil` for any other read.
  public static func field(of shape: ReadShape, _ pattern: AccessPattern) -> FieldID? {
    guard case .read(let read) = pattern.operation, shape.group.isEmpty,
      shape.root.fields.isEmpty, shape.root.children.isEmpty,
      read.projection.outputs.count == 1, let output = read.projection.outputs.first,
      case .aggregate(let function, .field(let path)?) = output.expression,
      function == .min || function == .max, path.via.isEmpty, path.field.entity == shape.entity,
      shape.filter.residual.isEmpty, shape.filter.links.isEmpty,
      // PostgreSQL goes to an index's end for one table alone, as its EXPLAIN shows.
      shape.filter.fields.allSatisfy(\.via.isEmpty)
    else { return nil }
    return path.field.field
  }
}
