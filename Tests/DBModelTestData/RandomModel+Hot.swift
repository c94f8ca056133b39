import DBModelTestKit

extension RandomModel {
  /// Adds reads that ask for the same few values so often that one index key may not serve all of
  /// them: lists of what is open, flagged or done, of several lengths and with several attributes.
  public mutating func addHot(seed: UInt64, count: Int) {
    var random = SplitMix64(seed: seed)
    let entity = random.integer(0...entities.count - 1)
    var made: [String] = []
    for number in 0..<count {
      // Most ask for the rows of one entity: those are the ones that meet.
      let own = random.chance(0.9) ? entity : random.integer(0...entities.count - 1)
      let (parameters, filter, skew) = Self.hot(random.integer(0...8))
      let shown = ["name", "name, made", "name, amount, made", "*"][random.integer(0...3)]
      let order = random.chance(0.85) ? "made descending" : "amount"
      let limit = [5, 20, 60][random.integer(0...2)]
      let rate = ["0.01/s", "1/s", "40/s", "300/s"][random.integer(0...3)]
      let peak = ["900/s", "1500/s", "2500/s", "3500/s", "4000/s"][random.integer(0...4)]
      made.append(
        """
        access h\(number)(\(parameters.replacing("E", with: "E\(own)"))) {
          read E\(own) { \(shown) }
          where \(filter)
          order \(order)
          limit \(limit)
          by app
          rate \(rate) peak \(peak)
        \(skew)  latency 200 ms p95
        }

        """
      )
    }
    let rate = ["0.01/s", "1/s", "40/s"][random.integer(0...2)]
    made.append(
      """
      access insert(row: new E\(entity)) {
        insert $row
        by app
        rate \(rate) peak 100/s
        latency 200 ms p95
      }

      """
    )
    add(patterns: made)
  }

  private static func hot(_ kind: Int) -> (parameters: String, filter: String, skew: String) {
    switch kind {
    case 0, 1, 2, 3: ("", "status == .open", "")
    case 4: ("status: E.status", "status == $status", "  skew status top(.open 90%)\n")
    case 5: ("", "flag == true and status == .open", "")
    case 6: ("low: decimal(12, 2)", "status == .open and amount >= $low", "")
    default: ("", "flag == true", "")
    }
  }
}
