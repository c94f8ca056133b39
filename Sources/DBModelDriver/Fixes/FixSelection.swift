import DBModelDiagnostics
import DBModelSyntax

/// The fixes of one round: those that need no look, that do not touch each other, and after which
/// every file has no more syntax errors than before.
struct FixSelection {
  /// A finding and the first of its fixes that may be applied without looking.
  struct Choice {
    let finding: Diagnostic
    let fix: Fix
  }

  let sources: SourceMap
  private(set) var chosen: [Choice] = []
  /// The new bytes of every file that changes.
  private(set) var texts: [FileID: [UInt8]] = [:]

  /// - Parameter findings: Sorted; of two fixes that touch, that of the first finding is taken.
  init(_ findings: [Diagnostic], sources: SourceMap) {
    self.sources = sources
    // Capacity is bought for what is left when keys are put right.
    let changesKeys = findings.contains { Self.isOfKeys($0) && Self.machineFix($0) != nil }
    let wanted = changesKeys ? findings.filter { !Self.isOfCapacity($0) } : findings
    take(Self.compatible(wanted)[...])
  }

  private static func isOfKeys(_ finding: Diagnostic) -> Bool {
    [WorkloadRules.hotKey, WorkloadRules.hotKeyAtHeadroom].map(\.code).contains(finding.rule.code)
  }

  private static func isOfCapacity(_ finding: Diagnostic) -> Bool {
    [WorkloadRules.coldTable, WorkloadRules.unevenPartitions, WorkloadRules.overProvisioned]
      .map(\.code).contains(finding.rule.code)
  }

  private static func machineFix(_ finding: Diagnostic) -> Fix? {
    finding.fixes.first { $0.applicability == .machine }
  }

  /// Takes all of them, or the halves of them where one breaks a file, down to the one that does.
  private mutating func take(_ candidates: ArraySlice<Choice>) {
    if candidates.isEmpty { return }
    if let texts = Self.texts(chosen + candidates, sources: sources) {
      chosen += candidates
      self.texts = texts
    } else if candidates.count > 1 {
      let middle = candidates.startIndex + candidates.count / 2
      take(candidates[..<middle])
      take(candidates[middle...])
    }
  }

  /// What can be applied together. An edit that two findings ask for is made once, for the first.
  private static func compatible(_ findings: [Diagnostic]) -> [Choice] {
    var choices: [Choice] = []
    var taken: [FileID: [TextEdit]] = [:]
    for finding in findings {
      guard let fix = machineFix(finding), !fix.edits.isEmpty
      else { continue }
      var next = taken
      let isFree = fix.edits.allSatisfy { insert($0, into: &next[$0.span.file, default: []]) }
      guard isFree else { continue }
      taken = next
      choices.append(Choice(finding: finding, fix: fix))
    }
    return choices
  }

  /// Keeps the edits of a file in order; false where the new one touches one that is there.
  private static func insert(_ edit: TextEdit, into edits: inout [TextEdit]) -> Bool {
    var place = edits.endIndex
    // Findings come in the order of the file, and so do most edits.
    while place > edits.startIndex, edit.span < edits[place - 1].span { place -= 1 }
    let touches = edits[max(0, place - 1)..<min(place + 1, edits.count)].contains {
      $0.overlaps(edit)
    }
    if !touches { edits.insert(edit, at: place) }
    return !touches
  }

  /// The new texts; `nil` where edits do not fit, change nothing or add a syntax error.
  private static func texts(_ choices: [Choice], sources: SourceMap) -> [FileID: [UInt8]]? {
    var edits: [FileID: [TextEdit]] = [:]
    for edit in choices.flatMap(\.fix.edits) { edits[edit.span.file, default: []].append(edit) }
    var texts: [FileID: [UInt8]] = [:]
    for file in sources.files {
      guard let ofFile = edits[file.id] else { continue }
      guard let bytes = TextEdit.apply(ofFile, to: file.bytes), bytes != file.bytes else {
        return nil
      }
      let fixed = SourceFile(id: file.id, path: file.path, bytes: bytes)
      guard errorCount(fixed) <= errorCount(file) else { return nil }
      texts[file.id] = bytes
    }
    return texts
  }

  private static func errorCount(_ file: SourceFile) -> Int {
    parse(file).diagnostics.count { $0.severity == .error }
  }
}
