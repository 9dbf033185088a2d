import Testing
@testable import JSONBridge
@Test func placeholder() {}
