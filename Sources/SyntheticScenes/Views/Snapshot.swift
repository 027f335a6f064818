import Core
import Raster

/// Views as a person with a camera might take them, by chance: moderate tilt, turn, scale and light, now and then
/// something in front.
package enum Snapshot {
  /// The options of view number `view` of an object of a collection; number 0 is the object as it is.
  package static func options(object: Int, view: Int, seed: UInt64) -> ViewOptions {
    var options = ViewOptions()
    guard view > 0 else { return options }
    let identity = Hashing.combined(Hashing.combined(seed, UInt64(object)), UInt64(view))
    var random = SeededGenerator(seed: identity)
    options.seed = identity
    options.camera.tiltInDegrees = random.uniform(0, 45)
    options.camera.tiltDirectionInDegrees = random.uniform(0, 360)
    options.camera.rotationInDegrees = random.uniform(-15, 15)
    options.camera.scale = random.uniform(0.6, 1.5)
    options.camera.shiftX = random.uniform(-60, 60)
    options.camera.shiftY = random.uniform(-45, 45)
    options.background = .scene(Scene(kind: random.pick(SceneKind.allCases), seed: random.next()))
    options.light.gain = random.uniform(0.7, 1.2)
    options.light.gamma = random.uniform(0.85, 1.2)
    options.light.gradientX = random.uniform(-0.2, 0.2)
    options.light.gradientY = random.uniform(-0.2, 0.2)
    options.blurSigma = random.chance(0.4) ? random.uniform(0.4, 1.2) : 0
    options.noiseSigma = random.uniform(0, 5)
    options.occludedShare = random.chance(0.3) ? random.uniform(0.05, 0.25) : 0
    return options
  }
}
