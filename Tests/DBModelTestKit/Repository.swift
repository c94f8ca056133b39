import Foundation

/// Where the package stands on disk; tests never depend on the working directory.
public enum Repository {
  /// The folder of `Package.swift`, absolute, without a trailing slash.
  public static let root: String = {
    var folder = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { folder.deleteLastPathComponent() }
    return folder.path
  }()

  /// The absolute path of a file named relative to the package.
  public static func path(_ relative: String) -> String { "\(root)/\(relative)" }

  /// A path as a person would write it: relative to the package where it lies inside.
  public static func relative(_ path: String) -> String {
    path.hasPrefix("\(root)/") ? String(path.dropFirst(root.count + 1)) : path
  }

  /// The folder that holds the built products: the running test bundle lies in it.
  public static let productsDirectory: String =
    URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    .path

  /// Every regular file below a folder, relative to the package, in byte order; hidden ones and
  /// build products are left out.
  public static func files(below folder: String, suffixes: [String] = []) -> [String] {
    let start = folder.isEmpty ? root : path(folder)
    guard let walker = FileManager.default.enumerator(atPath: start) else { return [] }
    var found: [String] = []
    while let entry = walker.nextObject() as? String {
      if entry.split(separator: "/").contains(where: { $0.hasPrefix(".") }) {
        walker.skipDescendants()
        continue
      }
      guard suffixes.isEmpty || suffixes.contains(where: entry.hasSuffix) else { continue }
      var isDirectory: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: "\(start)/\(entry)", isDirectory: &isDirectory)
      if !isDirectory.boolValue { found.append(folder.isEmpty ? entry : "\(folder)/\(entry)") }
    }
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The text of a file named relative to the package; `nil` where it is missing or not UTF-8.
  public static func text(_ relative: String) -> String? {
    bytes(relative).flatMap { String(validating: $0, as: UTF8.self) }
  }

  /// The bytes of a file named relative to the package, or `nil` where it is missing.
  public static func bytes(_ relative: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path(relative)).map { [UInt8]($0) }
  }
}
