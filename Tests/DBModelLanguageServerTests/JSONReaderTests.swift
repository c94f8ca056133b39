import DBModelJSON
import Testing

@Suite struct JSONReaderTests {
  private func read(_ text: String) -> JSONValue? { try? JSONReader.read(Array(text.utf8)) }

  @Test func escapesHaveFourDigits() {
    #expect(read(#""\u00e9\u00E9\ud83d\ude00""#) == "éé😀")
    for escape in [#"\u+123"#, #"\u-123"#, #"\u 123"#, #"\u123"#, #"\u12g4"#, #"\ud83d\u+e00"#] {
      #expect(read("\"\(escape)\"") == nil, "\(escape)")
      #expect(read("\"\(escape)") == nil, "\(escape)")
    }
  }
}
