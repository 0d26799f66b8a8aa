/** How many days before an account is suspended its owner hears of it. */
export const idleNoticeDays = 14
export const idleDays = { default: 90, min: 30, max: 730 } as const
