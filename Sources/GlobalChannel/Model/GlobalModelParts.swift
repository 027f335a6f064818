import Core

/// What a projection file consists of: where vectors come from, how they are made, and how they become short.
package struct GlobalModelParts: Sendable, Equatable {
  package enum Source: Sendable, Equatable {
    case localFeatures(LocalSource)
    case network(NetworkSource)
    case drawings(DrawingSource)
  }

  package var source: Source
  package var projection: Projection
  /// How the training went, for people to read.
  package var training: [Property]

  package init(source: Source, projection: Projection, training: [Property] = []) {
    self.source = source
    self.projection = projection
    self.training = training
  }

  /// From local descriptors to one long vector.
  package struct LocalSource: Sendable, Equatable {
    /// How the descriptors are made.
    package let recipe: Recipe
    /// From a descriptor to its first principal components.
    package let reduction: LinearMap
    package let aggregation: Aggregation

    /// The weights of the reduction are kept as halves.
    ///
    /// - Precondition: the aggregation takes what the reduction gives.
    package init(recipe: Recipe, reduction: LinearMap, aggregation: Aggregation) {
      precondition(reduction.outputCount == aggregation.inputCount, "an aggregation of other descriptors")
      self.recipe = recipe
      self.reduction = reduction.roundedToHalves
      self.aggregation = aggregation
    }

    /// `nil` when there are no descriptors, or they cancel each other out.
    package func vector(of rows: DescriptorRows) -> [Float]? {
      guard rows.count > 0 else { return nil }
      return aggregation.vector(of: reduced(rows))
    }

    /// The rows' first components.
    package func reduced(_ rows: DescriptorRows, jobs: Int = 1) -> Matrix<Float> {
      Self.reduced(rows, by: reduction, jobs: jobs)
    }

    static func reduced(_ rows: DescriptorRows, by reduction: LinearMap, jobs: Int) -> Matrix<Float> {
      RowWork.map(rowCount: rows.count, columnCount: reduction.outputCount, jobs: jobs) { row, out in
        withUnsafeTemporaryAllocation(of: Float.self, capacity: rows.dimension) { room in
          guard let start = room.baseAddress else { return }
          rows.copyRow(row, to: start)
          reduction.apply(start, into: out)
        }
      }
    }
  }

  /// The lines of drawings and of photographs, which are compared with each other.
  package struct DrawingSource: Sendable, Equatable {
    /// The name of what makes the long vector of lines.
    package var descriptor: String

    package init(descriptor: String) {
      self.descriptor = descriptor
    }
  }

  /// A network whose output is the long vector.
  package struct NetworkSource: Sendable, Equatable {
    /// The recipe as it stood in its file.
    package var recipeText: [UInt8]
    /// Of the network's bytes and all of the recipe that changes outputs.
    package var fingerprint: String
    /// Where the ONNX file lies: relative to the projection file's folder, or absolute.
    package var path: String

    package init(recipeText: [UInt8], fingerprint: String, path: String) {
      self.recipeText = recipeText
      self.fingerprint = fingerprint
      self.path = path
    }
  }
}
