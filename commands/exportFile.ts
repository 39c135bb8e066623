// The CSV file of one kind of history and the sums its caption tells.
import type { HistoryKind, HistoryRows } from '../src/accounts/accounts.js';
import { unitByName } from '../src/markets/marketUnits.js';
import type { Market } from '../src/model/market.js';
import type { Rich } from '../src/model/message.js';
import type { Trade } from '../src/model/trade.js';
import { depositsCaption, tradesCaption, withdrawalsCaption } from '../src/text/exportCaption.js';
import { depositsCsv, tradesCsv, withdrawalsCsv } from '../src/text/historyCsv.js';
import type { Unit } from '../src/text/historyRows.js';
import type { Say } from '../src/text/index.js';
import type { Core } from './core.js';

export interface Files {
  readonly say: Say;
  readonly core: Core;
  /** IANA name */
  readonly timeZone: string;
}

export interface File {
  readonly bytes: Uint8Array;
  readonly sums: readonly Rich[];
}

type Makers = { readonly [Kind in HistoryKind]: (rows: readonly HistoryRows[Kind][]) => Promise<File> };

/** @throws as Markets.list, for trades */
export function fileOf<Kind extends HistoryKind>(files: Files, kind: Kind, rows: readonly HistoryRows[Kind][]): Promise<File> {
  return makersOf(files)[kind](rows);
}

function makersOf({ say, core, timeZone }: Files): Makers {
  return {
    trades: async (rows) => {
      const markets = new Map((await core.markets.list()).map((one): [string, Market] => [one.id, one]));
      const unitOf = (trade: Trade): Unit => markets.get(trade.market) ?? unitByName(trade.market);
      return { bytes: tradesCsv(rows, unitOf, timeZone), sums: tradesCaption(say, rows, unitOf) };
    },
    deposits: (rows) => Promise.resolve({ bytes: depositsCsv(rows, timeZone), sums: depositsCaption(say, rows) }),
    withdrawals: (rows) => Promise.resolve({ bytes: withdrawalsCsv(rows, timeZone), sums: withdrawalsCaption(say, rows) }),
  };
}
