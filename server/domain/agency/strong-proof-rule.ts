/** Whether an agency lets a password alone do what needs more: reveal, export, decide, give rights, change ways in. */
export const strongProofRules = ['never', 'if-possible', 'always'] as const
export type StrongProofRule = (typeof strongProofRules)[number]

/** Where no agency says otherwise: whoever has something stronger uses it. */
const usual: StrongProofRule = 'if-possible'

/** The rule of somebody of several agencies, or of none. */
export const strictestOf = (rules: readonly StrongProofRule[]): StrongProofRule =>
  strongProofRules.findLast(rule => rules.includes(rule)) ?? usual
