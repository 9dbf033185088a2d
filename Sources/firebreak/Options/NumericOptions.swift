import ArgumentParser

/// Values of options that are numbers. A value that is refused is answered with what is allowed.
enum NumericOptions {
  /// More threads than any machine has processors only take memory.
  static let mostThreads = 1024
  static let widths = 40...10_000

  static func threads(_ text: String) throws -> Int {
    guard let number = Int(text), (0...mostThreads).contains(number) else {
      throw ValidationError("Write a number from 1 to \(mostThreads), or 0 for one per processor.")
    }
    return number
  }

  static func width(_ text: String) throws -> Int {
    guard let number = Int(text), widths.contains(number) else {
      throw ValidationError("Write a number of columns from \(widths.lowerBound) to \(widths.upperBound).")
    }
    return number
  }

  static func memory(_ text: String) throws -> MemorySize {
    guard let size = MemorySize(argument: text) else {
      throw ValidationError("Write a number of bytes, with K, M or G for powers of 1024, such as 512M or 2G.")
    }
    return size
  }
}
