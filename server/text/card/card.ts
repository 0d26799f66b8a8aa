import type { CheckName } from '../../domain/card/refusal.ts'
import type { Sentence, Sentences } from '../sentences.ts'

/** What a refusal means for the person and what to do; then one plain sentence for each check of the report. */
export const card = {
  'card.issuer-site': {
    zh: '內政部憑證管理中心：停用、復用、展期、忘記 PIN 碼',
    en: 'MOICA: suspend, release or renew a card, PIN forgotten',
  },
  'card.refused.too-long': {
    zh: '讀卡元件送來的簽章太長，不是正常的簽章。請更新讀卡元件後再試一次。',
    en: 'What the card component sent is too long to be a signature. Update the component and try again.',
  },
  'card.refused.base64': {
    zh: '讀卡元件送來的簽章在傳送途中改變了。請重新整理頁面再試一次。',
    en: 'The signature changed on its way from the card component. Reload the page and try again.',
  },
  'card.refused.der': {
    zh: '讀卡元件送來的簽章不完整，或有多餘的資料。請再試一次；仍無法解決時，請更新讀卡元件。',
    en: 'The signature is incomplete or has something added. Try again; if it still fails, update the card component.',
  },
  'card.refused.message': {
    zh: '讀卡元件送來的不是本站能辨識的簽章。請更新讀卡元件後再試一次。',
    en: 'What the card component sent is not a signature this site can read. Update the component and try again.',
  },
  'card.refused.message-kind': {
    zh: '讀卡元件送來的不是簽章，而是別種資料。請更新讀卡元件後再試一次。',
    en: 'The card component sent something other than a signature. Update the component and try again.',
  },
  'card.refused.content-kind': {
    zh: '簽章裡的內容不是本站請卡片簽的那一種。請更新讀卡元件後再試一次。',
    en: 'The signature holds another kind of content than this site asked for. Update the card component and try again.',
  },
  'card.refused.content': {
    zh: '卡片簽的內容與本站請它簽的不同。請關閉其他使用卡片的網頁，重新整理後再試一次。',
    en: 'The card signed something other than this site asked for. Close other pages that use the card, reload and try again.',
  },
  'card.refused.certificates': {
    zh: '簽章裡附了太多憑證，或附了不是憑證的東西。請更新讀卡元件後再試一次。',
    en: 'The signature comes with too many certificates, or with something that is not a certificate. Update the card component and try again.',
  },
  'card.refused.extras': {
    zh: '簽章裡夾帶了本站沒有要的資料。請更新讀卡元件後再試一次。',
    en: 'The signature carries data that this site did not ask for. Update the card component and try again.',
  },
  'card.refused.signers': {
    zh: '一次只能由一張卡片簽。請只插一張卡片，再試一次。',
    en: 'Exactly one card must sign. Leave only one card inserted and try again.',
  },
  'card.refused.algorithm': {
    zh: '這個簽章用的是本站不接受的舊方法。請更新讀卡元件；卡片很舊時，請到戶政事務所換發。',
    en: 'The signature was made by a method too old for this site. Update the card component; if the card is old, have it replaced.',
  },
  'card.refused.signer-certificate': {
    zh: '簽章裡找不到簽的那張憑證，或有兩張一樣的。請重新插卡再試一次。',
    en: 'The certificate of the card that signed is missing or there twice. Insert the card again and retry.',
  },
  'card.refused.certificate': {
    zh: '卡片裡的憑證讀不出來，或格式太舊。請重新插卡再試一次；仍無法解決時，請洽發卡機關。',
    en: 'The certificate of the card cannot be read or is of an old form. Insert the card again; if it still fails, ask its issuer.',
  },
  'card.refused.extensions': {
    zh: '卡片的憑證有本站不認得的限制，不能使用。請告知人事室，或改用帳號密碼。',
    en: 'The certificate has a restriction that this site does not know, so it is not accepted. Tell the HR office, or use your password.',
  },
  'card.refused.key': {
    zh: '卡片的金鑰強度不合規定。請向發卡機關換發新卡。',
    en: 'The key of the card is not of an accepted strength. Ask its issuer for a new card.',
  },
  'card.refused.issuer': {
    zh: '這張卡片不是本站認得的機關發的。請改插自然人憑證或機關憑證；健保卡和工商憑證不能用在這裡。',
    en: 'This card was not issued by an authority that this site knows. Insert a citizen or an agency card; health and company cards are not for this.',
  },
  'card.refused.issuer-signature': {
    zh: '這張憑證不是它所說的機關發的，不能使用。請告知人事室。',
    en: 'This certificate was not made by the authority it names, so it is not accepted. Tell the HR office.',
  },
  'card.refused.other-kind': {
    zh: '這裡不能用這一種卡片。請看頁面上的說明，換一張卡片。',
    en: 'This kind of card cannot be used here. See which one the page asks for and insert that.',
  },
  'card.refused.early': {
    zh: '這張憑證還沒開始生效。新卡請過一會兒再試；仍無法解決時，請洽發卡機關。',
    en: 'This certificate is not valid yet. With a new card, try again a little later; if it still fails, ask its issuer.',
  },
  'card.refused.expired': {
    zh: '這張憑證已經過期。請到發卡機關網站展期或換發；這段期間請改用帳號密碼。',
    en: 'This certificate has expired. Renew it with its issuer; until then use your login name and password.',
  },
  'card.refused.issuer-expired': {
    zh: '發這張卡片的機關，它的憑證已經到期，這一代的卡片不能再用。請換發新卡。',
    en: 'The authority that issued this card has reached the end of its own certificate. Have the card replaced.',
  },
  'card.refused.issuer-revoked': {
    zh: '發這張卡片的機關，它的憑證已經廢止。請改用帳號密碼，並告知人事室。',
    en: 'The certificate of the authority that issued this card was revoked. Use your password, and tell the HR office.',
  },
  'card.refused.policy': {
    zh: '這張卡片的保證等級不夠，本站只接受第三級的憑證。請改用自然人憑證或機關憑證正卡。',
    en: 'The assurance level of this card is not enough; level 3 is needed. Use a full citizen or agency card.',
  },
  'card.refused.key-usage': {
    zh: '元件用了卡片裡加密用的那張憑證，應該用簽章用的。請更新讀卡元件後再試一次。',
    en: 'The certificate for encryption was used in place of the one for signing. Update the card component and try again.',
  },
  'card.refused.purpose': {
    zh: '這張憑證是給別的用途的，不能用來簽名。請改插自然人憑證或機關憑證。',
    en: 'This certificate is for another purpose and cannot sign here. Insert a citizen or an agency card.',
  },
  'card.refused.subject-type': {
    zh: '這張卡片不是發給個人，也不是發給機關學校的。請改插自然人憑證或機關憑證。',
    en: 'This card was issued neither to a person nor to an agency or a school. Insert a citizen or an agency card.',
  },
  'card.refused.subject': {
    zh: '憑證上的姓名或編號寫法不合規定，不能使用。請洽發卡機關。',
    en: 'The name or the number in this certificate is not written as it must be. Ask the issuer of the card.',
  },
  'card.refused.last-four': {
    zh: '憑證上沒有身分證統一編號末四碼，或寫法有誤。請洽發卡機關。',
    en: 'The certificate lacks the last four of the ID number or writes them wrongly. Ask the issuer of the card.',
  },
  'card.refused.no-list': {
    zh: '本站還沒有這種卡片的廢止清冊，無法確認卡片是否有效。請改用帳號密碼，並告知人事室。',
    en: 'This site holds no list of revoked cards of this kind, so it cannot tell whether yours is valid. Use your password, and tell the HR office.',
  },
  'card.refused.list-early': {
    zh: '本站的時間或廢止清冊的日期有誤，無法確認卡片是否有效。請改用帳號密碼，並告知人事室。',
    en: 'The clock of this site or the date of its list of revoked cards is wrong. Use your password, and tell the HR office.',
  },
  'card.refused.list-expired': {
    zh: '本站的廢止清冊過期了，無法確認卡片是否有效。請改用帳號密碼，並告知人事室。',
    en: 'The list of revoked cards at this site is out of date. Use your password, and tell the HR office.',
  },
  'card.refused.revoked': {
    zh: '這張卡片已經停用或廢止。如果是您自己停用的，請先向發卡機關辦理復用；已廢止就要換新卡。',
    en: 'This card is revoked or on hold. If you put it on hold, release it with its issuer; a revoked card must be replaced.',
  },
  'card.refused.attributes': {
    zh: '簽章裡同一項資料出現兩次，無法判斷何者正確。請更新讀卡元件後再試一次。',
    en: 'The signature says the same thing twice, so it is unclear which to believe. Update the card component and try again.',
  },
  'card.refused.attribute-kind': {
    zh: '簽章沒有說明簽的是哪一種內容，或說明有誤。請更新讀卡元件後再試一次。',
    en: 'The signature does not say which kind of content was signed, or says it wrongly. Update the card component and try again.',
  },
  'card.refused.digest': {
    zh: '簽章與本站請卡片簽的內容不符。請重新整理頁面再試一次。',
    en: 'The signature does not belong to what this site asked the card to sign. Reload the page and try again.',
  },
  'card.refused.nonce': {
    zh: '這個簽章是為另一次登入做的。請重新整理頁面再試一次。',
    en: 'This signature was made for another occasion. Reload the page and try again.',
  },
  'card.refused.bare-content': {
    zh: '這種簽章方式可能遭冒用，本站不接受。請更新讀卡元件後再試一次。',
    en: 'This signature is of a form that could be misused, so it is not accepted. Update the card component and try again.',
  },
  'card.refused.signature': {
    zh: '簽章未通過驗證：不是這張卡片簽的，或內容後來遭更改。剛換過卡片時，請重新啟動元件（工作列的 HiCOS 圖示）、重新插卡再試一次；仍無法解決時，請告知人事室。',
    en: 'The signature does not verify: another card made it, or something was changed. If cards were changed just now, restart the component (HiCOS in the tray) and insert yours again; if it still fails, tell the HR office.',
  },

  'card.refused.bound-elsewhere': {
    zh: '這張卡片已經登記在別的帳號。如果不是您登記的，請向人事室查詢。',
    en: 'This card is registered with another account. If you did not do that, ask the HR office.',
  },

  'card.refused.not-bound': {
    zh: '這張卡片還沒有登記。帳號還沒啟用，請到「啟用帳號」用它啟用；已經啟用，請先用別的方式登入，再到「我的帳號」登記。登記過時，請確認插的是您自己的卡片。',
    en: 'This card is not registered. If your account waits to be activated, activate it with this card; otherwise sign in another way and register it in your account. If it was registered before, make sure that it is your own card.',
  },
  'card.check.too-long': { zh: '簽章的大小在正常範圍內', en: 'The signature is of a normal size' },
  'card.check.base64': { zh: '簽章傳送時沒有改變', en: 'The signature arrived in its own encoding' },
  'card.check.der': { zh: '簽章完整，前後沒有多餘的資料', en: 'The signature is complete and nothing is added' },
  'card.check.message': { zh: '簽章的結構符合標準', en: 'The signature has the structure of the standard' },
  'card.check.message-kind': { zh: '送來的是簽章', en: 'It is a signature' },
  'card.check.content-kind': { zh: '簽的是一般資料', en: 'What was signed is plain data' },
  'card.check.content': { zh: '附上的內容就是請卡片簽的內容', en: 'The enclosed content is what was asked for' },
  'card.check.certificates': { zh: '附上的憑證數量正常', en: 'The enclosed certificates are few' },
  'card.check.extras': { zh: '沒有夾帶其他資料', en: 'Nothing else is enclosed' },
  'card.check.signers': { zh: '只有一位簽署者', en: 'There is one signer' },
  'card.check.algorithm': { zh: '簽章使用的方法可以接受', en: 'The method of signing is an accepted one' },
  'card.check.signer-certificate': {
    zh: '附有簽署者的憑證，只有一張',
    en: 'The certificate of the signer is there, once',
  },
  'card.check.certificate': { zh: '憑證的格式正確', en: 'The certificate has the right form' },
  'card.check.extensions': { zh: '憑證沒有不認得的限制', en: 'The certificate has no unknown restriction' },
  'card.check.key': { zh: '卡片的金鑰強度合乎規定', en: 'The key of the card is of an accepted strength' },
  'card.check.issuer': { zh: '發卡機關是本站認得的', en: 'The issuer of the card is known here' },
  'card.check.issuer-signature': { zh: '憑證確實是發卡機關發的', en: 'The issuer did make the certificate' },
  'card.check.other-kind': { zh: '是這裡可以用的卡片種類', en: 'The kind of card may be used here' },
  'card.check.early': { zh: '憑證已經生效', en: 'The certificate has begun to be valid' },
  'card.check.expired': { zh: '憑證沒有過期', en: 'The certificate has not expired' },
  'card.check.issuer-expired': { zh: '發卡機關的憑證在有效期間內', en: 'The certificate of the issuer is valid now' },
  'card.check.issuer-revoked': {
    zh: '發卡機關的憑證不在上級憑證機構的廢止清冊上',
    en: 'The issuer is not on the list of revoked authorities',
  },
  'card.check.policy': { zh: '憑證的保證等級是第三級', en: 'The certificate is of assurance level 3' },
  'card.check.key-usage': { zh: '用的是簽章用的憑證', en: 'The certificate is the one for signing' },
  'card.check.purpose': { zh: '憑證不是給別的用途的', en: 'The certificate is for no other purpose' },
  'card.check.subject-type': { zh: '卡片發給這一種對象', en: 'The card was issued to this kind of holder' },
  'card.check.subject': { zh: '姓名和編號寫法正確', en: 'Name and number are written as they must be' },
  'card.check.last-four': {
    zh: '身分證統一編號末四碼寫法正確',
    en: 'The last four of the ID number are as they must be',
  },
  'card.check.no-list': { zh: '有這一代卡片的廢止清冊', en: 'There is a list of revoked cards of this generation' },
  'card.check.list-early': { zh: '廢止清冊的日期不在未來', en: 'The list is not from the future' },
  'card.check.list-expired': { zh: '廢止清冊還沒過期', en: 'The list is not out of date' },
  'card.check.revoked': { zh: '卡片不在廢止清冊上', en: 'The card is not on the list' },
  'card.check.attributes': { zh: '簽章附的說明每項只有一個', en: 'The signature says each thing once' },
  'card.check.attribute-kind': { zh: '簽章說明的內容種類正確', en: 'The signature names the right kind of content' },
  'card.check.digest': { zh: '簽章的摘要就是請卡片簽的內容的摘要', en: 'The digest is that of what was asked for' },
  'card.check.nonce': { zh: '簽章是為這一次做的', en: 'The signature was made for this occasion' },
  'card.check.bare-content': { zh: '簽的內容不會和簽章的說明混淆', en: 'The content cannot pass for attributes' },
  'card.check.signature': { zh: '簽章是這張卡片簽的', en: 'This card made the signature' },
} as const satisfies Record<`card.refused.${CheckName}` | `card.check.${CheckName}`, Sentence> & Sentences
