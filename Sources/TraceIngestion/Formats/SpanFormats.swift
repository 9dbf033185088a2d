import JSONBridge

/// The list of all formats, and what follows from it.
enum SpanFormats {
  /// Adding a format is a folder beside this file and a line here. Where two forms of records are alike, the one with
  /// more members decides, then the one listed first.
  static let all: [SpanFormat] = [
    OTLPFormat.format,
    OTLPProtobufFormat.format,
    JaegerFormat.format,
    ZipkinFormat.format,
    ZipkinV1Format.format,
    ElasticsearchFormat.format,
    RowsFormat.format,
    ConsoleFormat.format,
    ElasticFormat.format,
    DatadogFormat.format,
    XRayFormat.format,
    SkyWalkingFormat.format,
    GoogleFormat.format,
    InsightsFormat.format,
    AlibabaFormat.format,
    AnswerFormat.format,
    UnreadForms.format,
    EnvelopeFormat.format,
  ]

  static let recogniser = FormRecogniser(all)

  /// Where documents keep their records.
  static let layout = RecordLayout(
    lists: all.flatMap(\.lists).map { $0.name.description }, envelopes: all.flatMap(\.envelopes).map(\.description),
    signals: all.flatMap(\.signals).map(\.description), notes: all.flatMap(\.notes).map { $0.name.description },
    firstMembersInLines: QuotedDocuments.firstMembers
  )

  private static let lists = all.flatMap(\.lists)
  private static let notes = all.flatMap(\.notes)
  private static let streams = all.flatMap(\.streams)
  private static let shortcuts = all.flatMap(\.shortcuts)

  /// What the elements of a list are when nothing in them says otherwise.
  static func contents(of list: String?) -> RecordContents? {
    guard let list else { return nil }
    return lists.first { $0.name.description == list }?.contents
  }

  /// The problem that a scalar beside the records tells of.
  static func problem(of note: String, _ value: UnsafeRawBufferPointer) -> Problem? {
    notes.first { $0.name.description == note && value.spells($0.value) }?.problem
  }

  /// What a member that is passed over holds, such as `logs`.
  static func signalName(of member: String) -> String {
    let word = member.split(separator: "_").last.map(String.init) ?? member
    return (word.hasPrefix("resource") ? String(word.dropFirst("resource".count)) : word).lowercased()
  }

  /// What cuts an input that begins with these bytes, when it is no sequence of JSON documents.
  static func cutter(for front: [UInt8], columns: ColumnMap? = nil) -> (any RecordCutter)? {
    if let columns, let cutter = CSVCutter(front: front, tables: [MappedRows(columns).table]) { return cutter }
    for stream in streams {
      if let cutter = stream.cutter(front) { return cutter }
    }
    return nil
  }

  /// The formats that are taken when one is asked for; nil when all are.
  static func family(of format: InputFormat?) -> [InputFormat]? {
    guard let format else { return nil }
    return all.first { $0.names.contains(format) }?.names ?? [format]
  }

  /// Whether records of two formats have the same form.
  static func areOneFamily(_ one: InputFormat, _ other: InputFormat) -> Bool {
    one == other || all.contains { $0.names.contains(one) && $0.names.contains(other) }
  }

  // MARK: Shortcuts

  static func shortcut(forFirstMember name: UnsafeRawBufferPointer) -> Shortcut? {
    for shortcut in shortcuts {
      if case .member(let member) = shortcut.beginning, name.spells(member) { return shortcut }
    }
    return nil
  }

  static func shortcut(forElementOf list: String) -> Shortcut? {
    for shortcut in shortcuts {
      if case .element(let name) = shortcut.beginning, name.description == list { return shortcut }
    }
    return nil
  }

  static let arrayShortcut: Shortcut? = shortcuts.first { if case .array = $0.beginning { true } else { false } }
}

extension InputFormat: CaseIterable {
  public static var allCases: [InputFormat] { SpanFormats.all.flatMap(\.names) }
}
