/// How much data an analysis rests on, and how good that data is.
public struct EvidenceReport: Codable, Sendable, Equatable {
  public var traces: Int
  /// Distinct spans, after duplicates were dropped.
  public var spans: Int
  public var services: Int
  /// Copies of a span that were dropped (at-least-once export, repeated reads of one file).
  public var duplicateSpans: Int
  /// Spans whose parent is not in the data. No edge is drawn for them.
  public var orphanSpans: Int
  /// Records or spans that could not be used at all.
  public var rejectedRecords: Int
  /// What became of everything that was to be read; nil in reports of older versions.
  public var input: InputReport?
  /// Spans that declare no kind: their calls are judged by structure and time alone.
  public var spansWithoutKind: Int
  /// Spans with a missing, zero or negative duration.
  public var untrustedTimes: Int
  /// Links whose target is not in the data.
  public var unresolvedLinks: Int
  /// Calls that were found.
  public var calls: Int
  /// Input formats by number of files, sorted by format.
  public var formats: [FormatReport]
  /// Sorted by service.
  public var byService: [ServiceQualityReport]
  /// Everything imperfect that was met, sorted by id.
  public var diagnostics: [DiagnosticReport]
  /// Services whose spans do not hang below the calls that they answer, sorted by name. Absent where there are none.
  public var lostContext: [LostContextReport]?
  /// Calls whose span kinds contradict each other: they make a message of it, but nothing names a queue. Absent where
  /// there are none.
  public var contradictedCalls: Int?
  /// Operations that are left out of entries and shares: health checks, collections of metrics, empty polls; the most
  /// frequent first. Absent where there are none.
  public var excluded: [ExcludedEntryReport]?
  /// Requests that name a parent outside the data, such as a load balancer. Absent where there are none.
  public var requestsFromOutside: Int?

  public init(
    traces: Int = 0, spans: Int = 0, services: Int = 0, duplicateSpans: Int = 0, orphanSpans: Int = 0,
    rejectedRecords: Int = 0, input: InputReport? = nil, spansWithoutKind: Int = 0, untrustedTimes: Int = 0, unresolvedLinks: Int = 0,
    calls: Int = 0, formats: [FormatReport] = [], byService: [ServiceQualityReport] = [],
    diagnostics: [DiagnosticReport] = []
  ) {
    self.traces = traces
    self.spans = spans
    self.services = services
    self.duplicateSpans = duplicateSpans
    self.orphanSpans = orphanSpans
    self.rejectedRecords = rejectedRecords
    self.input = input
    self.spansWithoutKind = spansWithoutKind
    self.untrustedTimes = untrustedTimes
    self.unresolvedLinks = unresolvedLinks
    self.calls = calls
    self.formats = formats
    self.byService = byService
    self.diagnostics = diagnostics
  }
}

/// A service whose spans do not hang below the calls that they answer: the trace context was lost on the way to it.
public struct LostContextReport: Codable, Sendable, Equatable {
  public var service: String
  /// Services that made such calls, sorted.
  public var callers: [String]
  /// Calls without a span of the service, as far as the service served requests of their kind that nobody asked for.
  public var lost: Int
  /// These, and the calls that spans of the service answer.
  public var calls: Int

  public init(service: String, callers: [String], lost: Int, calls: Int) {
    self.service = service
    self.callers = callers
    self.lost = lost
    self.calls = calls
  }
}

/// An operation that is left out of entries and shares.
public struct ExcludedEntryReport: Codable, Sendable, Equatable {
  public var service: String
  public var operation: String
  public var requests: Int
  /// Of all requests, with those that are left out.
  public var share: Double

  public init(service: String, operation: String, requests: Int, share: Double) {
    self.service = service
    self.operation = operation
    self.requests = requests
    self.share = share
  }
}

/// How many files of one input format were read.
public struct FormatReport: Codable, Sendable, Equatable {
  /// Such as `otlp-json`.
  public var format: String
  public var files: Int

  public init(format: String, files: Int) {
    self.format = format
    self.files = files
  }
}

/// The quality of one service's spans.
public struct ServiceQualityReport: Codable, Sendable, Equatable {
  public var service: String
  public var spans: Int
  public var orphanSpans: Int
  public var spansWithoutKind: Int

  public init(service: String, spans: Int, orphanSpans: Int, spansWithoutKind: Int) {
    self.service = service
    self.spans = spans
    self.orphanSpans = orphanSpans
    self.spansWithoutKind = spansWithoutKind
  }
}

/// One kind of imperfection of the data.
public struct DiagnosticReport: Codable, Sendable, Equatable {
  /// A stable kebab-case name.
  public var id: String
  public var message: String
  public var advice: String
  public var count: Int
  /// Whether data was lost by it.
  public var loss: Bool
  /// The first places, as `file:line` or `file at byte offset`.
  public var examples: [String]

  public init(id: String, message: String, advice: String, count: Int, loss: Bool, examples: [String]) {
    self.id = id
    self.message = message
    self.advice = advice
    self.count = count
    self.loss = loss
    self.examples = examples
  }
}

/// What became of everything that was to be read.
public struct InputReport: Codable, Sendable, Equatable {
  public var files: InputPartsReport
  /// As they are stored: of a compressed file its compressed size.
  public var bytes: InputPartsReport
  /// The larger of the unread shares of files and of bytes.
  public var unreadShare: Double

  public init(files: InputPartsReport, bytes: InputPartsReport, unreadShare: Double) {
    self.files = files
    self.bytes = bytes
    self.unreadShare = unreadShare
  }
}

/// Numbers of files or bytes; the last three add up to the first.
public struct InputPartsReport: Codable, Sendable, Equatable {
  public var found: Int
  public var read: Int
  /// Recognised as something that holds no spans, in a directory that was searched.
  public var other: Int
  public var unread: Int

  public init(found: Int, read: Int, other: Int, unread: Int) {
    self.found = found
    self.read = read
    self.other = other
    self.unread = unread
  }

  /// What may hold spans.
  var toRead: Int { found - other }
  /// Of that, how much was not read.
  var unreadShare: Double { toRead > 0 ? Double(unread) / Double(toRead) : 0 }
}
