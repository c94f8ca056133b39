import DBModelDiagnostics
import DBModelEngines
import DBModelReport
import DBModelVerify
import DBModelWorkload

/// What a verification showed, for people and for machines.
struct VerificationReport {
  let workload: Workload
  let verification: Verification
  let request: VerifyRequest

  func add(to document: inout ReportDocument) {
    document.findings += verification.mismatches.map(finding)
    let calls = verification.patterns.reduce(0) { $0 + $1.calls }
    let compared = verification.patterns.reduce(0) { sum, pattern in
      sum + VerifiedEngine.allCases.reduce(0) { $0 + (pattern.compared[$1] ?? 0) }
    }
    document.subjects += [
      ReportCount(calls, "call"), ReportCount(compared, "comparison"),
      ReportCount(verification.stateChecks, "state compared", "states compared"),
    ]
    document.assumptions.remarks += remarks
    document.sections = sections
    document.verification = value
  }

  private var remarks: [String] {
    var remarks = [
      "seed \(request.options.seed), \(FigureFormatter.integer(request.options.calls)) calls of each"
        + " pattern on each set of rows, \(FigureFormatter.integer(verification.loadedRows)) rows"
    ]
    if request.endpoint == nil {
      remarks.append(
        "DynamoDB was left out: no --endpoint was named. SQLite alone was held against the"
          + " evaluator"
      )
    }
    if !verification.keptTables.isEmpty {
      remarks.append("tables kept: \(verification.keptTables.joined(separator: ", "))")
    }
    return remarks + unitRemarks + verification.remarks
  }

  // MARK: Findings

  private func finding(_ mismatch: Mismatch) -> Diagnostic {
    let pattern = mismatch.pattern.map { workload[$0] }
    let name = pattern.map { "`\($0.name)`" } ?? "the loaded rows"
    let (rule, title): (RuleDescriptor, String) =
      switch mismatch.kind {
      case "answer": (VerifyRules.answerDiffers, "\(name) answers otherwise on")
      case "outcome": (VerifyRules.outcomeDiffers, "\(name) ends otherwise on")
      case "request", "statement":
        (VerifyRules.requestRefused, "a request of \(name) is refused by")
      default: (VerifyRules.rowsDiffer, "\(name) leaves other rows on")
      }
    return Diagnostic(
      rule,
      "\(title) \(mismatch.engine.rawValue)",
      at: pattern.map { Label($0.nameSpan) },
      notes: [
        "\(mismatch.kind), call \(mismatch.call) on \(mismatch.rows), seed \(request.options.seed)",
        "arguments: \(line(mismatch.arguments))",
        "expected: \(line(mismatch.expected))",
        "\(mismatch.engine.rawValue): \(line(mismatch.actual))",
        "first difference: \(line(mismatch.difference))",
      ],
      help: ["repeat it with `\(command)`"],
      path: "access \(pattern?.name ?? "") \(mismatch.engine.rawValue) \(mismatch.kind)"
        + " \(mismatch.rows) \(mismatch.call)"
    )
  }

  /// What gives the same rows and calls again.
  private var command: String {
    var words = ["dbmodel", "verify"] + request.paths.map(Self.quoted)
    words += ["--seed", "\(request.options.seed)", "--rows", "\(request.options.rows)"]
    words += ["--calls", "\(request.options.calls)"]
    if let design = request.designName { words += ["--design", design] }
    if let endpoint = request.endpoint { words += ["--endpoint", endpoint.text] }
    return words.joined(separator: " ")
  }

  /// A path as a shell takes it for one word.
  private static func quoted(_ path: String) -> String {
    let isPlain = path.utf8.allSatisfy { byte in
      (97...122).contains(byte) || (65...90).contains(byte) || (46...57).contains(byte)
        || byte == 95 || byte == 45
    }
    return isPlain ? path : "'" + path.replacing("'", with: "'\\''") + "'"
  }

  private func line(_ text: String) -> String {
    let joined = text.split(whereSeparator: \.isNewline).joined(separator: " ⏎ ")
    if joined.isEmpty { return "nothing" }
    return joined.count > 800 ? "\(joined.prefix(800))…" : joined
  }

  // MARK: Sections

  private var sections: [ReportBlock] {
    var blocks: [ReportBlock] = [.heading(level: 1, "Patterns"), .table(patterns)]
    let left = leftOut
    if !left.isEmpty {
      blocks += [
        .heading(level: 1, "Left out"),
        .table(
          ReportTable(
            columns: [
              ReportColumn("pattern"), ReportColumn("engine"), ReportColumn("calls", .trailing),
              ReportColumn("because"),
            ],
            rows: left
          )
        ),
      ]
    }
    if !remarks.isEmpty { blocks += remarks.map { .paragraph($0) } }
    return blocks
  }

