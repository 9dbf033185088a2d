import JSONBridge
import TraceModel

/// Every imperfection that reading reports, with its words.
enum Problem: String, Hashable, Sendable, CaseIterable {
  // Files.
  case unreadableFile = "unreadable-file"
  case emptyFile = "empty-file"
  case emptyDirectory = "empty-directory"
  case notATrace = "not-a-trace"
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
    case .unreadableFile, .otherFormat, .foreignFile, .damagedCompression, .garbage,
      .truncatedRecord, .malformedRecord, .oversizedRecord, .tooDeep, .invalidUTF8, .partialTrace, .wrongType,
      .outOfRange,
      .invalidTraceID, .invalidSpanID, .invalidParentID, .invalidLink:
      true
    case .emptyFile, .emptyDirectory, .notATrace, .duplicateKey, .trailingComma, .unusualID, .missingServiceName,
      .missingTime,
      .negativeDuration, .suspiciousTimeUnit, .droppedByLimit:
      false
    }
  }

  /// What is wrong and what was expected, for when the place says nothing more precise.
  var message: String {
    switch self {
    case .unreadableFile: "a file or directory cannot be read"
    case .emptyFile: "a file is empty"
    case .emptyDirectory: "a directory holds no files"
    case .notATrace: "a file holds no spans"
    case .otherFormat: "a record is of another format than the one asked for"
    case .foreignFile: "a file of a kind that is not read"
    case .damagedCompression: "a compressed file is damaged or ends too early; what came before was used"
    case .garbage: "bytes between records that are no JSON object; skipped to the next line that begins one"
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
    case .invalidParentID: "a parent id that is no id; the span was kept without its parent"
    case .invalidLink: "a link whose ids are not valid; it was left out"
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
