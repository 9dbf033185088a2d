import Foundation
import TraceIngestion

/// Whether a path leads to something, whatever bytes its name is made of.
enum FilePresence {
  static func isThere(_ path: String) -> Bool {
    var status = stat()
    return SystemPath.withCString(path) { stat($0, &status) } == 0
  }
}
