/// How the edges of a photograph are found. The defaults make what a person would draw of it: outlines, no texture.
public struct EdgeOptions: Sendable, Equatable {
  /// The longest side of a picture whose edges are looked for; the other lengths here are pixels of it.
  public var side = 256
  /// The Gaussian that goes over the picture first: what is smaller is no edge.
  public var sigma = 2.2
  /// How much an edge is weakened by the edges around it: 0 is Canny's detector, 1 and more leaves contours and takes texture away.
  public var inhibition: Float = 1.2
  /// How far away the surroundings are that weaken an edge, in `sigma`.
  public var surround = 4.0
  /// The share of pixels that are certain edges.
  public var strongShare = 0.02
  /// What is left of a strong edge's contrast where a line that goes on from it still counts.
  public var weakFraction: Float = 0.4
  /// The least contrast (grey levels per pixel, after the Gaussian) of a certain edge in any picture.
  public var leastContrast: Float = 1
  /// Lines of fewer pixels are dropped.
  public var shortestLine = 16
  /// So many pixels along the border are no edges: what a picture's frame or its scan leaves there.
  public var frame = 2

  public init() {}
}
