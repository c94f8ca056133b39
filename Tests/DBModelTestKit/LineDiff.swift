/// Differences between two texts, line by line, for failure messages.
public enum LineDiff {
  /// Lines of unchanged text shown around each change.
  private static let context = 2
  /// Lines shown at most; the rest is counted.
  private static let limit = 80

  /// `-` lines are only in `old`, `+` lines only in `new`; unchanged stretches are folded.
  public static func between(_ old: String, _ new: String) -> String {
    let before = old.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let after = new.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let rows = merged(before, after)
    let wanted = rows.indices.map { index in
      (max(0, index - context)...min(rows.count - 1, index + context)).contains {
        rows[$0].mark != " "
      }
    }
    var shown: [String] = []
    var folded = false
    for (row, isWanted) in zip(rows, wanted) {
      if isWanted {
        shown.append("\(row.mark) \(visible(row.text))")
        folded = false
      } else if !folded {
        shown.append("…")
        folded = true
      }
    }
    if shown.count > limit {
      let more = shown.count - limit
      shown.removeLast(more)
      shown.append("… and \(more) more lines")
    }
    return shown.joined(separator: "\n")
  }

  /// The first lines of a text.
  public static func excerpt(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let head = lines.prefix(limit).joined(separator: "\n")
    return lines.count > limit ? head + "\n… and \(lines.count - limit) more lines" : head
  }

  private struct Row {
    let mark: String
    let text: String
  }

  private static func merged(_ before: [String], _ after: [String]) -> [Row] {
    let difference = after.difference(from: before)
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in difference {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var rows: [Row] = []
    var (left, right) = (0, 0)
    while left < before.count || right < after.count {
      if left < before.count, removed.contains(left) {
        rows.append(Row(mark: "-", text: before[left]))
        left += 1
      } else if right < after.count, inserted.contains(right) {
        rows.append(Row(mark: "+", text: after[right]))
        right += 1
      } else {
        rows.append(Row(mark: " ", text: before[left]))
        left += 1
        right += 1
      }
    }
    return rows
  }

  /// Trailing blanks and control characters made visible: they are the differences one cannot see.
  private static func visible(_ line: String) -> String {
    var shown = ""
    for scalar in line.unicodeScalars {
      switch scalar {
      case "\t": shown += "\\t"
      case "\r": shown += "\\r"
      case "\u{1B}": shown += "\\e"
      default: shown.unicodeScalars.append(scalar)
      }
    }
    if shown.hasSuffix(" ") { shown = String(shown.dropLast()) + "·" }
    return shown
  }
}
