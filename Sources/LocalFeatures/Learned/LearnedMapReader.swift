import Core
import Networks

/// Features from maps: a network that says for each pixel how probable a point is, for each cell how reliable what it writes is, and
/// for each cell a descriptor.
///
/// Points are local maxima of the first map; a point's score is that probability times the reliability around it; the descriptors of
/// the best are sampled between cells.
struct LearnedMapReader {
  let maxima: HeatmapMaxima
  let grid: NetworkRecipe.Grid
  let quantisation: DescriptorQuantisation
  /// At most so many points.
  let maxFeatures: Int

  /// What a network gave for one picture.
  struct Maps {
    /// Rows × columns of the padded input.
    let heatmap: Tensor
    /// Rows × columns of cells.
    let reliability: Tensor?
    /// Channels × rows × columns of cells.
    let descriptors: Tensor
    /// The part of the network's input that is picture; the rest to the right and below is padding.
    let width, height: Int
  }

  func features(of maps: Maps) -> LearnedFeatures {
    let (rows, columns) = (maps.heatmap.shape[0], maps.heatmap.shape[1])
    let found = maps.heatmap.values.withUnsafeBufferPointer { values in
      values.baseAddress.map {
        maxima.points(of: $0, width: min(maps.width, columns), height: min(maps.height, rows), pitch: columns)
      } ?? []
    }
    let scores = scores(of: found, maps)
    var features = LearnedFeatures()
    features.points = StrongestPoints.indices(of: scores, limit: maxFeatures).map {
      LearnedFeatures.Point(x: Float(found[$0].x), y: Float(found[$0].y), score: scores[$0])
    }
    features.descriptors = describe(features.points, maps)
    return features
  }

  private func scores(of found: [HeatmapMaxima.Point], _ maps: Maps) -> [Float] {
    guard let reliability = maps.reliability else { return found.map(\.value) }
    let (height, width) = (reliability.shape[0], reliability.shape[1])
    let cells = CellMap(grid, heatmap: maps.heatmap, width: width, height: height)
    return reliability.values.withUnsafeBufferPointer { values in
      guard let plane = values.baseAddress else { return found.map(\.value) }
      return found.map { point in
        let cell = cells.place(x: Float(point.x), y: Float(point.y))
        return point.value
          * PlaneSampler.bilinear(plane, width: width, height: height, x: cell.x, y: cell.y)
      }
    }
  }

  private func describe(_ points: [LearnedFeatures.Point], _ maps: Maps) -> [UInt8] {
    let dimension = quantisation.dimension
    let (height, width) = (maps.descriptors.shape[1], maps.descriptors.shape[2])
    let cells = CellMap(grid, heatmap: maps.heatmap, width: width, height: height)
    let sampler = maps.descriptors.values.withUnsafeBufferPointer { values in
      values.baseAddress.map {
        MapSampler(planes: $0, channelCount: dimension, width: width, height: height)
      }
    }
    return [UInt8](unsafeUninitializedCapacity: points.count * dimension) { bytes, count in
      count = points.count * dimension
      guard let sampler, let out = bytes.baseAddress else { return }
      withUnsafeTemporaryAllocation(of: Float.self, capacity: dimension) { vector in
        guard let vector = vector.baseAddress else { return }
        for (index, point) in points.enumerated() {
          let cell = cells.place(x: point.x, y: point.y)
          sampler.writeUnitVector(x: cell.x, y: cell.y, into: vector)
          quantisation.quantise(vector, into: out + index * dimension)
        }
      }
    }
  }
}

/// From pixels of a heatmap to cells of a coarser map.
private struct CellMap {
  private let column, row: (offset: Float, step: Float)

  init(_ grid: NetworkRecipe.Grid, heatmap: Tensor, width: Int, height: Int) {
    column = grid.map(pixels: heatmap.shape[1], cells: width)
    row = grid.map(pixels: heatmap.shape[0], cells: height)
  }

  func place(x: Float, y: Float) -> (x: Float, y: Float) {
    (column.offset + column.step * x, row.offset + row.step * y)
  }
}

/// The strongest of many points.
enum StrongestPoints {
  /// The indices of the `limit` highest scores, highest first; of equal ones the first. Scores below nought count as
  /// nought.
  static func indices(of scores: [Float], limit: Int) -> [Int] {
    // The bits of floats that are not negative rise with them. Sorting numbers is several times as fast as sorting indices by
    // what they stand for.
    var keys = scores.enumerated().map { index, score in
      UInt64(~max(0, score).bitPattern) << 32 | UInt64(index)
    }
    keys.sort()
    return keys.prefix(limit).map { Int($0 & 0xFFFF_FFFF) }
  }
}
