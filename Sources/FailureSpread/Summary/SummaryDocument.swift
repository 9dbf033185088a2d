public import CallClassification
public import TraceModel

/// A summary as a file holds it: every name once, everything else by its place in sorted lists, so that equal summaries
/// are equal byte for byte.
public struct SummaryDocument: Codable, Sendable, Equatable {
  /// Tells the file apart from other JSON: always `firebreak-summary`.
  public var kind: String
  public var schemaVersion: Int
  /// Sorted; all other lists name things by their place here.
  public var names: [String]
  public var nodes: [NodeRecord]
  public var edges: [EdgeRecord]
  public var entries: [EntryRecord]
  public var shapes: [ShapeRecord]
  public var quality: QualityRecord
  public var diagnostics: [DiagnosticRecord]
  /// What became of the inputs. Absent in summaries of older versions.
  public var input: InputRecord?
  /// Files read by their format.
  public var formats: [String: Int]
  public var aliases: [AliasRecord]
  public var blocked: [BlockedRecord]
  public var memberships: [MembershipRecord]
  /// Absent where no call crossed hosts.
  public var clocks: [ClockRecord]?
  /// Absent where no service says what address it was reached at.
  public var addresses: [AddressRecord]?
  /// Absent where no name was taken for a copy.
  public var members: [MemberRecord]?
  /// Absent where every call names its other side, is answered or failed.
  public var unnamedCalls: [UnnamedCallRecord]?
  public var linkedConsumers: [LinkedConsumerRecord]
  public var linkTargets: [LinkTargetRecord]

  public static let kind = "firebreak-summary"
  public static let currentSchemaVersion = 1

  public struct NodeRecord: Codable, Sendable, Equatable {
    public var kind: NodeKind
    public var name: Int
  }

  public struct EdgeRecord: Codable, Sendable, Equatable {
    public var caller: Int
    public var callerOperation: Int
    public var callee: Int
    public var calleeOperation: Int
    /// A node, or absent.
    public var via: Int?
    public var mechanism: Mechanism
    public var statistics: StatisticsRecord
  }

  public struct StatisticsRecord: Codable, Sendable, Equatable {
    /// In the order of `EdgeStatistics.counters`.
    public var counters: [Int]
    /// By evidence number.
    public var evidence: [Int]
    public var attempts: [UInt32]
    public var perRequest: [UInt32]
    public var durations: HistogramRecord
    public var calleeDurations: HistogramRecord
    public var cutOffs: HistogramRecord
    /// Pairs of buckets and counts in turn: calls against what was left of their requests.
    public var jointDurations: [UInt32]?
    /// The same of calls that no other work overlaps, against when their request went on.
    public var idleDurations: [UInt32]?
    public var exemplars: [String]
    public var detachedExemplars: [String]
    public var failureExemplars: [String]
  }

  public struct HistogramRecord: Codable, Sendable, Equatable {
    /// Number of the first bucket.
    public var offset: Int
    public var counts: [UInt32]
  }

  public struct EntryRecord: Codable, Sendable, Equatable {
    public var node: Int
    public var operation: Int
    public var kind: EntryKind
    public var requests: Int
    public var errors: Int
    /// Absent where zero.
    public var outside: Int?
    public var nanoseconds: UInt64
    public var durations: HistogramRecord
    public var exemplars: [String]
  }

  public struct ShapeRecord: Codable, Sendable, Equatable {
    public var entry: Int
    public var requests: Int
    public var errors: Int
    /// By position: the edge, -1 for the entry itself.
    public var edges: [Int]
    /// By position: the position of the caller, -1 for the entry itself.
    public var parents: [Int]
    /// Positions whose work goes to a queue.
    public var handovers: [Int]
    public var exemplars: [String]
  }

  public struct QualityRecord: Codable, Sendable, Equatable {
    public var traces: Int
    public var spans: Int
    public var duplicateSpans: Int
    public var orphanSpans: Int
    public var parentCycles: Int
    public var spansWithoutKind: Int
    public var untrustedTimes: Int
    public var unresolvedLinks: Int
    public var unnamedPeers: Int
    public var earliest: UInt64
    public var latest: UInt64
    public var services: [ServiceRecord]
  }

  public struct ServiceRecord: Codable, Sendable, Equatable {
    public var node: Int
    public var spans: Int
    public var orphanSpans: Int
    public var spansWithoutKind: Int
  }

  /// Numbers of files, of bytes as they are stored, and of records.
  public struct InputRecord: Codable, Sendable, Equatable {
    public var files: PartsRecord
    public var bytes: PartsRecord
    public var rejected: Int
  }

  public struct PartsRecord: Codable, Sendable, Equatable {
    public var found: Int
    public var other: Int
    public var unread: Int
  }

  public struct DiagnosticRecord: Codable, Sendable, Equatable {
    public var id: String
    public var message: String
    public var advice: String
    public var count: Int
    public var isLoss: Bool
    public var examples: [LocationRecord]
  }

  public struct LocationRecord: Codable, Sendable, Equatable {
    public var file: String
    public var line: Int?
    public var byteOffset: Int?
    public var path: String
    public var detail: String
    /// How many other problems of its record came before it. Absent where none did.
    public var ordinal: Int?
  }

  public struct AliasRecord: Codable, Sendable, Equatable {
    public var alias: Int
    public var node: Int
    public var count: Int
  }

  public struct AddressRecord: Codable, Sendable, Equatable {
    public var service: Int
    public var address: Int
    public var count: Int
  }

  public struct MemberRecord: Codable, Sendable, Equatable {
    public var node: Int
    public var name: Int
  }

  public struct UnnamedCallRecord: Codable, Sendable, Equatable {
    public var caller: Int
    public var operation: Int
    public var count: Int
  }

  public struct BlockedRecord: Codable, Sendable, Equatable {
    public var entry: Int
    public var node: Int
    public var nanoseconds: UInt64
  }

  public struct MembershipRecord: Codable, Sendable, Equatable {
    public var kind: FailureDomainKind
    public var domain: Int
    public var node: Int
  }

  public struct ClockRecord: Codable, Sendable, Equatable {
    public var caller: Int
    public var callee: Int
    /// Nanoseconds that the callee's clock is ahead, at least and at most.
    public var low: Int64
    public var high: Int64
    public var calls: Int
  }

  public struct LinkedConsumerRecord: Codable, Sendable, Equatable {
    /// Trace and span that the link points to, 16 hexadecimal digits each.
    public var target: [String]
    public var trace: String
    public var node: Int
    public var operation: Int
    public var topic: Int?
    public var duration: UInt64
    public var failed: Bool
    public var isReceive: Bool
    public var isMessaging: Bool
    /// Absent where false.
    public var isInside: Bool?
  }

  public struct LinkTargetRecord: Codable, Sendable, Equatable {
    public var address: [String]
    public var node: Int
    public var operation: Int
    public var topic: Int?
    public var publishes: Bool
    /// Absent where false.
    public var isAwaited: Bool?
    public var cause: [String]?
  }
}
