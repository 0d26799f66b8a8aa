/** The numbers this component answers with, by what they mean. */
export const code = {
  noContent: 0x76000003,
  noCipher: 0x76000004,
  noCard: 0x76000006,
  badJson: 0x7600000b,
  badParameter: 0x7600000c,
  helperTimeout: 0x7600000d,
  notSupported: 0x7600000e,
  untrusted: 0x76000031,
  cancelled: 0x76000999,
  library: 0x76100001,
  noReader: 0x76100003,
  login: 0x76100006,
  badCard: 0x7610000b,
  noKey: 0x7610000d,
  signatureType: 0x76300002,
  signature: 0x76300004,
  decryption: 0x76400003,
  notYetValid: 0x76500001,
  expired: 0x76500002,
  base64: 0x76600002,
} as const

/** PKCS#11 numbers; the two that count tries are vendor's own, sent as signed 32-bit integers. */
export const lastError = {
  pinWrong: 0xa0,
  pinLength: 0xa2,
  locked: 0xa4,
  notRecognized: 0xe1,
  oneTryLeft: 0x80000001 | 0,
  twoTriesLeft: 0x80000002 | 0,
} as const

/** What ret_code says. */
export const major: Record<number, string> = {
  0x76000001: '沒有帶入金鑰',
  0x76000002: '沒有帶入憑證',
  0x76000003: '沒有帶入待簽內容',
  0x76000004: '沒有帶入密文',
  0x76000005: '沒有帶入函式庫檔案路徑',
  0x76000006: '讀卡機裡沒有 IC 卡',
  0x76000007: '尚未登入卡片',
  0x76000008: '型態不正確',
  0x76000009: '檔案有誤',
  0x7600000a: '檔案太大',
  0x7600000b: 'JSON 格式不對',
  0x7600000c: '參數不對',
  0x7600000d: '外部執行檔出錯或逾時',
  0x7600000e: '方法不支援',
  0x7600000f: '該網域被禁止使用元件',
  0x76000031: '網站未被授權使用元件（不在信任清單）',
  0x76000998: '沒有輸入 PIN',
  0x76000999: '使用者自行取消',
  0x76001000: '缺 SOPIN 參數',
  0x76001001: '缺 Cert1 參數',
  0x76001002: '缺 Cert2 參數',
  0x76001003: '缺 UserPIN 參數',
  0x76001004: '缺 ToBeSign 參數',
  0x76001005: '缺 SignKeyNo 參數',
  0x76100001: 'IC 卡函式庫載入失敗',
  0x76100002: 'IC 卡函式庫收尾失敗',
  0x76100003: '沒有可用的讀卡機',
  0x76100004: '讀卡機資訊取不到',
  0x76100005: 'session 取不到',
  0x76100006: 'IC 卡登入失敗',
  0x76100007: 'IC 卡登出失敗',
  0x76100008: '取不到卡內金鑰',
  0x76100009: '取不到卡內憑證',
  0x7610000a: '取不到函式庫資訊',
  0x7610000b: '卡片資訊有誤',
  0x7610000c: '找不到指定的憑證',
  0x7610000d: '找不到指定的金鑰',
  0x76300001: '簽章初始化錯',
  0x76300002: '簽章型別錯',
  0x76300003: '簽章內容錯',
  0x76300004: '簽章執行錯',
  0x76300005: '簽章憑證錯',
  0x76300006: '簽章 DER 錯',
  0x76300007: '簽章收尾錯',
  0x76300008: '簽章驗證錯',
  0x76300009: '簽章 BIO 錯',
  0x76400001: '解密：DER 錯',
  0x76400002: '解密：型態錯',
  0x76400003: '解密：失敗',
  0x76500001: '憑證還沒生效',
  0x76500002: '憑證過期',
  0x76600001: 'Base64 編碼失敗',
  0x76600002: 'Base64 解碼失敗',
  0x76700001: '伺服金鑰解密失敗',
  0x76700002: '伺服金鑰未登錄',
  0x76700003: '伺服金鑰加密失敗',
}

/** What last_error says. */
export const minor: Record<number, string> = {
  0x06: '函式執行失敗',
  [lastError.pinWrong]: 'PIN 碼錯誤',
  [lastError.pinLength]: 'PIN 碼長度錯誤',
  [lastError.locked]: '已鎖卡',
  [lastError.notRecognized]: '無法辨識的卡片',
  0x150: '緩衝區不足',
  [lastError.oneTryLeft]: 'PIN 碼錯誤，剩一次機會',
  [lastError.twoTriesLeft]: 'PIN 碼錯誤，剩兩次機會',
}

/** Both tables as the script that sites copy. */
export const errorScript = [['MajorErrorReason', major] as const, ['MinorErrorReason', minor] as const]
  .map(
    ([name, table]) =>
      `function ${name}(code) {\n  return ${JSON.stringify(table)}[code] || '0x' + (code >>> 0).toString(16)\n}\n`,
  )
  .join('')
