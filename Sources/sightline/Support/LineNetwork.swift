import DrawingChannel
import Evaluation
import GlobalChannel
import Networks
import Raster

/// A network that looks at the lines of drawings and photographs, black on white, as at any picture.
struct LineNetwork: Sendable {
  private let model: GlobalModel

  /// Opens a network's recipe, or a projection file of one.
  init(path: String) throws(ToolError) {
    model = try ToolError.wrapping { try GlobalModel(path: path) }
    guard case .network = model.source else {
      throw .failure(
        "\(path): makes vectors of local features, which lines have none of; name a network's recipe or a projection of one"
      )
    }
  }

  /// Pictures of lines have much in common, so vectors are compared less their mean, as other descriptors are.
  var ranker: any DrawingRanker {
    let model = model
    return DescriptorRanker(name: model.name, dimension: model.dimension) { lines throws(EvaluationError) in
      do throws(NetworkError) {
        return try model.vector(of: ColourPicture(grey: lines.picture)) ?? []
      } catch {
        throw EvaluationError(path: error.path, error.message)
      }
    }
  }
}
