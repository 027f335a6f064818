/// Lists of numbers, and times.
extension JSONWriter {
  /// An array of numbers.
  package mutating func value(_ numbers: [Double], significantDigits: Int = 15) {
    array { json in for number in numbers { json.value(number, significantDigits: significantDigits) } }
  }

  package mutating func member(_ key: String, _ numbers: [Double], significantDigits: Int = 15) {
    self.key(key)
    value(numbers, significantDigits: significantDigits)
  }

  /// The member `timings`: seconds by stage, in the order given. Six digits are more than a clock is good for.
  package mutating func timings(_ stages: [(stage: String, seconds: Double)]) {
    key("timings")
    object { json in
      for (stage, seconds) in stages {
        json.key(stage)
        json.value(seconds, significantDigits: 6)
      }
    }
  }
}
