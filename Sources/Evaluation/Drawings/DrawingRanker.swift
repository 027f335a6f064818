import Core

/// A way of ranking photographs by drawings. Each is a file of its own and gives a line of the table.
package protocol DrawingRanker: Sendable {
  /// As it is named on the command line and in tables.
  var name: String { get }

  /// The score of each photograph for each drawing.
  func ranking(of material: DrawingMaterial, jobs: Int) throws(EvaluationError) -> DrawingRanking
}

package struct DrawingRanking: Sendable, Equatable {
  /// A row for each drawing, a column for each photograph: the higher, the better. −∞: not found.
  package var scores: Matrix<Float>
  /// What is kept of a photograph; `nil` where that means nothing.
  package var numbersPerPhotograph: Int?
  /// Seconds of one thread to describe a photograph from its lines, and a drawing, and to compare one with all photographs.
  package var secondsPerPhotograph = 0.0
  package var secondsPerDrawing = 0.0
  package var secondsPerSearch = 0.0

  package init(scores: Matrix<Float>, numbersPerPhotograph: Int? = nil) {
    self.scores = scores
    self.numbersPerPhotograph = numbersPerPhotograph
  }

  /// The photographs that were found for a drawing, the best first; of equal ones the first in order.
  package func order(ofDrawing drawing: Int) -> [Int] {
    let row = Array(scores[drawing])
    return row.indices.filter { row[$0] > -.infinity }.sorted { (row[$1], $0) < (row[$0], $1) }
  }
}
