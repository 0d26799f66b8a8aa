import type { IssuerName } from './issuers.ts'
import { keep, textOf } from './keys.ts'
import type { Revoked } from './revocation-list.ts'

export type Revocation = { serial: string; at: string; reason?: number }

type Kept = { number: number; revoked: Partial<Record<IssuerName, Revocation[]>> }

/** What an authority remembers between two starts: the number of its lists, and which serials are on them. */
export async function openRegister(file: string) {
  const kept: Kept = JSON.parse((await textOf(file)) ?? '{"number":0,"revoked":{}}')
  let saved = Promise.resolve()
  // one after the other: two writers would rename the same new file
  const save = () => (saved = saved.then(() => keep(file, JSON.stringify(kept))))

  return {
    number: () => kept.number,
    nextNumber: () => {
      kept.number += 1
      return save()
    },
    revoked: (by: IssuerName): Revoked[] =>
      (kept.revoked[by] ?? []).map(({ serial, at, ...rest }) => ({
        serial: Buffer.from(serial, 'hex'),
        at: new Date(at),
        ...rest,
      })),
    add: async (by: IssuerName, fresh: Revocation) => {
      const all = kept.revoked[by] ?? []
      if (all.some(({ serial }) => serial === fresh.serial)) return
      kept.revoked[by] = [...all, fresh]
      await save()
    },
    remove: async (by: IssuerName, serial: Buffer) => {
      kept.revoked[by] = (kept.revoked[by] ?? []).filter(one => one.serial !== serial.toString('hex'))
      await save()
    },
  }
}
