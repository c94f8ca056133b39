/// How a report of this tool is known by its bytes, whatever its file is called.
public enum ReportMark {
  /// Bytes that are looked at; a page names its maker at the beginning.
  public static let mostBytes = 4_096

  /// Whether bytes are those of a page or a comment that this tool made.
  ///
  /// - Parameter beginning: The first of them, `mostBytes` at most.
  public static func stands(in beginning: [UInt8]) -> Bool {
    let text = String(decoding: beginning.prefix(mostBytes), as: UTF8.self)
    return text.hasPrefix(MarkdownRenderer.tag)
      || text.hasPrefix(HTMLRenderer.doctype) && text.contains(HTMLRenderer.generator)
  }
}
