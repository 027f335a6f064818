import Testing

@testable import Core

@Suite("Writing JSON") struct JSONWriterTests {
  private func text(_ members: (inout JSONWriter) -> Void) -> String {
    var json = JSONWriter()
    json.object(members)
    return String(decoding: json.bytes, as: UTF8.self)
  }

  @Test("lists of numbers, also empty ones, stand where a value may")
  func numbers() {
    let written = text { json in
      json.member("none", [])
      json.member("some", [1, -0.25, .infinity])
      json.member("short", [1.0 / 3], significantDigits: 3)
      json.key("nested")
      json.array { json in
        json.value([1])
        json.value([2, 3])
      }
    }
    #expect(written == #"{"none":[],"some":[1,-0.25,null],"short":[0.333],"nested":[[1],[2,3]]}"#)
  }

  @Test("times are seconds by stage, in the order given")
  func timings() {
    let written = text { $0.timings([("total", 1.23456789), ("none", 0)]) }
    #expect(written == #"{"timings":{"total":1.23457,"none":0}}"#)
  }
}
