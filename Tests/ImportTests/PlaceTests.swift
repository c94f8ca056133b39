import DBModelDiagnostics
import DBModelImport
import Testing

/// Notes and findings point at what they are about.
@Suite struct PlaceTests {
  private func pointed(_ text: String, _ outcome: ImportOutcome) -> [String] {
    let file = Imports.file(Array(text.utf8))
    return outcome.notes.map { file.text($0.span) }
      + outcome.diagnostics.compactMap { finding in
        finding.primary.map { file.text($0.span) }
      }
  }

  @Test func inJSONBehindForeignLetters() {
    let text = """
      {"TableName": "größe", "Ümlaut": "ß", "KeySchema": [{"AttributeName": "ä", "KeyType": "HASH"}],
       "AttributeDefinitions": [{"AttributeName": "ä", "AttributeType": "S"}]}
      """
    #expect(pointed(text, Imports.run(text)) == ["\"Ümlaut\""])
  }

  @Test func inYAMLBehindForeignLetters() {
    let text = """
      # größer 😀
      Resources:
        "Täbelle":
          Type: AWS::Serverless::SimpleTable
          Metadata: { ä: 😀 }
          Properties: { TableName: "größe", Tags: &t { ö: *t } }
      """
    // An alias of itself names no anchor that is whole.
    #expect(pointed(text, Imports.run(text)) == ["*"])
    let whole = text.replacing("*t", with: "ü")
    #expect(pointed(whole, Imports.run(whole)) == ["Metadata", "Tags"])
  }

  @Test func behindAByteOrderMark() {
    let json = "\u{FEFF}{\"TableName\": \"t\", \"KeySchema\": {}}"
    #expect(pointed(json, Imports.run(json)) == ["{}"])
    let yaml = "\u{FEFF}TableName: [3]"
    #expect(pointed(yaml, Imports.run(yaml)) == ["[3]"])
  }

  @Test func aFileOfWindowsIsRead() {
    let text = "Resources:\r\n  T:\r\n    Type: AWS::Serverless::SimpleTable\r\n    Other: x\r\n"
    let outcome = Imports.run(text)
    #expect(outcome.text != nil)
    #expect(pointed(text, outcome) == ["Other", "T"])
  }
}
