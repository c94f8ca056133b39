// swift-tools-version: 6.2
import PackageDescription

// A package of its own: the fuzzer's flags must never reach the package people depend on.
let package = Package(
  name: "fuzz",
  products: [
    .library(name: "fuzzparser", type: .static, targets: ["FuzzParser"]),
    .library(name: "fuzzformatter", type: .static, targets: ["FuzzFormatter"]),
    .library(name: "fuzzmessages", type: .static, targets: ["FuzzMessages"]),
    .library(name: "fuzzplans", type: .static, targets: ["FuzzPlans"]),
    .library(name: "fuzzscript", type: .static, targets: ["FuzzScript"]),
    .executable(name: "fuzzreplay", targets: ["FuzzReplay"]),
  ],
  dependencies: [.package(name: "dbmodel", path: "../..")],
  targets: [
    .target(
      name: "FuzzParser",
      dependencies: [.product(name: "DBModelSyntax", package: "dbmodel")]
    ),
    .target(
      name: "FuzzFormatter",
      dependencies: [.product(name: "DBModelSyntax", package: "dbmodel")]
    ),
    .target(
      name: "FuzzMessages",
      dependencies: [.product(name: "DBModelLanguageServer", package: "dbmodel")]
    ),
    .target(
      name: "FuzzPlans",
      dependencies: [.product(name: "DBModelExplain", package: "dbmodel")]
    ),
    .target(
      name: "FuzzScript",
      dependencies: [.product(name: "DBModelImport", package: "dbmodel")]
    ),
    .executableTarget(name: "FuzzReplay", dependencies: ["FuzzParser"]),
  ]
)
