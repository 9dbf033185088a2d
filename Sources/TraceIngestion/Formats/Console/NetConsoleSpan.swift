import JSONBridge
import TraceModel

/// Reads one span of what .NET's console exporter prints: names and values by lines, and lists indented below their names.
enum NetConsoleSpan {
  private enum Section {
    case tags, resource, links, other
  }

  static func decode(_ block: UnsafeRawBufferPointer, into collector: inout SpanCollector) -> CutOutcome {
    let firstLink = collector.batch.links.count
    collector.beginRow()
    var section = Section.other
    var position = 0
    while position < block.count {
      let end = LineEnds.first(in: block, from: position) ?? block.count
      let line = CSVRows.trimmed(UnsafeRawBufferPointer(rebasing: block[position..<end]))
      position = end + 1
      if line.first == 0x20 {
        item(line, of: section, &collector)
      } else if let colon = line.firstIndex(of: 0x3A) {
        let name = UnsafeRawBufferPointer(rebasing: line[..<colon])
        section = .other
        field(name, trimmed(line[(colon + 1)...]), &section, &collector)
      }
    }
    collector.commitRow(firstLink: firstLink, path: "")
    return .spans
  }

  private static func field(
    _ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer, _ section: inout Section,
    _ collector: inout SpanCollector
  ) {
    if name.spells("Activity.TraceId") {
      collector.row.trace = RowIDs.trace(value, .hexadecimal)
    } else if name.spells("Activity.SpanId") {
      collector.row.id = RowIDs.span(value, .hexadecimal)
    } else if name.spells("Activity.ParentSpanId") {
      collector.row.parent = RowIDs.span(value, .hexadecimal) ?? .none
    } else if name.spells("Activity.DisplayName") {
      collector.row.name = collector.mask.intern(value, isPath: false, in: &collector.batch.names)
    } else if name.spells("Activity.Kind") {
      if let kind = RowKind.kind(value) { collector.draft.kind = kind }
    } else if name.spells("Activity.StartTime") {
      collector.row.start = RowTime.time(value, .bySize)
    } else if name.spells("Activity.Duration") {
      collector.row.duration = RowTime.duration(value, .seconds)
    } else if name.spells("StatusCode") {
      collector.draft.outcome.takeStatusCode(.text(value))
    } else if name.spells("Activity.StatusDescription") {
      collector.draft.outcome.takeMessage(value)
    } else if name.spells("Activity.Tags") {
      section = .tags
    } else if name.spells("Activity.Links") {
      section = .links
    } else if name.spells("Resource associated with Activity") {
      section = .resource
    }
  }

  private static func item(
    _ line: UnsafeRawBufferPointer, of section: Section, _ collector: inout SpanCollector
  ) {
    let text = trimmed(line[...])
    switch section {
    case .tags, .resource:
      guard let colon = text.firstIndex(of: 0x3A) else { return }
      let key = UnsafeRawBufferPointer(rebasing: text[..<colon])
      let value = trimmed(text[(colon + 1)...])
      if key.spells("StatusCode") { return collector.draft.outcome.takeStatusCode(.text(value)) }
      guard let rule = collector.table.rule(for: key) else { return }
      RowAttributes.apply(rule, .text(value), isResource: section == .resource, &collector)
    case .links:
      // A trace and a span; their attributes are indented further.
      guard let space = text.firstIndex(of: 0x20), !text.contains(0x3A) else { return }
      let trace = RowIDs.trace(UnsafeRawBufferPointer(rebasing: text[..<space]), .hexadecimal)
      let id = RowIDs.span(trimmed(text[space...]), .hexadecimal)
      if let trace, let id, trace.isValid, id.isValid { collector.link(trace, id, followsFrom: false) }
    case .other: break
    }
  }

  private static func trimmed(_ text: Slice<UnsafeRawBufferPointer>) -> UnsafeRawBufferPointer {
    var text = text
    while text.first == 0x20 { text = text.dropFirst() }
    while text.last == 0x20 { text = text.dropLast() }
    return UnsafeRawBufferPointer(rebasing: text)
  }
}
