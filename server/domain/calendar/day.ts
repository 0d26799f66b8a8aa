/**
 * A day that is not what its weekday says: off within the week, or worked at a weekend (補行上班). `day` is an ISO day,
 * `name` what the published calendar writes beside it, in Chinese.
 */
export type SpecialDay = { day: string; isOff: boolean; name: string }
