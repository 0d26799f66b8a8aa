import type { PhotoRefusal } from '../../domain/correction/photo.ts'
import type { Sentence, Sentences } from '../sentences.ts'

export const photo = {
  'photo.alt': { zh: '{name}的照片', en: 'Photograph of {name}' },
  'photo.button': { zh: '儲存照片', en: 'Save the photograph' },
  'photo.file': { zh: '照片檔', en: 'File of the photograph' },
  'photo.hint': {
    zh: '最近二年內的正面脫帽半身照，直式 JPEG 或 PNG，最大 2 MB，各邊 {fewest} 到 {most} 像素。拍攝時間、地點等附註會自動去除。',
    en: 'A portrait of the last two years, upright, JPEG or PNG, at most 2 MB, each side {fewest} to {most} pixels. What the camera noted, such as when and where, is taken out.',
  },
  'photo.history': { zh: '歷次照片', en: 'Photographs over time' },
  'photo.line': { zh: '{from}起，由{by}登錄；理由：{reason}', en: 'From {from}, entered by {by}. Reason: {reason}' },
  'photo.line-removed': { zh: '{until}移除；理由：{reason}', en: 'Removed {until}. Reason: {reason}' },
  'photo.line-replaced': { zh: '{until}換成較新的照片', en: 'Replaced {until}' },
  'photo.link': { zh: '照片', en: 'Photograph' },
  'photo.none': { zh: '還沒有照片。', en: 'There is no photograph yet.' },
  'photo.open': { zh: '開啟照片', en: 'Open the photograph' },
  'photo.refused.blank': { zh: '請選擇一張照片。', en: 'Choose a photograph.' },
  'photo.refused.damaged': {
    zh: '這個照片檔不完整或已損壞，請重新取得後再選一次。',
    en: 'This file is incomplete or damaged. Get it again and choose it once more.',
  },
  'photo.refused.kind': {
    zh: '這不是 JPEG 或 PNG 照片，請轉成其中一種再選。',
    en: 'This is no JPEG or PNG. Convert it to one of them and choose it again.',
  },
  'photo.refused.large': {
    zh: '照片檔超過 2 MB，請縮小後再選。',
    en: 'The file is larger than 2 MB. Make it smaller and choose it again.',
  },
  'photo.refused.pixels': {
    zh: '照片的寬和高都要在 {fewest} 到 {most} 像素之間，請調整後再選。',
    en: 'Width and height have to be {fewest} to {most} pixels. Change the size and choose it again.',
  },
  'photo.refused.shape': {
    zh: '照片要是直式（高不小於寬），請裁切後再選。',
    en: 'The photograph has to be upright, no wider than high. Cut it and choose it again.',
  },
  'photo.refused.turned': {
    zh: '這張照片是轉向儲存的，去除相機附註後會橫躺，請在電腦上轉正、另存後再選。',
    en: 'This photograph is stored turned, and would lie on its side without the notes of the camera. Turn it, save it and choose it again.',
  },
  'photo.remove': { zh: '移除照片', en: 'Remove the photograph' },
  'photo.remove-reason': { zh: '移除的理由', en: 'Reason for removing it' },
  'photo.set': { zh: '登錄新照片', en: 'Enter a new photograph' },
} as const satisfies Sentences & Record<PhotoRefusal, Sentence>
