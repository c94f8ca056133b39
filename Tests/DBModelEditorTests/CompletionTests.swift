import DBModelDiagnostics
import DBModelEditor
import DBModelSemantics
import DBModelTestKit
import Testing

/// One case of Cases/completion.txt.
struct CompletionCase: Sendable, CustomTestStringConvertible {
  var title = ""
  var text = ""
  var first: [String] = []
  var has: [String] = []
  var never: [String] = []
  var isEmpty = false

  var testDescription: String { title }

  static let all: [CompletionCase] = {
    let text = Repository.text("Tests/DBModelEditorTests/Cases/completion.txt") ?? ""
    var cases: [CompletionCase] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("== ") {
        cases.append(CompletionCase(title: String(line.dropFirst(3))))
        continue
      }
      guard let last = cases.indices.last else { continue }
      let words = { (prefix: String) in
        line.dropFirst(prefix.count).split(separator: ",").map { $0.trimmed }
      }
      if line.hasPrefix("first ") {
        cases[last].first = words("first ")
      } else if line.hasPrefix("has ") {
        cases[last].has = words("has ")
      } else if line.hasPrefix("never ") {
        cases[last].never = words("never ")
      } else if line == "none" {
        cases[last].isEmpty = true
      } else {
        cases[last].text += line + "\n"
      }
    }
    return cases
  }()
}

extension Substring {
  var trimmed: String { String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
}

@Suite struct CompletionTests {
  @Test(arguments: CompletionCase.all)
  func whatIsProposed(_ item: CompletionCase) throws {
    let lead = "edition 2026\nimport \"base.dbmodel\"\n\n"
    let marked = lead + item.text
    let cursor = try #require(marked.firstIndex(of: "|"))
    let offset = marked.utf8.distance(from: marked.startIndex, to: cursor)
    let text = String(marked[..<cursor] + marked[marked.index(after: cursor)...])
    let base = try #require(Repository.text("Tests/DBModelEditorTests/Cases/base.dbmodel"))
    var workspace = EditorWorkspace(files: .memory(["base.dbmodel": base]))
    workspace.set("case.dbmodel", text: text)
    let snapshot = workspace.snapshot(for: "case.dbmodel")
    let found = snapshot.completions(at: offset, in: snapshot.file)
    let labels = found.map(\.label)
    #expect(labels.prefix(item.first.count) == item.first[...], "\(labels)")
    for label in item.has { #expect(labels.contains(label), "\(labels)") }
    for label in item.never { #expect(!labels.contains(label), "\(labels)") }
    if item.isEmpty { #expect(labels.isEmpty) }
    #expect(Set(labels).count == labels.count)
    for completion in found {
      #expect(completion.replaced.lower <= offset && offset <= completion.replaced.upper)
    }
  }

  /// Proposals are names of the model, or words of the language.
  private func check(_ snapshot: EditorSnapshot, _ offset: Int, _ known: [SymbolKind: Set<String>])
  {
    for item in snapshot.completions(at: offset, in: snapshot.file) {
      let kinds: [SymbolKind]
      switch item.kind {
      case .entity: kinds = [.entity]
      case .store: kinds = [.store]
      case .service: kinds = [.service]
      case .structure: kinds = [.structure]
      case .pattern: kinds = [.pattern]
      case .attribute, .relationship:
        kinds = [.attribute, .member, .inverse, .output, .keyAttribute]
      case .enumerationCase: kinds = [.enumerationCase]
      case .parameter: kinds = [.parameter, .variable]
      default: continue
      }
      let name = String(item.label.drop { $0 == "$" || $0 == "." })
      #expect(kinds.contains { known[$0]?.contains(name) ?? false }, "\(item.label) at \(offset)")
    }
  }

  @Test(arguments: Samples.paths)
  func everywhereInASampleOnlyWhatThereIs(_ path: String) {
    let snapshot = Samples.snapshot(path)
    var known: [SymbolKind: Set<String>] = [:]
    for symbol in snapshot.symbols.symbols where !symbol.declarations.isEmpty {
      known[symbol.kind, default: []].insert(symbol.name)
    }
    // A loop variable or parameter is known by its tokens even where nothing could be resolved.
    for offset in 0...snapshot.sources[snapshot.file].bytes.count {
      check(snapshot, offset, known)
    }
  }

  @Test func textThatBreaksOffNeverStopsIt() throws {
    let text = try #require(Repository.text("samples/shop/shop.dbmodel"))
    let bytes = Array(text.utf8)
    var random = SplitMix64(seed: 0xC0DE)
    for _ in 0..<60 {
      var workspace = EditorWorkspace(files: .memory([:]))
      let length = random.integer(0...bytes.count)
      workspace.set("shop.dbmodel", Array(bytes[..<length]))
      let snapshot = workspace.snapshot(for: "shop.dbmodel")
      for offset in max(0, length - 40)...length {
        _ = snapshot.completions(at: offset, in: snapshot.file)
      }
      for _ in 0..<10 {
        _ = snapshot.completions(at: random.integer(0...length), in: snapshot.file)
      }
    }
  }
}
