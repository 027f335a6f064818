import DrawingChannel
import Evaluation
import GlobalChannel

/// A projection file that was learnt for drawings, and the descriptor whose vectors it makes short.
struct DrawingMetric: Sendable {
  let descriptor: any DrawingDescriptor
  let projection: Projection

  init(path: String) throws(ToolError) {
    let parts = try ToolError.wrapping { try ProjectionFile(path: path) }.parts
    guard case .drawings(let source) = parts.source else {
      throw .failure(
        "\(path): was learnt for pictures, not for drawings; make one with `sightline build-projection --pairs`"
      )
    }
    guard let descriptor = DrawingWay(rawValue: source.descriptor)?.descriptor,
      descriptor.dimension == parts.projection.inputCount
    else {
      throw .failure(
        "\(path): is for vectors by \(source.descriptor) of \(parts.projection.inputCount) numbers, which this program doesn't "
          + "make; learn it anew with `sightline build-projection --pairs`")
    }
    self.descriptor = descriptor
    projection = parts.projection
  }

  var ranker: any DrawingRanker {
    let projection = projection
    return DescriptorRanker(
      descriptor,
      metric: DescriptorRanker.Metric(
        name: "\(descriptor.name), learned", dimension: projection.dimension
      ) { projection.project($0) })
  }
}
