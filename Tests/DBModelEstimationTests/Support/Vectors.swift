import DBModelTestKit
import Testing

/// Rows of a table of vectors: tab-separated, with a head; the last column is the source.
struct Vectors {
  struct Row: Sendable, CustomTestStringConvertible {
    let line: Int
    let cells: [String]

    var testDescription: String { "line \(line): \(cells.dropLast().joined(separator: " "))" }

    func number(_ column: Int) throws -> Double { try #require(Double(cells[column])) }
  }

  static func rows(_ name: String) throws -> [Row] {
    let path = "Tests/DBModelEstimationTests/Vectors/\(name).tsv"
    let text = try #require(Repository.text(path))
    let lines = text.split(separator: "\n").dropFirst()
    try #require(!lines.isEmpty)
    return try lines.enumerated().map { index, line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      // A vector without a source is an opinion.
      try #require(cells.last?.isEmpty == false, "line \(index + 2) of \(name) has no source")
      return Row(line: index + 2, cells: cells)
    }
  }
}
