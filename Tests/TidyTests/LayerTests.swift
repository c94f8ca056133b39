import DBModelTestKit
import Foundation
import Testing

/// The architecture holds: in the manifest, in the sources and on its page.
@Suite struct LayerTests {
  @Test func theManifestNamesTheLayersAndNoOthers() throws {
    let manifest = try Manifest(text: #require(Repository.text("Package.swift")))
    let targets = manifest.targets
    #expect(targets.map(\.name).sorted() == Layers.all.map(\.target).sorted())
    for layer in Layers.all {
      let declared = targets.first { $0.name == layer.target }?.dependencies ?? []
      #expect(
        declared.sorted() == layer.imports.sorted(),
        "Package.swift and Tests/TidyTests/Layers.swift disagree about \(layer.target)"
      )
    }
  }

  @Test func everyFolderOfSourcesIsALayer() {
    let folders = GoldenFile.cases(in: "Sources").map(\.name)
    #expect(folders == (Layers.all.map(\.target) + Layers.systemLibraries).sorted())
  }

  @Test(arguments: Layers.all.map(\.target))
  func importsStayInTheirLayer(target: String) throws {
    let layer = try #require(Layers.layer(target))
    let allowed = Layers.closure(of: target).union(layer.system).union(["Synchronization"])
    for file in Repository.files(below: "Sources/\(target)", suffixes: [".swift"]) {
      for (line, module) in imports(in: Repository.text(file) ?? "") {
        #expect(
          allowed.contains(module),
          "\(file):\(line) imports \(module), which is neither named for \(target) nor below it"
        )
      }
    }
  }

  /// An edge that nothing uses is a wrong statement about the house.
  @Test(arguments: Layers.all.map(\.target))
  func everyEdgeIsUsed(target: String) throws {
    let used = Set(
      Repository.files(below: "Sources/\(target)", suffixes: [".swift"])
        .flatMap { imports(in: Repository.text($0) ?? "").map(\.module) }
    )
    for name in try #require(Layers.layer(target)).imports {
      #expect(
        !used.isDisjoint(with: Layers.closure(of: name).union([name])),
        "\(target) names \(name) and uses neither it nor anything below it"
      )
    }
  }

  @Test func theArchitecturePageNamesEveryTarget() throws {
    let page = try #require(Repository.text("docs/architecture.md"))
    for target in Layers.all.map(\.target) + Layers.systemLibraries {
      #expect(page.contains("`\(target)`"), "docs/architecture.md does not name \(target)")
    }
    for layer in Layers.all {
      let row = page.split(separator: "\n").first { $0.hasPrefix("| `\(layer.target)` |") }
      let cell = row?.split(separator: "|").last.map(String.init) ?? ""
      let named = cell.split(separator: "`").map(String.init).filter {
        $0.contains { $0.isLetter }
      }
      #expect(
        named.sorted() == layer.imports.sorted(),
        "docs/architecture.md and Tests/TidyTests/Layers.swift disagree about \(layer.target)"
      )
    }
  }

  /// The lines that import, counted from 1, with the module they name.
  private func imports(in text: String) -> [(line: Int, module: String)] {
    var found: [(Int, String)] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      var words = line.split(separator: " ").map(String.init)
      while let first = words.first,
        first.hasPrefix("@") || ["public", "package", "internal", "private"].contains(first)
      {
        words.removeFirst()
      }
      guard words.first == "import", words.count > 1 else { continue }
      let kinds = ["struct", "class", "enum", "func", "var", "let", "typealias", "protocol"]
      let name = kinds.contains(words[1]) && words.count > 2 ? words[2] : words[1]
      let module = name.split(separator: ".").first.map(String.init) ?? name
      found.append((index + 1, module == "CLibXML" ? "CLibXML2" : module))
    }
    return found
  }
}
