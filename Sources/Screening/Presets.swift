extension Screen {
  /// The screens that come with the program: a YAML file as `screens.yaml` of a dataset.
  package static var presetsFile: [UInt8] { PackageResources.screens_yaml }
}
