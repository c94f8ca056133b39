import Foundation
import FuzzParser

/// Runs every file of a folder once; the coverage figures come from it.
@main
struct FuzzReplay {
  static func main() throws {
    let folder = URL(fileURLWithPath: CommandLine.arguments[1])
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    for name in names {
      checkParser(Array(try Data(contentsOf: folder.appendingPathComponent(name))))
    }
    print("replayed \(names.count) inputs")
  }
}
