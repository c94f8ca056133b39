import DBModelDesign
import DBModelDiagnostics
import DBModelPlanning
import Testing

/// Both sides of what is judged of tables that somebody wrote down.
struct FixedDesignTests {
  private func findings(_ text: String) throws -> [Diagnostic] {
    let model = Model("edition 2026\nmodel Test\n\nstore main: dynamodb default\n\n" + text)
    #expect(model.errors == [])
    let fixed = try #require(model.fixedDesigns.first)
    return Planner.match(workload: model.workload, fixed: fixed).findings
  }

  private func names(_ text: String) throws -> [String] {
    try findings(text).map(\.rule.name)
  }

  private func lookUps(_ fields: Int, local: Bool) -> String {
    let numbers = Array(1...fields)
    let attributes = numbers.map { "  n\($0): int(0..9)" }.joined(separator: "\n")
    let patterns = numbers.map { number in
      """
      access by\(number)(owner: Owner, value: Part.n\(number)) {
        read    Part { id }
        where   owner == $owner and n\(number) == $value
        rate    1/s peak 2/s
        skew    owner uniform
        skew    value uniform
        latency 90 ms p95
      }
      """
    }.joined(separator: "\n\n")
    let indexes = numbers.map { number in
      local
        ? "local index by\(number) { sort n\(number) }"
        : "index by\(number) { key owner, n\(number) }"
    }.joined(separator: "\n    ")
    return """
      entity Owner {
        id: uuid key

        count 1K
      }

      entity Part {
        owner: Owner inverse parts 0..500 avg 100 skew uniform
        id:    uuid
      \(attributes)

        key   owner, id
        count 100K
      }

      \(patterns)

      design current of main {
        table parts {
          key  owner: string, id: string
          item Part { owner: owner, id: id }
          \(indexes)
        }
      }
      """
  }

  @Test(arguments: [(20, false, [String]()), (21, false, ["too-many-indexes"])])
  func globalIndexesOfATable(count: Int, local: Bool, expected: [String]) throws {
    #expect(try names(lookUps(count, local: local)) == expected)
  }

  @Test(arguments: [(5, true, [String]()), (6, true, ["too-many-indexes"])])
  func localIndexesOfATable(count: Int, local: Bool, expected: [String]) throws {
    #expect(try names(lookUps(count, local: local)) == expected)
  }

  private func page(key: String, index: String = "") -> String {
    """
    entity Page {
      \(key)
      title: string(80) avg 20 B

      count 1K
    }

    access page(page: Page) {
      read    Page { title }
      where   id == $page
      rate    1/s peak 2/s
      skew    page uniform
      latency 90 ms p95
    }

    design current of main {
      table pages {
        key  id: string
        item Page { id: id }
      }
    }
    """
  }

  /// 4 bytes a character: 512 x 4 = 2,048.
  @Test(arguments: [(512, [String]()), (513, ["key-too-long"])])
  func theLongestPartitionKey(characters: Int, expected: [String]) throws {
    #expect(try names(page(key: "id: string(\(characters)) key avg 20 B")) == expected)
  }

  private func files(name: Int) -> String {
    """
    entity Folder {
      id: uuid key

      count 1K
    }

    entity File {
      id:     uuid              key
      folder: Folder            inverse files 0..500 avg 10 skew uniform
      name:   string(\(name)) avg 20 B

      count 10K
    }

    access files(folder: Folder) {
      read    File { id }
      where   folder == $folder
      order   name
      rate    1/s peak 2/s
      skew    folder uniform
      latency 90 ms p95
    }

    design current of main {
      table files {
        key  id: string
        item File { id: id }
        index byName { key folder, name }
      }
    }
    """
  }

  /// 4 bytes a character: 256 x 4 = 1,024.
  @Test(arguments: [(256, [String]()), (257, ["key-too-long"])])
  func theLongestSortKeyOfAnIndex(characters: Int, expected: [String]) throws {
    #expect(try names(files(name: characters)) == expected)
  }

  /// A fetch of large items that are read seldom is cheaper than storing them twice.
  @Test(arguments: [(10.0, ["fetches-behind-index"]), (0.000_1, [])])
  func aFetchIsPricedBeforeItIsReported(perSecond: Double, expected: [String]) throws {
    let text = files(name: 100)
      .replacing("read    File { id }", with: "read    File { id, text }")
      .replacing("name:   string", with: "text:   string(40_000) avg 12 KB\n  name:   string")
      .replacing("rate    1/s peak 2/s", with: "rate    \(perSecond)/s peak 20/s")
    #expect(try names(text).filter { $0 != "answer-over-page" } == expected)
  }

  private func orders(page: Int, bytes: Int) -> String {
    """
    entity Album {
      id: uuid key

      count 1K
    }

    entity Photo {
      album:   Album           inverse photos 0..900 avg 500 skew uniform
      id:      ulid
      preview: bytes(\(bytes)) avg \(bytes) B

      key   album, id
      count 500K
    }

    access photos(album: Album) {
      read    Photo { id, preview }
      where   album == $album
      page    \(page)
      rate    1/s peak 2/s
      skew    album uniform
      latency 900 ms p95
    }

    design current of main {
      table photos {
        key  album: string, id: string
        item Photo { album: album, id: id }
      }
    }
    """
  }

  /// 36 + 5 B of `album`, 26 + 2 of `id`, 7 of the name `preview` and 5,166 of its value: 5,242 B,
  /// of which 200 are 1,048,400 and 1 MB is 1,048,576; with a byte more each, 200 are 1,048,600.
  @Test(arguments: [(5_166, [String]()), (5_167, ["answer-over-page"])])
  func aPageOfOneResponse(bytes: Int, expected: [String]) throws {
    #expect(try names(orders(page: 200, bytes: bytes)) == expected)
  }

  @Test func anIndexThatAnotherBeginsWithIsUnused() throws {
    let text = files(name: 100)
      .replacing("folder: Folder) {", with: "folder: Folder, name: File.name) {")
      .replacing("folder == $folder", with: "folder == $folder and name == $name")
      .replacing("  order   name\n", with: "  skew    name uniform\n")
      .replacing("index byName", with: "index byFolder { key folder }\n    index byName")
    let found = try findings(text)
    #expect(found.map(\.rule.name) == ["unused-index"])
    #expect(found.first?.title.contains("`files.byFolder`") == true)
    #expect(found.first?.notes.contains("`byName` begins with the same key") == true)
  }
}
