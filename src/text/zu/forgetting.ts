// isiZulu sentences: deleting everything that is kept of a person.
import type { Language } from '../index.js';

export const forgetting: Language = {
  'help.forget': 'Sula konke engikugcinile ngawe; kuyabuzwa kuqala',
  'bot.toast.nobody': 'Akukho engikugcinile ngawe, ngakho le nkinobho ayisenzi lutho. Thumela /start ukuze uqale.',
  'forget.ask': '[*Ngisule konke engikugcinile ngawe?*] Unomphela, futhi konke kanyekanye:\n• igama lakho, i-id yakho ye-Telegram nezilungiselelo zakho\n• i-API key egciniwe, i-PIN, nakho konke engikwaziyo ngama-oda akho, amadiphozithi nokukhishwa kwemali\n• izaziso zakho ({alerts}) nohlelo lwezifinyezo\n• ama-voucher oshintshi agciniwe ({vouchers})\n• irekhodi lezinkokhelo zakho ze-Lightning ({payments}): ngemva kwalokho angisakwazi ukusho ukuthi i-invoice isikhokhiwe\n• imilayezo engisakukweleta yona',
  'forget.vouchers': '⚠️ Ama-voucher oshintshi abiza u-[*{amount}*] agcinwe lapha kuphela. Uma esuliwe, akekho ongabuyisa ama-pin awo. /voucher iyawakhombisa: wabhale phansi kuqala, noma uwasebenzise.',
  'forget.stays': 'Okungasulwa, ngoba akukhona okwami ukukusula: lokho okugcinwa yi-Cape Crypto uqobo, ama-oda akho avuliwe ne-API key lapho; imilayezo ekule ngxoxo, oyisula wena; namakhophi okulondoloza namalogi omuntu oqhuba le bot.',
  'forget.yes': 'Sula konke',
  'forget.no': 'Kugcine',
  'forget.kept': 'Akukho okusuliwe.',
  'forget.lapsed': 'Lowo mbuzo uphelelwe yisikhathi, noma kukhona okushintshile kusukela lapho. Akukho okusuliwe; /forget iyabuza futhi.',
  'forget.done': 'Kwenziwe: konke engangikugcinile ngawe kusuliwe, futhi akusekho engikubhekayo egameni lakho. I-API key uqobo isasebenza uze uyisule ku-capecrypto.com. /start iqala kabusha.',
  'forget.locked': '🔒 I-akhawunti yakho ikhiyiwe, ngakho akukho okungasulwa: noma ubani ophethe ifoni yakho akumele ayisule. /unlock iyayivula kuqala. /unlink isula i-key egciniwe khona manje, nanamuhla.',
  'forget.underWay': 'Hhayi okwamanje: okuthile okuqinisekisile kusesendleleni, futhi ngaphandle kwerekhodi lakho angikwazi ukubona ukuphela kwakho. Akukho okusuliwe. /forget isebenza uma sekuphelile, kungakapheli u-{time}.',
};
