import CLibYAML
import DBModelDiagnostics
import Glibc

/// Reads a YAML file with the place of each value, by the events of libyaml.
///
/// The tree is built here, without recursion: nesting, the number of values and what aliases expand
/// to are bounded. The short forms of template functions (`!Ref name`) become the long ones.
struct YAMLSource {
  /// Reads every document of a file.
  ///
  /// - Parameter start: The first byte of the text.
  /// - Throws: `ImportFailure` where it is no YAML or beyond a limit.
  static func read(_ file: SourceFile, from start: Int) throws(ImportFailure) -> [SourceNode] {
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else {
      throw .unreadable(
        "there is no memory to read this file",
        at: SourceSpan(file: file.id, lower: 0, upper: 0),
        help: "name a smaller file"
      )
    }
    defer { yaml_parser_delete(&parser) }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
    let text = Array(file.bytes[start...])
    var builder = YAMLTreeBuilder(file: file, start: start)
    // The parser reads from the buffer while it runs, so everything happens inside.
    let outcome = text.withUnsafeBufferPointer { buffer -> Result<[SourceNode], ImportFailure> in
      yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
      do throws(ImportFailure) {
        return .success(try documents(&parser, &builder))
      } catch {
        return .failure(error)
      }
    }
    return try outcome.get()
  }

  private static func documents(
    _ parser: inout yaml_parser_t,
    _ builder: inout YAMLTreeBuilder
  ) throws(ImportFailure) -> [SourceNode] {
    while true {
      var event = yaml_event_t()
      guard yaml_parser_parse(&parser, &event) == 1 else {
        let reason = parser.problem.map { String(cString: $0) } ?? "it cannot be read"
        throw builder.failure("this is no YAML: \(reason)", at: Int(parser.problem_mark.index))
      }
      defer { yaml_event_delete(&event) }
      if event.type == YAML_STREAM_END_EVENT { return builder.documents }
      try take(event, &builder)
    }
  }

  private static func take(
    _ event: yaml_event_t,
    _ builder: inout YAMLTreeBuilder
  ) throws(ImportFailure) {
    let lower = Int(event.start_mark.index)
    let upper = Int(event.end_mark.index)
    switch event.type {
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      try builder.scalar(
        String(decoding: bytes, as: UTF8.self),
        isPlain: scalar.plain_implicit == 1 && scalar.style == YAML_PLAIN_SCALAR_STYLE,
        tag: text(scalar.tag),
        anchor: text(scalar.anchor),
        from: lower,
        to: upper
      )
    case YAML_SEQUENCE_START_EVENT:
      let start = event.data.sequence_start
      try builder.open(.sequence, tag: text(start.tag), anchor: text(start.anchor), from: lower)
    case YAML_MAPPING_START_EVENT:
      let start = event.data.mapping_start
      try builder.open(.mapping, tag: text(start.tag), anchor: text(start.anchor), from: lower)
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: try builder.close(at: upper)
    case YAML_ALIAS_EVENT: try builder.alias(text(event.data.alias.anchor) ?? "", from: lower)
    case YAML_DOCUMENT_END_EVENT: builder.endDocument()
    default: break
    }
  }

  private static func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    guard let pointer else { return nil }
    let count = strlen(UnsafeRawPointer(pointer).assumingMemoryBound(to: CChar.self))
    return String(decoding: UnsafeBufferPointer(start: pointer, count: count), as: UTF8.self)
  }
}
