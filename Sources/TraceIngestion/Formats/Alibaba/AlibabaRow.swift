import JSONBridge
import TraceModel

/// One row of Alibaba's call graphs: one side's view of a call from an upstream to a downstream service.
struct AlibabaRow {
  /// How the two services talk.
  enum Way {
    case rpc, http, queue, database, cache
  }

  var trace: TraceID
  /// The call's number in its trace, such as `0.1.2`, and that of the call that it is part of.
  var call: UInt64
  var outer: [UInt64]
  var way: Way
  var caller: NameID
  var callerInstance: NameID
  var callee: NameID
  var calleeInstance: NameID
  var name: NameID
  var start: UInt64
  var duration: UInt64
  /// A response time below zero is what the downstream side measured.
  var isNegative: Bool
}

/// The columns of Alibaba's call graphs, by their place.
struct AlibabaColumns: Sendable {
  private var places: [String: Int] = [:]

  init(_ names: [String]) {
    for (place, name) in names.enumerated() { places[name.lowercased()] = place }
  }

  static func matches(_ names: Set<String>) -> Bool {
    let names = Set(names.map { $0.lowercased() })
    return names.isSuperset(of: ["timestamp", "traceid", "um", "dm", "rpctype", "rt"])
      && !names.isDisjoint(with: ["rpcid", "rpc_id"])
  }

  private func cell(_ name: String, _ cells: [CSVCell]) -> UnsafeRawBufferPointer {
    guard let place = places[name], cells.indices.contains(place) else {
      return UnsafeRawBufferPointer(start: nil, count: 0)
    }
    return cells[place].bytes
  }

  /// The row of these cells; nil with a reason when it is none.
  func row(_ cells: [CSVCell], _ names: inout NameTable) -> Result<AlibabaRow, Damage> {
    let trace = cell("traceid", cells)
    let number = cell("rpcid", cells).isEmpty ? cell("rpc_id", cells) : cell("rpcid", cells)
    guard !trace.isEmpty else { return .failure(Damage("a row without a trace")) }
    guard !number.isEmpty else { return .failure(Damage("a row without the number of its call")) }
    guard let start = RowTime.time(cell("timestamp", cells), .milliseconds) else {
      return .failure(Damage("a row without a time"))
    }
    var time = cell("rt", cells)
    let isNegative = time.first == 0x2D
    if isNegative { time = UnsafeRawBufferPointer(rebasing: time.dropFirst()) }
    return .success(
      AlibabaRow(
        trace: TraceID(low: Identifiers.standIn(trace)), call: Identifiers.standIn(number), outer: Self.outer(number),
        way: Self.way(cell("rpctype", cells)), caller: Self.service(cell("um", cells), &names),
        callerInstance: Self.service(cell("uminstanceid", cells), &names),
        callee: Self.service(cell("dm", cells), &names),
        calleeInstance: Self.service(cell("dminstanceid", cells), &names),
        name: Self.service(cell("interface", cells), &names), start: start,
        duration: RowTime.duration(time, .milliseconds) ?? 0, isNegative: isNegative
      )
    )
  }

  struct Damage: Error {
    var reason: String
    init(_ reason: String) { self.reason = reason }
  }

  /// The numbers of the calls that a call is part of, the closest first.
  private static func outer(_ number: UnsafeRawBufferPointer) -> [UInt64] {
    var outer: [UInt64] = []
    var end = number.count
    while let dot = number[..<end].lastIndex(of: 0x2E), outer.count < 64 {
      end = dot
      outer.append(Identifiers.standIn(UnsafeRawBufferPointer(rebasing: number[..<end])))
    }
    return outer
  }

  private static func way(_ text: UnsafeRawBufferPointer) -> AlibabaRow.Way {
    if text.equalsIgnoringCase("http") { return .http }
    if text.equalsIgnoringCase("mq") { return .queue }
    if text.equalsIgnoringCase("db") { return .database }
    if text.equalsIgnoringCase("mc") { return .cache }
    return .rpc
  }

  /// What was not recorded is empty.
  private static func service(_ text: UnsafeRawBufferPointer, _ names: inout NameTable) -> NameID {
    if text.equalsIgnoringCase("unknown") || text.equalsIgnoringCase("unavailable") || text.equalsIgnoringCase("nan")
      || text.spells("(?)") || text.spells("?") || text.equalsIgnoringCase("user")
    {
      return .empty
    }
    return names.intern(text)
  }
}
