/// The collections whose truths Sightline understands, by the names that the tool has for them.
public enum Benchmark: String, Sendable, CaseIterable {
  /// Oxford buildings (Philbin et al. 2007): 55 queries with boxes.
  case oxford5k
  /// Paris buildings (Philbin et al. 2008): 55 queries with boxes.
  case paris6k
  /// Revisited Oxford (Radenović et al. 2018): 70 queries outside the collection, three setups.
  case roxford5k
  /// Revisited Paris (Radenović et al. 2018): 70 queries outside the collection, three setups.
  case rparis6k
  /// INRIA Holidays (Jégou et al. 2008): the first picture of each group asks for the others.
  case holidays
  /// The recognition benchmark of Nistér and Stewénius (2006): groups of four, every picture asks.
  case ukbench
  /// Anybody's pictures, grouped by folders or by a table.
  case groups

  /// Whether the query pictures stay out of the collection that is searched.
  public var holdsQueriesOut: Bool { self == .roxford5k || self == .rparis6k }
}
