public import TraceModel

/// Traces written as pictures, one line a span, children indented by two spaces:
///
///     web SERVER checkout 0..100
///       web CLIENT charge 10..60 {httpStatus=200}
///         pay SERVER charge 12..58 !failed
///       web PRODUCER enqueue 70..75 #m1
///     --- next trace
///     worker CONSUMER work 0..50 ->m1
///
/// Times are milliseconds after an arbitrary instant. A kind of `-` is unspecified. Behind the times, in any order:
/// `{key=value, …}` kept attributes by the names of `AttributeKey`, `!failed` `!timedOut` `!cancelled` the outcome,
/// `#name` a label and `->name` a link to it, `@host` the host, `zone:x`, `instance:x`, `^` a parent that is not in the data,
/// `remote` and `local` the span flags, `shared` an id shared with the parent, `followsFrom`, `untrusted`.
public struct TracePicture {
  public var batch = SpanBatch()
  /// Nanoseconds of the picture's zero.
  public static let origin: UInt64 = 1_700_000_000_000_000_000

  private var labels: [String: (trace: TraceID, span: SpanID)] = [:]
  private var links: [(span: UInt32, label: String)] = []
  private var traceNumber: UInt64 = 0
  private var spanNumber: UInt64 = 0
  private var path: [SpanID] = []

  /// - Parameter repeated: how many copies of every trace to write, each with an id of its own.
  public init(_ picture: String, repeated: Int = 1) {
    for _ in 0..<repeated {
      traceNumber += 1
      path = []
      for line in picture.split(separator: "\n", omittingEmptySubsequences: true) {
        let text = String(line)
        if text.trimmingPrefix(while: { $0 == " " }).hasPrefix("---") {
          traceNumber += 1
          path = []
        } else if text.contains(where: { $0 != " " }) {
          add(text)
        }
      }
      for link in links {
        guard let target = labels[link.label] else { preconditionFailure("no span is labelled #\(link.label)") }
        batch.links.append(LinkRecord(span: link.span, trace: target.trace, id: target.span))
      }
      links = []
      labels = [:]
    }
  }

  private mutating func add(_ line: String) {
    let indent = line.prefix { $0 == " " }.count / 2
    var (words, attributes) = Self.split(line)
    precondition(words.count >= 4, "a span line needs service, kind, name and times: \(line)")
    let service = words.removeFirst()
    let kind = words.removeFirst()
    let timesAt = words.firstIndex { $0.contains("..") } ?? 1
    let name = words[..<timesAt].joined(separator: " ")
    let bounds = words[timesAt].components(separatedBy: "..").compactMap { Double($0) }
    precondition(bounds.count == 2, "times are start..end in milliseconds: \(line)")
    var profile = SpanProfile(
      service: batch.names.intern(service), name: batch.names.intern(name == "''" ? "" : name), kind: Self.kind(kind))
    spanNumber += 1
    var span = SpanRecord(
      trace: TraceID(high: 7, low: traceNumber), id: SpanID(spanNumber), start: Self.nanoseconds(bounds[0]),
      end: Self.nanoseconds(bounds[1]), profile: 0)
    while path.count > indent { path.removeLast() }
    if let parent = path.last { span.parent = parent }
    var label: String?
    for word in words[(timesAt + 1)...] {
      switch word {
      case "remote": span.flags.formUnion([.knowsRemoteParent, .remoteParent])
      case "local": span.flags.insert(.knowsRemoteParent)
      case "shared":
        span.id = span.parent
        span.flags.insert(.sharedID)
      case "followsFrom": span.flags.insert(.followsFrom)
      case "untrusted": span.flags.insert(.untrustedTime)
      case "^": span.parent = SpanID(0xDEAD_0000_0000_0000 | spanNumber)
      case "!failed": profile.outcome = .failed
      case "!timedOut": profile.outcome = .timedOut
      case "!cancelled": profile.outcome = .cancelled
      case _ where word.hasPrefix("#"): label = String(word.dropFirst())
      case _ where word.hasPrefix("->"): links.append((UInt32(batch.spans.count), String(word.dropFirst(2))))
      case _ where word.hasPrefix("zone:"): profile.zone = batch.names.intern(String(word.dropFirst(5)))
      case _ where word.hasPrefix("@"): profile.host = batch.names.intern(String(word.dropFirst()))
      case _ where word.hasPrefix("instance:"): profile.instance = batch.names.intern(String(word.dropFirst(9)))
      case _ where word.hasPrefix("conversation:"):
        var hash = StableHash()
        hash.combine(String(word.dropFirst(13)))
        batch.conversations.append(ConversationRecord(span: UInt32(batch.spans.count), conversation: hash.value))
      default: preconditionFailure("'\(word)' means nothing in a picture: \(line)")
      }
    }
    profile.attributes = attributes.map { key, value in
      guard let known = AttributeKey.allCases.first(where: { "\($0)" == key }) else {
        preconditionFailure("no attribute is called \(key)")
      }
      return Attribute(known, batch.names.intern(value))
    }.sorted { $0.key < $1.key }
    span.profile = batch.profiles.intern(profile)
    batch.spans.append(span)
    if let label { labels[label] = (span.trace, span.id) }
    path.append(span.id)
  }

  private static func split(_ line: String) -> (words: [String], attributes: [(String, String)]) {
    var rest = line
    var attributes: [(String, String)] = []
    if let open = line.firstMatch(of: #/\{[A-Za-z]+=/#)?.range.lowerBound, let close = line.lastIndex(of: "}"),
      open < close
    {
      for pair in line[line.index(after: open)..<close].split(separator: ",") {
        let parts = pair.split(separator: "=", maxSplits: 1).map { $0.trimmingPrefix(while: { $0 == " " }) }
        attributes.append((String(parts[0]), parts.count > 1 ? String(parts[1]) : ""))
      }
      rest.removeSubrange(open...close)
    }
    return (rest.split(separator: " ").map(String.init), attributes)
  }

  private static func kind(_ word: String) -> SpanKind {
    switch word {
    case "SERVER": .server
    case "CLIENT": .client
    case "PRODUCER": .producer
    case "CONSUMER": .consumer
    case "INTERNAL": .internal
    case "-": .unspecified
    default: preconditionFailure("'\(word)' is no span kind")
    }
  }

  private static func nanoseconds(_ milliseconds: Double) -> UInt64 {
    UInt64(Int64(origin) + Int64(milliseconds * 1_000_000))
  }
}

extension String {
  fileprivate func components(separatedBy separator: String) -> [String] {
    var parts: [String] = []
    var current = ""
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(separator) {
        parts.append(current)
        current = ""
        index = self.index(index, offsetBy: separator.count)
      } else {
        current.append(self[index])
        index = self.index(after: index)
      }
    }
    return parts + [current]
  }
}
