import DBModelDiagnostics
import DBModelSemantics
import DBModelSyntax
import DBModelTestKit
import DBModelWorkload

/// What a model means, without where it stands: two texts of one model have the same.
struct Meaning {
  /// Everything resolving makes of the file and of what it imports, as text.
  let text: String

  init(_ file: String, of testCase: Case) throws {
    var pending = [file]
    var seen: Set<String> = []
    var trees: [SyntaxTree] = []
    while let next = pending.popLast() {
      guard seen.insert(next).inserted else { continue }
      let source = SourceFile(
        id: FileID(Int32(trees.count)),
        path: next,
        bytes: try testCase.bytes(next)
      )
      let (tree, _) = parse(source)
      trees.append(tree)
      pending += imports(of: tree).map(\.value)
    }
    let model = Resolver.resolve(trees).model
    text = ValueDump.text(model, withPlaces: false)
  }
}
