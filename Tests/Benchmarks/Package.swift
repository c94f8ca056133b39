// swift-tools-version: 6.2
import PackageDescription

// A package of its own: measuring is no part of the package people depend on.
let package = Package(
  name: "benchmarks",
  dependencies: [.package(name: "dbmodel", path: "../..")],
  targets: [
    .executableTarget(
      name: "SyntaxBenchmark",
      dependencies: [.product(name: "DBModelSyntax", package: "dbmodel")]
    )
  ]
)
