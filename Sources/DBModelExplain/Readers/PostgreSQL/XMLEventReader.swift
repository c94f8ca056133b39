import CLibXML2

/// What libxml2 found wrong first; what follows from it is not said again.
struct XMLProblem {
  var line: Int
  var message: String
}

/// Takes the events of an XML document. Returning `false` stops the reading.
protocol XMLEvents {
  /// `name` is the local name; its pointer is the same for the same name within one document.
  mutating func open(_ name: UnsafePointer<UInt8>) -> Bool
  mutating func text(_ text: UnsafePointer<UInt8>) -> Bool
  mutating func close() -> Bool
  /// A document type declaration was met.
  mutating func declaration() -> Bool
}

/// Streams a document through libxml2's `xmlReader`.
///
/// The options are the whole of the defence besides the limits: NONET, and neither NOENT (which
/// reads local files into the text), HUGE (which lifts the guard on entity expansion), DTDLOAD nor
/// DTDATTR. Errors go to a handler of this reader alone; no state of the library is changed.
enum XMLEventReader {
  /// `nil` when the document was well-formed or the events stopped it.
  static func read(_ bytes: UnsafeBufferPointer<UInt8>, into events: inout some XMLEvents)
    -> XMLProblem?
  {
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
    guard let base = bytes.baseAddress, let size = Int32(exactly: bytes.count), size > 0,
      let reader = base.withMemoryRebound(
        to: CChar.self,
        capacity: bytes.count,
        { xmlReaderForMemory($0, size, nil, "UTF-8", Int32(bitPattern: options)) }
      )
    else { return XMLProblem(line: 1, message: "the document is empty") }
    let errors = ErrorBox()
    xmlTextReaderSetStructuredErrorHandler(
      reader,
      { context, error in
        guard let context, let error else { return }
        Unmanaged<ErrorBox>.fromOpaque(context).takeUnretainedValue().take(error.pointee)
      },
      Unmanaged.passUnretained(errors).toOpaque()
    )
    defer {
      xmlTextReaderSetStructuredErrorHandler(reader, nil, nil)
      xmlFreeTextReader(reader)
    }
    return withExtendedLifetime(errors) { run(reader, errors, &events) }
  }

  private static func run(
    _ reader: xmlTextReaderPtr,
    _ errors: ErrorBox,
    _ events: inout some XMLEvents
  ) -> XMLProblem? {
    while true {
      let state = xmlTextReaderRead(reader)
      if let problem = errors.first { return problem }
      if state == 0 { return nil }
      if state < 0 {
        let line = Int(xmlTextReaderGetParserLineNumber(reader))
        return XMLProblem(line: line, message: "the document ends early")
      }
      guard deliver(reader, &events) else { return nil }
    }
  }

  /// The numbers are `xmlReaderTypes`: 1 element, 3 text, 4 CDATA, 5 entity reference, 10 document
  /// type, 14 significant whitespace, 15 end of element. The rest says nothing about a plan.
  private static func deliver(_ reader: xmlTextReaderPtr, _ events: inout some XMLEvents) -> Bool {
    switch xmlTextReaderNodeType(reader) {
    case 1:
      guard let name = xmlTextReaderConstLocalName(reader), events.open(name) else { return false }
      return xmlTextReaderIsEmptyElement(reader) == 1 ? events.close() : true
    case 3, 4:
      guard let value = xmlTextReaderConstValue(reader) else { return true }
      return events.text(value)
    case 5, 10: return events.declaration()
    case 15: return events.close()
    default: return true
    }
  }
}

/// Keeps the first error libxml2 reports.
private final class ErrorBox {
  private(set) var first: XMLProblem?

  func take(_ error: xmlError) {
    guard first == nil, error.level.rawValue >= XML_ERR_ERROR.rawValue else { return }
    var message = error.message.map { String(cString: $0) } ?? "error \(error.code)"
    while message.last?.isWhitespace == true { message.removeLast() }
    first = XMLProblem(
      line: Int(error.line),
      message: String(message.prefix(200).map { $0.isNewline ? " " : $0 })
    )
  }
}
