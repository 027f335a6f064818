/// What came of giving pictures their vectors.
public struct EmbedReport: Sendable, Equatable {
  /// The model's name.
  public internal(set) var model = ""
  public internal(set) var fingerprint = ""
  /// Numbers of a vector.
  public internal(set) var dimension = 0
  /// Pictures that got a vector.
  public internal(set) var embedded = 0
  /// Pictures that had one of this model before.
  public internal(set) var skipped = 0
  /// Vectors of another model that went.
  public internal(set) var dropped = 0
  /// Pictures whose files cannot be read any more.
  public internal(set) var unreadable = 0
  /// Pictures whose files have another content than was ingested.
  public internal(set) var changed = 0
  /// Pictures with nothing in them that a vector could be made of.
  public internal(set) var empty = 0
  /// Pictures that the model failed at.
  public internal(set) var failed = 0
  /// Transactions that were committed.
  public internal(set) var batches = 0
  /// Whether it was asked to stop. What was made until then is in, and the same call goes on from there.
  public internal(set) var wasInterrupted = false

  public internal(set) var timings = EmbedTimings()

  public init() {}

  /// Pictures that should have a vector and have none.
  public var left: Int { unreadable + changed + failed }
}

/// Where the time went, in seconds, summed over the workers.
public struct EmbedTimings: Sendable, Equatable {
  /// Reading files, and hashing what is in them.
  public internal(set) var reading = 0.0
  /// The model's work, decoding included.
  public internal(set) var vectors = 0.0
  /// Transactions, waiting for the disk included.
  public internal(set) var storing = 0.0
}

/// What came of one picture.
public enum EmbedOutcome: Sendable, Equatable {
  case embedded
  /// Its file cannot be read any more.
  case unreadable(reason: String)
  /// Its file has another content than was ingested.
  case changed
  /// There is nothing in it that a vector could be made of.
  case empty
  /// The model failed at it.
  case failed(reason: String)

  init(_ vector: VectorOutcome) {
    switch vector {
    case .vector: self = .embedded
    case .empty: self = .empty
    case .failed(let reason): self = .failed(reason: reason)
    }
  }
}

/// What happens meanwhile, in the order of the pictures, by one thread at a time.
public enum EmbedEvent: Sendable, Equatable {
  /// Another process or task is writing, and is waited for.
  case waiting
  /// The work begins: so many pictures have no vector of this model.
  case began(pictures: Int)
  case picture(name: String, EmbedOutcome)
  /// What was made is on the disk.
  case committed(pictures: Int)
}

extension EmbedReport {
  mutating func count(_ outcome: EmbedOutcome) {
    switch outcome {
    case .embedded: embedded += 1
    case .unreadable: unreadable += 1
    case .changed: changed += 1
    case .empty: empty += 1
    case .failed: failed += 1
    }
  }
}
