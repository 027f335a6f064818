import Core
import DrawingChannel

/// Photographs ranked by the cosine of their descriptors and the drawing's.
package struct DescriptorRanker: DrawingRanker {
  package let descriptor: any DrawingDescriptor

  package init(_ descriptor: any DrawingDescriptor) {
    self.descriptor = descriptor
  }

  package var name: String { descriptor.name }

  package func ranking(of material: DrawingMaterial, jobs: Int) throws(EvaluationError) -> DrawingRanking {
    let photographs = describe(material.photographs.map(\.lines), jobs)
    let drawings = describe(material.drawings.map(\.lines), jobs)
    let mirrored =
      material.mirrors ? describe(material.drawings.map { $0.lines?.mirrored }, jobs).vectors : []
    let start = ContinuousClock.now
    let rows = Parallel.map(count: drawings.vectors.count, jobs: jobs) { place in
      let asked = [drawings.vectors[place]] + (mirrored.isEmpty ? [] : [mirrored[place]])
      return photographs.vectors.map { photograph in
        asked.map { Self.score($0, photograph) }.max() ?? -.infinity
      }
    }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    var ranking = DrawingRanking(
      scores: Matrix(columnCount: max(1, photographs.vectors.count), elements: rows.flatMap { $0 }),
      numbersPerPhotograph: descriptor.dimension)
    ranking.secondsPerPhotograph = photographs.seconds
    ranking.secondsPerDrawing = drawings.seconds
    ranking.secondsPerSearch = seconds * Double(min(jobs, max(1, rows.count))) / Double(max(1, rows.count))
    return ranking
  }

  /// Empty vectors where there are no lines, and the mean seconds of one.
  private func describe(
    _ lines: [LineDrawing?], _ jobs: Int
  ) -> (vectors: [[Float]], seconds: Double) {
    let results = Parallel.map(count: lines.count, jobs: jobs) { place -> ([Float], Double) in
      guard let lines = lines[place], !lines.isEmpty else { return ([], 0) }
      let start = ContinuousClock.now
      let vector = descriptor.vector(of: lines)
      return (
        vector.contains { $0 != 0 } ? vector : [], (ContinuousClock.now - start) / .seconds(1)
      )
    }
    return (results.map(\.0), results.reduce(0) { $0 + $1.1 } / Double(max(1, lines.count)))
  }

  /// The sum of products; −∞ where one of the two is missing.
  private static func score(_ a: [Float], _ b: [Float]) -> Float {
    guard !a.isEmpty, a.count == b.count else { return -.infinity }
    let step = 8
    return a.withUnsafeBytes { a in
      b.withUnsafeBytes { b in
        let count = a.count / MemoryLayout<Float>.size
        var sums = SIMD8<Float>.zero
        for place in stride(from: 0, to: count - count % step, by: step) {
          let offset = place * MemoryLayout<Float>.size
          sums +=
            a.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
            * b.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
        }
        var sum = sums.sum()
        for place in count - count % step..<count {
          let offset = place * MemoryLayout<Float>.size
          sum += a.load(fromByteOffset: offset, as: Float.self) * b.load(fromByteOffset: offset, as: Float.self)
        }
        return sum
      }
    }
  }
}
