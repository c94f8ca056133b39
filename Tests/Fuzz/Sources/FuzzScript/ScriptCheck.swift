import DBModelDiagnostics
import DBModelImport
import DBModelWorkload

/// What holds for a script of any bytes, whoever's SQL it is taken for.
enum ScriptCheck {
  /// What is wrong; `nil` where all is well.
  static func failure(_ bytes: [UInt8]) -> String? {
    let file = SourceFile(id: FileID(0), path: "fuzz.sql", bytes: bytes)
    _ = ScriptGuess.dialect(of: [file])
    for dialect in SQLDialect.allCases {
      var end = 0
      for statement in ScriptReader.statements(of: file, in: dialect) {
        let span = statement.span
        if span.lower < end || span.upper <= span.lower { return "statements out of order" }
        if span.upper > bytes.count { return "a statement outside" }
        if statement.text.isEmpty { return "a statement without text" }
        _ = statement.role(in: dialect)
        end = span.upper
      }
    }
    return nil
  }
}
