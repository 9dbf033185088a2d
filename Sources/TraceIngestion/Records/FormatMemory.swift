import JSONBridge

/// What the decoder of a format keeps from record to record, such as guesses of what comes next. One per thread.
protocol FormatMemory: AnyObject {
  init()
}

/// The memories of the formats that were met.
struct FormatMemories {
  private var all: [any FormatMemory] = []

  /// The memory of one format, made when it is first asked for. Asked for once per record, not per span.
  mutating func of<Memory: FormatMemory>(_ type: Memory.Type) -> Memory {
    for memory in all where ObjectIdentifier(Swift.type(of: memory)) == ObjectIdentifier(type) {
      return unsafeDowncast(memory, to: type)
    }
    let memory = type.init()
    all.append(memory)
    return memory
  }
}
