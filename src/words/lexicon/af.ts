// Afrikaans words of amounts.
import type { Lexicon } from './lexicon.js';

export const af: Lexicon = {
  numbers: {
    nul: 0, een: 1, twee: 2, drie: 3, vier: 4, vyf: 5, ses: 6, sewe: 7, agt: 8, nege: 9, tien: 10, elf: 11, twaalf: 12, dertien: 13, veertien: 14, vyftien: 15,
    sestien: 16, sewentien: 17, agtien: 18, agttien: 18, negentien: 19, neentien: 19, twintig: 20, dertig: 30, veertig: 40, vyftig: 50, sestig: 60, sewentig: 70, tagtig: 80,
    negentig: 90, neentig: 90,
  },
  parts: { honderd: 'hundred', duisend: 'thousand', miljoen: 'million', en: 'and', komma: 'point', punt: 'point' },
  compounds: true,
  multipliers: { duisend: 3, miljoen: 6, honderd: 2 },
  units: { persent: 'percent' },
  shares: { kwart: '25', helfte: '50', al: '100', alle: '100', alles: '100' },
  halves: ['halwe'],
  articles: ['\'n', 'n'],
  of: ['van', 'se'],
  own: ['my'],
  markers: { teen: 'price', vir: 'for' },
  each: ['elk', 'stuk'],
  inAll: ['altesaam', 'in totaal', 'altesame'],
  slang: {},
  stops: ['nie', 'moenie', 'nooit', 'niks', 'moet', 'sal', 'kan', 'hoe', 'wat', 'hoekom', 'wanneer', 'wie', 'as', 'dink', 'dalk'],
  commands: {
    start: ['begin'], help: ['hulp'], link: ['koppel'], unlink: ['ontkoppel'], menu: ['kieslys', 'knoppies'], price: ['prys', 'pryse', 'kos'], chart: ['grafiek'], book: ['orderboek'], markets: ['markte', 'mark'],
    currencies: ['munte'], currency: ['munt'], buy: ['koop'], sell: ['verkoop'], orders: ['bestellings'], order: ['bestelling'], move: ['skuif'], cancel: ['kanselleer'], cancelall: ['kanselleeralles'],
    fills: ['transaksies', 'geskiedenis'], balance: ['saldo', 'saldos', 'balans', 'rekening'], deposits: ['depositos'], withdrawals: ['onttrekkings'], withdrawal: ['onttrekking'], profit: ['wins'], export: ['uitvoer'],
    practice: ['oefen', 'oefening'], deposit: ['inbetaal', 'deposito', 'adres', 'stort'], withdraw: ['onttrek', 'stuur', 'betaaluit'], beneficiaries: ['begunstigdes', 'begunstigde'], pay: ['betaal'],
    receive: ['ontvang', 'faktuur'], voucher: ['koepon'], alert: ['waarsku', 'alarm'], alerts: ['alarms', 'waarskuwings'], summary: ['opsomming'], schedule: ['skedule', 'skeduleer'], settings: ['instellings', 'instelling'],
    lock: ['sluit'], unlock: ['ontsluit'], forget: ['vergeet'],
  },
  filler: ['asseblief', 'asb', 'dankie', 'graag', 'ek', 'wil', 'my', 'se', 'van', 'die', '\'n', 'n'],
};
