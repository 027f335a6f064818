/// A few of many, evenly: for drawings in which all would hide each other.
enum EvenChoice {
  /// Indices of `wanted` of `count` things, rising, the first among them; all when there are no more.
  static func indices(of count: Int, atMost wanted: Int) -> [Int] {
    guard count > wanted else { return Array(0..<max(0, count)) }
    return (0..<max(0, wanted)).map { $0 * count / wanted }
  }
}