  private var patterns: ReportTable {
    let isMeasured = verification.patterns.contains { $0.units.calls > 0 }
    var columns = [
      ReportColumn("pattern"), ReportColumn("calls", .trailing),
      ReportColumn("fruitful", .trailing),
    ]
    columns += VerifiedEngine.allCases.map { ReportColumn($0.rawValue, .trailing) }
    if isMeasured {
      columns += [
        ReportColumn("measured", .trailing, unit: "units a call"),
        ReportColumn("estimated", .trailing, unit: "units a call"),
        ReportColumn("ratio", .trailing),
      ]
    }
    let rows = verification.patterns.map { pattern -> [ReportCell] in
      var cells = [
        ReportCell("`\(workload[pattern.pattern].name)`"),
        ReportCell(FigureFormatter.integer(pattern.calls)),
        ReportCell(FigureFormatter.integer(pattern.fruitful)),
      ]
      cells += VerifiedEngine.allCases.map { engine in
        ReportCell(pattern.compared[engine].map { FigureFormatter.integer($0) } ?? "–")
      }
      guard isMeasured else { return cells }
      guard let units = UnitComparison(pattern) else { return cells + ["–", "–", "–"] }
      return cells + [
        ReportCell(FigureFormatter.number(units.measured)),
        ReportCell(FigureFormatter.range(low: units.low, high: units.high, unit: "")),
        ReportCell(units.ratio.map { Self.ratio($0, units.ratioError) } ?? "inside"),
      ]
    }
    return ReportTable(columns: columns, rows: rows)
  }

  /// `1.02 ± 0.03`; chance is left out where every call took the same.
  private static func ratio(_ ratio: Double, _ error: Double?) -> String {
    guard let error, error >= 0.0005 else { return FigureFormatter.number(ratio) }
    return "\(FigureFormatter.number(ratio)) ± \(FigureFormatter.number(error))"
  }

  /// What a reader must know of units that are not those estimated.
  private var unitRemarks: [String] {
    let compared = verification.patterns.compactMap { pattern in
      UnitComparison(pattern).map { (name: "`\(workload[pattern.pattern].name)`", units: $0) }
    }
    var remarks: [String] = []
    let inside = compared.filter { $0.units.ratio == nil }.map(\.name)
    if !inside.isEmpty {
      remarks.append(
        "units of \(inside.joined(separator: ", ")): the estimate has two ends, because the model"
          + " leaves open what decides between them; what was measured lies inside"
      )
    }
    let apart = verification.patterns.filter { $0.units.calls > 0 }.compactMap { pattern in
      UnitComparison.reasonAgainst(workload[pattern.pattern], workload).map { reason in
        (name: "`\(workload[pattern.pattern].name)`", reason: reason)
      }
    }
    let byReason = Dictionary(grouping: apart, by: \.reason)
    for (reason, patterns) in byReason.sorted(by: { $0.key < $1.key }) {
      let names = patterns.map(\.name).joined(separator: ", ")
      remarks.append("units of \(names) are not compared: \(reason)")
    }
    let off = compared.filter(\.units.isOff).map(\.name)
    if !off.isEmpty {
      remarks.append(
        "units of \(off.joined(separator: ", ")) differ from the estimate by more than chance among"
          + " the calls; with few rows all calls share what chance made of them: see other seeds and"
          + " more --rows, and docs/verifying.md for what is left open"
      )
    }
    return remarks
  }

  private var leftOut: [[ReportCell]] {
    verification.patterns.flatMap { pattern in
      pattern.leftOut.map { left in
        [
          ReportCell("`\(workload[pattern.pattern].name)`"), ReportCell(left.engine.rawValue),
          ReportCell(left.calls.map { FigureFormatter.integer($0) } ?? "all"),
          ReportCell(left.reason),
        ]
      }
    }
  }

  // MARK: Machines

  private var value: ReportValue {
    [
      "seed": .int(Int(clamping: request.options.seed)), "rows": .int(request.options.rows),
      "calls": .int(request.options.calls), "design": .optional(request.designName),
      "endpoint": .optional(request.endpoint?.text), "loaded_rows": .int(verification.loadedRows),
      "states_compared": .int(verification.stateChecks),
      "kept_tables": .strings(verification.keptTables),
      "patterns": .array(verification.patterns.map(value)),
      "mismatches": .array(verification.mismatches.map(value)),
    ]
  }

  private func value(_ pattern: PatternVerification) -> ReportValue {
    let units = UnitComparison(pattern)
    return [
      "pattern": .string(workload[pattern.pattern].name), "calls": .int(pattern.calls),
      "fruitful": .int(pattern.fruitful),
      "compared_dynamodb": .int(pattern.compared[.dynamoDB] ?? 0),
      "compared_sqlite": .int(pattern.compared[.sqlite] ?? 0),
      "mismatches": .int(pattern.mismatches),
      "units": units.map { units in
        [
          "calls": .int(pattern.units.calls), "measured": .double(units.measured),
          "standard_error": units.standardError.map(ReportValue.double) ?? .null,
          "estimated_low": .double(units.low), "estimated_high": .double(units.high),
          "ratio": units.ratio.map(ReportValue.double) ?? .null,
        ]
      } ?? .null,
      "left_out": .array(
        pattern.leftOut.map { left in
          [
            "engine": .string(left.engine.rawValue), "reason": .string(left.reason),
            "calls": left.calls.map(ReportValue.int) ?? .null,
          ]
        }
      ),
    ]
  }

  private func value(_ mismatch: Mismatch) -> ReportValue {
    [
      "pattern": .optional(mismatch.pattern.map { workload[$0].name }),
      "engine": .string(mismatch.engine.rawValue), "kind": .string(mismatch.kind),
      "rows": .string(mismatch.rows), "call": .int(mismatch.call),
      "arguments": .string(mismatch.arguments), "expected": .string(mismatch.expected),
      "actual": .string(mismatch.actual), "difference": .string(mismatch.difference),
    ]
  }
}
