/// The difference of two texts as `diff -u` and `patch` know it.
public enum UnifiedDiff {
  /// Unchanged lines around a change.
  private static let context = 3

  /// Empty where the texts are the same. Names stand behind `a/` and `b/`, as `git` has them.
  public static func between(_ before: [UInt8], _ after: [UInt8], path: String) -> String {
    let (old, new) = (lines(before), lines(after))
    let rows = merged(old, new)
    var text = ""
    var next = 0
    while let first = rows[next...].firstIndex(where: { $0.mark != .same }) {
      // Changes with less than twice the context between them share a hunk.
      var last = first
      for index in rows[first...].indices where rows[index].mark != .same {
        if index - last > 2 * context { break }
        last = index
      }
      let range = max(next, first - context)..<min(rows.count, last + context + 1)
      text += hunk(rows, range)
      next = last + 1
    }
    let name = path.hasPrefix("/") ? String(path.dropFirst()) : path
    return text.isEmpty ? "" : "--- a/\(name)\n+++ b/\(name)\n" + text
  }

  private enum Mark: String {
    case same = " "
    case removed = "-"
    case added = "+"
  }

  private struct Row {
    let mark: Mark
    let line: ArraySlice<UInt8>
    /// How many lines of each text stand before this one.
    let (old, new): (Int, Int)
  }

  /// Each with its line end; the last one may have none.
  private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      lines.append(bytes[start...offset])
      start = offset + 1
    }
    if start < bytes.count { lines.append(bytes[start...]) }
    return lines
  }

  private static func merged(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) -> [Row] {
    let shared = min(old.count, new.count)
    let head = (0..<shared).first { old[$0] != new[$0] } ?? shared
    let tail =
      (0..<(shared - head)).first { old[old.count - 1 - $0] != new[new.count - 1 - $0] }
      ?? shared - head
    let changes = new[head..<(new.count - tail)].difference(from: old[head..<(old.count - tail)])
    var removed = [Bool](repeating: false, count: old.count)
    var added = [Bool](repeating: false, count: new.count)
    for change in changes {
      switch change {
      case .remove(let offset, _, _): removed[head + offset] = true
      case .insert(let offset, _, _): added[head + offset] = true
      }
    }
    var rows: [Row] = []
    var (left, right) = (0, 0)
    while left < old.count || right < new.count {
      if left < old.count, removed[left] {
        rows.append(Row(mark: .removed, line: old[left], old: left, new: right))
        left += 1
      } else if right < new.count, added[right] {
        rows.append(Row(mark: .added, line: new[right], old: left, new: right))
        right += 1
      } else {
        rows.append(Row(mark: .same, line: old[left], old: left, new: right))
        left += 1
        right += 1
      }
    }
    return rows
  }

  private static func hunk(_ rows: [Row], _ range: Range<Int>) -> String {
    let part = rows[range]
    let oldCount = part.count { $0.mark != .added }
    let newCount = part.count { $0.mark != .removed }
    // Of no lines the number is that of the line before them.
    let oldStart = rows[range.lowerBound].old + (oldCount == 0 ? 0 : 1)
    let newStart = rows[range.lowerBound].new + (newCount == 0 ? 0 : 1)
    var text = "@@ -\(oldStart),\(oldCount) +\(newStart),\(newCount) @@\n"
    for row in part {
      text += row.mark.rawValue + String(decoding: row.line, as: UTF8.self)
      if row.line.last != UInt8(ascii: "\n") { text += "\n\\ No newline at end of file\n" }
    }
    return text
  }
}
