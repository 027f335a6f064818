import Foundation
import Testing

/// Networks beside this package that are no part of it: tests that need them are skipped where they are not.
enum SharedModels {
  /// The top of the source tree.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
  static let recipes = root + "/docs/models"

  static let xfeat = path("xfeat/xfeat.onnx")
  static let aliked = path("aliked/aliked-n16rot.onnx")
  static let mobileNet = path("mobilenet_edgetpu/mobilenet_edgetpu_features_q8.onnx")

  static let areThere = [xfeat, aliked, mobileNet].allSatisfy { FileManager.default.fileExists(atPath: $0) }
  static let comment: Comment = "the networks of ../shared/models are not there"

  /// Beside the source tree, or above it where that lies in a folder of its own.
  private static func path(_ name: String) -> String {
    let places = ["/../shared/models/", "/../../shared/models/"].map { root + $0 + name }
    return places.first(where: FileManager.default.fileExists) ?? places[0]
  }
}
