import { table } from './codes.ts'
import type { CodeValue } from './field.ts'

const within = (zh: string, en: string, rows: string): CodeValue[] =>
  table(rows).map(value => ({ ...value, group: { zh, en } }))

/**
 * ISO 3166-1, alpha-2: one's own first, then by continent. A country that has gone keeps its line, with a last day of
 * validity.
 */
export const countries: readonly CodeValue[] = [
  ...table('TW 中華民國 Taiwan (ROC)'),
  ...within(
    '亞洲',
    'Asia',
    `
  AE 阿拉伯聯合大公國 United Arab Emirates
  AF 阿富汗 Afghanistan
  AM 亞美尼亞 Armenia
  AZ 亞塞拜然 Azerbaijan
  BD 孟加拉 Bangladesh
  BH 巴林 Bahrain
  BN 汶萊 Brunei
  BT 不丹 Bhutan
  CN 中國大陸 China
  CY 賽普勒斯 Cyprus
  GE 喬治亞 Georgia
  HK 香港 Hong Kong
  ID 印尼 Indonesia
  IL 以色列 Israel
  IN 印度 India
  IQ 伊拉克 Iraq
  IR 伊朗 Iran
  JO 約旦 Jordan
  JP 日本 Japan
  KG 吉爾吉斯 Kyrgyzstan
  KH 柬埔寨 Cambodia
  KP 北韓 North Korea
  KR 南韓 South Korea
  KW 科威特 Kuwait
  KZ 哈薩克 Kazakhstan
  LA 寮國 Laos
  LB 黎巴嫩 Lebanon
  LK 斯里蘭卡 Sri Lanka
  MM 緬甸 Myanmar (Burma)
  MN 蒙古 Mongolia
  MO 澳門 Macao
  MV 馬爾地夫 Maldives
  MY 馬來西亞 Malaysia
  NP 尼泊爾 Nepal
  OM 阿曼 Oman
  PH 菲律賓 Philippines
  PK 巴基斯坦 Pakistan
  PS 巴勒斯坦自治區 Palestinian Territories
  QA 卡達 Qatar
  SA 沙烏地阿拉伯 Saudi Arabia
  SG 新加坡 Singapore
  SY 敘利亞 Syria
  TH 泰國 Thailand
  TJ 塔吉克 Tajikistan
  TL 東帝汶 Timor-Leste
  TM 土庫曼 Turkmenistan
  TR 土耳其 Türkiye
  UZ 烏茲別克 Uzbekistan
  VN 越南 Vietnam
  YE 葉門 Yemen
`,
  ),
  ...within(
    '美洲',
    'Americas',
    `
  AG 安地卡及巴布達 Antigua & Barbuda
  AI 安奎拉 Anguilla
  AR 阿根廷 Argentina
  AW 荷屬阿魯巴 Aruba
  BB 巴貝多 Barbados
  BL 聖巴瑟米 St. Barthélemy
  BM 百慕達 Bermuda
  BO 玻利維亞 Bolivia
  BQ 荷蘭加勒比區 Caribbean Netherlands
  BR 巴西 Brazil
  BS 巴哈馬 Bahamas
  BZ 貝里斯 Belize
  CA 加拿大 Canada
  CL 智利 Chile
  CO 哥倫比亞 Colombia
  CR 哥斯大黎加 Costa Rica
  CU 古巴 Cuba
  CW 庫拉索 Curaçao
  DM 多米尼克 Dominica
  DO 多明尼加共和國 Dominican Republic
  EC 厄瓜多 Ecuador
  FK 福克蘭群島 Falkland Islands
  GD 格瑞那達 Grenada
  GF 法屬圭亞那 French Guiana
  GL 格陵蘭 Greenland
  GP 瓜地洛普 Guadeloupe
  GS 南喬治亞與南三明治群島 South Georgia & South Sandwich Islands
  GT 瓜地馬拉 Guatemala
  GY 蓋亞那 Guyana
  HN 宏都拉斯 Honduras
  HT 海地 Haiti
  JM 牙買加 Jamaica
  KN 聖克里斯多福及尼維斯 St. Kitts & Nevis
  KY 開曼群島 Cayman Islands
  LC 聖露西亞 St. Lucia
  MF 法屬聖馬丁 St. Martin
  MQ 馬丁尼克 Martinique
  MS 蒙哲臘 Montserrat
  MX 墨西哥 Mexico
  NI 尼加拉瓜 Nicaragua
  PA 巴拿馬 Panama
  PE 秘魯 Peru
  PM 聖皮埃與密克隆群島 St. Pierre & Miquelon
  PR 波多黎各 Puerto Rico
  PY 巴拉圭 Paraguay
  SR 蘇利南 Suriname
  SV 薩爾瓦多 El Salvador
  SX 荷屬聖馬丁 Sint Maarten
  TC 土克斯及開科斯群島 Turks & Caicos Islands
  TT 千里達及托巴哥 Trinidad & Tobago
  US 美國 United States
  UY 烏拉圭 Uruguay
  VC 聖文森及格瑞那丁 St. Vincent & Grenadines
  VE 委內瑞拉 Venezuela
  VG 英屬維京群島 British Virgin Islands
  VI 美屬維京群島 U.S. Virgin Islands
`,
  ),
  ...within(
    '歐洲',
    'Europe',
    `
  AD 安道爾 Andorra
  AL 阿爾巴尼亞 Albania
  AT 奧地利 Austria
  AX 奧蘭群島 Åland Islands
  BA 波士尼亞與赫塞哥維納 Bosnia & Herzegovina
  BE 比利時 Belgium
  BG 保加利亞 Bulgaria
  BY 白俄羅斯 Belarus
  CH 瑞士 Switzerland
  CZ 捷克 Czechia
  DE 德國 Germany
  DK 丹麥 Denmark
  EE 愛沙尼亞 Estonia
  ES 西班牙 Spain
  FI 芬蘭 Finland
  FO 法羅群島 Faroe Islands
  FR 法國 France
  GB 英國 United Kingdom
  GG 根息 Guernsey
  GI 直布羅陀 Gibraltar
  GR 希臘 Greece
  HR 克羅埃西亞 Croatia
  HU 匈牙利 Hungary
  IE 愛爾蘭 Ireland
  IM 曼島 Isle of Man
  IS 冰島 Iceland
  IT 義大利 Italy
  JE 澤西島 Jersey
  LI 列支敦斯登 Liechtenstein
  LT 立陶宛 Lithuania
  LU 盧森堡 Luxembourg
  LV 拉脫維亞 Latvia
  MC 摩納哥 Monaco
  MD 摩爾多瓦 Moldova
  ME 蒙特內哥羅 Montenegro
  MK 北馬其頓 North Macedonia
  MT 馬爾他 Malta
  NL 荷蘭 Netherlands
  NO 挪威 Norway
  PL 波蘭 Poland
  PT 葡萄牙 Portugal
  RO 羅馬尼亞 Romania
  RS 塞爾維亞 Serbia
  RU 俄羅斯 Russia
  SE 瑞典 Sweden
  SI 斯洛維尼亞 Slovenia
  SJ 挪威屬斯瓦巴及尖棉 Svalbard & Jan Mayen
  SK 斯洛伐克 Slovakia
  SM 聖馬利諾 San Marino
  UA 烏克蘭 Ukraine
  VA 梵蒂岡 Vatican City
  XK 科索沃 Kosovo
`,
  ),
  ...within(
    '大洋洲',
    'Oceania',
    `
  AS 美屬薩摩亞 American Samoa
  AU 澳洲 Australia
  CC 科克斯（基靈）群島 Cocos (Keeling) Islands
  CK 庫克群島 Cook Islands
  CX 聖誕島 Christmas Island
  FJ 斐濟 Fiji
  FM 密克羅尼西亞 Micronesia
  GU 關島 Guam
  HM 赫德島及麥唐納群島 Heard & McDonald Islands
  KI 吉里巴斯 Kiribati
  MH 馬紹爾群島 Marshall Islands
  MP 北馬利安納群島 Northern Mariana Islands
  NC 新喀里多尼亞 New Caledonia
  NF 諾福克島 Norfolk Island
  NR 諾魯 Nauru
  NU 紐埃島 Niue
  NZ 紐西蘭 New Zealand
  PF 法屬玻里尼西亞 French Polynesia
  PG 巴布亞紐幾內亞 Papua New Guinea
  PN 皮特肯群島 Pitcairn Islands
  PW 帛琉 Palau
  SB 索羅門群島 Solomon Islands
  TK 托克勞群島 Tokelau
  TO 東加 Tonga
  TV 吐瓦魯 Tuvalu
  UM 美國本土外小島嶼 U.S. Outlying Islands
  VU 萬那杜 Vanuatu
  WF 瓦利斯群島和富圖那群島 Wallis & Futuna
  WS 薩摩亞 Samoa
`,
  ),
  ...within(
    '非洲',
    'Africa',
    `
  AO 安哥拉 Angola
  BF 布吉納法索 Burkina Faso
  BI 蒲隆地 Burundi
  BJ 貝南 Benin
  BW 波札那 Botswana
  CD 剛果（金夏沙） Congo - Kinshasa
  CF 中非共和國 Central African Republic
  CG 剛果（布拉薩） Congo - Brazzaville
  CI 象牙海岸 Côte d’Ivoire
  CM 喀麥隆 Cameroon
  CV 維德角 Cape Verde
  DJ 吉布地 Djibouti
  DZ 阿爾及利亞 Algeria
  EG 埃及 Egypt
  EH 西撒哈拉 Western Sahara
  ER 厄利垂亞 Eritrea
  ET 衣索比亞 Ethiopia
  GA 加彭 Gabon
  GH 迦納 Ghana
  GM 甘比亞 Gambia
  GN 幾內亞 Guinea
  GQ 赤道幾內亞 Equatorial Guinea
  GW 幾內亞比索 Guinea-Bissau
  IO 英屬印度洋領地 British Indian Ocean Territory
  KE 肯亞 Kenya
  KM 葛摩 Comoros
  LR 賴比瑞亞 Liberia
  LS 賴索托 Lesotho
  LY 利比亞 Libya
  MA 摩洛哥 Morocco
  MG 馬達加斯加 Madagascar
  ML 馬利 Mali
  MR 茅利塔尼亞 Mauritania
  MU 模里西斯 Mauritius
  MW 馬拉威 Malawi
  MZ 莫三比克 Mozambique
  NA 納米比亞 Namibia
  NE 尼日 Niger
  NG 奈及利亞 Nigeria
  RE 留尼旺 Réunion
  RW 盧安達 Rwanda
  SC 塞席爾 Seychelles
  SD 蘇丹 Sudan
  SH 聖赫勒拿島 St. Helena
  SL 獅子山 Sierra Leone
  SN 塞內加爾 Senegal
  SO 索馬利亞 Somalia
  SS 南蘇丹 South Sudan
  ST 聖多美普林西比 São Tomé & Príncipe
  SZ 史瓦帝尼 Eswatini
  TD 查德 Chad
  TF 法屬南部屬地 French Southern Territories
  TG 多哥 Togo
  TN 突尼西亞 Tunisia
  TZ 坦尚尼亞 Tanzania
  UG 烏干達 Uganda
  YT 馬約特島 Mayotte
  ZA 南非 South Africa
  ZM 尚比亞 Zambia
  ZW 辛巴威 Zimbabwe
`,
  ),
  ...within(
    '南極洲',
    'Antarctica',
    `
  AQ 南極洲 Antarctica
  BV 布威島 Bouvet Island
`,
  ),
]
