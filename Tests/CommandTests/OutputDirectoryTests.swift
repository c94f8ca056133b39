import Foundation
import Testing

@testable import dbmodel

@Suite struct OutputDirectoryTests {
  private func withDirectory(_ body: (String) throws -> Void) throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("dbmodel-output-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: url) }
    try body(url.path)
  }

  private func text(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func makesDirectoriesAndReplacesFiles() throws {
    try withDirectory { path in
      let directory = OutputDirectory(path: path + "/deep/er")
      #expect(directory.write(Array("one".utf8), to: "sql/postgresql.sql") == nil)
      #expect(text(path + "/deep/er/sql/postgresql.sql") == "one")
      #expect(directory.write(Array("two".utf8), to: "sql/postgresql.sql") == nil)
      #expect(text(path + "/deep/er/sql/postgresql.sql") == "two")
      #expect(directory.write([], to: "sql/empty.sql") == nil)
      #expect(text(path + "/deep/er/sql/empty.sql") == "")
      let names = try FileManager.default.contentsOfDirectory(atPath: path + "/deep/er/sql")
      #expect(names.sorted() == ["empty.sql", "postgresql.sql"])
    }
  }

  @Test func leavesEqualFilesAlone() throws {
    try withDirectory { path in
      let directory = OutputDirectory(path: path)
      #expect(directory.write(Array("same".utf8), to: "a") == nil)
      let old = Date(timeIntervalSince1970: 1_000_000)
      try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: path + "/a")
      #expect(directory.write(Array("same".utf8), to: "a") == nil)
      let attributes = try FileManager.default.attributesOfItem(atPath: path + "/a")
      #expect(attributes[.modificationDate] as? Date == old)
    }
  }

  @Test(arguments: ["../a", "a/../../b", "/etc/x", "a//b", "", ".", "a/."])
  func neverLeaves(relativePath: String) throws {
    try withDirectory { path in
      let reason = OutputDirectory(path: path + "/out").write([1], to: relativePath)
      #expect(reason?.contains("leaves the output directory") == true)
      #expect(!FileManager.default.fileExists(atPath: path))
    }
  }

  @Test func saysWhatStandsInTheWay() throws {
    try withDirectory { path in
      #expect(OutputDirectory(path: path).write([1], to: "file") == nil)
      #expect(
        OutputDirectory(path: path + "/file").write([1], to: "x")
          == "`\(path)/file` is not a directory"
      )
      #expect(OutputDirectory(path: path).write([1], to: "file/x") != nil)
      #expect(OutputDirectory(path: path).write([1], to: "sub/x") == nil)
      #expect(OutputDirectory(path: path).write([1], to: "sub") == "it is not a regular file")
      #expect(OutputDirectory(path: "/proc/nowhere").write([1], to: "x") != nil)
    }
  }
}
