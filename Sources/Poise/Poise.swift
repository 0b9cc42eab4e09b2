// The umbrella: one import brings the whole library.
@_exported public import Fronts
@_exported public import Neural
@_exported public import Records
@_exported public import Reports
@_exported public import Stability
@_exported public import Statistics
@_exported public import Store
@_exported public import Strategies
@_exported public import Studies
@_exported public import Tensors
@_exported public import TraceFiles
@_exported public import Training
