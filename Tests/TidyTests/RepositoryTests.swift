import DBModelTestKit
import Foundation
import Testing

/// What is tracked: no machine of ours, no dead links, nothing too large, samples complete.
@Suite struct RepositoryTests {
  /// The files that git tracks or would track; every file where there is no git.
  static let tracked: [String] = {
    var git = Subprocess("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
    git.workingDirectory = Repository.root
    guard let result = try? git.run(), result.exitCode == 0 else {
      return Repository.files(below: "")
    }
    return result.output.split(separator: "\0").map(String.init)
      .filter { FileManager.default.fileExists(atPath: Repository.path($0)) }
  }()

  @Test func filesStaySmall() throws {
    #expect(!Self.tracked.isEmpty)
    for file in Self.tracked {
      let attributes = try FileManager.default.attributesOfItem(atPath: Repository.path(file))
      let sizeBytes = (attributes[.size] as? Int) ?? 0
      #expect(sizeBytes <= 1_000_000, "\(file) has \(sizeBytes) bytes")
    }
  }

  @Test func nothingNamesTheMachineItWasWrittenOn() {
    // Put together here, so that this file may stand with those it searches.
    let folders = ["work", "farm", "root", "tmp/wt"].map { "/\($0)/" }
    let hosts = [
      "pypi" + ".org", "files.pythonhosted" + ".org", "deb.debian" + ".org",
      "registry.npmjs" + ".org", "crates" + ".io", "proxy.golang" + ".org",
    ]
    for file in Self.tracked {
      guard let text = Repository.text(file) else { continue }
      for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated()
      {
        for folder in folders where namesFolder(folder, line) {
          Issue.record("\(file):\(index + 1) names the folder \(folder) of a machine")
        }
        for host in hosts where line.contains(host) {
          Issue.record("\(file):\(index + 1) names the registry \(host)")
        }
      }
    }
  }

  /// An absolute path, and not the middle of a relative one or of an address.
  private func namesFolder(_ folder: String, _ line: Substring) -> Bool {
    var rest = line
    while let range = rest.firstRange(of: folder) {
      let before = rest[..<range.lowerBound].last
      let after = rest[range.upperBound...].first
      let stands = before.map { !($0.isLetter || $0.isNumber || "_.-/}*$)\"".contains($0)) } ?? true
      if stands || before == "\"", after?.isLetter ?? false { return true }
      rest = rest[range.upperBound...]
    }
    return false
  }

  @Test func linksLeadSomewhere() throws {
    for file in Self.tracked where file.hasSuffix(".md") && !file.hasPrefix("Tests/") {
      let text = try #require(Repository.text(file), "\(file) is not UTF-8")
      let folder = file.split(separator: "/").dropLast().joined(separator: "/")
      for link in MarkdownLinks(text: text).targets {
        let path = link.split(separator: "#", omittingEmptySubsequences: false)[0]
        guard !path.isEmpty, !link.contains("://"), !link.hasPrefix("mailto:") else { continue }
        let relative = folder.isEmpty ? String(path) : "\(folder)/\(path)"
        #expect(
          FileManager.default.fileExists(atPath: Repository.path(relative)),
          "\(file) links to \(link), which is not there"
        )
      }
    }
  }

  @Test(arguments: GoldenFile.cases(in: "samples"))
  func aSampleIsComplete(sample: Case) {
    let files = sample.files().map { String($0.dropFirst(sample.path.count + 1)) }
    #expect(files.contains("README.md"), "\(sample.path) has no README.md")
    #expect(files.contains { $0.hasSuffix(".dbmodel") }, "\(sample.path) has no model")
    #expect(files.contains { $0.contains("expected/") }, "\(sample.path) has no expected output")
  }

  @Test func thePagesAPersonLooksForAreThere() {
    for file in ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", ".ci/run"] {
      #expect(Self.tracked.contains(file), "there is no \(file)")
    }
  }
}

/// The targets of inline links, outside fenced blocks and inline code.
struct MarkdownLinks {
  let targets: [String]

  init(text: String) {
    var targets: [String] = []
    var isFenced = false
    for line in text.split(separator: "\n") {
      if line.drop(while: { $0 == " " }).hasPrefix("```") { isFenced.toggle() }
      guard !isFenced else { continue }
      let pieces = line.split(separator: "`", omittingEmptySubsequences: false)
      let prose = pieces.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
        .joined(separator: "code")
      var rest = prose[...]
      while let opening = rest.firstRange(of: "](") {
        rest = rest[opening.upperBound...]
        guard let end = rest.firstIndex(of: ")") else { break }
        let target = rest[..<end].split(separator: " ").first.map(String.init) ?? ""
        targets.append(target.trimmingCharacters(in: CharacterSet(charactersIn: "<>")))
      }
    }
    self.targets = targets
  }
}
