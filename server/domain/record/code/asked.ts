/**
 * The codes that the program itself asks for, by table: rules, forms and what is derived go by them. Their names may
 * change; without them the program would ask for what nobody can enter.
 */
const askedCodes: Record<string, readonly string[]> = {
  id_types: ['national', 'ui_new', 'ui_old', 'passport'],
  sexes: ['1', '2'],
  relations: ['son', 'daughter'],
  education_results: ['graduated', 'studying'],
  exam_kinds: ['professional', 'review'],
  staff_kinds: [
    'principal',
    'teacher',
    'acting_teacher',
    'hourly_teacher',
    'civil',
    'instructor',
    'contract',
    'temporary',
    'worker',
    'other',
  ],
  post_kinds: ['full', 'concurrent', 'acting', 'substitute', 'serving'],
  salary_reasons: ['initial', 'regrade'],
  regimes: ['civil', 'teacher'],
  appraisal_grades: ['1', '2', '3', '4'],
  places: ['domestic'],
  training_kinds: ['training', 'study'],
  certificate_stages: ['secondary', 'X'],
  leave_kinds: ['unpaid_leave', 'reinstated', 'suspended', 'returned'],
  duty_kinds: ['serving', 'outside_job', 'outside_teaching'],
  indigenous_kinds: ['0'],
  separation_kinds: ['died'],
  former_kinds: ['name', 'id_no'],
  readers: ['hr', 'person'],
  countries: ['TW'],
}

/** The codes of a table that can be renamed, but neither ended nor begin on another day. */
export const askedIn = (table: string): readonly string[] => askedCodes[table] ?? []
