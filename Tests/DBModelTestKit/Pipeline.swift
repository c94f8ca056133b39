/// Whether the command judges a model from end to end.
public enum Pipeline {
  /// `dbmodel check` of the healthy sample does its work.
  public static let isComplete: Bool = {
    var command = Subprocess(
      "\(Repository.productsDirectory)/dbmodel",
      ["check", "samples/healthy"]
    )
    command.workingDirectory = Repository.root
    return (try? command.run())?.exitCode != 2
  }()
}
