import Core
import Testing

@testable import Evaluation

@Suite("Recall and precision of copies") struct CopyFiguresTests {
  private func evidence(_ logNFA: Double, name: String = "a", isProven: Bool = true) -> CopyAnswer.Evidence {
    CopyAnswer.Evidence(name: name, score: 40 - logNFA, logNFA: logNFA, isProven: isProven)
  }

  private func answer(
    _ kind: CopyKind, right: CopyAnswer.Evidence? = nil, rank: Int? = nil, wrong: Double? = nil,
    wrongCount: Int? = nil, seconds: Double = 1
  ) -> CopyAnswer {
    CopyAnswer(
      original: "a", kind: kind, rank: rank, right: right, wrong: wrong.map { evidence($0, name: "w") },
      wrongCount: wrongCount ?? (wrong == nil ? 0 : 1), seconds: seconds)
  }

  /// Two of four mirrors and three of four crops are proven; of these, one mirror and two crops better than −20, which is the best wrong
  /// one.
  private var answers: [CopyAnswer] {
    [
      answer(.mirrored, right: evidence(-50), rank: 1, seconds: 4),
      answer(.mirrored, right: evidence(-20), rank: 2, wrong: -20, wrongCount: 2, seconds: 3),
      answer(.mirrored, right: evidence(-1, isProven: false), seconds: 2), answer(.mirrored, seconds: 9),
      answer(.cropHalf, right: evidence(-30), rank: 1), answer(.cropHalf, right: evidence(-20.5), rank: 1),
      answer(.cropHalf, right: evidence(-6), rank: 1), answer(.cropHalf, wrong: -5),
    ]
  }

  private var report: CopiesReport {
    var options = CopiesOptions()
    options.kinds = [.mirrored, .cropHalf]
    var report = CopiesReport(options: options)
    report.answers = answers
    return report
  }

  @Test("what is worked out by hand comes out")
  func known() throws {
    let report = report
    #expect(report.threshold == -20)
    #expect(report.kinds.map(\.kind) == [.mirrored, .cropHalf])
    let (mirror, crop) = (report.kinds[0].figures, report.kinds[1].figures)
    #expect(mirror.copyCount == 4 && mirror.recall == 0.5 && mirror.recallAtFullPrecision == 0.25)
    #expect(mirror.precision == 0.5 && mirror.wrongCount == 2 && mirror.firstShare == 0.25)
    #expect(mirror.medianSeconds == 3.5)
    #expect(crop.recall == 0.75 && crop.recallAtFullPrecision == 0.5 && crop.precision == 0.75)
    let total = try #require(report.total)
    #expect(total.copyCount == 8 && total.recall == 0.625 && total.recallAtFullPrecision == 0.375)
    #expect(total.precision == 5 / 8.0 && total.firstShare == 0.5)
  }

  @Test("without wrong answers every proven original counts, however weak its proof")
  func nothingWrong() throws {
    let figures = try #require(
      CopyFigures(of: [answer(.shrunk, right: evidence(-3.1), rank: 1), answer(.shrunk)], threshold: nil))
    #expect(figures.recallAtFullPrecision == 0.5 && figures.recall == 0.5 && figures.precision == 1)
  }

  @Test("nothing given is nothing wrong, and no answers have no figures")
  func empty() throws {
    #expect(CopyFigures(of: [], threshold: nil) == nil)
    let figures = try #require(CopyFigures(of: [answer(.shrunk)], threshold: -7))
    #expect(figures.precision == 1 && figures.recall == 0 && figures.recallAtFullPrecision == 0)
    #expect(CopiesReport(options: CopiesOptions()).total == nil)
  }

  @Test("the JSON says the same, and the table has a line an answer")
  func output() throws {
    var report = report
    report.skipped = [CopiesReport.Skipped(name: "b", reason: "is \"torn\"")]
    report.originals = [CopiesReport.Original(name: "a", alike: ["z"])]
    var json = JSONWriter()
    json.object { json in
      report.append(to: &json)
      report.appendAnswers(to: &json)
    }
    let value = try JSONValue(parsing: json.bytes)
    #expect(value["benchmark"]?.string == "copies" && value["queries"]?.integer == 8)
    #expect(value["recallAtFullPrecision"]?.number == 0.375 && value["threshold"]?.number == -20)
    #expect(value["kinds"]?.array?.compactMap { $0["kind"]?.string } == ["mirror", "crop-50"])
    #expect(value["skipped"]?.array?.first?["reason"]?.string == "is \"torn\"")
    #expect(value["answers"]?.array?.count == 8 && value["alike"]?["a"]?.array?.count == 1)
    #expect(value["settings"]?["mirror"]?.bool == true)
    let lines = String(decoding: report.table, as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 9 && lines[2] == "mirror,a,0,0,2,1,60,-20,w,-20,2,3")
    #expect(lines[4] == "mirror,a,0,0,,0,,,,,0,9")
  }
}
