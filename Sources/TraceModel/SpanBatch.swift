/// Spans as columns: what ingestion hands on. Batches of several files or threads append to one.
public struct SpanBatch: Sendable {
  public var names = NameTable()
  public var profiles = ProfileTable()
  public var spans: [SpanRecord] = []
  /// Sorted by nothing; each names its span.
  public var links: [LinkRecord] = []
  public var conversations: [ConversationRecord] = []
  /// What was imperfect in the data and how often.
  public var diagnostics = DiagnosticLog()

  public init() {}

  /// Adds all of another batch, translating its names and profiles. Linear in the size of the other batch.
  public mutating func append(_ other: SpanBatch) {
    let profiles = self.profiles.merge(other.profiles, names: names.merge(other.names))
    let offset = UInt32(spans.count)
    spans.reserveCapacity(spans.count + other.spans.count)
    for span in other.spans {
      var span = span
      span.profile = profiles[Int(span.profile)]
      spans.append(span)
    }
    for link in other.links {
      var link = link
      link.span += offset
      links.append(link)
    }
    for conversation in other.conversations {
      var conversation = conversation
      conversation.span += offset
      conversations.append(conversation)
    }
    diagnostics.merge(other.diagnostics)
  }
}
