import DBModelDiagnostics
import DBModelEditor
import Testing

/// One mark for one thing that is wrong, however many designs have it.
@Suite struct MarkTests {
  private let place = SourceSpan(file: FileID(0), lower: 4, upper: 9)

  private func finding(_ title: String, design: String? = nil, at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      WorkloadRules.itemTooLarge,
      title + (design.map { " in design `\($0)`" } ?? ""),
      at: span.map { Label($0) },
      notes: ["4 KB"],
      path: (design.map { "design \($0)/" } ?? "") + "entity Order"
    )
  }

  @Test func aFindingOfSeveralDesignsIsOneMark() {
    let marks = EditorSnapshot.once([
      finding("too large", at: place), finding("too large", design: "today", at: place),
      finding("too large", design: "next", at: place), finding("too large", at: place),
    ])
    #expect(marks.map(\.title) == ["too large"])
    #expect(marks.map(\.notes) == [["4 KB", "the same in design `today` and `next`"]])
    #expect(marks.map(\.path) == ["entity Order"])
  }

  @Test func whatOnlyOneDesignHasIsAsItWas() {
    let alone = [finding("too large", design: "today", at: place)]
    let marks = EditorSnapshot.once(alone + alone)
    #expect(marks.map(\.title) == ["too large in design `today`"])
    #expect(marks.map(\.notes) == [["4 KB"]])
  }

  @Test func otherWordsAndOtherPlacesAreOtherMarks() {
    let other = SourceSpan(file: FileID(0), lower: 5, upper: 9)
    let marks = EditorSnapshot.once([
      finding("5 KB", at: place), finding("6 KB", design: "today", at: place),
      finding("5 KB", design: "today", at: other), finding("5 KB", at: nil),
      finding("5 KB", design: "today", at: nil),
    ])
    #expect(
      marks.map(\.title) == ["5 KB", "6 KB in design `today`", "5 KB in design `today`", "5 KB"]
    )
    #expect(marks.map(\.notes.count) == [1, 1, 1, 2])
  }
}
