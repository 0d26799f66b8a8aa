export const activationDays = 14
export const activationTries = 5
