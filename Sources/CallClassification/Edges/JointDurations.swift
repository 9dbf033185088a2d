internal import TraceModel

/// How long calls took, against how long their requests still lasted from the calls' beginning: counts by both.
///
/// Buckets are half a power of two wide. Whole numbers only, so that tables add up in any order. Only the pairs that occur
/// are stored, sorted.
public struct JointDurations: Sendable, Equatable {
  /// A pair of buckets and how many calls fell into it.
  struct Cell: Sendable, Equatable {
    var key: UInt16
    var count: UInt32
  }

  private(set) var cells: [Cell] = []

  public init() {}

  public var total: Int { cells.reduce(0) { $0 + Int($1.count) } }

  /// Calls that were not longer than what was left of their requests, as far as the buckets tell.
  public var inTime: Int { cells.reduce(0) { $0 + ($1.key & 0xFF >= $1.key >> 8 ? Int($1.count) : 0) } }

  /// Adds one call. Both in nanoseconds, by clocks of their own: neither is subtracted from the other.
  public mutating func record(call: UInt64, rest: UInt64) {
    add(Cell(key: UInt16(Self.bucket(call)) << 8 | UInt16(Self.bucket(rest)), count: 1))
  }

  public mutating func merge(_ other: JointDurations) {
    for cell in other.cells { add(cell) }
  }

  private mutating func add(_ cell: Cell) {
    var low = 0
    var high = cells.count
    while low < high {
      let middle = (low + high) / 2
      if cells[middle].key < cell.key { low = middle + 1 } else { high = middle }
    }
    if low < cells.count, cells[low].key == cell.key {
      cells[low].count +|= cell.count
    } else {
      cells.insert(cell, at: low)
    }
  }

  // MARK: - As plain numbers

  /// Keys and counts in turn, as files hold them.
  public var numbers: [UInt32] { cells.flatMap { [UInt32($0.key), $0.count] } }

  /// Restores a table; what is no pair of buckets is passed over.
  public init(numbers: [UInt32]) {
    for place in stride(from: 0, to: numbers.count - numbers.count % 2, by: 2) {
      guard let key = UInt16(exactly: numbers[place]) else { continue }
      add(Cell(key: key, count: numbers[place + 1]))
    }
  }

  // MARK: - Buckets

  /// Below this, everything is one bucket: 2^16 ns, some 66 µs.
  private static let firstExponent = 16

  private static func bucket(_ value: UInt64) -> Int {
    guard value >> UInt64(firstExponent) > 0 else { return 0 }
    let exponent = 63 - value.leadingZeroBitCount
    return 1 + (exponent - firstExponent) * 2 + Int(value >> UInt64(exponent - 1) & 1)
  }

  /// The middle of a bucket, in nanoseconds.
  static func middle(_ bucket: Int) -> Double {
    guard bucket > 0 else { return Double(UInt64(1) << UInt64(firstExponent - 1)) }
    let exponent = min(63, firstExponent + (bucket - 1) / 2)
    let base = Double(UInt64(1) << UInt64(exponent))
    return base * ((bucket - 1) % 2 == 0 ? 1.25 : 1.75)
  }
}
