import Foundation
import Testing

@testable import RiskReport

/// A browser without a window, where one is installed.
enum Browser {
  /// Some systems install a stub that only says where to get the browser: it must start, too.
  static let program = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].first { path in
    guard FileManager.default.isExecutableFile(atPath: path) else { return false }
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = ["--version"]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }

  static var isInstalled: Bool { program != nil }

  /// Runs a script in a page after it has loaded. `script` is the body of a function that returns what to look at; the
  /// result is that as JSON, the errors of all scripts behind it.
  static func run(_ page: String, _ script: String) throws -> String {
    let text = """
      const errors = [];
      addEventListener("error", (event) => errors.push(event.message));
      document.addEventListener("securitypolicyviolation", (event) => errors.push(event.violatedDirective));
      window.alert = () => errors.push("alert");
      const all = (what) => [...document.querySelectorAll(what)];
      const press = (target, key) =>
        target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      const type = (id, value) => {
        const field = document.getElementById(id);
        field.value = value;
        field.dispatchEvent(new Event(field.tagName === "SELECT" ? "change" : "input"));
      };
      const seen = (what) => all(what).filter((part) => part.checkVisibility());
      addEventListener("load", async () => {
        const result = await (async () => { \(script) })();
        document.title = JSON.stringify([result, errors]);
      });
      """
    let changed = page.replacing("script-src '", with: "script-src 'sha256-\(SHA256.base64(text))' '")
      .replacing("</head>", with: "<script>\(text)</script></head>")
    return title(try open(changed))
  }

  /// Shows a page at a width, as on a small screen, and returns by how many pixels it is wider.
  static func overflow(of page: String, at width: Int, dark: Bool = false) throws -> String {
    let outer = """
      <!DOCTYPE html><meta charset="utf-8"><iframe width="\(width)" height="800"></iframe><script>
      const bytes = Uint8Array.from(atob("\(Data(page.utf8).base64EncodedString())"), (c) => c.charCodeAt(0));
      const frame = document.querySelector("iframe");
      frame.addEventListener("load", () => {
        const root = frame.contentDocument.documentElement;
        document.title = String(root.scrollWidth - root.clientWidth);
      });
      frame.srcdoc = new TextDecoder().decode(bytes);
      </script>
      """
    return title(try open(outer, ["--blink-settings=preferredColorScheme=\(dark ? 0 : 1)"]))
  }

  private static func title(_ dom: String) -> String {
    let text = dom.components(separatedBy: "<title>").dropFirst().first?.components(separatedBy: "</title>").first ?? ""
    return text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
  }

  /// The page after its scripts ran, as markup.
  private static func open(_ page: String, _ options: [String] = []) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "firebreak-page-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "page.html")
    try Data(page.utf8).write(to: file)
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: try #require(program))
    process.arguments =
      options + [
        "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=\(folder.appending(path: "profile").path)",
        "--virtual-time-budget=3000", "--dump-dom", file.absoluteString,
      ]
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
