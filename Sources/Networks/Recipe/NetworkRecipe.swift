/// What a network needs to be told apart from its file: how a picture becomes its input, what its outputs are, and
/// what is made of them. Read from JSON; docs/models.md explains each key.
public struct NetworkRecipe: Sendable, Equatable {
  /// What a network makes of a picture.
  public enum Kind: String, Sendable, CaseIterable {
    /// One vector for the whole picture.
    case global
    /// A grid of vectors, which pooling turns into one.
    case map
    /// Points with a descriptor each.
    case local
    /// A descriptor of each patch that it is given.
    case patch
  }

  /// What an output of the graph is.
  package enum Role: String, Sendable, CaseIterable {
    case vector, map, descriptors, heatmap, reliability, keypoints, scores
  }

  /// For people; decides nothing.
  public var name: String
  public var kind: Kind
  /// The ONNX file, relative to the recipe's folder; `nil` when it is named elsewhere.
  package var file: String?
  package var input: Input
  /// Inputs that are always the same integers, such as the number of points that are wanted.
  package var integers: [IntegerInput] = []
  /// The graph's names of the outputs, by what they are.
  package var outputs: [Role: String]
  /// Of a map.
  package var pooling: Pooling?
  /// How many numbers a vector or a descriptor has.
  public var dimension: Int
  /// The sizes at which a picture is looked at, as parts of its usual one.
  package var scales: [Double] = [1]
  /// Of a local network.
  package var points: Points?
  /// The radius of a described patch, in units of the detected scale σ.
  package var patchRegion: Double?
  /// Settings of the runtime's session, by its own names.
  package var session: [String: String] = [:]
}

extension NetworkRecipe {
  /// How pixels become numbers: value = (pixel · scale − mean) / deviation, pixels being 0…255.
  package struct Input: Sendable, Equatable {
    package var name: String
    package var channels: Channels
    package var size: Size
    /// Both sides are padded to a multiple of it, by repeating the last column and row.
    package var multiple = 1
    package var scale = 1.0
    /// As many as there are channels, in their order.
    package var mean: [Double]
    package var deviation: [Double]
  }

  package enum Channels: String, Sendable, CaseIterable {
    case rgb, bgr, grey

    package var count: Int { self == .grey ? 1 : 3 }
  }

  package enum Size: Sendable, Equatable {
    /// The longer side is brought down to it; smaller pictures stay as they are.
    case longestSide(Int)
    /// Exactly this size.
    case fixed(width: Int, height: Int, fit: Fit)
  }

  /// How a picture of another shape comes to a fixed size.
  package enum Fit: String, Sendable, CaseIterable {
    /// All of it, its shape being lost.
    case stretch
    /// What is in its middle, its shape being kept.
    case crop
  }

  package struct IntegerInput: Sendable, Equatable {
    package var name: String
    package var values: [Int64]
  }

  /// One vector of a grid of them.
  package enum Pooling: Sendable, Equatable {
    /// All numbers of the grid, one after the other.
    case none
    /// The mean of each channel (SPoC without its centre prior).
    case average
    /// The greatest value of each channel (MAC).
    case maximum
    /// Maxima over squares of so many sizes, added up.
    case regions(levels: Int)
    /// The mean of powers, and its root.
    case power(Double)
    /// Weighted by where and in which channels there is much (CroW).
    case crossDimensional
  }

  /// How points come out of a local network.
  package struct Points: Sendable, Equatable {
    /// Weaker ones are none.
    package var threshold = 0.0
    /// Of a heat map: a point is greatest among those up to so many pixels to each side.
    package var separation = 2
    /// Of a heat map: pixels of the input to a cell of the descriptors' grid.
    package var stride = 8
    /// Of a heat map: where its pixels lie among the cells of coarser maps.
    package var grid = Grid.centres
    /// Of a list.
    package var coordinates = Coordinates.pixels
    /// The radius of what a descriptor sees, in pixels of the network's input.
    package var region = 16.0
    /// As many are usually taken, the strongest; `nil` where the recipe doesn't say.
    package var count: Int?
    /// Descriptors whose cosine is smaller are no match when two pictures are compared; `nil` where the recipe doesn't say.
    package var cosine: Double?

    package init(threshold: Double = 0, separation: Int = 2, stride: Int = 8, region: Double = 16) {
      (self.threshold, self.separation, self.stride, self.region) = (threshold, separation, stride, region)
    }
  }

  /// Where a pixel of a network's input lies in a coarser map, along one axis. Networks are trained with one of these, and descriptors are
  /// sharpest when sampled in the same way; they differ by up to half a cell towards the borders.
  package enum Grid: String, Sendable, CaseIterable {
    /// Cells cover pixels: cell 0 of stride 8 has its centre between pixels 3 and 4.
    case centres
    /// The first pixel is the centre of the first cell, the last one that of the last.
    case corners
    /// The first pixel is the near edge of the first cell, the last one the far edge of the last, as PyTorch's `grid_sample` sees
    /// coordinates that were divided by the size less one (XFeat).
    case edges
  }

  package enum Coordinates: String, Sendable, CaseIterable {
    /// Of the network's input, (0, 0) being the centre of the first pixel.
    case pixels
    /// −1 is the centre of the first pixel, and 1 of the last one.
    case unit
  }

  /// Whether points come as a heat map to look for maxima in; otherwise as a list.
  package var hasHeatMap: Bool { outputs[.heatmap] != nil }

  /// The roles that are there, in the order in which they are declared.
  package var roles: [Role] { Role.allCases.filter { outputs[$0] != nil } }
}
