import Core
import Retrieval

/// Photographs ranked by a collection that has them, as `sightline query --drawing` does, with any number of photographs as further
/// queries.
package struct CollectionRanker: DrawingRanker {
  package let collection: Collection
  /// So many photographs become queries.
  package let photographCount: Int

  package init(_ collection: Collection, thenPhotographs photographCount: Int) {
    self.collection = collection
    self.photographCount = photographCount
  }

  package var name: String {
    photographCount == 0 ? "collection" : "collection, then \(photographCount) photographs"
  }

  package func ranking(of material: DrawingMaterial, jobs: Int) throws(EvaluationError) -> DrawingRanking {
    let names = Dictionary(
      uniqueKeysWithValues: material.truth.photographs.enumerated().map { ($1, $0) })
    let results = Parallel.map(count: material.drawings.count, jobs: jobs) {
      place -> Result<(scores: [Float], seconds: Double), RetrievalError> in
      Result { () throws(RetrievalError) in
        try scores(of: material.drawings[place], mirrors: material.mirrors, names)
      }
    }
    var (elements, seconds): ([Float], Double) = ([], 0)
    for result in results {
      do throws(RetrievalError) {
        let found = try result.get()
        elements += found.scores
        seconds += found.seconds
      } catch {
        throw EvaluationError(path: error.path, error.message)
      }
    }
    var ranking = DrawingRanking(
      scores: Matrix(columnCount: max(1, material.photographs.count), elements: elements))
    ranking.secondsPerSearch = seconds / Double(max(1, results.count))
    return ranking
  }

  /// −∞ for photographs that the collection doesn't have, and for all where the drawing cannot be read.
  private func scores(
    of drawing: DrawingMaterial.Picture, mirrors: Bool, _ names: [String: Int]
  ) throws(RetrievalError) -> (scores: [Float], seconds: Double) {
    var scores = [Float](repeating: -.infinity, count: names.count)
    guard drawing.lines != nil else { return (scores, 0) }
    var options = DrawingOptions()
    options.top = max(1, try collection.information().pictureCount)
    options.thenPhotos = photographCount
    options.mirror = mirrors
    let report = try collection.query(drawing: .file(path: drawing.path), options: options)
    for result in report.results {
      if let place = names[result.name] { scores[place] = result.score }
    }
    return (scores, report.timings.shortlist + report.timings.expansion)
  }
}
