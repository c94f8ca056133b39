import DBModelTestKit
import Foundation
import Testing

/// The helpers every other test stands on.
@Suite struct TestKitTests {
  @Test func aProgramsOutputAndExitCodeAreKept() throws {
    var shell = Subprocess("sh", ["-c", "cat; echo bad >&2; exit 3"])
    shell.input = [UInt8]("good\n".utf8)
    let result = try shell.run()
    #expect(result.output == "good\n")
    #expect(result.errorOutput == "bad\n")
    #expect(result.exitCode == 3)
    #expect(!result.timedOut)
  }

  @Test func aProgramThatHangsIsEndedWithItsChildren() throws {
    var shell = Subprocess("sh", ["-c", "sleep 30 & sleep 30"])
    shell.timeLimitSeconds = 0.2
    let result = try shell.run()
    #expect(result.timedOut)
    #expect(result.exitCode == 128 + 9)
    #expect(result.elapsedMs < 10_000)
  }

  @Test func aProgramThatIsMissingIsAnError() {
    #expect(throws: Subprocess.Failure.self) { try Subprocess("no-such-program-here").run() }
  }

  @Test func theGeneratorFollowsThePublishedSequence() {
    // First outputs for seed 1234567, as Vigna's C source prints them.
    var generator = SplitMix64(seed: 1_234_567)
    #expect(generator.next() == 6_457_827_717_110_365_317)
    #expect(generator.next() == 3_203_168_211_198_807_973)
  }

  @Test func aDifferenceShowsWhatIsInvisible() {
    let shown = LineDiff.between("a\nb\nc\n", "a\nb \nc\n")
    #expect(shown == "  a\n- b\n+ b·\n  c\n  ")
  }

  @Test func aGoldenThatDiffersFails() throws {
    if TestMode.updatesGoldens { return }
    let folder = try TemporaryFolder()
    let golden = URL(fileURLWithPath: try folder.write("old\n", to: "golden.txt"))
    withKnownIssue {
      try GoldenFile.check("new\n", golden)
    }
    try GoldenFile.check("old\n", golden)
  }
}
