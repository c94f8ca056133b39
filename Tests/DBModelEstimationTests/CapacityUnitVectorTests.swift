import DBModelEstimation
import Testing

/// Units by every rule of the service, at both sides of each boundary.
@Suite struct CapacityUnitVectorTests {
  @Test func oneItem() throws {
    for row in try Vectors.rows("get") {
      let units = CapacityUnits.get(bytes: try row.number(0), try consistency(row.cells[1]))
      #expect(units == (try row.number(2)), "\(row.testDescription)")
    }
  }

  @Test func aPageIsSummedThenRounded() throws {
    for row in try Vectors.rows("page") {
      let bytes = try row.number(0) * row.number(1)
      let units = CapacityUnits.page(totalBytes: bytes, try consistency(row.cells[2]))
      #expect(units == (try row.number(3)), "\(row.testDescription)")
    }
  }

  @Test func aBatchIsRoundedItemByItem() throws {
    for row in try Vectors.rows("batch") {
      let each = CapacityUnits.get(bytes: try row.number(0), try consistency(row.cells[2]))
      #expect(each * (try row.number(1)) == (try row.number(3)), "\(row.testDescription)")
    }
  }

  @Test func oneItemWritten() throws {
    for row in try Vectors.rows("write") {
      let units = CapacityUnits.write(
        bytesBefore: try row.number(0),
        bytesAfter: try row.number(1),
        isTransactional: row.cells[2] == "yes"
      )
      #expect(units == (try row.number(3)), "\(row.testDescription)")
    }
  }

  @Test func oneEntryWritten() throws {
    for row in try Vectors.rows("index") {
      let change: CapacityUnits.IndexChange
      switch row.cells[0] {
      case "none": change = .none
      case "put": change = .put
      case "delete": change = .delete
      default: change = .move
      }
      let units = CapacityUnits.index(change, entryBytes: try row.number(1))
      #expect(units == (try row.number(2)), "\(row.testDescription)")
    }
  }

  @Test func numbersByTheirDigits() throws {
    for row in try Vectors.rows("number") {
      #expect(
        AttributeSizes.number(digits: try row.number(0)) == (try row.number(1)),
        "\(row.testDescription)"
      )
    }
  }

  private func consistency(_ name: String) throws -> CapacityUnits.Consistency {
    switch name {
    case "eventual": return .eventual
    case "strong": return .strong
    default:
      try #require(name == "transactional")
      return .transactional
    }
  }
}
