/** What the person is told; each has its sentence in both languages. */
export const mobileIdRefusals = [
  // said by the service
  'mobile-id.refused.cancelled',
  'mobile-id.refused.unknown-person',
  'mobile-id.refused.no-device',
  'mobile-id.refused.other-device',
  'mobile-id.refused.expired',
  'mobile-id.refused.used',
  'mobile-id.refused.push',
  'mobile-id.refused.reopen-app',
  'mobile-id.refused.app',
  'mobile-id.refused.id-number',
  'mobile-id.refused.platform',
  'mobile-id.refused.set-up',
  'mobile-id.refused.other',
  // found by us
  'mobile-id.refused.unreachable',
  'mobile-id.refused.answer',
  'mobile-id.refused.checksum',
  'mobile-id.refused.other-person',
] as const
export type MobileIdRefusal = (typeof mobileIdRefusals)[number]

type Row = { number: string; why: MobileIdRefusal }
type Word = MobileIdRefusal extends `mobile-id.refused.${infer Said}` ? Said : never

/** Codes in the order and spelling of the interface specification, with the number that its users see. */
const written: [Word, string][] = [
  ['platform', 'DB_CONN_ERR 1021, DB_SQL_EXP 1022, DB_ROOLBACK 1023, DB_CLOSE_ERR 1024, DB_JNDI_ERR 1025'],
  ['platform', 'UNDEFINED 1026, NFCNONCE_INS_ERR 1027, OTP_INS_ERR 1028, NFCNONCE_DBSQL 1029, NFCNONCE_DEL_ERR 1030'],
  ['expired', 'OTP_EXPIRED 1031'],
  ['app', 'OTP_IDNUM_MISMATCH 1032, OTP_NF 1033'],
  ['platform', 'OTP_DBSQL 1034'],
  ['app', 'NFCNONCE_NF 1035, NFCNONCE_IDNUM_MISMATCH 1036'],
  ['expired', 'NFCNONCE_EXPIRED 1105'],
  ['unknown-person', 'IDNUM_USERPROF_NF 1051'],
  ['platform', 'IDNUM_USERPROF_DBSQL 1052'],
  ['no-device', 'IDNUM_DEVPROF_NF 1053'],
  ['platform', 'IDNUM_DEVPROF_DBSQL 1054'],
  ['other', 'DEV_LIM_REACHED 1055'],
  ['no-device', 'DEVID_DEVPROF_NF 1061'],
  ['platform', 'DEVID_DEVPROF_DBSQL 1062'],
  ['other-device', 'DEV_DESC_MISMATCH 1063, DEVID_SPTKT_MISMATCH 1064'],
  ['platform', 'USERPROF_INS_ERR 1071, DEVPROF_INS_ERR 1072, SPTKT_INS_ERR 1073, TXNLOG_INS_ERR 1074'],
  ['platform', 'USERPROF_DEL_ERR 1075, DEVPROF_DEL_ERR 1076, SPTKT_DEL_ERR 1077'],
  ['platform', 'USERPROF_UPD_ERR 1078, DEVPROF_UPD_ERR 1079'],
  ['other-device', 'IDNUM_DEVID_MISMATCH 1080'],
  ['app', 'CERT_SIGNDATA_MISMATCH 1081, CERT_SIGNDATA_ERR 1082'],
  ['expired', 'SPTKT_OVD 1101, SPTKTID_SPTKT_NF 1102'],
  ['used', 'SPTKTID_SPTKT_RDM 1103'],
  ['platform', 'SPTKTID_SPTKT_DBSQL 1104'],
  ['set-up', 'SIGRESP_CNT_MISMATCH 1106'],
  ['push', 'PS_CONNECT_404 3002, PS_CONNECT_500 3003, PS_JSON_FMT_ERR 3004, PS_JSON_TYPE_ERR 3005'],
  ['push', 'PS_JSON_MISS_KEY 3006, PS_CONNECT_IOEXC 3007, PS_1001 3008, PS_5000 3009'],
  ['cancelled', 'APP_USER_CANCEL 9015, IOS_USER_DONE 10002'],
  ['set-up', 'PM_INV_NF 5002, PM_SIGDATA_ERR 5003, PM_INV_SG 5004, PM_SIGNDATA_NULL 5005'],
  ['set-up', 'SPTKT_PLD_FT_ERR 9002, SPTKT_DIG_FT_ERR 9003, INV_SP_CHECKSUM 9004, TGT_INV 9005'],
  ['id-number', 'PM_IDN_FT_ERR 9006'],
  ['set-up', 'SIGNDATA_LEN_LIMIT 9008, SPTKT_TIME_FT_ERR 9009, SPTKT_TIME_ORV 9010, SPSVCID_NF 9011'],
  ['platform', 'SPSVCID_DBSQL 9012'],
  ['set-up', 'BATSIGN_CNT_LIMIT 9013'],
  ['app', 'APP_SIGN_FAILURE 9014, APP_DECODE_FAIL 9016, APP_DATA_NULL 9017'],
]

/** By name. */
export const mobileIdCodes: ReadonlyMap<string, Row> = new Map(
  written.flatMap(([word, codes]) =>
    codes.split(', ').map(code => {
      const [name = '', number = ''] = code.split(' ')
      return [name, { number, why: `mobile-id.refused.${word}` as const }]
    }),
  ),
)

const byNumber = new Map([...mobileIdCodes.values()].map(row => [row.number, row]))

/** What an error code says, with the number the person can look up; the interface's name before it does not matter. */
export function mobileIdRefusal(said: string): { why: MobileIdRefusal; code: string } {
  const name = said.replace(/^(SP-API-[A-Z]+-\d+|APP-API-\d+)-/, '').slice(0, 60)
  const row = mobileIdCodes.get(name) ?? byNumber.get(name)
  if (row) return { why: row.why, code: row.number }
  // the push service hands on what the makers of phones say; 3111 means that the app must be opened again
  if (/^PS_FCM_NOT_FOUND$|^3111$/.test(name)) return { why: 'mobile-id.refused.reopen-app', code: '3111' }
  if (/^PS_|^31(0[1-9]|1[0-6])$/.test(name)) return { why: 'mobile-id.refused.push', code: name }
  if (/^3200[1-6]$/.test(name)) return { why: 'mobile-id.refused.app', code: name }
  return { why: 'mobile-id.refused.other', code: name }
}
