/// The house: every target with the targets it is declared to depend on.
///
/// This is docs/architecture.md as a value. The package manager lets a target import whatever is
/// built beside it, so the tests hold both `Package.swift` and each `import` line against it. A new
/// edge is a decision: add it here, in the manifest and in the page.
enum Layers {
  struct Layer {
    let target: String
    /// What the manifest names.
    let imports: [String]
    /// Modules of the system that it may use besides.
    let system: [String]

    init(_ target: String, _ imports: [String] = [], system: [String] = ["Glibc"]) {
      self.target = target
      self.imports = imports
      self.system = system
    }
  }

  /// Ground floor first. Foundation costs every start of the command milliseconds and megabytes,
  /// so only the floors that talk to the outside world may have it.
  static let all: [Layer] = [
    Layer("DBModelDiagnostics"),
    Layer("DBModelStatistics"),
    Layer("DBModelJSON"),
    Layer(
      "DBModelTrace",
      ["DBModelDiagnostics", "DBModelStatistics", "DBModelJSON", "CLZMA", "CZlib", "CZstd"]
    ),
    Layer("DBModelSyntax", ["DBModelDiagnostics"]),
    Layer("DBModelWorkload", ["DBModelDiagnostics", "DBModelStatistics"]),
    Layer("DBModelDesign", ["DBModelWorkload"]),
    Layer("DBModelSemantics", ["DBModelSyntax", "DBModelDesign"]),
    Layer("DBModelQuery", ["DBModelDesign", "DBModelJSON"]),
    Layer("DBModelData", ["DBModelQuery"]),
    Layer("DBModelExplain", ["DBModelDiagnostics", "CLibXML2"]),
    Layer("DBModelLock", ["DBModelDiagnostics"]),
    Layer("DBModelEstimation", ["DBModelQuery"]),
    Layer("DBModelPlanning", ["DBModelEstimation"]),
    Layer("DBModelAnalysis", ["DBModelEstimation", "DBModelExplain"]),
    Layer("DBModelSimulation", ["DBModelDesign"]),
    Layer("DBModelEmit", ["DBModelQuery"]),
    Layer("DBModelImport", ["DBModelDesign", "DBModelJSON", "DBModelSyntax", "CLibYAML"]),
    Layer("DBModelReport", ["DBModelDiagnostics"]),
    Layer(
      "DBModelEngines",
      [
        "DBModelExplain", "DBModelQuery", "CLibCurl", "CLibMariaDB", "CLibPQ", "CScratch",
        "CSQLite",
      ],
      system: outside
    ),
    Layer(
      "DBModelVerify",
      ["DBModelData", "DBModelEmit", "DBModelEngines", "DBModelEstimation"]
    ),
    Layer(
      "DBModelDriver",
      [
        "DBModelSemantics", "DBModelPlanning", "DBModelAnalysis", "DBModelEmit", "DBModelImport",
        "DBModelLock", "DBModelReport", "DBModelSimulation", "DBModelTrace", "DBModelVerify",
      ],
      system: outside
    ),
    Layer("DBModelEditor", ["DBModelDriver"]),
    Layer("DBModelLanguageServer", ["DBModelEditor", "DBModelJSON"]),
    Layer(
      "dbmodel",
      ["DBModelDriver", "DBModelLanguageServer", "ArgumentParser"],
      system: outside
    ),
  ]

  private static let outside = ["Glibc", "Foundation", "FoundationEssentials", "Dispatch"]

  /// System libraries: C headers wrapped as modules, no Swift of their own.
  static let systemLibraries = [
    "CLZMA", "CLibCurl", "CLibMariaDB", "CLibPQ", "CLibXML2", "CLibYAML", "CSQLite", "CScratch",
    "CZlib", "CZstd",
  ]

  static func layer(_ target: String) -> Layer? { all.first { $0.target == target } }

  /// What the named targets name, and so on down, with the target's own.
  static func closure(of target: String) -> Set<String> {
    var found: Set<String> = []
    var open = [target]
    while let next = open.popLast() {
      for name in layer(next)?.imports ?? [] where found.insert(name).inserted {
        open.append(name)
      }
    }
    return found
  }
}
