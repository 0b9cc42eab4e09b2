import CKernels

extension Unary {
  var code: Int32 {
    switch self {
    case .negate: Int32(POISE_NEGATE)
    case .square: Int32(POISE_SQUARE)
    case .sqrt: Int32(POISE_SQRT)
    case .exp: Int32(POISE_EXP)
    case .log: Int32(POISE_LOG)
    case .abs: Int32(POISE_ABS)
    case .relu: Int32(POISE_RELU)
    case .tanh: Int32(POISE_TANH)
    case .sigmoid: Int32(POISE_SIGMOID)
    case .expm1: Int32(POISE_EXPM1)
    case .log1p: Int32(POISE_LOG1P)
    case .erf: Int32(POISE_ERF)
    case .sin: Int32(POISE_SIN)
    case .cos: Int32(POISE_COS)
    case .softplus: Int32(POISE_SOFTPLUS)
    case .logSigmoid: Int32(POISE_LOG_SIGMOID)
    }
  }
}

extension Binary {
  var code: Int32 {
    switch self {
    case .add: Int32(POISE_ADD)
    case .subtract: Int32(POISE_SUBTRACT)
    case .multiply: Int32(POISE_MULTIPLY)
    case .divide: Int32(POISE_DIVIDE)
    case .gate: Int32(POISE_GATE)
    case .signed: Int32(POISE_SIGNED)
    case .maximum, .atLeast: Int32(POISE_MAXIMUM)
    case .minimum, .atMost: Int32(POISE_MINIMUM)
    case .equals: Int32(POISE_EQUALS)
    case .power: Int32(POISE_POWER_OF)
    }
  }
}
