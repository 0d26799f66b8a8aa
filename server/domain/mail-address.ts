const local = /^[\w#$&'*+/=?^{}~-]+(\.[\w#$&'*+/=?^{}~-]+)*$/
const label = /^[a-z\d]([a-z\d-]{0,61}[a-z\d])?$/i

/**
 * One plain address of one mailbox, as a form of ours keeps it: no name beside it, no list, no scheme, no quotes,
 * comments or routes (RFC 5321 4.1.2 without quoted strings, `!` and `%`), and a domain of two labels or more, the last
 * of which is no number. Only a letter shows whether anybody reads what is sent there.
 */
export function isMailAddress(text: string): boolean {
  const at = text.lastIndexOf('@')
  const labels = text.slice(at + 1).split('.')
  return (
    text.length <= 254 &&
    at >= 1 &&
    at <= 64 &&
    local.test(text.slice(0, at)) &&
    labels.length > 1 &&
    labels.every(one => label.test(one)) &&
    !/^\d+$/.test(labels.at(-1) ?? '')
  )
}
