/// What became of everything that was to be read. Each file, and each byte as it is stored, is in one part.
public struct InputAccount: Hashable, Sendable {
  /// Numbers of files or of bytes.
  public struct Parts: Hashable, Sendable {
    /// All there were.
    public var found = 0
    /// Recognised as something that holds no spans.
    public var other = 0
    /// Not read, or not usable.
    public var unread = 0

    public init(found: Int = 0, other: Int = 0, unread: Int = 0) {
      self.found = max(found, 0)
      self.unread = min(max(unread, 0), self.found)
      self.other = min(max(other, 0), self.found - self.unread)
    }

    public var read: Int { found - other - unread }

    /// Of what was to be read, how much was not. Zero where there was nothing.
    public var unreadShare: Double {
      let total = found - other
      return total > 0 ? Double(unread) / Double(total) : 0
    }

    mutating func add(_ more: Parts) {
      func sum(_ left: Int, _ right: Int) -> Int {
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? .max : sum
      }
      self = Parts(
        found: sum(found, more.found), other: sum(other, more.other), unread: sum(unread, more.unread))
    }
  }

  public var files: Parts
  public var bytes: Parts
  /// Records, spans and lines between records that could not be used.
  public var rejected: Int

  public init(files: Parts = Parts(), bytes: Parts = Parts(), rejected: Int = 0) {
    self.files = files
    self.bytes = bytes
    self.rejected = max(rejected, 0)
  }

  /// The larger of the shares of bytes and of files: a link to nowhere and a locked directory have no bytes.
  public var unreadShare: Double { max(bytes.unreadShare, files.unreadShare) }

  /// Whether all that was to be read was read and used.
  public var isComplete: Bool { files.unread == 0 && bytes.unread == 0 && rejected == 0 }

  /// Adds what became of other inputs. Commutative; sums stop at the largest number.
  public mutating func add(_ other: InputAccount) {
    files.add(other.files)
    bytes.add(other.bytes)
    let (sum, overflow) = rejected.addingReportingOverflow(other.rejected)
    rejected = overflow ? .max : sum
  }
}
