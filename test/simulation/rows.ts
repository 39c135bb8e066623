// The rows of RELIABILITY.md section 4 (with four of its threat table, and A for what was found later) and what proves each: the simulation, kills, the real disk, or named tests.
import type { DiskFigure } from './process/realDisk.js';
import type { KillsResult } from './process/kills.js';
import type { SeedsResult } from './runSeeds.js';

/** Tests of a file whose full name fits; without words, all of the file. */
export interface TestsOf {
  readonly file: string;
  readonly words?: RegExp;
}

export interface Measurements {
  readonly seeds: SeedsResult;
  readonly kills: KillsResult;
  readonly fullDisk: DiskFigure | string;
  readonly failingSyncs: DiskFigure | string;
  readonly droppedSockets: DiskFigure | string;
  readonly frozen: DiskFigure | string;
}

export interface Row {
  readonly row: string;
  readonly fault: string;
  /** What was injected in the simulation, as named in its tally. */
  readonly simulated?: readonly string[];
  /** The simulation says besides how soon deposits were told. */
  readonly isTimed?: true;
  readonly killed?: true;
  /** Which measurement on the real machine. */
  readonly real?: 'fullDisk' | 'failingSyncs' | 'droppedSockets' | 'frozen';
  readonly tests?: readonly TestsOf[];
  /** What of the row was not run, and why. */
  readonly notRun?: string;
}

const lowdb = (name: string, words?: RegExp): TestsOf => ({ file: `test/storage/lowdb/${name}.test.ts`, ...(words === undefined ? {} : { words }) });
const test = (name: string, words?: RegExp): TestsOf => ({ file: `test/${name}.test.ts`, ...(words === undefined ? {} : { words }) });
const anyKill = ['kills', 'powerLosses'] as const;

