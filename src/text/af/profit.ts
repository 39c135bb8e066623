// Afrikaans sentences: profit or loss of one's own trades.
import type { Language } from '../index.js';

export const profit: Language = {
  'help.profit': 'Wat jou verkope verdien of verloor het, in rand',
  'profit.heading': '[*Wins en verlies, {period}*]',
  'profit.up': 'Wins {amount}',
  'profit.down': 'Verlies {amount}',
  'profit.total': '[*{result}*]\nOntvang {received}, koste {cost}, fooie {fees}',
  'profit.noSales': 'Geen verkoop met ’n bekende koste in hierdie tyd nie.',
  'profit.market': '[*{name}*]',
  'profit.sold': '{amount} verkoop vir {received}; koste {cost}, fooie {fees}',
  'profit.unbought': '⚠ {amount} is verkoop wat geen transaksie hier gekoop het nie: die koste daarvan is onbekend en dit is weggelaat.',
  'profit.noFee': '⚠ Transaksies sonder ’n bekende fooi: {count}. Niks is vir hulle afgetrek nie.',
  'profit.held': 'Nog gehou van hierdie transaksies: {amount}, gemiddelde koste {average}',
  'profit.unrealised': '{result} as jy nou teen die beste bod, {bid}, verkoop, voor fooie',
  'profit.noPrice': 'Ek het nou geen beste bod nie, so ek kan nie sê wat dit werd is nie.',
  'profit.foreign': '⚠ Weggelaat, want die pryse is nie in rand nie: {names}',
  'profit.cut': '⚠ Wat voor dit gekoop is, is nie hier bekend nie, so gemiddelde koste kan verkeerd wees.',
  'profit.method': 'Volgens gemiddelde koste; die fooi van ’n koop is deel van sy koste. Net transaksies tel: munte wat andersins gekom of gegaan het, tel nie.',
  'profit.badWords': 'Ek kan "{words}" nie as ’n tyd lees nie. Dit is today, week, month, ’n maand soos 2026-03, of ’n belastingjaar soos 2026.',
  'profit.button.today': 'Vandag',
  'profit.button.week': 'Hierdie week',
  'profit.button.csv': 'CSV-lêer, alle munte',
  'profit.costUnknown': '⚠ Rye waarvan die koste nie bekend is nie: {count}. Geen transaksie hier het gekoop wat hulle verkoop het nie: hul koste en wins is leeg, en hulle is nie in hierdie totale nie.',
};
