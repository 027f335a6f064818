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
    let rows = KeyshapeRows(material.photographs.map(\.lines), model, jobs)
    let usual = rows.usual(model)
    let results = Parallel.map(count: material.drawings.count, jobs: jobs) { place -> Found in
      let start = ContinuousClock.now
      let queries = queries(of: material.drawings[place].lines, usual, mirrors: material.mirrors)
      let described = ContinuousClock.now
      let scores = rows.scores(of: queries)
      return Found(
        scores: scores, describing: (described - start) / .seconds(1),
        searching: (ContinuousClock.now - described) / .seconds(1))
    }
    let count = Double(max(1, results.count))
    var ranking = DrawingRanking(
      scores: Matrix(
        columnCount: max(1, material.photographs.count), elements: results.flatMap(\.scores)),
      numbersPerPhotograph: KeyshapeRow.byteCount)
    ranking.secondsPerPhotograph = rows.secondsPerPhotograph
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
}

/// The rows of all photographs one after another, as a chunk of a collection has them.
private struct KeyshapeRows: Sendable {
  private let numbers: [Int8]
  /// 0 for photographs without lines.
  private let lengths: [Float]
  let secondsPerPhotograph: Double

  init(_ lines: [LineDrawing?], _ model: KeyshapeModel, _ jobs: Int) {
    let results = Parallel.map(count: lines.count, jobs: jobs) { place -> (KeyshapeRow?, Double) in
      let start = ContinuousClock.now
      let row = lines[place].flatMap { model.row(of: $0) }
      return (row, (ContinuousClock.now - start) / .seconds(1))
    }
    numbers = results.flatMap { $0.0?.numbers ?? [Int8](repeating: -1, count: KeyshapeRow.byteCount) }
    lengths = results.map { $0.0?.length ?? 0 }
    secondsPerPhotograph = results.reduce(0) { $0 + $1.1 } / Double(max(1, results.count))
  }

  func usual(_ model: KeyshapeModel) -> UsualPicture {
    var usual = UsualPicture(model: model)
    let step = max(1, (lengths.count + UsualPicture.mostRows - 1) / UsualPicture.mostRows)
    numbers.withUnsafeBufferPointer { numbers in
      for place in stride(from: 0, to: lengths.count, by: step) {
        let start = place * KeyshapeRow.byteCount
        usual.add(
          UnsafeBufferPointer(rebasing: numbers[start..<start + KeyshapeRow.byteCount]),
          length: lengths[place])
      }
    }
    return usual
  }

  /// −∞ for all where nothing is looked for.
  func scores(of queries: [DrawingQuery]) -> [Float] {
    var scores = [Float](repeating: -.infinity, count: lengths.count)
    guard !queries.isEmpty else { return scores }
    var scan = DrawingScan(queries, keeping: lengths.count)
    numbers.withUnsafeBufferPointer { numbers in
      lengths.withUnsafeBytes { lengths in
        guard let rows = numbers.baseAddress, let start = lengths.baseAddress else { return }
        scan.scan(rows, lengths: start, count: scores.count, firstID: 0)
      }
    }
    for hit in scan.hits { scores[Int(hit.id)] = hit.score }
    return scores
  }
}
