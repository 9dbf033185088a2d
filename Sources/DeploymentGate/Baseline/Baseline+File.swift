public import JSONBridge
import RiskReport
import TraceModel

extension Baseline {
  /// The text of the baseline's file: JSON with one line a record, so that a pull request shows what changed.
  ///
  /// The same baseline gives the same bytes.
  public func fileText() throws(BaselineError) -> String {
    do {
      guard let members = try JSONCoding.value(of: self).members else { throw JSONError(.unwritable, "no object") }
      let lines = try members.map { (member) throws(JSONError) in
        "  \(try Self.compact(.string(member.name))): \(try Self.lines(of: member.value))"
      }
      return Wording.inertJSON("{\n" + lines.joined(separator: ",\n") + "\n}\n")
    } catch {
      throw BaselineError(file: "", message: "The baseline could not be written: \(error).", advice: "")
    }
  }

  private static func lines(of value: JSONValue) throws(JSONError) -> String {
    guard let records = value.elements, !records.isEmpty else { return try compact(value) }
    let lines = try records.map { (record) throws(JSONError) in "    " + (try compact(record)) }
    return "[\n" + lines.joined(separator: ",\n") + "\n  ]"
  }

  private static func compact(_ value: JSONValue) throws(JSONError) -> String {
    String(decoding: try JSONWriter.bytes(of: value, layout: .compact), as: UTF8.self)
  }

  /// Whether a JSON document is a baseline rather than a report, by what only baselines have.
  public static func isBaseline(_ document: JSONValue) -> Bool { document["identityVersion"] != nil }

  /// Reads a baseline's file.
  ///
  /// - Parameters:
  ///   - bytes: its content.
  ///   - file: its name, for messages.
  public init(file bytes: [UInt8], named file: String) throws(BaselineError) {
    let document: JSONValue
    do {
      document = try JSONValue(parsing: bytes)
    } catch {
      throw BaselineError(
        file: file, message: "The baseline is no JSON: \(error).", advice: "Write it again with `firebreak baseline`.")
    }
    guard Self.isBaseline(document) else {
      throw BaselineError(
        file: file, message: "This is no baseline: it has no `identityVersion`.",
        advice: "Write one with `firebreak baseline`; a report is compared with `firebreak diff`.")
    }
    try Self.check("schemaVersion", of: document, is: Self.currentSchemaVersion, file)
    try Self.check("identityVersion", of: document, is: Finding.identityVersion, file)
    do {
      self = try JSONCoding.decode(Baseline.self, from: document)
    } catch {
      throw BaselineError(
        file: file, message: "The baseline does not fit its schema: \(error).",
        advice: "Write it again with `firebreak baseline`.")
    }
    guard counts.allSatisfy({ (0...DataBounds.largestCount).contains($0) }) else {
      throw BaselineError(
        file: file, message: "A count is negative, or larger than any number of requests.",
        advice: "Write the baseline again with `firebreak baseline`.")
    }
  }

  private static func check(_ key: String, of document: JSONValue, is version: Int, _ file: String)
    throws(BaselineError)
  {
    guard document[key]?.int != version else { return }
    throw BaselineError(
      file: file,
      message:
        "The baseline's `\(key)` is \(document[key]?.int.map(String.init) ?? "no number"), this version reads \(version).",
      advice: "Write it again with `firebreak baseline` from the traces that it was made of.")
  }

  /// All counts that are compared or added.
  private var counts: [Int] {
    let own = [evidence.traces, evidence.spans] + services.map(\.traces) + cycles.map(\.traces)
    let entries = entries.flatMap { [$0.requests] + $0.depths } + nodes.flatMap { $0.entries.map(\.requests) }
    let edges = edges.flatMap {
      [$0.calls, $0.traces, $0.waits, $0.doesNotWait, $0.failures, $0.propagated, $0.unanswered ?? 0]
    }
    return own + entries + edges + findings.flatMap { [$0.measure?.observed ?? 0, $0.measure?.of ?? 0] }
  }
}

/// Why a baseline cannot be used.
public struct BaselineError: Error, Sendable, Equatable, CustomStringConvertible {
  public var file: String
  public var message: String
  /// What to do.
  public var advice: String

  public init(file: String, message: String, advice: String) {
    self.file = file
    self.message = message
    self.advice = advice
  }

  public var description: String {
    "\(file): error: [baseline] \(message)" + (advice.isEmpty ? "" : " \(advice)")
  }
}
