import InvertedFile
import Synchronization
import Vocabulary

/// The describer of a collection's queries: made with the first query that needs it, since its search structure takes tens of
/// milliseconds, and shared by all that follow.
final class SharedDescriber: Sendable {
  private let describer = Mutex<PictureDescriber?>(nil)

  /// Queries that come while it is made wait for it.
  func describer(
    for vocabulary: Vocabulary, network: String?, _ settings: IndexSettings
  ) throws(RetrievalError) -> PictureDescriber {
    try describer.withLock { describer throws(RetrievalError) in
      if let describer { return describer }
      var options = DescriptionOptions()
      options.network = network
      options.makesSignatures = settings.keepsSignatures
      options.makesAggregates = settings.keepsAggregates
      let made = try PictureDescriber(vocabulary: vocabulary, options: options)
      describer = made
      return made
    }
  }
}
