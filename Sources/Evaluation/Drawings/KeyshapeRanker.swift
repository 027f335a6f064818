import Core
import DrawingChannel

/// Photographs ranked by learned keyshapes: the way in which collections are searched, at all placements, without a collection.
package struct KeyshapeRanker: DrawingRanker {
  package let model: KeyshapeModel

  package init(_ model: KeyshapeModel) {
    self.model = model
  }

  package let name = "keyshapes"

  package func ranking(of material: DrawingMaterial, jobs: Int) throws(EvaluationError) -> DrawingRanking {
    let model = model
    let described = Parallel.map(count: material.photographs.count, jobs: jobs) {
      place -> (row: DrawingRow?, seconds: Double) in
      let start = ContinuousClock.now
      let row = material.photographs[place].lines.flatMap { model.row(of: $0) }
      return (row, (ContinuousClock.now - start) / .seconds(1))
    }
    let rows = DrawingRows(described.map(\.row))
    let usual = rows.usual(model: model)
    let results = Parallel.map(count: material.drawings.count, jobs: jobs) { place -> Found in
      let start = ContinuousClock.now
      let queries = queries(of: material.drawings[place].lines, usual, mirrors: material.mirrors)
      let described = ContinuousClock.now
      let scores = Self.scores(of: queries, in: rows)
      return Found(
        scores: scores, describing: (described - start) / .seconds(1),
        searching: (ContinuousClock.now - described) / .seconds(1))
    }
    let count = Double(max(1, results.count))
    var ranking = DrawingRanking(
      scores: Matrix(
        columnCount: max(1, material.photographs.count), elements: results.flatMap(\.scores)),
      numbersPerPhotograph: DrawingRow.byteCount)
    ranking.secondsPerPhotograph =
      described.reduce(0) { $0 + $1.seconds } / Double(max(1, described.count))
    ranking.secondsPerDrawing = results.reduce(0) { $0 + $1.describing } / count
    ranking.secondsPerSearch = results.reduce(0) { $0 + $1.searching } / count
    return ranking
  }

  private struct Found: Sendable {
    var scores: [Float]
    var describing, searching: Double
  }

  private func queries(of lines: LineDrawing?, _ usual: UsualPicture, mirrors: Bool) -> [DrawingQuery] {
    guard let lines else { return [] }
    return (mirrors ? [false, true] : [false]).compactMap {
      DrawingQuery(lines: lines, model: model, usual: usual, isMirrored: $0)
    }
  }

  /// −∞ for all where nothing is looked for.
  private static func scores(of queries: [DrawingQuery], in rows: DrawingRows) -> [Float] {
    var scores = [Float](repeating: -.infinity, count: rows.count)
    guard !queries.isEmpty else { return scores }
    for hit in rows.search(queries, keeping: rows.count) { scores[Int(hit.id)] = hit.score }
    return scores
  }
}
