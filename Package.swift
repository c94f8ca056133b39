// swift-tools-version: 6.2
import PackageDescription

/// Every target is compiled with the same strict settings.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// Where the tests spend their time: optimised in a debug build as well, which takes two minutes
/// longer and makes them three times as fast.
let optimised: Set<String> = [
  "DBModelStatistics", "DBModelWorkload", "DBModelDesign", "DBModelQuery", "DBModelData",
  "DBModelEstimation",
  "DBModelPlanning", "DBModelSimulation", "DBModelSimulationTests", "DBModelStatisticsTests",
  "DBModelTrace",
]

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings(name))
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, path: "Tests/\(name)", exclude: exclude,
    swiftSettings: settings(name))
}

func settings(_ name: String) -> [SwiftSetting] {
  optimised.contains(name) ? strict + [.unsafeFlags(["-O"], .when(configuration: .debug))] : strict
}

// The imports named here are the architecture (docs/architecture.md). The package manager does not
// enforce them; `TidyTests` does.
let package = Package(
  name: "dbmodel",
  products: [
    .executable(name: "dbmodel", targets: ["dbmodel"]),
    .library(name: "DBModelSyntax", targets: ["DBModelSyntax"]),
    .library(name: "DBModelExplain", targets: ["DBModelExplain"]),
    .library(name: "DBModelImport", targets: ["DBModelImport"]),
    .library(
      name: "DBModelLanguageServer",
      targets: ["DBModelLanguageServer", "DBModelEditor", "DBModelJSON"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(
      name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CLZMA", pkgConfig: "liblzma", providers: [.apt(["liblzma-dev"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    // Without `pkgConfig`, which would link it: it is loaded by the one command that needs it.
    .systemLibrary(name: "CLibCurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    // Loaded as well, and declared by hand: building needs no header of PostgreSQL.
    .systemLibrary(name: "CLibPQ", providers: [.apt(["libpq5"])]),
    .systemLibrary(name: "CLibMariaDB", providers: [.apt(["libmariadb3"])]),
    .systemLibrary(name: "CScratch"),

    library("DBModelDiagnostics"),
    library("DBModelStatistics"),
    library("DBModelJSON"),
    library(
      "DBModelTrace",
      ["DBModelDiagnostics", "DBModelStatistics", "DBModelJSON", "CLZMA", "CZlib", "CZstd"]),
    library("DBModelSyntax", ["DBModelDiagnostics"]),
    library("DBModelWorkload", ["DBModelDiagnostics", "DBModelStatistics"]),
    library("DBModelDesign", ["DBModelWorkload"]),
    library("DBModelSemantics", ["DBModelSyntax", "DBModelDesign"]),
    library("DBModelQuery", ["DBModelDesign", "DBModelJSON"]),
    library("DBModelData", ["DBModelQuery"]),
    library("DBModelExplain", ["DBModelDiagnostics", "CLibXML2"]),
    library("DBModelLock", ["DBModelDiagnostics"]),
    library("DBModelEstimation", ["DBModelQuery"]),
    library("DBModelPlanning", ["DBModelEstimation"]),
    library("DBModelAnalysis", ["DBModelEstimation", "DBModelExplain"]),
    library("DBModelSimulation", ["DBModelDesign"]),
    library("DBModelEmit", ["DBModelQuery"]),
    library("DBModelImport", ["DBModelDesign", "DBModelJSON", "DBModelSyntax", "CLibYAML"]),
    library("DBModelReport", ["DBModelDiagnostics"]),
    library(
      "DBModelEngines",
      [
        "DBModelExplain", "DBModelQuery", "CLibCurl", "CLibMariaDB", "CLibPQ", "CScratch", "CSQLite",
      ]),
    library(
      "DBModelVerify", ["DBModelData", "DBModelEmit", "DBModelEngines", "DBModelEstimation"]),
    library(
      "DBModelDriver",
      [
        "DBModelSemantics", "DBModelPlanning", "DBModelAnalysis", "DBModelEmit", "DBModelImport",
        "DBModelLock", "DBModelReport", "DBModelSimulation", "DBModelTrace", "DBModelVerify",
      ]),
    library("DBModelEditor", ["DBModelDriver"]),
    library("DBModelLanguageServer", ["DBModelEditor", "DBModelJSON"]),
    .executableTarget(
      name: "dbmodel",
      dependencies: [
        "DBModelDriver", "DBModelLanguageServer",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    .target(
      name: "DBModelTestKit", dependencies: ["DBModelDiagnostics", "DBModelStatistics"],
      path: "Tests/DBModelTestKit", swiftSettings: strict),
    .target(
      name: "DBModelTestData",
      dependencies: ["DBModelStatistics", "DBModelTestKit"],
      path: "Tests/DBModelTestData", swiftSettings: strict),
    tests("DBModelStatisticsTests", ["DBModelStatistics", "DBModelTestKit"]),
    tests(
      "DBModelTraceTests",
      ["DBModelTrace", "DBModelStatistics", "DBModelTestKit", "CLZMA", "CZlib", "CZstd"]),
    tests("DBModelSyntaxTests", ["DBModelSyntax", "DBModelDiagnostics", "DBModelTestKit"]),
    tests(
      "DBModelQueryTests",
      [
        "DBModelData", "DBModelDesign", "DBModelDiagnostics", "DBModelEngines", "DBModelPlanning",
        "DBModelQuery", "DBModelSemantics", "DBModelSyntax", "DBModelTestKit", "DBModelWorkload",
      ], exclude: ["Models", "Cases"]),
    tests(
      "FormatTests",
      [
        "DBModelSemantics", "DBModelSyntax", "DBModelDiagnostics", "DBModelTestData",
        "DBModelTestKit",
      ]),
    tests("GrammarTests", ["DBModelSyntax", "DBModelDiagnostics", "DBModelTestKit"]),
    tests("CommandTests", ["dbmodel", "DBModelTestKit"]),
    tests(
      "LanguageTests",
      [
        "DBModelDriver", "DBModelReport", "DBModelDiagnostics", "DBModelSemantics", "DBModelSyntax",
        "DBModelTestKit", "DBModelWorkload",
      ]
    ),
    tests("DocsTests", ["dbmodel", "DBModelSemantics", "DBModelTestKit"]),
    tests(
      "DynamoDBTests",
      ["DBModelTestKit", "DBModelJSON", "DBModelWorkload", "DBModelDesign", "DBModelQuery"]),
    tests(
      "DBModelVerifyTests",
      [
        "DBModelData", "DBModelDesign", "DBModelDiagnostics", "DBModelEngines", "DBModelJSON",
        "DBModelQuery", "DBModelSemantics", "DBModelSyntax", "DBModelVerify", "DBModelWorkload",
      ]),
    tests(
      "DBModelExplainTests", ["DBModelExplain", "DBModelDiagnostics", "DBModelTestKit"],
      exclude: ["Twins"]),
    tests(
      "DBModelLockTests",
      ["DBModelLock", "DBModelDiagnostics", "DBModelTestKit", "DBModelDriver", "DBModelReport"]),
    tests("DBModelEnginesTests", ["DBModelEngines", "DBModelExplain"]),
    tests(
      "PostgreSQLLiveTests",
      [
        "DBModelDesign", "DBModelDiagnostics", "DBModelDriver", "DBModelEngines", "DBModelExplain",
        "DBModelQuery", "DBModelReport", "DBModelTestKit", "DBModelWorkload",
      ]),
    tests(
      "MariaDBTests",
      [
        "dbmodel", "DBModelDriver", "DBModelDesign", "DBModelDiagnostics", "DBModelEngines", "DBModelExplain",
        "DBModelQuery", "DBModelReport", "DBModelTestKit", "DBModelWorkload",
      ]),
    tests(
      "DBModelSemanticsTests",
      [
        "DBModelSemantics", "DBModelSyntax", "DBModelDiagnostics", "DBModelTestData",
        "DBModelTestKit",
        "DBModelWorkload", "DBModelDesign", "DBModelStatistics",
      ]),
    tests(
      "DBModelOperationsTests",
      ["DBModelAnalysis", "DBModelSemantics", "DBModelSyntax", "DBModelTestKit"]),
    tests(
      "DynamoDBLiveTests",
      [
        "DBModelData", "DBModelDesign", "DBModelDiagnostics", "DBModelEmit", "DBModelEngines",
        "DBModelEstimation",
        "DBModelJSON", "DBModelPlanning", "DBModelQuery", "DBModelSemantics", "DBModelStatistics",
        "DBModelSyntax", "DBModelTestData", "DBModelTestKit", "DBModelVerify", "DBModelWorkload",
      ]),
    tests(
      "DBModelPlanningTests",
      [
        "DBModelSyntax", "DBModelSemantics", "DBModelPlanning", "DBModelEstimation", "DBModelStatistics",
        "DBModelQuery",
        "DBModelDiagnostics", "DBModelTestData", "DBModelTestKit", "DBModelDesign",
        "DBModelWorkload",
      ]),
    tests(
      "DBModelAnalysisTests",
      [
        "DBModelSyntax", "DBModelSemantics", "DBModelPlanning", "DBModelAnalysis",
        "DBModelEstimation", "DBModelDiagnostics", "DBModelTestKit", "DBModelDesign",
        "DBModelStatistics", "DBModelWorkload",
      ]),
    tests(
      "DBModelEstimationTests",
      [
        "DBModelSyntax", "DBModelSemantics", "DBModelPlanning", "DBModelAnalysis",
        "DBModelEstimation", "DBModelQuery", "DBModelDiagnostics", "DBModelTestKit", "DBModelDesign",
        "DBModelStatistics", "DBModelVerify", "DBModelWorkload",
      ], exclude: ["Vectors"]),
    tests(
      "DBModelSimulationTests",
      ["DBModelSimulation", "DBModelDesign", "DBModelStatistics", "DBModelTestKit"],
      exclude: ["Expected"]),
    tests(
      "DBModelDriverTests",
      [
        "DBModelDriver", "DBModelDesign", "DBModelDiagnostics", "DBModelEngines", "DBModelReport",
        "DBModelStatistics", "DBModelTestKit",
      ]),
    tests(
      "DBModelEditorTests",
      [
        "DBModelEditor", "DBModelDesign", "DBModelDiagnostics", "DBModelSemantics",
        "DBModelSyntax", "DBModelTestKit",
      ], exclude: ["Cases"]),
    tests(
      "DBModelLanguageServerTests",
      ["DBModelLanguageServer", "DBModelEditor", "DBModelJSON", "DBModelTestKit"]),
    .testTarget(
      name: "FuzzTests",
      dependencies: [
        "DBModelDiagnostics", "DBModelEditor", "DBModelExplain", "DBModelJSON",
        "DBModelLanguageServer", "DBModelSyntax", "DBModelTestKit",
      ],
      path: "Tests/Fuzz/Sources",
      exclude: [
        "FuzzFormatter/FuzzFormatter.swift", "FuzzMessages/FuzzMessages.swift", "FuzzParser",
        "FuzzPlans/FuzzPlans.swift", "FuzzReplay",
      ],
      swiftSettings: strict),
    tests(
      "DBModelReportTests", ["DBModelReport", "DBModelTestKit", "CLibXML2"], exclude: ["Cases"]),
    tests(
      "ImportTests",
      [
        "dbmodel", "DBModelDesign", "DBModelDiagnostics", "DBModelDriver", "DBModelImport",
        "DBModelPlanning", "DBModelQuery", "DBModelReport", "DBModelSemantics",
        "DBModelStatistics", "DBModelSyntax", "DBModelTestKit", "DBModelWorkload",
      ]),
    tests("RuleTests", ["DBModelDriver", "DBModelReport", "DBModelDiagnostics", "DBModelTestKit"]),
    tests("SampleTests", ["DBModelDriver", "DBModelReport", "DBModelDiagnostics", "DBModelTestKit"]),
    tests("TidyTests", ["dbmodel", "DBModelTestKit"]),
    tests(
      "EditorGrammarTests",
      [
        "dbmodel", "DBModelDiagnostics", "DBModelJSON", "DBModelSemantics", "DBModelSyntax",
        "DBModelTestKit",
      ], exclude: ["Cases"]),
  ]
)
