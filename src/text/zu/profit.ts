// isiZulu sentences: profit or loss of one's own trades.
import type { Language } from '../index.js';

export const profit: Language = {
  'help.profit': 'Inzuzo noma ukulahlekelwa ngalokho okuthengisile, ngamarandi',
  'profit.heading': '[*Inzuzo nokulahlekelwa, {period}*]',
  'profit.up': 'Inzuzo {amount}',
  'profit.down': 'Ukulahlekelwa {amount}',
  'profit.total': '[*{result}*]\nOkutholiwe {received}, izindleko {cost}, izimali zesevisi {fees}',
  'profit.noSales': 'Akukho okuthengisiwe okunezindleko ezaziwayo kulesi sikhathi.',
  'profit.market': '[*{name}*]',
  'profit.sold': 'Kuthengiswe {amount} ngo-{received}; izindleko {cost}, izimali zesevisi {fees}',
  'profit.unbought': '⚠ Kuthengiswe {amount} engathengwanga yinoma iyiphi i-trade lapha: izindleko zayo azaziwa futhi ayibalwanga.',
  'profit.noFee': '⚠ Ama-trade anemali yesevisi engaziwa: {count}. Akukho okususiwe ngenxa yawo.',
  'profit.held': 'Okusasele kulawa ma-trade: {amount}, izindleko ezimaphakathi {average}',
  'profit.unrealised': '{result} uma uthengisa manje nge-bid engcono kakhulu, {bid}, ngaphambi kwezimali zesevisi',
  'profit.noPrice': 'Anginayo i-bid engcono kakhulu njengamanje, ngakho angikwazi ukusho ukuthi kubiza malini lokho.',
  'profit.foreign': '⚠ Akubalwanga, ngoba izintengo azikho ngamarandi: {names}',
  'profit.cut': '⚠ Okwathengwa ngaphambi kwalokho akwaziwa lapha, ngakho izindleko ezimaphakathi zingaba yiphutha.',
  'profit.method': 'Ngezindleko ezimaphakathi; imali yesevisi yokuthenga iyingxenye yezindleko. Kubalwa ama-trade kuphela: izinhlamvu ezifike noma eziphume ngenye indlela azibalwa.',
  'profit.badWords': 'Angikwazi ukufunda "{words}" njengesikhathi. Bhala today, week, month, inyanga, isibonelo 2026-03, noma unyaka wentela, isibonelo 2026.',
  'profit.button.today': 'Namuhla',
  'profit.button.week': 'Leli sonto',
  'profit.button.csv': 'Ifayela le-CSV, zonke izinhlamvu',
  'profit.costUnknown': '⚠ Imigqa enezindleko ezingaziwa: {count}. Akukho trade lapha ethenge lokho ekuthengisile: izindleko nenzuzo yayo azinalutho, futhi ayikho kulezi zamba.',
};
