import type { Role } from '../../domain/agency/actor.ts'
import type { Sentence, Sentences } from '../sentences.ts'

export const role = {
  'role.auditor': { zh: '稽核人員', en: 'Auditor' },
  'role.employee': { zh: '本人', en: 'The person' },
  'role.hr_chief': { zh: '人事主管', en: 'HR chief' },
  'role.hr_officer': { zh: '人事人員', en: 'HR officer' },
  'role.hr_sensitive': { zh: '敏感資料', en: 'Sensitive data' },
  'role.label': { zh: '角色', en: 'Role' },
  'role.parent_hr': { zh: '上級人事機關', en: 'HR parent agency' },
  'role.second_reviewer': { zh: '第二位審查人', en: 'Second reviewer' },
  'role.service': { zh: '系統', en: 'The system' },
  'role.sysadmin': { zh: '系統管理者', en: 'Administrator' },
} as const satisfies Record<`role.${Role | 'employee' | 'second_reviewer' | 'service'}`, Sentence> & Sentences
