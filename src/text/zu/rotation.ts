// isiZulu sentences: what a new key is to the account linked before.
import type { Language } from '../index.js';

export const rotation: Language = {
  'link.sameAccount': 'Le yi-key ye-akhawunti efanayo, ngakho ngiqhubeka lapho bengikhona: akukho okwenzeka phakathi okulahlekayo, futhi i-key yangaphambili isuliwe lapha. Yisule naku-capecrypto.com.',
  'link.otherAccount': 'Ngokubona kwami le yi-key yenye i-akhawunti, ngakho ngiqala kabusha ngama-oda ayo. Izilungiselelo zakho, izaziso, uhlelo, ama-voucher ne-PIN kuyasala; amakhadi abevuliwe aphelile, futhi i-key yangaphambili isuliwe lapha.',
  'link.unanswered': '⚠️ Okuthunyelwe ku-akhawunti yangaphambili okungaphendulwanga: {count}. Ngale key angikwazi ukubheka lapho. Ngicela ubheke ku-capecrypto.com ukuthi kwenzekeni ngaphambi kokukwenza futhi.',
  'link.isDone': 'I-key egcina ngo-[`{tail}`] ixhunyiwe; akusekho okungashintshwa.',
};
