import ArgumentParser

@main
struct DBModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dbmodel",
    abstract: "A compiler for access patterns.",
    version: "0.1.0"
  )
}
