internal import Synchronization

/// How many bytes of the inputs have been read so far, as they lie in the files.
///
/// A class because reading threads add to it while another looks. Options that share one are equal in it.
public final class ReadingProgress: Hashable, Sendable {
  private let bytes = Atomic<Int>(0)

  public init() {}

  public var bytesRead: Int { bytes.load(ordering: .relaxed) }

  func add(_ count: Int) {
    bytes.wrappingAdd(count, ordering: .relaxed)
  }

  public static func == (left: ReadingProgress, right: ReadingProgress) -> Bool { left === right }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(self))
  }
}
