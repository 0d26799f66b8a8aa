/** Whoever did not sign in hears of it so many days before the account is suspended. */
export const idleNoticeDays = 14
export const idleDays = { default: 90, min: 30, max: 730 } as const
