internal import CallClassification
internal import FailureSpread

/// A value of a report that writes itself as JSON: the same text as its derived coding, by which it is read back.
///
/// A property that is new in a type of the report is added to its members here too; a test compares the two for a report
/// with every property set.
protocol JSONWritten: Sendable {
  func write(to json: inout JSONOutput)
}

/// A value that is an object: members in the order of its properties.
protocol JSONObject: JSONWritten {
  func addMembers(to json: inout JSONOutput)
}

extension JSONObject {
  func write(to json: inout JSONOutput) { json.object { addMembers(to: &$0) } }
}

extension String: JSONWritten {
  func write(to json: inout JSONOutput) { json.write(self) }
}

extension Int: JSONWritten {
  func write(to json: inout JSONOutput) { json.write(self) }
}

extension Double: JSONWritten {
  func write(to json: inout JSONOutput) { json.write(self) }
}

extension Bool: JSONWritten {
  func write(to json: inout JSONOutput) { json.write(self) }
}

extension Array: JSONWritten where Element: JSONWritten {
  func write(to json: inout JSONOutput) { json.list(self) }
}

// MARK: - Words

extension JSONWritten where Self: RawRepresentable, RawValue == String {
  func write(to json: inout JSONOutput) { json.write(rawValue) }
}

extension Verdict: JSONWritten {}
extension Waiting: JSONWritten {}
extension Mechanism: JSONWritten {}
extension NodeKind: JSONWritten {}
extension EntryKind: JSONWritten {}
extension FailureDomainKind: JSONWritten {}
extension ChainStop: JSONWritten {}
extension Severity: JSONWritten {}
extension FirebreakMeasure: JSONWritten {}
extension BaselineState: JSONWritten {}
extension GateOutcome: JSONWritten {}
