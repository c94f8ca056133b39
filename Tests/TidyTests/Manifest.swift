/// The targets of `Package.swift`, read from its text: asking the package manager from inside a
/// test would wait for the lock that the test run holds.
struct Manifest {
  struct Target {
    let name: String
    let dependencies: [String]
  }

  /// The targets below Sources, in their order; tests and system libraries are left out.
  let targets: [Target]

  init(text: String) {
    let code = text.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.drop { $0 == " " }.hasPrefix("//") }
      .joined(separator: "\n")
    var targets: [Target] = []
    let body = code.split(separator: "let package", maxSplits: 1).last.map(String.init) ?? ""
    for opening in ["library(", ".executableTarget("] {
      var rest = body[...]
      while let range = rest.firstRange(of: opening) {
        let inside = Self.parenthesised(rest[range.upperBound...])
        // `.library(…)` is a product and `systemLibrary(…)` no Swift.
        let before = rest[..<range.lowerBound].last
        if opening.hasPrefix(".") || before == " " || before == "\n" {
          targets.append(Self.target(inside))
        }
        rest = rest[range.upperBound...]
      }
    }
    self.targets = targets
  }

  /// The text up to the parenthesis that closes one already open.
  private static func parenthesised(_ text: Substring) -> Substring {
    var depth = 1
    for index in text.indices {
      if text[index] == "(" { depth += 1 }
      if text[index] == ")" { depth -= 1 }
      if depth == 0 { return text[..<index] }
    }
    return text
  }

  private static func target(_ text: Substring) -> Target {
    // A product is written with its package, which is no module.
    var strings: [String] = []
    let pieces = text.split(separator: "\"", omittingEmptySubsequences: false)
    for index in stride(from: 1, to: pieces.count, by: 2)
    where !pieces[index - 1].hasSuffix("package: ") {
      strings.append(String(pieces[index]))
    }
    return Target(name: strings.first ?? "", dependencies: Array(strings.dropFirst()))
  }
}
