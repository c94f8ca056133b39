import DBModelSemantics
import DBModelTestKit
import Testing

@Suite("Large models")
struct ScaleTests {
  /// One connected component: every entity refers to the one before.
  static func model(entities: Int, patterns: Int) -> String {
    var text =
      "edition 2026\nmodel Large\n\nstore main: dynamodb default {\n  capacity on-demand\n}\n"
    for index in 0..<entities {
      text += """

        entity E\(index) {
          id:     uuid key
          name:   string(80) avg 20 B
          state:  enum { open 20%, done 80% }
          made:   timestamp(ms) clock
        \(index == 0 ? "" : "  parent: E\(index - 1) inverse children\(index) 0..100 avg 1")

          count 1K
        }

        """
    }
    for index in 0..<patterns {
      let entity = index % entities
      let isRead = index % 2 == 0 || entity == 0
      let body =
        isRead
        ? "  read  E\(entity) { id, name, state }\n  where id == $e and state == .open\n"
        : "  update E\(entity) where id == $e\n    set state = .done\n    if  state == .open\n"
      text += """

        access p\(index)(e: E\(entity)) {
        \(body)  rate 1/s peak 2/s
          skew e zipf(0.9)
        }

        """
    }
    return text
  }

  /// Speed is measured by `make evaluate`; the limit tells a large model from a hang.
  @Test(.timeLimit(.minutes(3)))
  func largeModelsAreResolved() {
    let resolved = Resolved(Self.model(entities: 400, patterns: 2_000))
    #expect(resolved.diagnostics.isEmpty)
  }
}
