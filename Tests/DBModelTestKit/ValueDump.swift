import DBModelDiagnostics

/// Everything that is in a value, down to the last member: what two values differ in is in the text
/// of one of them. Classes are looked into like structures.
public enum ValueDump {
  /// - Parameter withPlaces: Whether spans and labels are part of it.
  public static func text(_ value: Any, withPlaces: Bool = true) -> String {
    lines(value, withPlaces: withPlaces).joined(separator: "\n")
  }

  /// The same, a line for each member.
  public static func lines(_ value: Any, withPlaces: Bool = true) -> [String] {
    var lines: [String] = []
    add(value, "", withPlaces, &lines)
    return lines
  }

  private static func add(
    _ value: Any,
    _ name: String,
    _ withPlaces: Bool,
    _ lines: inout [String]
  ) {
    if !withPlaces, value is SourceSpan || value is Label { return }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .dictionary, .set:
      // Neither has an order of its own.
      let parts = mirror.children.map { child in
        var part: [String] = []
        add(child.value, "", withPlaces, &part)
        return part.joined(separator: " ")
      }
      lines.append("\(name): \(parts.sorted())")
    case nil: lines.append("\(name) = \(value)")
    case .enum where mirror.children.isEmpty: lines.append("\(name) = \(value)")
    default:
      lines.append(name)
      for child in mirror.children { add(child.value, child.label ?? "-", withPlaces, &lines) }
    }
  }
}
