import DBModelTestKit
import Foundation

@testable import DBModelEngines

/// An index as its files say it, whatever a catalog holds.
struct IndexFile {
  let height: Int
  let pages: Int

  /// The file of an index of a running server that has written everything.
  init(_ name: String, _ connection: PostgreSQLConnection, dataDirectory: String) throws {
    let found = try connection.run(
      "SELECT pg_relation_filepath($1::regclass), pg_relation_size($1::regclass) / 8192",
      [name]
    )
    let path = "\(dataDirectory)/\(found.first?[0] ?? "")"
    let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    defer { try? handle.close() }
    let page = [UInt8](try handle.read(upToCount: 8_192) ?? Data())
    // btm_fastlevel, the sixth number of the description.
    height = page.count == 8_192 ? Int(page[44]) : -1
    pages = Int(found.first?[1] ?? "") ?? -1
  }
}
