import DBModelDiagnostics
import DBModelJSON
import DBModelTestKit
import Foundation
import Testing

/// The files for Vim and Neovim, in a Neovim without a window.
struct NeovimTests {
  private static let names = [
    "Name", "Entity", "Call", "Flag", "Type", "Distribution", "Function", "Member", "Label",
    "Clause", "Case", "Unit", "PerUnit",
  ]

  /// The groups that may colour a token, without their common prefix.
  private static func groups(of token: ReadTokens.Token) -> [String] {
    switch token.role {
    case "clause": return ["Clause"]
    case "label": return ["Label"]
    case "unit": return ["Unit", "PerUnit"]
    case "case": return ["Case"]
    case "call": return ["Call", "Function", "Type", "Distribution", "Member"]
    default: break
    }
    switch token.className {
    case "word": return names
    case "reserved": return ["Keyword", "Constant"]
    case "number": return ["Number", "Unknown"]
    case "date": return ["Date"]
    case "time": return ["Time"]
    case "string": return ["String", "Escape", "Template"]
    case "rawString": return ["SQL", "SQLParameter"]
    case "parameter": return ["Parameter"]
    case "comment": return ["Comment"]
    case "documentation": return ["Documentation"]
    case "dot": return ["Punctuation", "Accessor"]
    case "comma", "colon", "parens", "braces": return ["Punctuation"]
    case "arithmetic": return ["Operator", "Per"]
    case "invalid": return ["Unknown"]
    default: return ["Operator"]
    }
  }

  /// The first and the last byte of every token of every file.
  @Test func everyTokenIsColouredAsItIsRead() throws {
    let files = try ReadTokens.paths.map { try #require(ReadTokens(path: $0)) }
    let places = JSONValue.array(
      files.map { file in
        .object([
          .init("path", .string(Repository.path(file.path))),
          .init("places", .array(file.tokens.flatMap { Self.places(of: $0, in: file.file) })),
        ])
      }
    )
    let folder = try TemporaryFolder()
    let input = try folder.write(JSONWriter.text(of: places, indentation: 0), to: "places.json")
    guard
      let result = try Self.run(
        ["-S", Repository.path("Tests/Support/syntax_names.vim")],
        folder,
        ["DBMODEL_PLACES": input, "DBMODEL_NAMES": folder.file("names.json"), "PATH": "/nowhere"],
        leavingOut: "the colours in Neovim"
      )
    else { return }
    let bytes = FileManager.default.contents(atPath: folder.file("names.json")) ?? Data()
    let answers = try #require(
      try? JSONReader.read([UInt8](bytes)).arrayValue,
      "\(result.output)\(result.errorOutput)"
    )
    var differences: [String] = []
    for (file, answer) in zip(files, answers) {
      let names = try #require(answer.arrayValue).compactMap(\.stringValue)
      try #require(names.count == 2 * file.tokens.count)
      for (index, token) in file.tokens.enumerated() {
        let wanted = Self.groups(of: token).map { "dbmodel\($0)" }
        let actual = names[2 * index...2 * index + 1]
        if actual.allSatisfy(wanted.contains) { continue }
        let line = file.file.position(at: token.range.lowerBound).line
        let text = String(decoding: file.file.bytes[token.range], as: UTF8.self)
        differences.append("\(file.path):\(line): `\(text)` \(wanted) \(Array(actual))")
      }
    }
    let shown = differences.prefix(40).joined(separator: "\n")
    #expect(differences.isEmpty, "\(differences.count) differences\n\(shown)")
  }

  /// The file type is found, its settings hold, and the server answers.
  @Test func aModelIsOpenedWithItsServer() throws {
    let folder = try TemporaryFolder()
    let model = try folder.write("edition 2026\nentity A {\n  id: uuidd key\n}\n", to: "a.dbmodel")
    let script = try folder.write(
      """
      vim.cmd('edit ' .. vim.fn.fnameescape('\(model)'))
      local answered = vim.wait(30000, function() return #vim.diagnostic.get(0) > 0 end, 20)
      local out = { vim.bo.filetype, vim.bo.commentstring, tostring(answered) }
      for _, finding in ipairs(vim.diagnostic.get(0)) do table.insert(out, finding.message) end
      vim.fn.writefile(out, '\(folder.file("out"))')
      vim.cmd('qall!')
      """,
      to: "open.lua"
    )
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    guard
      let result = try Self.run(
        ["-c", "luafile \(script)"],
        folder,
        ["PATH": "\(Repository.productsDirectory):\(path)"],
        leavingOut: "the server in Neovim"
      )
    else { return }
    let bytes = FileManager.default.contents(atPath: folder.file("out")) ?? Data()
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    #expect(
      lines.prefix(3) == ["dbmodel", "// %s", "true"],
      "\(lines) \(result.output)\(result.errorOutput)"
    )
    #expect(lines.dropFirst(3).contains { $0.contains("uuidd") })
  }

  /// Line and column of both ends, counted from 1, in bytes.
  private static func places(of token: ReadTokens.Token, in file: SourceFile) -> [JSONValue] {
    [token.range.lowerBound, token.range.upperBound - 1].map { offset in
      let position = file.position(at: offset)
      return .array([.int(position.line), .int(position.columnUTF8)])
    }
  }

  /// - Returns: `nil` where Neovim is not installed; that was said.
  private static func run(
    _ arguments: [String],
    _ folder: TemporaryFolder,
    _ environment: [String: String],
    leavingOut what: String
  ) throws -> Subprocess.Result? {
    var search = Subprocess("sh", ["-c", "command -v nvim"])
    search.timeLimitSeconds = 10
    let program = try search.run().output.split(separator: "\n").first.map(String.init)
    guard let program else {
      LiveServers.leftOut(what, because: "nvim is not installed (Debian's neovim)")
      return nil
    }
    var process = Subprocess(
      program,
      [
        "--headless", "-i", "NONE", "-n", "-u", "NONE",
        "--cmd", "set runtimepath^=\(Repository.path("editors/nvim"))",
        "-c", "filetype plugin on", "-c", "syntax on",
      ] + arguments
    )
    process.environment = [
      "XDG_CONFIG_HOME": folder.path, "XDG_DATA_HOME": folder.path,
      "XDG_STATE_HOME": folder.path, "XDG_CACHE_HOME": folder.path,
    ]
    for (name, value) in environment { process.environment[name] = value }
    process.timeLimitSeconds = 120
    return try process.run()
  }
}
