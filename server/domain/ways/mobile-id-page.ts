import { readId } from '../national-id.ts'
import { checksum, isChecksum } from './mobile-id-checksum.ts'
import { refused, refusedAs, signInfo, type PageTask, type Returned, type ServiceAccount } from './mobile-id.ts'

/** The form that a browser takes to the ministry's page. It holds no number: that page asks for it. */
export function pageForm(
  { serviceId, key }: ServiceAccount,
  { transactionId, hint, seconds, content }: PageTask,
): Record<string, string> {
  const fields = {
    transaction_id: transactionId,
    sp_service_id: serviceId,
    op_code: 'SIGN',
    hint,
    ...signInfo(content),
  }
  return { ...fields, time_limit: String(seconds), sp_checksum: checksum(key, 'fidoRedirect', 'asked', fields) }
}

/**
 * What the browser brought from the ministry's page. Anybody could send such a form, so that even a refusal counts only
 * with its checksum; certificate and signature must be verified as well.
 */
export function readReturn({ key }: ServiceAccount, transactionId: string, form: Record<string, string>): Returned {
  const { error_code = '', id_num = '', signed_response = '', cert = '', idp_checksum = '' } = form
  const fields = { transaction_id: transactionId, error_code, id_num, signed_response }
  if (!isChecksum(key, 'fidoRedirect', 'answered', fields, idp_checksum)) return refusedAs('checksum')
  if (error_code !== '0') return refused(error_code)
  const read = readId(id_num)
  return read.ok && signed_response && cert
    ? { ok: true, idNumber: read.value, signature: signed_response, certificate: cert }
    : refusedAs('answer')
}
