/** By what a criterion was tried; the words are in text/help-desk/accessibility.ts. */
export const methods = ['pages', 'browser', 'keyboard', 'spoken', 'text-browser', 'eye', 'reading'] as const
export type Method = (typeof methods)[number]

/** `partly` has a known fault; `none` is about what this site does not have, such as sound or film. */
export type Verdict = 'supports' | 'partly' | 'none'

export type Criterion = {
  number: string
  level: 'A' | 'AA'
  zh: string
  en: string
  verdict: Verdict
  tried: readonly Method[]
}

/** The last day on which the table below was gone through. */
export const triedOn = '2026-11-30'

/**
 * Every criterion of WCAG 2.2 at A and AA, which are those of Taiwan's 115.11: number, level, verdict, how it was
 * tried, name. The statement that is published is made from it, so a fault is admitted here or mended.
 */
export const criteria: readonly Criterion[] = `
  1.1.1  A  partly   pages,browser,spoken  非文字內容 Non-text Content
  1.2.1  A  none     reading               純聲音與純影像（預錄） Audio-only and Video-only (Prerecorded)
  1.2.2  A  none     reading               字幕（預錄） Captions (Prerecorded)
  1.2.3  A  none     reading               口述影像或替代內容（預錄） Audio Description or Media Alternative (Prerecorded)
  1.2.4  AA none     reading               字幕（即時） Captions (Live)
  1.2.5  AA none     reading               口述影像（預錄） Audio Description (Prerecorded)
  1.3.1  A  supports pages,browser,spoken  資訊與關聯 Info and Relationships
  1.3.2  A  supports spoken,text-browser   有意義的順序 Meaningful Sequence
  1.3.3  A  supports reading               感官特徵 Sensory Characteristics
  1.3.4  AA supports reading               螢幕方向 Orientation
  1.3.5  AA supports pages,reading         輸入目的 Identify Input Purpose
  1.4.1  A  supports eye                   顏色的使用 Use of Color
  1.4.2  A  none     reading               聲音控制 Audio Control
  1.4.3  AA supports browser               對比（最低） Contrast (Minimum)
  1.4.4  AA supports browser,eye           文字大小 Resize Text
  1.4.5  AA supports reading               文字的影像 Images of Text
  1.4.10 AA supports browser               重新排列 Reflow
  1.4.11 AA supports eye                   非文字的對比 Non-text Contrast
  1.4.12 AA supports browser               文字間距 Text Spacing
  1.4.13 AA supports reading               游標停留或焦點所顯示的內容 Content on Hover or Focus
  2.1.1  A  supports keyboard,text-browser 鍵盤操作 Keyboard
  2.1.2  A  supports keyboard              沒有鍵盤陷阱 No Keyboard Trap
  2.1.4  A  supports reading               字元快速鍵 Character Key Shortcuts
  2.2.1  A  supports browser               可調整的時限 Timing Adjustable
  2.2.2  A  supports browser               暫停、停止、隱藏 Pause, Stop, Hide
  2.3.1  A  supports reading               每秒閃爍三次以下 Three Flashes or Below Threshold
  2.4.1  A  supports pages,keyboard        跳過區塊 Bypass Blocks
  2.4.2  A  supports pages                 網頁標題 Page Titled
  2.4.3  A  supports keyboard,spoken       焦點順序 Focus Order
  2.4.4  A  supports pages                 連結目的 Link Purpose (In Context)
  2.4.5  AA supports pages                 多種途徑 Multiple Ways
  2.4.6  AA supports pages,spoken          標題與標籤 Headings and Labels
  2.4.7  AA supports keyboard              看得見的焦點 Focus Visible
  2.4.11 AA supports reading               焦點不被遮住 Focus Not Obscured (Minimum)
  2.5.1  A  none     reading               指標手勢 Pointer Gestures
  2.5.2  A  supports reading               指標取消 Pointer Cancellation
  2.5.3  A  supports browser               標籤包含在名稱中 Label in Name
  2.5.4  A  none     reading               動作啟動 Motion Actuation
  2.5.7  AA none     reading               拖曳動作 Dragging Movements
  2.5.8  AA supports browser               目標大小 Target Size (Minimum)
  3.1.1  A  supports pages                 網頁語言 Language of Page
  3.1.2  AA supports pages                 部分內容的語言 Language of Parts
  3.2.1  A  supports keyboard              取得焦點時 On Focus
  3.2.2  A  supports keyboard              輸入時 On Input
  3.2.3  AA supports pages                 一致的導覽 Consistent Navigation
  3.2.4  AA supports spoken                一致的識別 Consistent Identification
  3.2.6  A  supports pages                 一致的說明 Consistent Help
  3.3.1  A  supports pages,spoken          錯誤識別 Error Identification
  3.3.2  A  supports pages,spoken          標籤或說明 Labels or Instructions
  3.3.3  AA supports reading               錯誤建議 Error Suggestion
  3.3.4  AA supports spoken                錯誤預防（法律、財務、資料） Error Prevention (Legal, Financial, Data)
  3.3.7  A  supports reading               不重複輸入 Redundant Entry
  3.3.8  AA supports reading               無障礙的身分驗證 Accessible Authentication (Minimum)
  4.1.2  A  supports pages,browser,spoken  名稱、角色、值 Name, Role, Value
  4.1.3  AA supports browser,spoken        狀態訊息 Status Messages
`
  .trim()
  .split('\n')
  .map(line => {
    const [number = '', level, verdict, tried = '', zh = '', ...en] = line.trim().split(/ +/)
    return { number, level, verdict, tried: tried.split(','), zh, en: en.join(' ') } as Criterion
  })
