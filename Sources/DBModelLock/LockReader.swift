public import DBModelDiagnostics

/// Reads a lock. What is damaged is refused whole, with the first line that is.
public enum LockReader {
  /// Lines at most.
  static let mostLines = 500_000
  /// Bytes of a line at most.
  static let longestLine = 65_536

  /// - Throws: the first thing that is wrong.
  public static func read(_ file: SourceFile) throws(LockDamage) -> PlanLock {
    var builder = LockBuilder()
    var isHead = true
    if file.lineStarts.count > mostLines {
      throw LockDamage(
        reason: "it has more than 500,000 lines",
        help: help,
        span: SourceSpan(file: file.id, lower: 0, upper: 0),
        first: nil
      )
    }
    for (place, start) in file.lineStarts.enumerated() {
      let next = place + 1 < file.lineStarts.count ? file.lineStarts[place + 1] : file.bytes.count
      var end = next
      if end > start, file.bytes[end - 1] == UInt8(ascii: "\n") { end -= 1 }
      if end > start, file.bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
      var text = file.bytes[start..<end]
      if place == 0, text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
      let span = SourceSpan(file: file.id, lower: text.startIndex, upper: max(text.startIndex, end))
      try check(text, span)
      if text.allSatisfy({ $0 == UInt8(ascii: " ") }) { continue }
      if text.first == UInt8(ascii: "#") {
        if isHead { continue }
        throw LockDamage(
          reason: "a comment would be lost when the lock is written again",
          help: "say it in the model, or with `because` below what is left out",
          span: span,
          first: nil
        )
      }
      var line = try LockLine(Array(text), span: span)
      if isHead { try version(&line) } else { try builder.add(&line) }
      isHead = false
    }
    if isHead {
      throw LockDamage(
        reason: "it does not say `dbmodel-lock \(PlanLock.version)`",
        help: help,
        span: SourceSpan(file: file.id, lower: 0, upper: 0),
        first: nil
      )
    }
    return builder.lock
  }

  private static let help =
    "take the file from version control again, or remove it, and run "
    + "`dbmodel lock`"

  private static func check(_ text: ArraySlice<UInt8>, _ span: SourceSpan) throws(LockDamage) {
    func refused(_ reason: String, _ help: String) -> LockDamage {
      LockDamage(reason: reason, help: help, span: span, first: nil)
    }
    guard text.count <= longestLine else {
      throw LockDamage(
        reason: "a line has more than 65,536 bytes",
        help: help,
        span: SourceSpan(file: span.file, lower: span.lower, upper: span.lower),
        first: nil
      )
    }
    let marks = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"]
    if marks.contains(where: { text.starts(with: $0.utf8) }) {
      throw refused(
        "a merge was not finished here",
        "take either side (`git checkout --ours dbmodel.lock`), then run `dbmodel lock`; keep the "
          + "lines that `leave-out` and `add-index` have on both"
      )
    }
    // Most lines are nothing else.
    if text.allSatisfy({ 0x20...0x7E ~= $0 }) { return }
    guard String(validating: text, as: UTF8.self) != nil else {
      throw refused("it is not text: a line is not UTF-8", help)
    }
    if String(decoding: text, as: UTF8.self).unicodeScalars.contains(where: LockText.isHidden) {
      throw refused("a line holds a sign that nobody sees", help)
    }
  }

  private static func version(_ line: inout LockLine) throws(LockDamage) {
    guard line.keyword == "dbmodel-lock", line.level == 0 else {
      throw line.damage(
        "its first line does not say `dbmodel-lock \(PlanLock.version)`",
        help: help
      )
    }
    let word = try line.word("a version")
    guard word == String(PlanLock.version) else {
      throw line.damage(
        "it is of version \(word); read is version \(PlanLock.version)",
        help: "use the dbmodel that wrote it, or remove it and run `dbmodel lock`"
      )
    }
    try line.end()
  }
}
