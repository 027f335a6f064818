import Networks
import Raster

/// Edges as a network sees them that was trained on what people draw around (HED, PiDiNet, DexiNed, …): how likely each place is one.
///
/// Its recipe is of the kind map with one number; values are from 0 to 1.
package struct NetworkEdges: Sendable {
  private let network: PictureNetwork
  private let path: String

  /// A line begins where an edge is likelier than not, and goes on while it is half as likely.
  private static let certain: Float = 0.5
  private static let possible: Float = 0.25

  package init(recipePath: String) throws(NetworkError) {
    network = try PictureNetwork(recipePath: recipePath)
    path = recipePath
    guard network.recipe.kind == .map, network.recipe.dimension == 1 else {
      throw NetworkError(
        path: recipePath, "finds no edges: that takes a recipe of the kind map with the dimension 1")
    }
  }

  /// The lines of a photograph, with a longest side of at most `options.side`.
  package func lines(
    ofPicture bytes: [UInt8], named name: String, options: EdgeOptions = EdgeOptions(),
    reading: PictureFile.ReadingOptions = PictureFile.ReadingOptions()
  ) throws(NetworkError) -> DrawnPicture {
    let output = try network.run(bytes: bytes, named: name, reading: reading)
    let likely = try map(of: output).reduced(toSide: options.side)
    let mask = EdgeLines(likely, certain: Self.certain, possible: Self.possible, options: options).mask
    return DrawnPicture(
      lines: LineDrawing(thin: mask.thinned().bridged(gap: options.gap)), warnings: output.warnings)
  }

  /// The part of the network's map that shows the picture.
  private func map(of output: PictureNetwork.Output) throws(NetworkError) -> Plane {
    guard let tensor = output[.map], tensor.shape.count == 3, tensor.shape[0] == 1 else {
      throw NetworkError(path: path, "the network's map is not 1 × height × width")
    }
    let (rows, columns) = (tensor.shape[1], tensor.shape[2])
    guard tensor.values.allSatisfy({ (0...1).contains($0) }) else {
      throw NetworkError(
        path: path, "the network's map has values that are not from 0 to 1: export it with its last sigmoid")
    }
    let shownColumns = Self.shown(output.width, of: output.paddedWidth, cells: columns)
    let shownRows = Self.shown(output.height, of: output.paddedHeight, cells: rows)
    var plane = Plane(width: shownColumns, height: shownRows)
    for y in 0..<shownRows {
      for x in 0..<shownColumns { plane[x, y] = tensor.values[y * columns + x] }
    }
    return plane
  }

  /// Padding stands at the right and below.
  private static func shown(_ size: Int, of padded: Int, cells: Int) -> Int {
    max(1, min(cells, (cells * size + padded - 1) / padded))
  }
}
