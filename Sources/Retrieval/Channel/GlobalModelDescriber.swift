import Core
import GlobalChannel
import LocalFeatures

struct GlobalModelDescriber: GlobalDescriber {
  let name = "", path = "", fingerprint = ""
  let dimension = 1
  let featureRecipe: Recipe? = nil

  init(path: String) throws(RetrievalError) {
    throw RetrievalError(path: path, "not yet")
  }

  func vector(of picture: UndecodedPicture, features: FeatureSet?) throws(RetrievalError) -> ByteVector? {
    nil
  }
}
