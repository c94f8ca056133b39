import DBModelTestKit
import Foundation
import Testing

/// What a reviewer should not have to look for.
@Suite struct SourceRuleTests {
  static let sources = Repository.files(below: "Sources", suffixes: [".swift"])
  static let tests = Repository.files(below: "Tests", suffixes: [".swift"])

  /// Lines a file may have: one main type to a file.
  static let longestFile = 450
  /// Lines of a function that say something: one screen. Comments, blank lines and lines of closing
  /// brackets, which the formatter makes many of, are not counted.
  static let longestFunction = 70
  static let widestLine = 100

  @Test(arguments: sources + tests) func aFileIsOneThing(file: String) throws {
    let lines = try Self.lines(file)
    #expect(lines.count <= Self.longestFile, "\(file) has \(lines.count) lines")
    var isText = false
    for (index, line) in lines.enumerated() {
      let quotes = line.ranges(of: "\"\"\"").count
      if !quotes.isMultiple(of: 2) { isText.toggle() }
      // A text that is shown or compared, or a link, is as wide as it is.
      guard line.count > Self.widestLine, !isText, !line.contains("\""), !line.contains("://")
      else { continue }
      Issue.record("\(file):\(index + 1) has \(line.count) columns")
    }
  }

  @Test(arguments: sources) func aFunctionFitsOnAScreen(file: String) throws {
    for function in FunctionLengths(lines: try Self.lines(file)).functions
    where function.lineCount > Self.longestFunction {
      Issue.record("\(file):\(function.line) \(function.name) has \(function.lineCount) lines")
    }
  }

  @Test(arguments: sources) func nothingUnsafeOrUnfinishedIsWritten(file: String) throws {
    // Put together here, so that this file may stand with those it searches.
    let banned = [
      "try" + "!", "as" + "!", "TO" + "DO", "FIX" + "ME", "fatal" + "Error(",
      "not " + "implemented", "unsafe" + "Bitcast", "@unchecked " + "Sendable",
      "nonisolated(" + "unsafe)",
    ]
    for (index, line) in try Self.lines(file).enumerated() {
      for word in banned where line.contains(word) {
        Issue.record("\(file):\(index + 1) holds `\(word)`")
      }
    }
  }

  @Test(arguments: sources) func theOrderOfOutputIsNotLeftToTheHash(file: String) throws {
    // `.keys` and `.values` of a dictionary come in another order in every process.
    for (index, line) in try Self.lines(file).enumerated() {
      let code = line.split(separator: "//", omittingEmptySubsequences: false).first ?? ""
      guard code.contains("in ") && code.contains("for ") else { continue }
      let suffixes = [".keys {", ".values {"]
      guard suffixes.contains(where: code.hasSuffix), !code.contains("sorted") else { continue }
      Issue.record("\(file):\(index + 1) iterates over the keys or values of a collection unsorted")
    }
  }

  private static func lines(_ file: String) throws -> [Substring] {
    var lines = try #require(Repository.text(file)).split(
      separator: "\n",
      omittingEmptySubsequences: false
    )
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}

/// Functions and how long they are, told by the formatter's indentation: a declaration ends at the
/// first closing brace that stands as far left as it.
struct FunctionLengths {
  struct Function {
    let name: String
    let line: Int
    let lineCount: Int
  }

  let functions: [Function]

  init(lines: [Substring]) {
    var functions: [Function] = []
    for (start, line) in lines.enumerated() {
      let code = line.drop { $0 == " " }
      let words = code.split(separator: " ")
      let isFunction =
        !code.hasPrefix("//")
        && words.prefix(5).contains {
          $0 == "func" || $0.hasPrefix("init(") || $0.hasPrefix("init?(")
        }
      guard isFunction, !code.hasSuffix("}") else { continue }
      let indentation = String(repeating: " ", count: line.count - code.count)
      guard let end = lines[start...].firstIndex(where: { $0 == indentation + "}" }) else {
        continue
      }
      let name = code.split(separator: "(").first.map(String.init) ?? "a function"
      let lineCount = lines[start...end].count { Self.saysSomething($0) }
      functions.append(Function(name: name, line: start + 1, lineCount: lineCount))
    }
    self.functions = functions
  }

  private static func saysSomething(_ line: Substring) -> Bool {
    let code = line.drop { $0 == " " }
    return !code.hasPrefix("//") && code.contains { !"(){}[], ".contains($0) }
  }
}
