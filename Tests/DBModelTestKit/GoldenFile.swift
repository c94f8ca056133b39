public import Foundation
public import Testing

/// Text kept beside the tests and compared byte for byte.
///
/// `DBMODEL_UPDATE=1 swift test` writes what is wanted. With `CI` set nothing is written, and a
/// missing file is a failure.
public enum GoldenFile {
  /// The folder of the repository, found from the place of this file.
  public static let repository = URL(fileURLWithPath: Repository.root)

  /// The folders directly inside `Tests/CaseTests/<family>`, sorted by name.
  public static func cases(_ family: String) -> [Case] { cases(in: "Tests/CaseTests/\(family)") }

  /// The folders directly inside a folder of the repository, in byte order; hidden ones left out.
  public static func cases(in folder: String) -> [Case] {
    let url = repository.appendingPathComponent(folder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    return
      names
      .filter { name in
        var isDirectory: ObjCBool = false
        let path = url.appendingPathComponent(name).path
        let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
        return exists && isDirectory.boolValue && !name.hasPrefix(".")
      }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .map { Case(name: $0, folder: url.appendingPathComponent($0)) }
  }

  /// Compares text with a file, or rewrites the file; a difference is shown line by line.
  public static func check(
    _ actual: String,
    _ url: URL,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let expected = FileManager.default.contents(atPath: url.path).map { [UInt8]($0) }
    if expected == [UInt8](actual.utf8) { return }
    let path = Repository.relative(url.path)
    if TestMode.updatesGoldens, !TestMode.isContinuousIntegration {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try Data(actual.utf8).write(to: url)
      print("wrote \(path)")
      return
    }
    guard let expected else {
      Issue.record(
        """
        \(path) is missing; `DBMODEL_UPDATE=1 swift test` writes it:
        \(LineDiff.excerpt(actual))
        """,
        sourceLocation: sourceLocation
      )
      return
    }
    let difference = LineDiff.between(String(decoding: expected, as: UTF8.self), actual)
    Issue.record(
      "\(path) differs (- file, + now); `DBMODEL_UPDATE=1 swift test` rewrites it\n\(difference)",
      sourceLocation: sourceLocation
    )
  }

  /// The same for a path relative to the repository.
  public static func check(
    _ actual: String,
    at path: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try check(
      actual,
      repository.appendingPathComponent(path),
      sourceLocation: sourceLocation
    )
  }
}

/// One folder of input and expected output.
public struct Case: Sendable, CustomTestStringConvertible {
  public let name: String
  public let folder: URL

  public var testDescription: String { name }

  public func file(_ name: String) -> URL { folder.appendingPathComponent(name) }

  public func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: file(name))) }

  /// The folder, relative to the repository.
  public var path: String { Repository.relative(folder.path) }

  /// Every file below the folder, relative to the repository, in byte order.
  public func files(suffixes: [String] = []) -> [String] {
    Repository.files(below: path, suffixes: suffixes)
  }
}
