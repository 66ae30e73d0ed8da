extension Screen {
  /// The screens that come with the program: a YAML file as `screens.yaml` of a dataset.
  public static var presetsFile: [UInt8] { PackageResources.screens_yaml }
}
