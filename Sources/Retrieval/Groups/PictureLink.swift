import Verification

/// Two pictures of a collection that are proven to show the same thing.
public struct PictureLink: Sendable, Equatable {
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// Nearly the same picture: all of it lies on all of the other, and most points agree closely.
    case copy
    /// The same thing in another view, another frame or among other things.
    case scene
  }

  /// The names of the pictures, `a` before `b` in the order of their characters' numbers.
  public internal(set) var a, b: String
  public internal(set) var kind: Kind
  /// log₁₀ of the number of false alarms: how many pairs of pictures of different things, among all that were tried, would
  /// agree so well by chance.
  public internal(set) var logNFA: Double
  /// Matched points that obey the map, one to one.
  public internal(set) var inlierCount: Int
  /// The same with points that stand close together counted as one place.
  public internal(set) var effectiveInlierCount: Double
  public internal(set) var model: Proof.Model
  /// Takes points of `a` to `b`.
  public internal(set) var bFromA: PlaneTransform
  /// Which share of each picture's area lies on the other.
  public internal(set) var overlapOfA, overlapOfB: Double
  /// Whether left and right are exchanged.
  public internal(set) var isMirrored: Bool
  /// Whether they were compared because both have a link to a third picture, not because one is like the other.
  public internal(set) var isTransitive: Bool
}

/// Two pictures that have much in common and are not proven to show the same thing.
public struct UnprovenPair: Sendable, Equatable {
  /// The names of the pictures, `a` before `b` in the order of their characters' numbers.
  public internal(set) var a, b: String
  /// The better of the scores that each has on the other's shortlist.
  public internal(set) var shortlistScore: Float
}
