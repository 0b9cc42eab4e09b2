extension StudyStore {
  /// What a store is opened for.
  public enum Access: Hashable, Sendable {
    /// To read and to save. The store is brought to the present layout.
    case write
    /// To read only, so that the file may lie where nothing can be written; where it can, an older
    /// layout is still brought to the present one.
    case read
  }
}
