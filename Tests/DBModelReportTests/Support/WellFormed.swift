import CLibXML2

/// Whether text is well-formed XML, by libxml2: every element closed, every character allowed.
enum WellFormed {
  static func isXML(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    // No network, no messages on standard error.
    let options =
      Int32(XML_PARSE_NONET.rawValue) | Int32(XML_PARSE_NOERROR.rawValue)
      | Int32(XML_PARSE_NOWARNING.rawValue)
    let document = bytes.withUnsafeBytes { buffer in
      xmlReadMemory(
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
        Int32(buffer.count),
        nil,
        "UTF-8",
        options
      )
    }
    guard let document else { return false }
    xmlFreeDoc(document)
    return true
  }
}
