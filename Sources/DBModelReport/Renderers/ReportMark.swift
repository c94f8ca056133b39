/// How a report of this tool is known by its bytes, whatever its file is called.
public enum ReportMark {
  /// Bytes that are looked at at either end.
  public static let mostBytes = 4_096

  /// The first line of a report whose format has no place for the name of its maker.
  public static let line = "dbmodel: a report\n"

  /// Whether bytes are those of a page, a comment or a text that this tool made.
  ///
  /// - Parameters:
  ///   - beginning: The first of them, `mostBytes` at most; a page names its maker there.
  ///   - ending: The last of them, as many; members of JSON are sorted, and its maker is `tool`.
  public static func stands(in beginning: [UInt8], ending: [UInt8] = []) -> Bool {
    let text = String(decoding: beginning.prefix(mostBytes), as: UTF8.self)
    if text.hasPrefix(MarkdownRenderer.tag) || text.hasPrefix(line) { return true }
    if text.hasPrefix(HTMLRenderer.doctype) { return text.contains(HTMLRenderer.generator) }
    let end = String(decoding: ending.suffix(mostBytes), as: UTF8.self)
    if text.hasPrefix("{\n  \"$schema\": ") { return text.contains("\"id\": \"dbmodel/") }
    return text.hasPrefix("{\n  \"allowed\": [")
      && end.contains("\n  \"tool\": {\n    \"name\": \"dbmodel\",")
  }
}
