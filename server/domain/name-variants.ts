/**
 * Characters of names that are one character to their bearers, drawn and encoded otherwise in Taiwan, Japan, Korea,
 * China and in print before 1982; each group ends with the form that stands for all. A card shows what the register
 * could write, HR what the keyboard gave. What Big5 tells apart is no group, since Taiwan's own registers had both.
 */
export const variantGroups: readonly string[] = `
  羣群 峯峰 裏裡 爲為 啓啟 着著 綉繍繡 恒恆 温溫 黄黃 衆眾 鷄鶏雞
  牀床 滙匯 脇脅 强強 眞真 静靜 玮瑋 増增 顔顏 冲沖 郞郎 凉涼
  凃涂 琼瓊 邨村 姸妍 鈎鉤 銹鏽 綫線 内內 説說 呉吴吳 户戸戶 産產
  衞衛 税稅 悦悅 鋭銳 閲閱 脱脫 蜕蛻 净浄淨 争爭 奂奐 唤喚 换換
  焕煥 涣渙 痪瘓 兪俞 吕呂 侣侶 彦彥 録錄 禄祿 緑綠 縁緣 敎教
  靑青 淸清 尙尚 曽曾 髙高 﨑崎 𠮷吉 徳德 恵惠 愼慎 鎭鎮 塡填
  顚顛 姉姊 歩步 渉涉 歳嵗歲 兎兔 册冊 别別 删刪 决決 况況 减減
  卽即 旣既 槪概 吿告 囘回 呐吶 喩喻 巣巢 帯帶 愠慍 揺搖 敍叙敘
  晩晚 暦曆 歴歷 栄榮 横橫 殻殼 毁毀 没沒 涙淚 瀬瀨 熈煕熙 状狀
  兹茲 瑶瑤 畞畝 硏研 窓窗 竪豎 粤粵 絶絕 緖緒 緼縕 繦繈 聡聰
  粛肅 卧臥 舎舍 荘莊 薫薰 藴蘊 虚虛 装裝 頼賴 讃讚 賛贊 郷鄕鄉
  醖醞 錬鍊 隠隱 隷隸 靱靭韌 頽頹 飮飲 餠餅 騈駢 麪麵 黒黑 黙默
  亀龜 竜龍 嶌嶋島 栢柏 桜櫻 氷冰 刼劫 剣剱劎劒劔劍 勲勳 厰廠 厦廈
  斎齋 斉齊

  国國 沢澤 広廣 実實 宝寶 寿壽 将將 応應 拝拜 暁曉 権權 気氣
  画畫 総總 蔵藏 覚覺 観觀 軽輕 転轉 遥遙 鉄鐵 霊靈 顕顯 麦麥
  点點 峡峽 団團 図圖 壱壹 対對 属屬 帰歸 従從 恋戀 挙舉 巌巖
  滝瀧 蛍螢 関關 辺邉邊 円圓 渋澁澀 塩鹽 経經 継繼 絵繪 声聲 楽樂
  亜亞 児兒 両兩 来來 巻卷 労勞 単單 厳嚴 囲圍 圧壓 壊壞 壮壯
  奥奧 学學 寛寬 専專 届屆 屛屏 廃廢 弥彌 戯戱戲 戦戰 択擇 効效
  勅敕 楼樓 枢樞 様樣 検檢 欧歐 残殘 湾灣 炉爐 独獨 献獻 畧略
  当當 畳疊 礼禮 祷禱 称稱 穏穩 竝並 繊纖 聴聽 処處 蝉蟬 誉譽
  隣鄰 酔醉 鋳鑄 随隨 飜翻 騒騷 駅驛 鴎鷗 齢齡 写寫 倹儉 険險
  数數 断斷 旧舊 昼晝 歓歡 発發 禅禪 穂穗 訳譯 読讀 譲讓 雑雜
  験驗 芦蘆 蘂蕊 弾彈 懐懷 拡擴 摂攝 会會 乗乘 県縣 満滿 潜潛
  稲稻 粋粹 薬藥 謡謠 醸釀 鉱礦 頬頰 姫姬 嬀媯 嫺嫻 彜彝 皐皋
  禀稟 舗鋪 葢蓋 薗園 蘓蘇 裵裴 隂陰 頴穎 鳯鳳
  翆翠 赟贇 恊協
  晋晉 凛凜 値值 浜滨濱 渊淵 号號 僞偽 却卻 尭堯 峩峨 桒桑 桧檜
  篭籠 侠俠 弐貳 仏佛 仮假 勧勸 塁壘 壌壤 変變 娯娛 宻密
  𡍼塗 徴徵 恳懇 桟棧 焼燒 犠犧 猟獵 瓉瓚 縄繩 羗羌 茎莖 蓝藍 覧覽
  賎賤 践踐 遅遲 釈釋 釡釜 鉢缽 銭錢 陥陷 髄髓 姙妊
`
  .trim()
  .split(/\s+/)

/** Told apart by Big5 and confused all the same: held to be one wherever names are compared. */
export const confusedPairs: readonly string[] = ['台臺', '龢和', '甯寧', '祕秘', '遊游', '脩修']
