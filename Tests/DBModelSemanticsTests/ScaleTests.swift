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

  @Test("twice the model takes about twice as long")
  func linear() {
    let clock = ContinuousClock()
    func measure(_ scale: Int) -> Double {
      let text = Self.model(entities: 100 * scale, patterns: 500 * scale)
      var best = Double.infinity
      for _ in 0..<3 {
        var count = 0
        let time = clock.measure { count = Resolved(text).diagnostics.count }
        #expect(count == 0)
        best = min(
          best,
          Double(time.components.attoseconds) / 1e18 + Double(time.components.seconds)
        )
      }
      return best
    }
    let small = measure(1)
    let large = measure(4)
    print("semantics: \(small * 1000) ms, four times the model \(large * 1000) ms")
    // n log n gives 4.9; a quadratic step gives 16.
    #expect(large < small * 10)
  }
}
