import DBModelStatistics
import DBModelTestKit
import DBModelTrace
import Testing

/// A profile is read as it was written, and nothing else is.
@Suite struct ProfileTests {
  private static let profile = MeasuredProfile(
    requests: 127,
    keys: 17,
    keysLow: 17,
    keysHigh: 17,
    error: 0,
    partial: nil,
    top: [60, 30],
    rest: [.init(keys: 5, requests: 17), .init(keys: 10, requests: 20)]
  )
  private static let text = ProfileFile.text(of: profile)

  private func failure(_ text: String) -> ProfileFile.Failure? {
    do throws(ProfileFile.Failure) {
      _ = try ProfileFile.read(Array(text.utf8))
      return nil
    } catch {
      return error
    }
  }

  @Test func whatIsWrittenIsRead() throws {
    var profiles = [Self.profile]
    profiles.append(
      MeasuredProfile(
        requests: 130,
        keys: 17,
        keysLow: 12,
        keysHigh: 30,
        error: 3,
        partial: "it \"ends\"\n",
        top: [60, 30],
        rest: Self.profile.rest
      )
    )
    let numbers = Traces.zipf(100_000, keys: 40_000, exponent: 0.9, seed: 1)
    for bytes in [1, TraceLimits.tableBytes] {
      let run = Traces.run([Traces.binary(numbers)]) { $0.tableBytes = bytes }
      profiles.append(try #require(run.profile()))
    }
    for profile in profiles {
      let text = ProfileFile.text(of: profile)
      #expect(try ProfileFile.read(Array(text.utf8)) == profile)
      #expect(text.utf8.count < ProfileFile.maximumBytes / 10)
    }
  }

  @Test func aProfileIsReadable() {
    #expect(
      Self.text == """
        {
          "dbmodelProfile": 1,
          "requests": 127,
          "keys": 17,
          "counting": "exact",
          "error": 0,
          "top": [
            60, 30
          ],
          "rest": [
            [5, 17], [10, 20]
          ]
        }

        """
    )
  }

  @Test func mistakesHaveAPlaceAndAReason() {
    let cases: [(String, String, line: Int, column: Int, reason: String)] = [
      ("127,", "128,", 2, 21, "add up to 127"),
      ("\"keys\": 17", "\"keys\": 18", 2, 21, "lists 17 keys"),
      ("60, 30", "30, 60", 2, 21, "above the one before"),
      ("[5, 17]", "[5, 4]", 2, 21, "less than one request"),
      ("[5, 17]", "[5, -4]", 10, 11, "element 1 of `rest` is not a group"),
      ("[5, 17]", "[5]", 10, 11, "element 1 of `rest` is not a group"),
      ("60, 30", "60, 3e1", 7, 10, "element 2 of `top` is not a whole number"),
      ("60, 30", "60, 99999999999999999999", 7, 10, "element 2 of `top`"),
      ("\"error\": 0", "\"error\": 1", 6, 12, "exact counts have no error"),
      ("\"error\": 0", "\"errors\": 0", 6, 3, "no member of this name"),
      ("  \"error\": 0,\n", "", 1, 1, "it has no `error`"),
      ("\"error\": 0", "\"keys\": 0", 6, 3, "second time"),
      ("\"exact\"", "\"sketch\"", 1, 1, "it has no `keysWithin`"),
      ("\"exact\"", "1", 5, 15, "neither"),
      ("\"dbmodelProfile\": 1", "\"dbmodelProfile\": 2", 2, 21, "only version 1"),
      ("dbmodelProfile", "Profile", 1, 1, "it has no `dbmodelProfile`"),
      ("17],", "17] ", 11, 14, "comma"),
    ]
    for (found, put, line, column, reason) in cases {
      let failure = failure(Self.text.replacing(found, with: put, maxReplacements: 1))
      #expect(failure?.reason.contains(reason) == true, "\(put): \(String(describing: failure))")
      #expect(
        failure?.line == line && failure?.column == column,
        "\(put): \(String(describing: failure))"
      )
    }
    #expect(failure("id,requests\n")?.line == 1)
    #expect(failure("")?.reason.isEmpty == false)
    #expect(failure("[]")?.reason.contains("it has no `dbmodelProfile`") == true)
    #expect(failure(String(repeating: "[", count: 100_000)) != nil)
    #expect(failure(String(repeating: " ", count: ProfileFile.maximumBytes + 1)) != nil)
  }

  @Test(arguments: UInt64(1)...4) func noMutationIsReadAsSomethingInconsistent(seed: UInt64) throws
  {
    var generator = SplitMix64(seed: seed)
    let original = Array(Self.text.utf8)
    let alphabet = Array("0123456789[]{},:\"-.eE \nkeystop".utf8)
    var read = 0
    for _ in 0..<4_000 {
      var bytes = original
      for _ in 0..<generator.integer(1...3) {
        let place = generator.integer(0...bytes.count - 1)
        let byte = alphabet[generator.integer(0...alphabet.count - 1)]
        switch generator.integer(0...2) {
        case 0: bytes[place] = byte
        case 1: bytes.insert(byte, at: place)
        default: bytes.remove(at: place)
        }
      }
      do throws(ProfileFile.Failure) {
        let profile = try ProfileFile.read(bytes)
        read += 1
        #expect(profile.inconsistency == nil, "seed \(seed)")
        #expect(abs(profile.rankedShares.share(ofTop: .infinity) - 1) < 1e-9)
      } catch {
        #expect(error.line >= 1 && error.column >= 1 && !error.reason.isEmpty)
      }
    }
    // White space may change: the test is not one of refusals alone.
    #expect(read > 0)
  }

  @Test func everyTruncationIsRefused() {
    let bytes = Array(Self.text.utf8.dropLast(2))
    for count in 0..<bytes.count {
      #expect(failure(String(decoding: bytes[..<count], as: UTF8.self)) != nil)
    }
  }
}
