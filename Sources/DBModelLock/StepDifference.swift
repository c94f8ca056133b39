/// Two lists of steps beside each other, as a difference.
public enum StepDifference {
  /// Steps of one side up to which they are lined up; of more, both sides are said whole.
  static let mostCompared = 300
  /// Lines at most.
  static let mostLines = 16

  /// One line each: `- ` for a step that is gone, `+ ` for one that is new, and two blanks for one
  /// that stays beside such.
  public static func lines(_ before: [String], _ after: [String]) -> [String] {
    let all: [String]
    if before.count > mostCompared || after.count > mostCompared {
      all = before.map { "- \($0)" } + after.map { "+ \($0)" }
    } else {
      all = aligned(before, after)
    }
    guard all.count > mostLines else { return all }
    // What is gone and what is new is told first.
    let told = all.filter { !$0.hasPrefix("  ") }
    let kept = told.count <= mostLines ? told : Array(told.prefix(mostLines - 1))
    return kept + ["and \(all.count - kept.count) steps more"]
  }

  /// By the longest common part.
  private static func aligned(_ before: [String], _ after: [String]) -> [String] {
    var lengths = [[Int]](
      repeating: [Int](repeating: 0, count: after.count + 1),
      count: before.count + 1
    )
    for a in before.indices.reversed() {
      for b in after.indices.reversed() {
        lengths[a][b] =
          before[a] == after[b]
          ? lengths[a + 1][b + 1] + 1 : max(lengths[a + 1][b], lengths[a][b + 1])
      }
    }
    var lines: [String] = []
    var (a, b) = (0, 0)
    while a < before.count || b < after.count {
      if a < before.count, b < after.count, before[a] == after[b] {
        lines.append("  \(before[a])")
        (a, b) = (a + 1, b + 1)
      } else if a < before.count, b == after.count || lengths[a + 1][b] >= lengths[a][b + 1] {
        lines.append("- \(before[a])")
        a += 1
      } else {
        lines.append("+ \(after[b])")
        b += 1
      }
    }
    return lines
  }
}
