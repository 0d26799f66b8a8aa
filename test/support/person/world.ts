import type { Role } from '../../../server/domain/agency/actor.ts'
import type { accounts } from '../../../server/store/schema.ts'

/** Somebody who was invented, as `addPerson` enters them. */
export type Invented = {
  name: string
  idNumber: string
  loginName: string
  password?: string | null
  state?: typeof accounts.$inferInsert.state
  roles?: Role[]
}

/** Everybody whom the tests know by name, so that each always means the same; who has no role teaches. */
export const world = {
  lin: { name: '林美華', idNumber: 'A223456781', loginName: 'lin.meihua' },
  wang: { name: '王大明', idNumber: 'B123456780', loginName: 'wang.daming' },
  chen: { name: '陳文彬', idNumber: 'A123456789', loginName: 'chen.wenbin', roles: ['hr_officer', 'hr_sensitive'] },
  hong: { name: '洪啟文', idNumber: 'A123456770', loginName: 'hong.qiwen', roles: ['hr_officer', 'hr_sensitive'] },
  huang: { name: '黃主任', idNumber: 'A123456707', loginName: 'huang.zhuren', roles: ['hr_chief'] },
  head: { name: '王校長', idNumber: 'C123456781', loginName: 'wang.head' },
  admin: { name: '陳以安', idNumber: 'A123456798', loginName: 'chen.yian', roles: ['sysadmin'] },
  /** These have an account that waits for them. */
  ye: { name: '葉庭妤', idNumber: 'A223456790', loginName: 'ye.tingyu', state: 'invited', password: null },
  gao: { name: '高志明', idNumber: 'A123456761', loginName: 'gao.zhiming', state: 'invited', password: null },
  shi: { name: '石以安', idNumber: 'A123456752', loginName: 'shi.yian', state: 'invited', password: null },
} satisfies Record<string, Invented>

export type Who = keyof typeof world
