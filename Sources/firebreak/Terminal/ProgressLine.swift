import Foundation
import TraceIngestion

/// Shows on standard error how far reading is, while it takes long and only on a terminal.
///
/// A class because a thread of its own writes the line while the command reads.
final class ProgressLine: Sendable {
  private let progress: ReadingProgress
  private let total: Int
  private let start = Date()
  private let lock = NSLock()
  nonisolated(unsafe) private var isFinished = false
  nonisolated(unsafe) private var isShown = false

  /// Starts watching; nothing is shown before a second has passed.
  ///
  /// - Returns: nothing where standard error is no terminal.
  static func start(_ progress: ReadingProgress, paths: [String]) -> ProgressLine? {
    guard StandardError.isTerminal else { return nil }
    let line = ProgressLine(progress, total: paths.reduce(0) { $0 + size(of: $1) })
    Thread.detachNewThread { line.watch() }
    return line
  }

  private init(_ progress: ReadingProgress, total: Int) {
    self.progress = progress
    self.total = total
  }

  /// Stops, and takes the line away.
  func finish() {
    lock.withLock {
      isFinished = true
      if isShown { StandardError.progress("\r\u{1B}[K") }
    }
  }

  private func watch() {
    Thread.sleep(forTimeInterval: 1)
    while true {
      let isDone = lock.withLock { () -> Bool in
        if !isFinished {
          isShown = true
          StandardError.progress(
            "\r" + Self.text(progress.bytesRead, of: total, seconds: -start.timeIntervalSinceNow) + "\u{1B}[K")
        }
        return isFinished
      }
      if isDone { return }
      Thread.sleep(forTimeInterval: 0.25)
    }
  }

  /// `reading 34 % of 1.2 GB, 310 MB/s, 3 s left`; without a known size what was read so far.
  static func text(_ read: Int, of total: Int, seconds: Double) -> String {
    let rate = seconds > 0 ? Double(read) / seconds : 0
    let speed = "\(size(Int(min(rate, 1e15))))/s"
    guard total > 0, read <= total else { return "reading, \(size(read)) so far, \(speed)" }
    guard read < total else { return "read \(size(total)), analysing" }
    let left = rate > 0 ? Int((Double(total - read) / rate).rounded(.up)) : 0
    return "reading \(Int(Double(read) / Double(total) * 100)) % of \(size(total)), \(speed), \(left) s left"
  }

  private static func size(_ bytes: Int) -> String {
    let units = ["B", "kB", "MB", "GB", "TB", "PB"]
    var value = Double(bytes)
    var unit = 0
    while value >= 1000, unit < units.count - 1 {
      value /= 1000
      unit += 1
    }
    return value < 10 && unit > 0
      ? "\((value * 10).rounded() / 10) \(units[unit])" : "\(Int(value.rounded())) \(units[unit])"
  }

  /// Bytes of a file, or of all files in a folder; 0 for standard input.
  private static func size(of path: String) -> Int {
    let url = URL(filePath: path)
    let keys: Set<URLResourceKey> = [.isRegularFileKey, .fileSizeKey]
    func bytes(_ url: URL) -> Int {
      guard let values = try? url.resourceValues(forKeys: keys), values.isRegularFile == true else { return 0 }
      return values.fileSize ?? 0
    }
    guard path != "-" else { return 0 }
    if let files = FileManager.default.enumerator(at: url, includingPropertiesForKeys: Array(keys)),
      url.hasDirectoryPath || bytes(url) == 0
    {
      return files.reduce(0) { sum, file in sum + ((file as? URL).map(bytes) ?? 0) }
    }
    return bytes(url)
  }
}
