/**
 * What HR's entry rests on: files kept with it, the original as HR saw it, or what its reason says alone. Null where
 * nothing of it needs evidence and there is none.
 */
export const bases = ['file', 'original', 'reason'] as const
export type Basis = (typeof bases)[number]

/** `chosen` counts where there is no file; whoever chose nothing has said why in the reason. */
export function basisOf(chosen: string, entry: { files: number; needsEvidence: boolean }): Basis | null {
  if (entry.files > 0) return 'file'
  if (chosen === 'original') return 'original'
  return entry.needsEvidence ? 'reason' : null
}
