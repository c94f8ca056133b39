public import DBModelDiagnostics

extension Diagnostic {
  /// Every field of a finding as plain text, for expected files.
  public func plainText(in file: SourceFile) -> String {
    func place(_ span: SourceSpan) -> String {
      let position = file.position(at: span.lower)
      return "\(position.line):\(position.columnUTF8)"
    }
    var lines = ["\(severity.name)[\(rule.code) \(rule.name)]: \(title)"]
    for label in [primary].compactMap({ $0 }) + secondary {
      var text = file.text(label.span)
      if text.count > 60 { text = text.prefix(57) + "…" }
      text = text.split { $0.isNewline }.joined(separator: "⏎")
      lines.append(
        "  \(place(label.span)) `\(text)`" + (label.text.isEmpty ? "" : " \(label.text)")
      )
    }
    lines += notes.map { "  = \($0)" }
    lines += help.map { "  help: \($0)" }
    for fix in fixes {
      let edits = fix.edits.map {
        "\(place($0.span)) `\(file.text($0.span))` -> `\($0.replacement)`"
          .split { $0.isNewline }.joined(separator: "⏎")
      }
      lines.append("  fix (\(fix.applicability)): \(fix.title): " + edits.joined(separator: "; "))
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
