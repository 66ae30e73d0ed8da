/// What Debian's minisign 0.11 wrote: keys made for these tests, and signatures of `hello` with them.
enum MinisignSample {
  /// What was signed.
  static let content = Array("hello\n".utf8)

  /// `minisign -G -W`: no password.
  static let publicKey = """
    untrusted comment: minisign public key 203F5D0D7A7CAC70
    RWRwrHx6DV0/ILiqxgjv2EWusWM7P4xPjJILSBSeP3dCgUeTskC8WgC7

    """

  /// Its secret half.
  static let secretKey = """
    untrusted comment: minisign encrypted secret key
    RWQAAEIyAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAcKx8eg1dPyDROGyPnRyqn2eiw8es15Jyu8y4FrAP/4P892FRUDVETriqxgjv2EWusWM7P4xPjJILSBSeP3dCgUeTskC8WgC7AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=

    """

  /// `minisign -S`.
  static let signature = """
    untrusted comment: signature from minisign secret key
    RURwrHx6DV0/IPLwI+8szorpls0hMZ5UXoqZYQv4Fo1lCVRo+h1F5AKRjmLruBm1PrUDOuYocQkbK/h5xN6xeaaR0iP2k0lHnw8=
    trusted comment: timestamp:1795397218	file:f	hashed
    ru1GEycyPwxAcP2wKsWegA4CjfANc2Bm1Wo+iFY0Tw9mg7RUTfGMSkCFVGwJZ6ubOY35gwpIFMg0zd/nU5K9Ag==

    """

  /// `minisign -S -l`.
  static let legacySignature = """
    untrusted comment: signature from minisign secret key
    RWRwrHx6DV0/IOCT54zyxwVniM9dZ36dgibk2b+mVM8vwEMY+6dovwF0Xr5b6fJscwnNiWco6W8ldhETi0KAsJnDxEoVqqujXQM=
    trusted comment: timestamp:1795397218	file:f
    LkZfXgBt9+J6lK9zWTQLN9iROSnWVvSoYBfR5frGmQ+/wVUtaQkz3W0VqAopmQMNNph9D6uCsTASUwMTvcpzAA==

    """

  /// `minisign -G` with the password `secret`.
  static let protectedPublicKey = """
    untrusted comment: minisign public key F0D3255632389134
    RWQ0kTgyViXT8KHOHJVaV3DDhCr7jzMk/Vok6TCOGmEt/fFc2m5C4P+E

    """

  /// Its secret half.
  static let protectedSecretKey = """
    untrusted comment: minisign encrypted secret key
    RWRTY0IyP7x2VqKNlk9JYCPxAvLU8umddxY9Dyg/aG+JiAv+biYAAAACAAAAAAAAAEAAAAAADPvu3KU3cqvfvyRDb6V3w4zU4xrIdpSryIf2YoL9HhDGfV65KEWycnUaZeGjvef9ximELuk0X/Jz7dfIEuYU84P6/Kb5kYiACDt/uFyGsvWRjk1da+DaX/Vu/oaohplkKJUw+MpPo1Q=

    """
}
