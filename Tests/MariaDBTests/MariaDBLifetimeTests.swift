import DBModelTestKit
import Foundation
import Testing

/// A scratch server of MariaDB is there while it is used, and no longer.
@Suite(.serialized) struct MariaDBLifetimeTests {
  /// Killed at any moment of a run, a command leaves neither a server nor a directory.
  @Test(arguments: [0.05, 0.15, 0.25, 0.35, 0.5, 0.7, 1.1, 1.6, 2.2])
  func aKilledCommandLeavesNothing(seconds: Double) throws {
    let folder = try TemporaryFolder()
    // The server's user has to get there.
    try FileManager.default.setAttributes([.posixPermissions: 0o711], ofItemAtPath: folder.path)
    var command = Subprocess(
      "\(Repository.productsDirectory)/dbmodel",
      ["explain", "-", "--stdin-path", "shop.dbmodel"]
    )
    command.environment = ["TMPDIR": folder.path]
    command.input = Array(ModelPlanTests.model.utf8)
    command.timeLimitSeconds = seconds
    _ = try command.run()
    let deadline = ContinuousClock.now + .seconds(20)
    while ContinuousClock.now < deadline, try !contents(folder).isEmpty { usleep(20_000) }
    #expect(try contents(folder) == [])
  }

  private func contents(_ folder: TemporaryFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasPrefix("dbmodel-scratch") }
  }
}
