import type { Speak } from '../../text/speak.ts'

/** A name as everybody reads it: beside it, for whom they acted as a deputy. */
export const withRepresented = (name: string, represented: string | null, t: Speak): string =>
  represented ? t('deputy.for', { name, represented }) : name
