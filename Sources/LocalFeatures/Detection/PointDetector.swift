import CKernels
import Core

/// Finds points where a response has an extremum: over position and scale for differences of Gaussians and the
/// determinant of the Hessian, over position alone for Harris' measure, with the scale then taken where the Laplacian has its
/// own.
///
/// Serves one thread at a time; its memory is kept from picture to picture.
final class PointDetector {
  private let response: Response
  private let memory = FloatMemory()
  private var indices = [UInt32](repeating: 0, count: 1 << 14)

  init(response: Response) {
    self.response = response
  }

  /// Every point above the response's threshold, octave by octave, level by level, row by row.
  func candidates(in space: ScaleSpace) -> [Candidate] {
    var found: [Candidate] = []
    for octave in space.octaves.indices {
      let planes = responses(of: space.octaves[octave])
      for level in 1..<planes.count - 1 {
        let search = ExtremumSearch(
          octave: space.octaves[octave], responses: planes, selection: response.scaleSelection)
        for index in extrema(in: planes, level: level, of: space.octaves[octave]) {
          guard var candidate = search.refined(index: Int(index), level: level),
            candidate.strength >= response.threshold
          else { continue }
          if response.rejectsEdges, search.isEdge(index: Int(index), level: level) { continue }
          candidate.octave = octave
          found.append(candidate)
        }
      }
    }
    return found
  }

  private func responses(of octave: ScaleSpace.Octave) -> [UnsafeMutablePointer<Float>] {
    let count = octave.levels.count - (response == .differenceOfGaussians ? 1 : 0)
    memory.reset(capacity: octave.pixelCount * (count + response.extraPlanes))
    let planes = (0..<count).map { _ in memory.take(octave.pixelCount) }
    let extra = (0..<response.extraPlanes).map { _ in memory.take(octave.pixelCount) }
    for level in 0..<count { response.compute(octave, level: level, extra: extra, out: planes[level]) }
    return planes
  }

  /// Candidates are sought a little below the threshold, since refinement raises the response.
  private func extrema(
    in planes: [UnsafeMutablePointer<Float>], level: Int, of octave: ScaleSpace.Octave
  ) -> ArraySlice<UInt32> {
    let overScales = response.scaleSelection == .response
    let plane = SLPlane(pixels: planes[level], width: Int32(octave.width), height: Int32(octave.height))
    while true {
      let count = kernels.findExtrema(
        plane, overScales ? planes[level - 1] : nil, overScales ? planes[level + 1] : nil,
        0.8 * response.threshold,
        response.hasMinima ? 1 : 0, 3, &indices, indices.count)
      if count <= indices.count { return indices[..<count] }
      indices = [UInt32](repeating: 0, count: 2 * count)
    }
  }
}
