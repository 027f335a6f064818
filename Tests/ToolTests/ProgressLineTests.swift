import Testing

@testable import sightline

@Suite struct ProgressLineTests {
  @Test("the line shows done, rate, remaining time and failures")
  func line() {
    let line = ProgressLine(done: 412, total: 10_000, failed: 3, secondsElapsed: 17.8)
    #expect(line.text(width: 80) == "412/10000 pictures  23.1/s  6:55 left  3 failed")
    #expect(line.text(width: 12) == "412/10000 pi")
    #expect(line.text(width: 0).isEmpty)
  }

  @Test("what is not known yet or no longer wanted is left out")
  func edges() {
    #expect(ProgressLine(total: 5).text(width: 80) == "0/5 pictures")
    #expect(ProgressLine(done: 5, total: 5, secondsElapsed: 2).text(width: 80) == "5/5 pictures  2.5/s")
  }

  @Test("times are rounded up and rates have three digits")
  func numbers() {
    let durations = [0.0, 0.2, 59.5, 61, 3599, 3600, 10_929].map(ProgressLine.duration)
    #expect(durations == ["0:00", "0:01", "1:00", "1:01", "59:59", "1:00:00", "3:02:09"])
    #expect(
      [0.04, 1.25, 99.94, 99.96, 1234.5].map(ProgressLine.rate) == ["0.0", "1.3", "99.9", "100", "1235"])
  }

  @Test("control characters are made visible")
  func printable() {
    #expect(Console.printable("a\u{1B}[31mb\n\tç\u{7F}") == "a?[31mb??ç?")
  }
}
