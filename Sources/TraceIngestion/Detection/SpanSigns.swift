/// Tells data that holds spans in a form that is not read from data that holds none, by the names of fields.
///
/// A span has the id of a trace, and an id of its own, a parent or a duration. Names count however they are written
/// (`trace_id`, `traceID`, `trace.trace_id`, `"trace":{"id"`), in JSON, in text that JSON is quoted in, in cut-off
/// JSON, in YAML, and in the first line of a table.
struct SpanSigns {
  private(set) var traces = 0
  private(set) var spans = 0
  private(set) var parents = 0
  private(set) var durations = 0
  private(set) var messages = 0

  /// Only so much of a record or file is looked at.
  private static let sample = 1 << 16

  /// Whether a record has fields of a span. A log record names its trace and span as well, but has a message and no duration.
  static func areIn(record: UnsafeRawBufferPointer) -> Bool {
    var signs = SpanSigns()
    signs.look(at: UnsafeRawBufferPointer(rebasing: record.prefix(sample)))
    guard signs.traces > 0 else { return false }
    if signs.durations > 0 { return true }
    return signs.messages == 0 && signs.spans + signs.parents > 0
  }

  /// Whether text holds spans, rather than words about them: they are in a fair part of its lines.
  static func areIn(text: UnsafeRawBufferPointer) -> Bool {
    let text = UnsafeRawBufferPointer(rebasing: text.prefix(sample))
    var signs = SpanSigns()
    signs.look(at: text)
    if signs.traces > 0, signs.spans + signs.parents + signs.durations > 0 {
      let lines = text.count { $0 == 0x0A }
      if signs.traces * 20 >= lines { return true }
    }
    return isTable(text)
  }

  /// Whether the first line names the columns of a table of spans.
  private static func isTable(_ text: UnsafeRawBufferPointer) -> Bool {
    let line = text.prefix { $0 != 0x0A }.prefix(4096)
    for separator in [UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: "|")] {
      let columns = line.split(separator: separator)
      guard columns.count > 3 else { continue }
      var signs = SpanSigns()
      for column in columns where column.count < longestName { signs.take(Name(column[...])) }
      if signs.traces > 0, signs.spans + signs.parents + signs.durations > 0 { return true }
    }
    return false
  }

  private static let longestName = 60

  /// Notes the names of fields: what stands before each colon.
  private mutating func look(at text: UnsafeRawBufferPointer) {
    var outer = Name()
    var position = 0
    while position < text.count {
      guard let colon = text[position...].firstIndex(of: UInt8(ascii: ":")) else { return }
      if text[position..<colon].contains(UInt8(ascii: "}")) { outer = Name() }
      position = colon + 1
      guard let name = Self.name(before: colon, in: text) else { continue }
      take(name)
      take(outer.joined(name))
      // An object's fields may count by the object's name: {"trace": {"id": …}}.
      let value = text[position...].prefix(16).first { $0 > 0x20 && $0 != UInt8(ascii: "\\") }
      if value == UInt8(ascii: "{") { outer = name }
    }
  }

  /// The name before a colon: in quotes, or the words at the beginning of the line.
  private static func name(before colon: Int, in text: UnsafeRawBufferPointer) -> Name? {
    var end = colon
    while end > 0, text[end - 1] == 0x20 { end -= 1 }
    guard end > 0 else { return nil }
    let isQuoted = text[end - 1] == UInt8(ascii: "\"") || text[end - 1] == UInt8(ascii: "'")
    if isQuoted {
      end -= 1
      while end > 0, text[end - 1] == UInt8(ascii: "\\") { end -= 1 }
    }
    var start = end
    while start > 0, end - start < longestName, isPart(text[start - 1], quoted: isQuoted) { start -= 1 }
    guard start < end, end - start < longestName else { return nil }
    if isQuoted { return Name(text[start..<end]) }
    // Not in quotes, a name begins its line.
    guard start == 0 || text[start - 1] == 0x0A || text[start - 1] == UInt8(ascii: "{") || text[start - 1] == UInt8(ascii: ",")
    else { return nil }
    return Name(text[start..<end])
  }

  private static func isPart(_ byte: UInt8, quoted: Bool) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    case UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "@"), UInt8(ascii: "-"), UInt8(ascii: "$"): true
    case 0x20, 0x09: !quoted
    default: false
    }
  }

  private mutating func take(_ name: Name) {
    switch name.meaning {
    case .trace: traces += 1
    case .traceAndParent: (traces, parents) = (traces + 1, parents + 1)
    case .span: spans += 1
    case .parent: parents += 1
    case .duration: durations += 1
    case .message: messages += 1
    case nil: break
    }
  }

  private enum Meaning { case trace, traceAndParent, span, parent, duration, message }

  /// A name without case and punctuation.
  private struct Name {
    var letters: [UInt8] = []

    init() {}

    init(_ text: Slice<UnsafeRawBufferPointer>) {
      letters.reserveCapacity(text.count)
      for byte in text {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): letters.append(byte | 0x20)
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): letters.append(byte)
        default: break
        }
      }
    }

    func joined(_ inner: Name) -> Name {
      var name = self
      if !letters.isEmpty { name.letters += inner.letters } else { name.letters = [] }
      return name
    }

    var meaning: Meaning? {
      func ends(_ words: StaticString...) -> Bool {
        words.contains { word in
          letters.count >= word.utf8CodeUnitCount
            && letters.suffix(word.utf8CodeUnitCount)
              .elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
        }
      }
      guard letters.count >= 2 else { return nil }
      // Operations have ids in many documents, parents only where they are requests.
      if ends("operationparentid") { return .traceAndParent }
      if ends("parentid", "parentspanid", "parentspan") { return .parent }
      if ends("traceid", "traceidlow") { return .trace }
      if ends("spanid", "segmentid", "transactionid") { return .span }
      if ends(
        "duration", "durationms", "durationns", "durationus", "durationnano", "durationmicros", "durationmillis",
        "durationinnanos", "elapsedtime", "latency", "endtime", "endtimeunixnano", "endtimestamp", "endepochnanos")
      {
        return .duration
      }
      if ends("message", "msg", "severity", "severitytext", "loglevel", "levelname") { return .message }
      return nil
    }
  }
}
