import Raster
import Retrieval

/// Two pictures side by side with what proves that they show the same.
package enum PairDrawing {}
