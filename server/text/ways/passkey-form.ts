import type { Sentences } from '../sentences.ts'

export const passkeyForm = {
  'passkey-form.already': {
    zh: '這個裝置已經有您的通行金鑰，不用再新增。',
    en: 'This device holds a passkey of yours already; it needs no other.',
  },
  'passkey-form.asking': {
    zh: '請照裝置的提示，用指紋、臉部辨識或裝置的 PIN 碼確認。',
    en: 'Follow your device: it asks for your finger, your face or its own PIN.',
  },
  'passkey-form.broken': {
    zh: '裝置沒有完成，也沒有說原因。請再試一次，或改用別的方式。',
    en: 'The device did not finish and does not say why. Try again, or use another way.',
  },
  'passkey-form.not-allowed': {
    zh: '沒有完成。可能是您按了取消，或這個裝置上沒有可用的通行金鑰；瀏覽器不會說是哪一種。請再按一次，或改用別的方式。',
    en: 'It was not done. Either it was cancelled, or this device has no passkey that fits; the browser does not say which. Press again, or use another way.',
  },
  'passkey-form.sending': { zh: '正在送出，請稍候。', en: 'Sending; one moment.' },
  'passkey-form.stopped': { zh: '已經取消。要繼續，請再按一次。', en: 'It was cancelled. To go on, press again.' },
  'passkey-form.time-out': {
    zh: '等太久，裝置已經停止詢問。請再按一次。',
    en: 'The device waited too long and stopped asking. Press again.',
  },
  'passkey-form.unsupported': {
    zh: '這個裝置不能用指紋、臉部辨識或 PIN 碼保護通行金鑰。請先設定裝置的螢幕鎖，或換一個裝置。',
    en: 'This device cannot guard a passkey by finger, face or PIN. Set up its screen lock first, or use another device.',
  },
  'passkey-form.wrong-site': {
    zh: '瀏覽器說這個網址不能用通行金鑰。請確認網址列是貴機關公布的網址，而且以 https 開頭。',
    en: 'The browser allows no passkeys at this address. Check that it is the one your agency announced and begins with https.',
  },
} as const satisfies Sentences
