import DBModelQuery
import DBModelTestKit
import DBModelWorkload
import Foundation
import Testing

/// Runs the examples of `docs/language/semantics.md`: each `answer` block is what the next pattern
/// answers.
struct SemanticsPageTests {
  static let path = "docs/language/semantics.md"
  static let now = SQLiteAnswersTests.now

  @Test func examples() throws {
    let url = GoldenFile.repository.appendingPathComponent(Self.path)
    let page = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    let blocks = Self.blocks(page)
    let text = blocks.filter { $0.kind == "dbmodel" }.map { Self.withRates($0.text) }
      .joined(separator: "\n")
    let model = TestModel(name: "semantics", path: Self.path, text: text)
    try #require(model.problems.isEmpty, "\(model.problems.joined(separator: "\n"))")
    var dataset = Dataset(workload: model.workload)
    for block in blocks where block.kind == "rows" { Self.load(block.text, model, &dataset) }
    let answers = blocks.filter { $0.kind == "answer" }
    try #require(answers.count == model.workload.patterns.count)
    for (pattern, answer) in zip(model.workload.patterns, answers) {
      var lines = answer.text.split(separator: "\n").map(String.init)
      var arguments = Arguments()
      while let line = lines.first, line.hasPrefix("given ") {
        Self.give(line, pattern, &arguments)
        lines.removeFirst()
      }
      let actual = try Self.answer(pattern, arguments, dataset, model)
      #expect(actual == lines.joined(separator: "\n"), "\(pattern.name)")
    }
  }

  private static func answer(
    _ pattern: AccessPattern,
    _ arguments: Arguments,
    _ dataset: Dataset,
    _ model: TestModel
  ) throws -> String {
    let evaluator = Evaluator(workload: model.workload)
    if case .read = pattern.operation {
      let rows = try evaluator.read(pattern, arguments, dataset, now: now)
      return AnswerText.text(rows).split(separator: "\n").joined(separator: "\n")
    }
    var changed = dataset
    switch evaluator.write(pattern, arguments, &changed, now: now) {
    case .applied(let rows):
      var lines = ["applied to \(rows)"]
      for entity in model.workload.entities {
        for row in changed[entity.id] where !dataset[entity.id].contains(row) {
          lines.append(
            row.map { AnswerText.text($0).replacing("\"", with: "") }.joined(separator: " | ")
          )
        }
      }
      return lines.joined(separator: "\n")
    case .conditionFailed(let statement): return "condition of statement \(statement) failed"
    case let outcome: return "\(outcome)"
    }
  }

  private static func blocks(_ page: String) -> [(kind: String, text: String)] {
    var blocks: [(kind: String, text: String)] = []
    var open: (kind: String, lines: [Substring])?
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        if let block = open {
          blocks.append((block.kind, block.lines.joined(separator: "\n")))
          open = nil
        } else {
          open = (String(line.dropFirst(3)), [])
        }
      } else {
        open?.lines.append(line)
      }
    }
    return blocks
  }

  /// The page leaves the rates out; the language wants them.
  private static func withRates(_ text: String) -> String {
    var lines: [String] = []
    var isAccess = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("access ") { isAccess = true }
      if line == "}", isAccess {
        lines.append("  rate 1/s peak 1/s")
        isAccess = false
      }
      lines.append(String(line))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func load(_ text: String, _ model: TestModel, _ dataset: inout Dataset) {
    var lines = text.split(separator: "\n")
    let name = lines.removeFirst()
    guard let entity = model.workload.entities.first(where: { $0.name == name }) else { return }
    for line in lines {
      let parts = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      dataset[entity.id].append(zip(entity.fields, parts).map { value($1, $0.type) })
    }
  }

  private static func give(_ line: String, _ pattern: AccessPattern, _ arguments: inout Arguments) {
    let parts = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let parameter = pattern.parameters.first(where: { $0.name == parts[1] })
    else { return }
    switch parameter.type {
    case .value(let type, _): arguments[parameter.id] = .value(value(String(parts[2]), type))
    case .range(let type, _):
      let ends = String(parts[2]).components(separatedBy: " .. ")
      guard ends.count == 2 else { return }
      arguments[parameter.id] = .range(value(ends[0], type), value(ends[1], type))
    default: Issue.record("no example gives `\(parameter.name)`")
    }
  }

  private static func value(_ text: String, _ type: ValueType) -> Value {
    if text == "null" { return .null }
    switch type {
    case .integer, .decimal:
      return SQLValueCodec(.postgresql).value(.text(text), as: type) ?? .null
    case .timestamp:
      return TimeText.nanoseconds(ofTimestamp: text).map { .timestamp(nanoseconds: $0) } ?? .null
    case .date: return TimeText.days(ofDate: text).map { .date(days: $0) } ?? .null
    default: return .string(text)
    }
  }
}
