/// The names of a collection, to be found by the names that a truth has for the same pictures.
///
/// Truths call pictures `all_souls_000013`, collections `photos/oxford/all_souls_000013.jpg`. A truth's name stands for the
/// picture that has exactly this name; else for the only one whose path ends in it, folder by folder; else for the
/// only one whose path ends in it when suffixes of pictures are left out on both sides. Where a truth names folders they
/// must agree, as files of the same name are common in groups. Two that fit equally well are reported, not chosen from.
public struct PictureNames: Sendable {
  /// What became of a truth's name.
  public enum Match: Sendable, Equatable {
    case found(String)
    case missing
    /// Sorted.
    case ambiguous([String])
  }

  private let exact: Set<String>
  /// Names by their file names without suffix.
  private let byStem: [Substring: [String]]

  public init(_ names: some Sequence<String>) {
    exact = Set(names)
    byStem = Dictionary(grouping: exact.sorted()) { PicturePath($0).stem }
  }

  public func match(_ name: String) -> Match {
    if exact.contains(name) { return .found(name) }
    let wanted = PicturePath(name)
    let alike = byStem[wanted.stem, default: []].filter { PicturePath($0).folders.ends(with: wanted.folders) }
    let sameFile = alike.filter { PicturePath($0).file == wanted.file }
    let candidates = sameFile.isEmpty ? alike : sameFile
    guard let first = candidates.first else { return .missing }
    return candidates.count == 1 ? .found(first) : .ambiguous(candidates)
  }

  /// What all these names of a truth stand for.
  ///
  /// When two of them lead to the same picture, the one that is its exact name has it, and the others are missing; if
  /// none is, both are ambiguous.
  public func resolve(_ names: some Sequence<String>) -> NameResolution {
    var resolution = NameResolution()
    var claims: [String: [String]] = [:]
    for name in Set(names).sorted() {
      switch match(name) {
      case .found(let picture): claims[picture, default: []].append(name)
      case .missing: resolution.missing.append(name)
      case .ambiguous(let pictures): resolution.ambiguous[name] = pictures
      }
    }
    for (picture, names) in claims {
      for name in names {
        if names.count == 1 || name == picture {
          resolution.pictures[name] = picture
        } else if names.contains(picture) {
          resolution.missing.append(name)
        } else {
          resolution.ambiguous[name] = [picture]
        }
      }
    }
    resolution.missing.sort()
    return resolution
  }
}

/// The names of a truth, each found, missing or ambiguous.
public struct NameResolution: Sendable, Equatable {
  /// Names of the collection by those of the truth.
  public var pictures: [String: String] = [:]
  /// Sorted.
  public var missing: [String] = []
  /// The pictures that a name could stand for. One picture alone is one that another name could stand for, too.
  public var ambiguous: [String: [String]] = [:]

  public init() {}
}

extension GroundTruth {
  /// The same truth with other names; one that has no other stays.
  ///
  /// When queries are held out, their pictures are named by `queryPictures` alone, as another collection may have
  /// pictures of the same names.
  public func renamed(_ pictures: [String: String], queryPictures: [String: String]? = nil) -> GroundTruth {
    func names(_ old: Set<String>) -> Set<String> { Set(old.map { pictures[$0] ?? $0 }) }
    let ofQueries = queriesAreHeldOut ? queryPictures ?? [:] : queryPictures ?? pictures
    var result = self
    for index in queries.indices {
      result.queries[index].picture = ofQueries[queries[index].picture] ?? queries[index].picture
    }
    for setup in setups.indices {
      result.setups[setup].relevance = setups[setup].relevance.map {
        Relevance(positives: names($0.positives), junk: names($0.junk))
      }
    }
    result.pictures = names(Set(self.pictures)).sorted()
    return result
  }
}

extension Array where Element: Equatable {
  fileprivate func ends(with end: [Element]) -> Bool {
    suffix(end.count).elementsEqual(end)
  }
}
