import Core

/// One picture's features as a JSON object, with everything that is known of them:
///
///     {"path", "width", "height", "count", "dimension", "element": "uint8" | "float32",
///      "features": [{"x", "y", "shape": [xx, xy, yx, yy], "strength", "descriptor": […]}]}
///
/// (0, 0) is the centre of the top left pixel; the shape maps the unit disc to the ellipse of *one* detected
/// scale, row by row (see `LocalRegion`). Nine digits keep every number exactly.
public enum FeatureSetJSON {
  public static func encode(_ features: FeatureSet, path: String) -> [UInt8] {
    var json = JSONWriter(capacity: 256 + features.count * (160 + 4 * features.descriptors.dimension))
    json.object { json in
      json.member("path", path)
      json.member("width", features.pictureWidth)
      json.member("height", features.pictureHeight)
      json.member("count", features.count)
      json.member("dimension", features.descriptors.dimension)
      switch features.descriptors {
      case .bytes(let matrix): write(features.regions, matrix, to: &json)
      case .floats(let matrix): write(features.regions, matrix, to: &json)
      }
    }
    return json.bytes
  }

  private static func write(
    _ regions: [LocalRegion], _ matrix: Matrix<UInt8>, to json: inout JSONWriter
  ) {
    json.member("element", "uint8")
    write(regions, to: &json) { row, json in
      matrix.withUnsafeElements { elements in
        let columns = matrix.columnCount
        json.value(UnsafeBufferPointer(rebasing: elements[row * columns..<(row + 1) * columns]))
      }
    }
  }

  private static func write(
    _ regions: [LocalRegion], _ matrix: Matrix<Float>, to json: inout JSONWriter
  ) {
    json.member("element", "float32")
    write(regions, to: &json) { row, json in
      json.array { json in
        for element in matrix[row] { json.value(element) }
      }
    }
  }

  private static func write(
    _ regions: [LocalRegion], to json: inout JSONWriter,
    descriptor: (_ row: Int, _ json: inout JSONWriter) -> Void
  ) {
    json.key("features")
    json.array { json in
      for (row, region) in regions.enumerated() {
        json.object { json in
          write(region, to: &json)
          json.key("descriptor")
          descriptor(row, &json)
        }
      }
    }
  }

  private static func write(_ region: LocalRegion, to json: inout JSONWriter) {
    json.member("x", region.x)
    json.member("y", region.y)
    json.key("shape")
    json.array { json in
      for element in [region.xx, region.xy, region.yx, region.yy] { json.value(element) }
    }
    json.member("strength", region.strength)
  }
}
