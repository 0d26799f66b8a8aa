import { table } from '../codes.ts'

/** 職系: all 57 as published in June 2026 by the system of the Directorate-General of Personnel Administration. */
export const jobSeries = table(`
  0100 無 None
  A101 綜合行政 General administration
  A102 社勞行政 Social and labour administration
  A103 社會工作 Social work
  A104 文教行政 Cultural and educational administration
  A105 新聞傳播 Information and communication
  A106 圖書史料檔案 Libraries, history and archives
  A107 人事行政 Personnel administration
  A201 財稅金融 Finance and taxation
  A202 會計審計 Accounting and auditing
  A203 統計 Statistics
  A301 司法行政 Judicial administration
  A302 法制 Legal affairs
  A303 廉政 Government ethics
  A401 安全保防 Security
  A402 情報行政 Intelligence
  A403 移民行政 Immigration
  A404 海巡行政 Coast guard administration
  A501 經建行政 Economic administration
  A502 交通行政 Transport administration
  A503 地政 Land administration
  A601 衛生行政 Health administration
  A602 環保行政 Environmental administration
  A701 外交事務 Foreign affairs
  A801 消防與災害防救 Fire fighting and disaster relief
  A901 警察行政 Police administration
  B101 農業技術 Agricultural technology
  B102 林業技術 Forestry
  B103 水產技術 Fisheries
  B104 動物技術 Animal technology
  B105 獸醫 Veterinary medicine
  B106 自然保育 Nature conservation
  B201 土木工程 Civil engineering
  B202 建築工程 Architecture
  B203 地質礦冶 Geology and mining
  B301 測量製圖 Surveying and mapping
  B302 都市計畫 Urban planning
  B303 景觀設計 Landscape design
  B401 衛生技術 Health technology
  B402 藥事 Pharmacy
  B403 醫學工程 Medical engineering
  B501 交通技術 Transport technology
  B502 航空管制 Air traffic control
  B503 航空駕駛 Aviation
  B601 工業工程 Industrial engineering
  B602 職業安全衛生 Occupational safety and health
  B701 電機工程 Electrical engineering
  B702 資訊處理 Information processing
  B801 法醫 Forensic medicine
  B802 刑事鑑識 Forensic science
  B901 機械工程 Mechanical engineering
  BA01 環資技術 Environment and resources
  BB01 化學工程 Chemical engineering
  BC01 天文氣象地震 Astronomy, meteorology and seismology
  BD01 原子能 Nuclear energy
  BE01 消防技術 Fire technology
  BF01 海巡技術 Coast guard technology
  BG01 技藝 Arts and crafts
`)

/**
 * 獎懲結果 and 獎懲類別, as far as the manuals of the personnel system print them: of the results the three commonest, of
 * the categories the first of four pages. Of the other results the commonest have words of ours; an administrator maps
 * them, and loads the rest.
 */
export const rewardResults = table(`
  4001 嘉獎一次 One commendation
  4002 嘉獎二次 Two commendations
  4010 記功一次 One merit
  two_merits 記功二次 Two merits
  one_major_merit 記大功一次 One major merit
  one_reprimand 申誡一次 One reprimand
  two_reprimands 申誡二次 Two reprimands
  one_demerit 記過一次 One demerit
  one_major_demerit 記大過一次 One major demerit
`)
export const rewardCategories = table(`
  A01 領導有方 Good leadership
  A02 工作績優 Excellent work
  A03 操守廉潔 Integrity
  A04 全勤獎勵 Full attendance
  A05 研究發展績優 Excellent research and development
  A06 訓練進修績優 Excellent training and study
  A07 競技比賽績優 Excellent results in contests
  A08 特殊功績 Special merit
  A09 優良事蹟 Commendable deeds
  A10 服務績優 Excellent service
`)
/** 適用法規: the one that all schools have; each city has others. */
export const laws = table(`
  CA 公立高級中等以下學校教師成績考核辦法 Regulations on the appraisal of public school teachers
`)

/**
 * Subjects of teacher certificates, of which the Ministry of Education prints no list: some of its codes, and by words
 * of ours the subjects of the curriculum.
 */
export const certificateSubjects = table(`
  5052 自然專長 Natural sciences
  5060 資訊科技 Information technology
  5061 生活科技 Living technology
  CA11 製圖/電腦機械製圖 Drafting and computer-aided mechanical drafting
  CH13 家具木工/家具設計 Furniture making and design
  CK08 服裝/流行服飾 Clothing and fashion
  chinese 國語文 Chinese
  english 英語文 English
  mathematics 數學 Mathematics
  science 自然 Science
  society 社會 Social studies
  arts 藝術 Arts
  health 健康與體育 Health and physical education
  technology 科技 Technology
  activities 綜合活動 Integrative activities
`)

/** Places of work as the system of the Directorate-General of Personnel Administration numbers them. */
export const workPlaces = table(`
  10 臺北市 Taipei City
  20 基隆市 Keelung City
  23 新北市 New Taipei City
  26 宜蘭縣 Yilan County
  30 新竹市 Hsinchu City
  31 新竹縣 Hsinchu County
  33 桃園市 Taoyuan City
  35 苗栗縣 Miaoli County
  42 臺中市 Taichung City
  50 彰化縣 Changhua County
  54 南投縣 Nantou County
  60 嘉義市 Chiayi City
  61 嘉義縣 Chiayi County
  63 雲林縣 Yunlin County
  72 臺南市 Tainan City
  82 高雄市 Kaohsiung City
  88 澎湖縣 Penghu County
  89 金門縣 Kinmen County
  90 屏東縣 Pingtung County
  95 臺東縣 Taitung County
  97 花蓮縣 Hualien County
  98 連江縣 Lienchiang County
  101 中興新村 Zhongxing New Village
`)

/** As the certificates of the Ministry of Education name them. */
export const certificateBases = table(`
  I 師資培育法第十一條 Teacher Education Act, art. 11
  J 師資培育法第二十二條 Teacher Education Act, art. 22
  K 師資培育法第十二條 Teacher Education Act, art. 12
  L 師資培育法第二十三條 Teacher Education Act, art. 23
  M 師資培育法施行細則第五條 Enforcement Rules of the Teacher Education Act, art. 5
`)
