// isiZulu sentences: account.
import type { Language } from '../index.js';

export const account: Language = {
  'link.needed': 'Ayikho i-akhawunti ye-Cape Crypto exhunyiwe okwamanje. Thumela /link ukuze uxhume eyodwa.',
  'link.malformed': 'Lokhu akufani ne-API key. Yikopishe futhi ku-Cape Crypto, ngaphandle kwezikhala phakathi; akukho okugciniwe.',
  'link.refused': 'I-Cape Crypto ayiwazi lo mbhangqwana we-API key ne-secret. Bheka ukuthi kokubili kuphuma ku-key eyodwa nokuthi kukopishwe kwaphelela; akukho okugciniwe.',
  'link.disabled': 'I-Cape Crypto ithi le API key ayisebenzi. Yivule ku-akhawunti yakho lapho, noma wenze entsha, bese uthumela /link futhi; akukho okugciniwe.',
  'link.no2fa': 'I-Cape Crypto yamukela ama-API key kuphela uma i-two-factor authentication (2FA) ivuliwe. Yivule ku-akhawunti yakho lapho bese uthumela /link futhi; akukho okugciniwe.',
  'link.clock': 'I-Cape Crypto inqabe isicelo ngenxa yesikhathi saso. Leli yiphutha lami, akulona iphutha le-key yakho. Zama futhi ngemva komzuzu; akukho okugciniwe.',
  'link.notPermitted': 'I-Cape Crypto iyayazi le key kodwa ayiyivumeli ukufunda amabhalansi akho. Bheka ukuthi i-akhawunti yakho lapho iqinisekisiwe yini; akukho okugciniwe.',
  'link.refusedOther': 'I-Cape Crypto inqabe le key yathi: [`{codes}`]. Akukho okugciniwe.',
  'link.unavailable': 'Angikwazanga ukuhlola i-key, ngoba i-Cape Crypto ayiphendulanga ngendlela efanele. Zama futhi ngemva komzuzu; akukho okugciniwe.',
};
