import DBModelJSON

/// A JSON file of ours that says of which schema it is.
enum SchemaDocument {
  /// Why a file is none; one line.
  struct Unreadable: Error {
    let reason: String
  }

  /// - Parameter schema: Its name, which the member `schema` has to hold.
  static func read(_ bytes: [UInt8], schema name: String) throws(Unreadable) -> JSONValue {
    let value: JSONValue
    do throws(JSONError) {
      value = try JSONReader.read(bytes)
    } catch {
      throw Unreadable(reason: "it is not JSON: \(error.reason), at byte \(error.offset)")
    }
    guard let schema = value["schema"]?.stringValue else {
      throw Unreadable(reason: "it has no member `schema` that says `\(name)`")
    }
    guard schema == name else {
      throw Unreadable(reason: "its `schema` is `\(schema)`; this version reads \(name)")
    }
    return value
  }

  /// The bytes of the file that a request names.
  static func bytes(of path: String) throws(Unreadable) -> [UInt8] {
    do throws(FileReader.Failure) {
      return try FileReader.read(path)
    } catch {
      switch error {
      case .notFound: throw Unreadable(reason: "there is no such file")
      case .unreadable(let reason): throw Unreadable(reason: reason)
      case .tooLarge(let count): throw Unreadable(reason: "it has \(count) bytes")
      }
    }
  }
}
