import Raster
import Retrieval

/// The strip below a pair: the verdict, and the numbers with the names of the pictures.
struct PairCaption {
  let verdict: String
  let numbers: String
  let isSame: Bool

  init(_ report: ComparisonReport) {
    isSame = report.isSame
    let answer = report.isSame ? "the same" : "not the same"
    verdict = report.isIdentical ? "\(answer): identical files" : answer
    let proof = report.proof.map { ProofText.sentence($0) }
    let looks = "\(NumberText.count(report.candidateCount, "pair")) of points looked alike"
    let names = "\(report.a.name) - \(report.b.name)"
    numbers = [proof ?? "no map is obeyed by more points than chance brings about", looks, names]
      .joined(separator: "; ")
  }

  /// Draws the strip over the canvas's whole width.
  func draw(on canvas: inout Canvas, top: Int, height: Int) {
    let (large, small, margin) = (26.0, 18.0, 10.0)
    let room = Double(canvas.width) - 2 * margin
    let colour = isSame ? DrawingStyle.proven : DrawingStyle.region
    canvas.drawText(
      DrawingStyle.shortened(verdict, toWidth: room, height: large), atX: margin, y: Double(top) + 6,
      height: large, colour: colour)
    canvas.drawText(
      DrawingStyle.shortened(numbers, toWidth: room, height: small), atX: margin, y: Double(top) + 35,
      height: small, colour: DrawingStyle.text)
  }
}
