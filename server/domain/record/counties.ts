import type { CodeValue } from './field.ts'

/** Counties and cities by their official area code, with the districts of the post whose numbers lie in them. */
const rows: [code: string, zh: string, en: string, zips: readonly (readonly [number, number])[]][] = [
  ['63000', '臺北市', 'Taipei City', [[100, 116]]],
  [
    '65000',
    '新北市',
    'New Taipei City',
    [
      [207, 208],
      [220, 253],
    ],
  ],
  ['68000', '桃園市', 'Taoyuan City', [[320, 338]]],
  ['66000', '臺中市', 'Taichung City', [[400, 439]]],
  ['67000', '臺南市', 'Tainan City', [[700, 745]]],
  ['64000', '高雄市', 'Kaohsiung City', [[800, 852]]],
  ['10017', '基隆市', 'Keelung City', [[200, 206]]],
  ['10018', '新竹市', 'Hsinchu City', [[300, 300]]],
  ['10020', '嘉義市', 'Chiayi City', [[600, 600]]],
  [
    '10002',
    '宜蘭縣',
    'Yilan County',
    [
      [260, 272],
      [290, 290],
    ],
  ],
  ['10004', '新竹縣', 'Hsinchu County', [[302, 315]]],
  ['10005', '苗栗縣', 'Miaoli County', [[350, 369]]],
  ['10007', '彰化縣', 'Changhua County', [[500, 530]]],
  ['10008', '南投縣', 'Nantou County', [[540, 558]]],
  ['10009', '雲林縣', 'Yunlin County', [[630, 655]]],
  ['10010', '嘉義縣', 'Chiayi County', [[602, 625]]],
  ['10013', '屏東縣', 'Pingtung County', [[900, 947]]],
  ['10014', '臺東縣', 'Taitung County', [[950, 966]]],
  ['10015', '花蓮縣', 'Hualien County', [[970, 983]]],
  ['10016', '澎湖縣', 'Penghu County', [[880, 885]]],
  ['09020', '金門縣', 'Kinmen County', [[890, 896]]],
  ['09007', '連江縣', 'Lienchiang County', [[209, 212]]],
]

/** The place of an address outside Taiwan; its postal code is not asked for. */
export const abroad = 'abroad'

export const counties: readonly CodeValue[] = [
  ...rows.map(([code, zh, en]) => ({ code, zh, en })),
  { code: abroad, zh: '國外', en: 'Abroad' },
]

/** Whether the first three digits of a postal code lie in a county. */
export function zipFits(zip: string, county: string): boolean {
  const district = Number(zip.slice(0, 3))
  const zips = rows.find(([code]) => code === county)?.[3] ?? []
  return zips.some(([from, to]) => district >= from && district <= to)
}
