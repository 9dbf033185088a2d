/// The conversation or correlation identifier that a messaging span carries, as a hash.
///
/// Such values are unique per request, so they stand beside the spans and not in their profiles.
public struct ConversationRecord: Hashable, Sendable {
  /// Index among the spans of the batch.
  public var span: UInt32
  /// `StableHash` of the identifier's bytes.
  public var conversation: UInt64

  @inlinable
  public init(span: UInt32, conversation: UInt64) {
    self.span = span
    self.conversation = conversation
  }
}
