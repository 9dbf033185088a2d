internal import DeploymentGate
internal import Foundation
internal import JSONBridge
internal import RiskReport

/// Why a file that Firebreak wrote earlier cannot be used.
public struct DocumentError: Error, Sendable, CustomStringConvertible {
  public var path: String
  public var reason: String

  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  public var description: String { "\(path): \(reason)" }
}

/// The files that Firebreak itself writes, told apart by their first lines.
public enum DocumentFile {
  public enum Kind: Sendable {
    case summary
    case report
    case baseline
  }

  /// What a file holds, if Firebreak wrote it. Reads its beginning only.
  public static func kind(of path: String) -> Kind? {
    guard path != "-", let handle = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? handle.close() }
    guard let front = try? handle.read(upToCount: 512) else { return nil }
    let text = String(decoding: front, as: UTF8.self).filter { !$0.isWhitespace }
    if text.hasPrefix("{\"kind\":\"firebreak-summary\"") { return .summary }
    guard text.hasPrefix("{\"schemaVersion\":") else { return nil }
    if text.contains("\"identityVersion\":") { return .baseline }
    return text.contains("\"tool\":{\"name\":\"firebreak\"") ? .report : nil
  }

  static func bytes(of path: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw DocumentError(path: path, reason: "cannot be read")
    }
    return Array(data)
  }
}
