import Networks

/// A convolutional map as pooling sees it: planes of numbers, of each of which only the upper left part shows the picture; the rest is padding
/// that the network's input was filled up with.
package struct FeatureMap: Sendable {
  package let channelCount: Int
  /// The part that shows the picture, in cells of the map.
  package let width, height: Int
  /// Numbers from one row to the next.
  let pitch: Int
  /// Numbers from one channel to the next.
  let planeSize: Int
  let values: [Float]

  /// All of a map shows the picture.
  ///
  /// `nil` unless the tensor is (channels, height, width), perhaps behind a batch of 1, all above 0.
  package init?(_ tensor: Tensor) {
    self.init(tensor, width: 1, of: 1, height: 1, of: 1)
  }

  /// A map of an input of `paddedWidth` × `paddedHeight` pixels, whose upper left `width` × `height` are the picture. A cell counts when its
  /// middle lies in the picture; at least one does along each side.
  package init?(_ tensor: Tensor, width: Int, of paddedWidth: Int, height: Int, of paddedHeight: Int) {
    let shape =
      tensor.shape.count == 4 && tensor.shape[0] == 1 ? Array(tensor.shape.dropFirst()) : tensor.shape
    guard shape.count == 3, shape.allSatisfy({ $0 > 0 }),
      (1...max(1, paddedWidth)).contains(width), (1...max(1, paddedHeight)).contains(height)
    else { return nil }
    channelCount = shape[0]
    pitch = shape[2]
    planeSize = shape[1] * shape[2]
    values = tensor.values
    self.width = Self.cells(shape[2], pixels: width, of: paddedWidth)
    self.height = Self.cells(shape[1], pixels: height, of: paddedHeight)
  }

  /// How many of `cells` have their middle, (i + ½) / cells, within the first `pixels` of `all`.
  private static func cells(_ cells: Int, pixels: Int, of all: Int) -> Int {
    // i + ½ < cells · pixels / all, without fractions.
    max(1, min(cells, (2 * cells * pixels + all - 1) / (2 * all)))
  }

  var region: MapRegion { MapRegion(x: 0, y: 0, width: width, height: height) }

  /// Calls `body` with each row of a region of a channel.
  @inline(__always)
  func forEachRow(
    of region: MapRegion, channel: Int, _ body: (UnsafeBufferPointer<Float>) -> Void
  ) {
    values.withUnsafeBufferPointer { values in
      for y in region.y..<region.y + region.height {
        let start = channel * planeSize + y * pitch + region.x
        body(UnsafeBufferPointer(rebasing: values[start..<start + region.width]))
      }
    }
  }
}

/// A rectangle of cells.
struct MapRegion: Sendable, Equatable {
  var x, y, width, height: Int
}
