/// Text search as every store can do it: each word of the query stands somewhere in the text, a
/// to z being the same as A to Z.
public enum TextMatch {
  /// The words of a query: what stands between ASCII white space, in lower case, each once.
  public static func words(of query: String) -> [String] {
    var found: [String] = []
    for part in query.utf8.split(whereSeparator: { $0 == 32 || (9...13).contains($0) }) {
      let word = lowered(String(decoding: part, as: UTF8.self))
      if !found.contains(word) { found.append(word) }
    }
    return found
  }

  /// A query without words matches every text.
  public static func matches(_ text: String, query: String) -> Bool {
    let bytes = Array(lowered(text).utf8)
    return words(of: query).allSatisfy { contains(bytes, Array($0.utf8)) }
  }

  /// With A to Z in lower case and everything else as it is.
  public static func lowered(_ text: String) -> String {
    let bytes = text.utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func contains(_ text: [UInt8], _ word: [UInt8]) -> Bool {
    guard word.count <= text.count else { return false }
    return (0...(text.count - word.count)).contains { start in
      text[start..<(start + word.count)].elementsEqual(word)
    }
  }
}
