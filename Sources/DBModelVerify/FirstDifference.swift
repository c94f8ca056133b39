/// Where two texts part.
enum FirstDifference {
  static func between(_ expected: String, _ actual: String) -> String {
    if expected.utf8.elementsEqual(actual.utf8) { return "none" }
    let (a, b) = (lines(expected), lines(actual))
    for (number, (x, y)) in zip(a, b).enumerated() where !x.utf8.elementsEqual(y.utf8) {
      return "line \(number + 1): expected \(shown(x)), got \(shown(y))"
    }
    if a.count > b.count { return "line \(b.count + 1) is missing: \(shown(a[b.count]))" }
    return "line \(a.count + 1) is too much: \(shown(b[a.count]))"
  }

  private static func lines(_ text: String) -> [Substring] { text.split(separator: "\n") }

  /// From a little before the first character that a reader would look for.
  private static func shown(_ line: Substring) -> String {
    line.count > 200 ? "\(line.prefix(200))…" : String(line)
  }
}