export const rows: readonly Row[] = [
  { row: '1', fault: 'kill -9 before a fill is stored', simulated: anyKill, killed: true },
  { row: '2', fault: 'kill -9 while a record is written, cut at every byte', tests: [lowdb('damage'), lowdb('kill')] },
  { row: '3', fault: 'kill -9 between stored and told', simulated: anyKill, killed: true },
  { row: '4', fault: 'kill -9 between claimed and sent', simulated: anyKill, killed: true },
  { row: '5', fault: 'kill -9 between sent and written down', simulated: [...anyKill, 'repeats'], killed: true },
  { row: '6', fault: 'kill -9 at temp file, fsync, rename, fsync of the folder', simulated: anyKill, tests: [lowdb('kill'), lowdb('powerCut')] },
  { row: '7', fault: 'power loss at each disk call, what was not synced dropped or torn', simulated: ['powerLosses'], tests: [lowdb('powerCut')] },
  { row: '8', fault: 'kill -9 between the tap and the order', simulated: anyKill, tests: [test('actions/neverTwice')] },
  { row: '9', fault: 'kill -9 after the order left, before the answer', simulated: anyKill, killed: true, tests: [test('flows/recovery', /answer never came/)] },
  { row: '10', fault: 'time-out after the order was accepted', simulated: ['write.answerLost', 'write.fiveHundredDone'], tests: [test('actions/neverTwice')] },
  { row: '11', fault: 'as 10, the order accepted late or hidden from the lists', simulated: ['write.acceptedLate'], tests: [test('actions/resolving/resolveUnknown')] },
  { row: '12', fault: 'withdrawal or Lightning pay: time-out after accept', simulated: ['payout.answerLost', 'payout.fiveHundredDone', 'payout.acceptedLate'], tests: [test('actions/kinds/withdrawals'), test('actions/kinds/payments'), test('actions/neverTwiceMoney'), test('flows/withdrawing', /answer is lost/)] },
  { row: '13', fault: '201 pending, then rejected', simulated: ['ordersRejected'], tests: [test('accounts/reconciling/reconciler')] },
  { row: '14', fault: 'the fill comes before the 201, and after done', simulated: ['framesLost', 'framesTwice'], tests: [test('accounts/reconciling/interleavings')] },
  { row: '15', fault: 'no space left (ENOSPC)', simulated: ['diskFull'], real: 'fullDisk', tests: [lowdb('faults')] },
  { row: '16', fault: 'fsync fails (EIO) at the nth call', simulated: ['diskFailing'], real: 'failingSyncs', tests: [lowdb('faults')] },
  { row: '17', fault: 'store file missing, empty, torn, flipped, of another user', tests: [lowdb('damage'), test('storage/lowdb', /missing|refused in one sentence/)] },
  { row: '18', fault: 'a second process on the same store', tests: [lowdb('lock'), test('flows/recovery', /second process/)] },
  { row: '19', fault: 'half-open link', tests: [test('exchange/streams/privateStream', /dead link|never answered/)] },
  { row: '20', fault: 'socket closed in every way, upgrade refused', simulated: ['streamCuts'], tests: [test('exchange/streams/privateStream', /kind of close|backs off|refused/)] },
  { row: '21', fault: 'gap in the order book', tests: [test('markets/liveBook'), test('markets/bookSequencer')] },
  { row: '22', fault: 'book increments twice, out of order, before the snapshot', tests: [test('markets/bookSequencer'), test('markets/orderBook')] },
  { row: '23', fault: 'crossed book, negative, NaN, 1e400, odd sequence', tests: [test('exchange/streams/frames'), test('markets/orderBook')] },
  { row: '24', fault: 'private frames twice, missing, of unknown state', simulated: ['framesLost', 'framesTwice'], tests: [test('accounts/reconciling/interleavings')] },
  { row: '25', fault: 'frame of 100 MB, 1e6 deep, bad UTF-8', tests: [test('exchange/streams/privateStream', /bad UTF-8/), test('exchange/streams/frames', /deep|any text/)], notRun: 'memory and lag are not measured' },
  { row: '26', fault: '401 of the clock, of a dead key, of 2FA', tests: [test('accounts/watching/watching', /key/), test('accounts/linking'), test('exchange/transport/read', /clock|refus/)] },
  { row: '27', fault: '400, 403, 404, 405, 422 on a write', simulated: ['write.refused'], tests: [test('exchange/transport/write', /definite no/)] },
  { row: '28', fault: '429 with and without Retry-After', simulated: ['write.rateLimited'], tests: [test('exchange/transport/rateLimit'), test('exchange/transport/read', /Retry-After/)] },
  { row: '29', fault: '5xx, HTML, empty answers', simulated: ['write.fiveHundredDone', 'write.fiveHundredNotDone', 'readsFailed'], tests: [test('exchange/transport/write', /unknown outcome/)] },
  { row: '30', fault: 'redirect to another host', tests: [test('exchange/transport/read', /redirect/)] },
  { row: '31', fault: 'Telegram 429', simulated: ['chat.retryAfter'], tests: [test('bot/sending/pacing')] },
  { row: '32', fault: 'Telegram 403', simulated: ['chat.blocked'], tests: [test('notifications/delivery/deliver', /block|park/)] },
  { row: '33', fault: 'Telegram 409: a second poller, a foreign webhook', tests: [test('bot/receiving/polling', /409|another|second/), test('bot/receiving/webhook/watch', /somebody else|taken away/)] },
  { row: '34', fault: 'the chat has moved', tests: [test('notifications/delivery/deliver', /moved|moves/)] },
  { row: '35', fault: 'delivered, then time-out; Telegram down', simulated: ['chat.deliveredThenTimeOut', 'telegramOutages'], notRun: 'the drain of 10,000 rows is not timed' },
  { row: '36', fault: 'clocks 30 s apart, stepped back', tests: [test('exchange/transport/clockOffset'), test('actions/pressing/confirm', /clock/)], notRun: 'a suspend of 24 h is not played' },
  { row: '37', fault: 'daylight saving', tests: [test('schedules/nextRun'), test('schedules/scheduler')] },
  { row: '38', fault: 'thousands of sockets dropped at once', real: 'droppedSockets' },
  { row: '39', fault: 'the program stands still (SIGSTOP)', real: 'frozen', notRun: 'a lease lost to another worker: there is one worker' },
  { row: '40', fault: 'poison update or row', tests: [test('notifications/delivery/deliver', /words|poison|render/), test('bot/bot', /begun three times|apologises/)] },
  { row: '41', fault: 'wrong master key', tests: [test('security/masterKeyCheck'), test('security/resealRecord'), test('security/resealUsers'), test('flows/recovery', /master key/)] },
  { row: '42', fault: 'random storm of all of these', simulated: [...anyKill, 'stops', 'exchangeOutages', 'telegramOutages', 'diskFull', 'diskFailing'] },
  { row: 'T9', fault: 'double tap, tap delivered twice', simulated: ['doubleTaps', 'tapsDeliveredTwice'], tests: [test('actions/neverTwice'), test('actions/pressing/confirm', /ten presses/)] },
  { row: 'T13', fault: 'the API key in the log', tests: [test('security/redact'), test('security/log'), test('exchange/transport/read', /no error and no log/)] },
  { row: 'T18', fault: 'look-alike or swapped address', tests: [test('model/payments/addressChecks'), test('commands/money/withdraw', /draws no card/)] },
  { row: 'T20', fault: 'ambiguous numbers', tests: [test('words/digits'), test('words/parseOrder')] },
  { row: 'A1', fault: 'a deposit beside a fill, a read of all balances or a held frame; a change without any reason', simulated: ['framesLost', 'framesTwice', 'readsFailed', 'silentChanges'], isTimed: true, tests: [test('accounts/reconciling/restJudgement'), test('accounts/watching/listReads'), test('accounts/watching/restWatch'), test('accounts/reconciling/reconciler')] },
  { row: 'A2', fault: 'one 5xx or cut connection of Telegram under an alert, a summary, a reply', simulated: ['chat.deliveredThenTimeOut'], tests: [test('bot/sending/responder'), test('notifications/delivery/deliver')] },
  { row: 'A3', fault: 'odd rows in any list or frame, also the only one', tests: [test('exchange/wire/rows'), test('accounts/reading/oddRows')] },
  { row: 'A4', fault: 'two containers, hosts or copies on one data folder; a paused owner', tests: [lowdb('takeOver'), lowdb('lock'), test('exchange/transport/mayLeave')] },
  { row: 'A5', fault: 'two programs with one token', tests: [test('bot/receiving/pollConflicts'), test('flows/twoPrograms')] },
  { row: 'A6', fault: 'a disk that vanished', tests: [lowdb('newStore')] },
  { row: 'A7', fault: 'answers of Telegram of any shape; a fault nobody caught', tests: [test('bot/receiving/oddAnswers'), test('leaving/fatal')] },
  { row: 'A8', fault: 'a process that is deaf, or cannot write', tests: [test('listening/health')] },
  { row: 'A9', fault: 'the exchange away with an order or an alert open', simulated: ['exchangeOutages'], tests: [test('markets/pulse'), test('flows/outages')] },
  { row: 'A10', fault: '423, 471, 429 and every other 4xx under a money action, with the words of the exchange and with what is like them', tests: [test('exchange/transport/outcomes')] },
  { row: 'A11', fault: 'a trade with oneself', tests: [test('accounts/reconciling/selfTrades')] },
  { row: 'A12', fault: 'odd history rows and fees of Lightning payments', tests: [test('actions/kinds/payments'), test('commands/money/pay')] },
  { row: 'A13', fault: 'what happened a moment before a restart called late', tests: [test('notifications/delivery/deliver', /late what happened a second before|says how late a message is/), test('notifications/kinds', /average at the precision/)] },
  { row: 'A14', fault: '404 and other refusals without the words of the exchange', tests: [test('exchange/transport/bareAnswers')] },
  { row: 'A15', fault: 'the same fault a hundred times', tests: [test('security/foldedLog')] },
  { row: 'C5', fault: 'a record edited, swapped, foreign or odd; a folder, link or pipe of its name; the change of format stopped at any disk call', tests: [lowdb('foreignFiles'), lowdb('migration'), test('security/recordCheck')] },
  { row: 'A16', fault: 'a lock under thirty messages a second of the same person, and everything else in its way', tests: [test('bot/receiving/locksFirst'), test('flows/lockUnderFlood')] },
  { row: 'A17', fault: 'thousands of strangers writing at once', tests: [test('bot/receiving/strangers'), test('flows/strangers')] },
  { row: 'A18', fault: 'four hundred slow connections on the port', tests: [test('listening/listener', /oldest|four hundred|never ends one|much and nothing/), test('flows/webhook', /slow connections/)] },
  { row: 'E4', fault: 'the program ended in the middle of sending', tests: [test('text/cards/draftCard', /when this bot was stopped/)] },
];
