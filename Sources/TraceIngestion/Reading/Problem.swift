import JSONBridge
import TraceModel

/// Every imperfection that reading reports, with its words.
enum Problem: String, Hashable, Sendable, CaseIterable {
  // Files.
  case unreadableFile = "unreadable-file"
  case emptyFile = "empty-file"
  case emptyDirectory = "empty-directory"
  case notATrace = "not-a-trace"
  case otherFile = "other-file"
  case ignoredFile = "ignored-file"
  case unreadSpans = "unread-spans"
  case otherFormat = "other-format"
  case foreignFile = "foreign-file"
  case damagedCompression = "damaged-compression"

  // Records.
  case garbage = "garbage-between-records"
  case truncatedRecord = "truncated-record"
  case malformedRecord = "malformed-record"
  case oversizedRecord = "oversized-record"
  case tooDeep = "too-deep"
  case invalidUTF8 = "invalid-utf8"
  case wrappedRecord = "wrapped-record"
  case duplicateKey = "duplicate-key"
  case trailingComma = "trailing-comma"
  case partialTrace = "partial-trace"

  // Spans.
  case wrongType = "wrong-type"
  case outOfRange = "number-out-of-range"
  case invalidTraceID = "invalid-trace-id"
  case invalidSpanID = "invalid-span-id"
  case invalidParentID = "invalid-parent-id"
  case invalidLink = "invalid-link"
  case unusualID = "unusual-id"
  case missingServiceName = "missing-service-name"
  case missingTime = "missing-time"
  case negativeDuration = "negative-duration"
  case suspiciousTimeUnit = "suspicious-time-unit"
  case droppedByLimit = "dropped-by-limit"

  /// Whether spans or records could not be used, or may be missing.
  var isLoss: Bool {
    switch self {
    case .unreadableFile, .emptyFile, .emptyDirectory, .notATrace, .unreadSpans, .otherFormat, .foreignFile,
      .damagedCompression, .garbage,
      .truncatedRecord, .malformedRecord, .oversizedRecord, .tooDeep, .invalidUTF8, .partialTrace, .wrongType,
      .outOfRange,
      .invalidTraceID, .invalidSpanID, .invalidLink:
      true
    case .otherFile, .ignoredFile, .invalidParentID, .wrappedRecord, .duplicateKey, .trailingComma, .unusualID, .missingServiceName,
      .missingTime,
      .negativeDuration, .suspiciousTimeUnit, .droppedByLimit:
      false
    }
  }

  /// Whether a record, or a line, could not be used at all.
  var rejectsRecord: Bool {
    switch self {
    case .otherFormat, .unreadSpans, .garbage, .truncatedRecord, .malformedRecord, .oversizedRecord, .tooDeep,
      .invalidUTF8, .invalidTraceID, .invalidSpanID:
      true
    default: false
    }
  }

  /// What is said of it.
  ///
  /// - Parameter place: nil for one more of those whose first places are known.
  func diagnostic(at place: DataLocation?, count: Int = 1) -> Diagnostic {
    Diagnostic(
      id: rawValue, message: message, advice: advice, count: count, examples: place.map { [$0] } ?? [], isLoss: isLoss)
  }

  /// What is wrong and what was expected, for when the place says nothing more precise.
  var message: String {
    switch self {
    case .unreadableFile: "a file or directory cannot be read"
    case .emptyFile: "a file is empty"
    case .emptyDirectory: "a directory holds no files"
    case .notATrace: "a path that was named holds no spans"
    case .otherFile: "a file in a directory is no trace"
    case .ignoredFile: "a file that the policy ignores could not be read"
    case .unreadSpans: "a record with fields of spans, in a form that is not read"
    case .otherFormat: "a record is of another format than the one asked for"
    case .foreignFile: "a file of a kind that is not read"
    case .damagedCompression: "a compressed file is damaged or ends too early; what came before was used"
    case .garbage: "unexpected data between records; skipped to the next line that begins a JSON object"
    case .truncatedRecord: "a record ends before it is complete"
    case .malformedRecord: "a record is not JSON"
    case .oversizedRecord: "a record is larger than the limit"
    case .tooDeep: "a record nests deeper than the limit"
    case .invalidUTF8: "a record holds text that is not UTF-8"
    case .duplicateKey: "an object names a member twice; the last one counts"
    case .trailingComma: "a comma before the end of an array"
    case .partialTrace: "the backend marks a trace as partial: spans are missing"
    case .wrongType: "a value is of another type than its field"
    case .outOfRange: "a number does not fit its field"
    case .invalidTraceID: "a span without a valid trace id; it was left out"
    case .invalidSpanID: "a span without a valid span id; it was left out"
    case .invalidParentID: "invalid parent span ID; span kept without a parent"
    case .invalidLink: "a link whose ids are not valid; it was left out"
    case .wrappedRecord: "documents inside of log lines or messages; what stands around them was taken off"
    case .unusualID: "ids that are not hexadecimal or too long; a hash of their text stands for them"
    case .missingServiceName: "spans without a service name; they count as \"unknown_service\""
    case .missingTime: "spans without a start or end; their durations are not used"
    case .negativeDuration: "spans that end before they start; their durations are not used"
    case .suspiciousTimeUnit: "times that lie decades in the past or future, as if in another unit"
    case .droppedByLimit: "spans whose attributes or links were cut by a limit of the SDK"
    }
  }

  /// What the reader of the message can do.
  var advice: String {
    switch self {
    case .missingServiceName: "Set service.name (OTEL_SERVICE_NAME) in the service that wrote them."
    case .partialTrace: "Ask the backend for the whole trace, or raise its limit for the size of a trace."
    case .droppedByLimit: "Raise OTEL_SPAN_LINK_COUNT_LIMIT and OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT in the service."
    case .truncatedRecord: "Was the writer stopped while it wrote? The rest of the file was used."
    case .unreadSpans: "Export the traces as OTLP JSON. Files that are no traces can be listed under `quality.ignore-files`."
    case .otherFormat: "Leave --input-format out to detect the format of each record."
    default: ""
    }
  }
}

extension Problem {
  /// What a slicer found wrong.
  init(_ kind: SlicingFault.Kind) {
    self =
      switch kind {
      case .garbage: .garbage
      case .truncated: .truncatedRecord
      case .broken: .malformedRecord
      case .oversized: .oversizedRecord
      case .trailingComma: .trailingComma
      }
  }
}
