import DBModelEstimation
import DBModelStatistics
import DBModelWorkload
import Testing

/// A change of several attributes of one index key is as hot as all of them together are.
@Suite struct MovedKeyHeatTests {
  private static func model(_ asked: String, _ change: String) -> String {
    """
    store main: dynamodb

    entity Box {
      id: uuid key
      count 10K
    }

    entity Part {
      id:    uuid key
      box:   Box inverse parts 0..100 avg 10 skew uniform
      state: enum { raw 50%, done 50% }
      count 100K
    }

    access parts(\(asked == "state" ? "" : "box: Box, ")state: Part.state) {
      read  Part { id }
      where state == $state\(asked == "state" ? "" : " and box == $box")
      rate  100/s peak 1_000/s
      skew  state uniform\(asked == "state" ? "" : "\n  skew  box uniform")
    }

    access move(part: Part, box: Box) {
      update Part where id == $part.id
        set \(change)
      rate 1/s peak 1_000/s
      skew part uniform
      skew box uniform
    }
    """
  }

  @Test(
    "a constant beside a reference takes no more than the reference does",
    arguments: [
      "state = .done, box = $box", "box = $box, state = .done",
    ]
  )
  func together(_ change: String) throws {
    let heat = try Written(Self.model("box and state", change)).heat("Part.byBoxState")
    let most = heat.hottestKey(isWrite: true).unitsPerSecond
    // 1,000 changes a second, each a delete and a put, over 10,000 boxes.
    #expect(most.high <= 0.2 * (1 + 1e-9), "\(most)")
    #expect(most.high >= 0.1 * (1 - 1e-9), "\(most)")
  }

  @Test("a constant alone takes all that moves there")
  func alone() throws {
    let heat = try Written(Self.model("state", "state = .done")).heat("Part.byState")
    #expect(heat.hottestKey(isWrite: true).unitsPerSecond.low >= 500)
  }
}
