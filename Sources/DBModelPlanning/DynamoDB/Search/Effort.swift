import DBModelDesign

/// What decides between designs of the same price, which are many: units are rounded up, so that a
/// filter behind a key often costs what a longer key does.
///
/// It is counted in USD a month, too small to outweigh any price that matters, and taken out again
/// before a price is told.
enum Effort {
  /// A request more, a filter behind the key, a sort or a filter left to the caller.
  static let step = 1e-7
  /// An index more.
  static let index = 1e-6

  /// More than the efforts of any design of so many patterns over so many entities sum up to: less
  /// than a cent for thousands. Money is compared no finer where designs differ in their effort.
  static func most(patterns: Int, entities: Int) -> Double {
    step * 10 * Double(patterns) + index * 20 * Double(entities)
  }

  static func of(_ path: DynamoDBPath) -> Double {
    let left = path.clientSteps.count { step in
      switch step {
      case .filter, .sort: true
      default: false
      }
    }
    let filtered = path.requests.count { $0.filter != nil }
    return step * Double(left + filtered + path.requests.count)
  }
}
