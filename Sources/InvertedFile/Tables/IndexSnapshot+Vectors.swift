import Storage

/// Vectors of pictures, where a collection has some. Those of whole pictures are meant where no channel is named.
extension IndexSnapshot {
  /// What the vectors of a channel come from; `nil` for a collection without them.
  package func channelSettings(of channel: VectorChannel = .pictures) throws(StorageError) -> ChannelSettings?
  {
    try transaction.settings(of: channel, in: environment)
  }

  /// How many pictures have a vector.
  package func vectorCount(of channel: VectorChannel = .pictures) throws(StorageError) -> Int {
    try transaction.vectorCount(of: channel, in: environment)
  }

  /// Calls `body` with all chunks of vectors, in the order of pictures, as they lie in the file. They may be read by any
  /// number of threads at once, until `body` returns. Chunks of pictures without vectors are left out, and a chunk ends with the
  /// last picture that ever had one. A removed picture has none.
  ///
  /// Without a channel there are no chunks. Takes a step of a cursor for each chunk.
  package func withVectorChunks<Output, Failure: StorageFailure>(
    of channel: VectorChannel = .pictures, _ body: ([VectorChunk]) throws(Failure) -> Output
  ) throws(Failure) -> Output {
    let chunks: [VectorChunk]
    do throws(StorageError) { chunks = try vectorChunks(channel) } catch { throw Failure(error) }
    return try body(chunks)
  }

  /// The vector of a picture; `nil` for one that has none.
  package func vector(
    of picture: PictureID, in channel: VectorChannel = .pictures
  ) throws(StorageError) -> PictureVector? {
    guard let layout = try vectorLayout(channel) else { return nil }
    let place = layout.place(of: picture.rawValue)
    guard let value = try transaction.get(environment.table(channel.table), UInt64(place.chunk)) else {
      return nil
    }
    return try value.withUnsafeBytes { (bytes) throws(StorageError) in
      let chunk = try vectorChunk(bytes, UInt64(place.chunk), layout)
      return place.row < chunk.count ? chunk.vector(place.row) : nil
    }
  }

  /// All vectors of a picture.
  func vectors(of picture: PictureID) throws(StorageError) -> [VectorChannel: PictureVector] {
    var vectors: [VectorChannel: PictureVector] = [:]
    for channel in VectorChannel.allCases { vectors[channel] = try vector(of: picture, in: channel) }
    return vectors
  }

  /// The pictures that have no vector, in the order of their ids.
  package func picturesWithoutVector(
    in channel: VectorChannel = .pictures
  ) throws(StorageError) -> [PictureID] {
    let lengths = try lengths()
    return try withVectorChunks(of: channel) { (chunks) throws(StorageError) in
      var hasVector = [Bool](repeating: false, count: lengths.count)
      for chunk in chunks {
        for row in 0..<chunk.count where chunk.scale(row) > 0 {
          hasVector[Int(chunk.firstPicture) + row] = true
        }
      }
      return (0..<lengths.count).filter { !hasVector[$0] && !lengths.isRemoved($0) }
        .map { PictureID(rawValue: UInt32($0)) }
    }
  }

  /// `nil` without vectors.
  private func vectorLayout(_ channel: VectorChannel) throws(StorageError) -> VectorLayout? {
    guard readableChannels.contains(channel), let settings = try channelSettings(of: channel) else {
      return nil
    }
    return VectorLayout(dimension: settings.dimension, of: channel)
  }

  /// Views of bytes that stay where they are as long as the snapshot.
  private func vectorChunks(_ channel: VectorChannel) throws(StorageError) -> [VectorChunk] {
    guard let layout = try vectorLayout(channel) else { return [] }
    var chunks: [VectorChunk] = []
    var cursor = try transaction.cursor(environment.table(channel.table))
    while try cursor.next() {
      let number = cursor.key
      chunks.append(
        try cursor.value.withUnsafeBytes { (bytes) throws(StorageError) in
          try vectorChunk(bytes, number, layout)
        })
    }
    return chunks
  }

  private func vectorChunk(
    _ bytes: UnsafeRawBufferPointer, _ number: UInt64, _ layout: VectorLayout
  ) throws(StorageError) -> VectorChunk {
    do throws(InvertedFileError) {
      let chunk = try VectorChunk(bytes, number: number, layout: layout)
      guard Int(chunk.firstPicture) + chunk.count <= idCount else {
        throw .damaged(
          "chunk \(number) of the \(layout.channel.noun)s has rows of pictures that never were")
      }
      return chunk
    } catch {
      throw StorageError(error, in: environment.folder)
    }
  }
}
