import type { Answer, Asked } from '../../../../server/domain/card/answer.ts'
import type { CheckName } from '../../../../server/domain/card/refusal.ts'
import type { Trust } from '../../../../server/domain/card/trust.ts'

/** A message that must be refused, the check that must refuse it, and what else is unlike the honest case. */
export type BadAnswer = {
  title: string
  why: CheckName
  answer: Answer
  asked?: Partial<Asked>
  trust?: Trust
  now?: Date
}

type Rest = Pick<BadAnswer, 'asked' | 'trust' | 'now'>

export type Add = (why: CheckName, title: string, said: Buffer | string | Answer, rest?: Rest) => void
