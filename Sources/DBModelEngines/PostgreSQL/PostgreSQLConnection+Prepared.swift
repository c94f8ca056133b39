import CLibPQ
import Glibc

extension PostgreSQLConnection {
  /// Makes a statement whose values stand as `$1`, `$2`, …; their types follow from where they
  /// stand.
  func prepare(_ name: String, _ sql: String) throws(ServerFailure) {
    _ = try rows(of: library.prepare(handle, name, sql, 0, nil), sql)
  }

  /// Runs a prepared statement with texts; `nil` is NULL.
  ///
  /// - Returns: The rows, and the milliseconds from handing the values over to having all of the
  ///   answer; what is done with the answer here is left out.
  func run(
    prepared name: String,
    _ values: [String?]
  ) throws(ServerFailure) -> (rows: [[String?]], ms: Double) {
    let texts = CStrings(values)
    let start = Self.nanoseconds
    let answer = library.execute_prepared(
      handle,
      name,
      Int32(values.count),
      texts.pointers,
      nil,
      nil,
      0
    )
    let ms = Double(Self.nanoseconds - start) / 1e6
    return (try rows(of: answer, name), ms)
  }

  /// A clock that only goes forward.
  static var nanoseconds: Int64 {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Int64(now.tv_sec) &* 1_000_000_000 &+ Int64(now.tv_nsec)
  }
}
