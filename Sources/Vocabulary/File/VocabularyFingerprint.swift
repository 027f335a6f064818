import Core

/// What tells vocabularies apart: 128 bits that depend on everything that decides which word and which signature a
/// descriptor gets, and on nothing else. Collections store it.
///
/// The search structure is left out: it decides how fast words are found. So are frequencies and the training summary.
typealias VocabularyFingerprint = FileFingerprint

extension VocabularyFingerprint {
  init(wordCount: Int, dimension: Int, centreScale: Float, parts: [ContentHash]) {
    self.init(
      numbers: [UInt64(wordCount), UInt64(dimension), UInt64(centreScale.bitPattern)], parts: parts)
  }
}
