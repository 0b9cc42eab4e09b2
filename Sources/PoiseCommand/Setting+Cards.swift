import Poise

extension SettingCard {
  /// The setting, for programs.
  var record: Setting {
    .object(["name": .text(name), "meaning": .text(meaning), "wanted": .text(wanted)])
  }
}

extension Reference {
  /// The reference, for programs.
  var record: Setting { .object(["citation": .text(citation), "url": .text(url)]) }
}
