import JSONBridge

/// What the columns of a table mean whose names are not known, as a user says in a file.
public struct ColumnMap: Hashable, Sendable {
  /// The words for meanings, in the order that messages list them.
  public static let words = [
    "trace", "span", "parent", "name", "kind", "service", "instance", "start", "end", "duration_ns", "duration_us",
    "duration_ms", "duration_s", "status", "message", "attributes", "resource",
  ]

  /// Each meaning's column.
  private(set) var names: [String: String] = [:]

  /// What is wrong with a file of columns.
  public struct Mistake: Error, Hashable, Sendable, CustomStringConvertible {
    public var description: String
  }

  /// Reads an object that names a column for each meaning: `{"trace": "tid", "span": "sid", …}`.
  public init(_ file: [UInt8]) throws(Mistake) {
    let value: JSONValue
    do throws(JSONError) {
      value = try JSONValue(parsing: file)
    } catch {
      throw Mistake(description: error.message)
    }
    guard let members = value.members else { throw Mistake(description: "expected an object of meanings and columns") }
    for member in members {
      guard Self.words.contains(member.name) else {
        let words = Self.words.joined(separator: ", ")
        throw Mistake(description: "\"\(member.name)\" is no meaning of a column; it is one of \(words)")
      }
      guard let name = member.value.text, !name.isEmpty else {
        throw Mistake(description: "expected the name of a column for \"\(member.name)\"")
      }
      names[member.name] = name
    }
    for word in ["trace", "span", "start"] where names[word] == nil {
      throw Mistake(description: "no column for \"\(word)\"")
    }
    let hasLength = ["end", "duration_ns", "duration_us", "duration_ms", "duration_s"].contains { names[$0] != nil }
    guard hasLength else { throw Mistake(description: "no column for \"end\" or a duration") }
  }
}

/// Reads rows whose columns a user explained.
struct MappedRows: Sendable {
  private let tree: ColumnTree
  /// The columns that every such row has.
  private let needed: [String]

  init(_ map: ColumnMap) {
    tree = ColumnTree(Self.columns(map) + SpanRowColumns.all)
    needed = ["trace", "span"].compactMap { map.names[$0] }
  }

  /// The columns as the user named them; they come before those that are known.
  private static func columns(_ map: ColumnMap) -> [(Column, [String])] {
    let meanings: [(String, Column)] = [
      ("trace", .traceID(.hexadecimal)), ("span", .spanID(.hexadecimal)), ("parent", .parentID(.hexadecimal)),
      ("name", .name), ("kind", .kind), ("service", .service), ("instance", .instance), ("start", .start(.bySize)),
      ("end", .end(.bySize)), ("duration_ns", .duration(.nanoseconds)), ("duration_us", .duration(.microseconds)),
      ("duration_ms", .duration(.milliseconds)), ("duration_s", .duration(.seconds)),
      ("status", .fact(FactRule(fact: .statusCode, rank: 0))),
      ("message", .fact(FactRule(fact: .statusMessage, rank: 0))), ("attributes", .attributes),
      ("resource", .resourceAttributes),
    ]
    return meanings.compactMap { word, column in map.names[word].map { (column, [$0]) } }
  }

  /// Spans, when a record has the columns that were named.
  func contents(of record: UnsafeRawBufferPointer) -> RecordContents? {
    var missing = Set(needed)
    var members = ShallowMembers(record)
    while !missing.isEmpty, let member = members.next() {
      let key = String(decoding: member.key, as: UTF8.self)
      // A column inside of an object is named by a path, of which the record has the beginning.
      missing = missing.filter { $0 != key && !$0.hasPrefix(key + ".") && !$0.hasPrefix(key + "|") }
    }
    guard missing.isEmpty else { return nil }
    return .spans(.spanRows, decoding)
  }

  private var decoding: RecordDecoding {
    RecordDecoding(
      cursor: { [tree] in SpanRowDecoder.decode(&$0, tree, into: &$1) },
      tree: { [tree] in SpanRowDecoder.decode(&$0, tree, into: &$1) }
    )
  }

  /// The same for tables of comma-separated values.
  var table: CSVTable {
    CSVTable(
      format: .spanRows, matches: { [needed] in $0.isSuperset(of: needed) },
      read: { [tree] in SpanRowDecoder.decode(&$0, tree, into: &$1) }
    )
  }
}
