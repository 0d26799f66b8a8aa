import type { Sentences } from '../sentences.ts'

/** What keeps an installation from starting or being reached, and which one a command speaks of, for its operator. */
export const installation = {
  'installation.behind': {
    zh: '這個資料庫還沒有升級到本程式的版本：請先啟動服務，它會自行升級。',
    en: 'This database is of an older version than the program: start the service first, which brings it up to date.',
  },
  'installation.closed': {
    zh: '看不到 {place}（{code}）：請用執行服務的使用者或 root 執行，例如 sudo -u personnel-desk。',
    en: '{place} cannot be looked into ({code}): run the command as the user of the service or as root, such as sudo -u personnel-desk.',
  },
  'installation.evidence-elsewhere': {
    zh: '這套系統有證明文件存放在資料庫以外的地方，請設定 {names}，否則無法開啟。',
    en: 'Evidence of this installation lies outside the database: set {names}, or nobody could open it.',
  },
  'installation.in-demo': {
    zh: '這個資料庫是示範用的虛構人員：請讓 npm start 使用別的 DATA_DIR 或 DATABASE_URL。',
    en: 'This database holds the demonstration with invented people: give npm start another DATA_DIR or DATABASE_URL.',
  },
  'installation.in-use': {
    zh: '這個資料庫正式使用中：示範請用 --data 指定別的資料夾。',
    en: 'This database is in real use: the demonstration needs another --data folder.',
  },
  'installation.index-key-does-not-fit': {
    zh: 'KEYS_FILE 的 INDEX_KEY 不是這個資料庫的，用它找不到任何人：請放回與它相配的金鑰檔。',
    en: 'The INDEX_KEY in KEYS_FILE is not the one of this database and would find nobody: bring back the file that belongs to it.',
  },
  'installation.keys-do-not-open': {
    zh: 'KEYS_FILE 的金鑰無法解開這個資料庫：請放回與它相配的金鑰檔。',
    en: 'The keys in KEYS_FILE do not open this database: bring back the file that belongs to it.',
  },
  'installation.new-keys': {
    zh: '新的金鑰在 {file}：沒有這個檔案，任何人都無法讀出資料，請另外保存一份。',
    en: 'New keys are in {file}: without this file nobody can read the records, so keep a copy apart.',
  },
  'installation.none': {
    zh: '{place} 沒有已經啟用過的系統：請以 --env-file 指定服務所用的設定檔。',
    en: 'There is no installation in {place}: name the file of settings of the service with --env-file.',
  },
  'installation.offer': {
    zh: '這套系統還沒有設定。請開啟下面的連結，只能用一次。',
    en: 'This installation is not set up yet. Open this link, it works once:',
  },
  'installation.others-start': {
    zh: '另一個執行個體還在啟動，所以這一個沒有啟動。',
    en: 'Another instance was still starting, so this one did not start.',
  },
  'installation.spoken-of': {
    zh: '對象：{baseUrl}，資料在 {place}',
    en: 'Installation: {baseUrl}, its data in {place}',
  },
  'installation.test-anchor': {
    zh: '這個資料庫信任測試用的憑證機構：請先移除它。',
    en: 'A trust anchor of a test authority is in this database: remove it before going on.',
  },
} as const satisfies Sentences
