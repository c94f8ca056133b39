import DBModelTestKit
import Testing

@testable import DBModelLanguageServer

@Suite struct DocumentURITests {
  @Test(arguments: [
    ("file:///a/b.dbmodel", "/a/b.dbmodel"), ("FILE:///a", "/a"), ("file:/a/b", "/a/b"),
    ("file://localhost/a", "/a"), ("file:///a%20b/%C3%A9.dbmodel", "/a b/é.dbmodel"),
    ("file:///a%2Fb", "/a/b"), ("file:///a%zz", "/a%zz"), ("file:///a%2", "/a%2"),
    ("file:///a?x#y", "/a"), ("file:///%", "/%"),
  ])
  func pathsOfFiles(uri: String, path: String) {
    #expect(DocumentURI.path(uri) == path)
  }

  @Test(arguments: [
    "untitled:Untitled-1", "http://x/y", "file:", "file://", "file://server/share/a", "", "file:a",
    "file:///a%00b", "file:///%FF",
  ])
  func whatIsNoFile(uri: String) {
    #expect(DocumentURI.path(uri) == nil)
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func anyPathComesBack(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let path = "/" + TextBufferTests.text(&random, upTo: 12) + "a %?#+&"
    #expect(DocumentURI.path(DocumentURI.uri(path: path)) == path, "seed \(seed)")
  }
}
