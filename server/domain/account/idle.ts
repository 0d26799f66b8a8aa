/** Whoever did not sign in hears of it so many days before the account is suspended. */
export const idleNoticeDays = 14
export const idleDays = { usual: 90, fewest: 30, most: 730 } as const
