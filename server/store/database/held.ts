/**
 * How a row is held until the transaction ends, `.for(held)`. Never `for('update')`: it waits for everybody who added a
 * row that refers to this one, as each form does to its account, and two who did so would wait for each other.
 */
export const held = 'no key update'
