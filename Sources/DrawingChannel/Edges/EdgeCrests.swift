import Raster

/// Crests of edges: pixels whose gradient is longer than those a pixel before and behind, across the edge, between pixels
/// where need be (Canny's non-maximum suppression).
struct EdgeCrests {
  let width: Int
  let height: Int
  /// Row by row: what inhibition left of a crest's strength, 0 elsewhere.
  private(set) var strength: [Float]

  /// Crests along the border are left out, `frame` pixels wide and at least one.
  init(of edges: EdgeStrength, frame: Int) {
    (width, height) = (edges.length.width, edges.length.height)
    strength = [Float](repeating: 0, count: width * height)
    let frame = max(1, frame)
    guard width > 2 * frame, height > 2 * frame else { return }
    for y in frame..<height - frame {
      for x in frame..<width - frame {
        let value = edges.inhibited[x, y]
        if value > 0, Self.isCrest(edges, x, y) { strength[y * width + x] = value }
      }
    }
  }

  private static func isCrest(_ edges: EdgeStrength, _ x: Int, _ y: Int) -> Bool {
    let length = edges.length[x, y]
    let (dx, dy) = (edges.dx[x, y] / length, edges.dy[x, y] / length)
    let (fx, fy) = (Float(x), Float(y))
    // Of two equally long ones the first counts, so a plateau two pixels wide has one crest.
    return length >= edges.length.bilinear(fx + dx, fy + dy)
      && length > edges.length.bilinear(fx - dx, fy - dy)
  }

  /// The value that `share` of all pixels reach or exceed, among the crests; the least crest where there are fewer.
  func limit(share: Double) -> Float {
    let values = strength.filter { $0 > 0 }.sorted(by: >)
    let wanted = Int(share * Double(width * height))
    guard !values.isEmpty else { return 0 }
    return values[min(max(wanted, 1), values.count) - 1]
  }
}
