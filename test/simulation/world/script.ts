// What a seed has in store: who does what and which fault strikes when, drawn before it begins.
import { hundredths } from './seededRandom.js';
import type { World } from './world.js';

/** How long things go wrong, ms; afterwards the world is calm. */
export const stormMs = 480_000;

type Act = (world: World) => void;

const outage = (begin: Act, end: Act, longestMs: number): Act => (world) => {
  begin(world);
  world.clock.after(world.random.between(1000, longestMs), () => { world.tally.count('outageEnds'); end(world); });
};

/** What can happen, and how often at the most in one seed. */
const acts: Readonly<Record<string, { readonly most: number; readonly act: Act }>> = {
  buy: { most: 5, act: ({ person }) => person.buy() },
  cancel: { most: 3, act: ({ person }) => person.cancel() },
  deposit: { most: 2, act: ({ venue, tally }) => { tally.count('deposits'); venue.receive(); } },
  withdraw: { most: 2, act: ({ person }) => person.withdraw() },
  pay: { most: 2, act: ({ person }) => person.pay() },
  elsewhere: { most: 1, act: (world) => placeElsewhere(world) },
  alert: { most: 2, act: ({ person }) => person.addAlert() },
  schedule: { most: 1, act: ({ person }) => person.setSchedule() },
  walk: { most: 2, act: ({ books }) => books.walk(4, 60_000) },
  cut: { most: 2, act: ({ venueLine }) => venueLine.cut() },
  stop: { most: 1, act: (world) => world.end('stop') },
  kill: { most: 2, act: (world) => world.end('kill') },
  powerLoss: { most: 1, act: (world) => world.end('powerLoss') },
  exchangeDown: { most: 1, act: outage((w) => { w.tally.count('exchangeOutages'); w.line.down = true; w.venueLine.cut(); }, (w) => { w.line.down = false; }, 200_000) },
  telegramDown: { most: 1, act: outage((w) => { w.tally.count('telegramOutages'); w.telegram.down = true; }, (w) => { w.telegram.down = false; }, 400_000) },
  block: { most: 1, act: outage((w) => { w.telegram.blocked = true; }, (w) => { w.telegram.blocked = false; w.person.start(); }, 200_000) },
  diskFull: { most: 1, act: outage((w) => { w.tally.count('diskFull'); w.diskHealth.full = true; }, (w) => { w.diskHealth.full = false; }, 60_000) },
  diskFailing: { most: 1, act: outage((w) => { w.tally.count('diskFailing'); w.diskHealth.failing = true; }, (w) => { w.diskHealth.failing = false; }, 30_000) },
};

/** Orders the account makes on the exchange's own site: theirs too are told. */
function placeElsewhere({ venue, random, tally }: World): void {
  tally.count('ordersElsewhere');
  venue.place({
    market: 'btczar', side: random.pick(['buy', 'sell']), type: 'limit', volume: hundredths(random.between(5, 200)),
    price: hundredths(random.between(800, 1200) * 100), customOrderId: `elsewhere-${random.between(0, 1e9)}`,
  });
}

/** Sets the faults of the seed and the moments of all acts. */
export function raiseStorm(world: World): void {
  const { random, line, telegram, diskHealth, clock } = world;
  line.writeFaults = random.pick([0, 0.4, 0.8]);
  line.readFaults = random.pick([0, 0.05, 0.3]);
  line.frameFaults = random.pick([0, 0.1, 0.4]);
  line.frameLagMs = random.pick([20, 500, 4000]);
  telegram.faults = random.pick([0, 0.1, 0.4]);
  diskHealth.syncMs = random.pick([0, 0, 0, 40]);
  world.mortal = random.chance(0.6);
  world.books.move();
  world.books.walk(12, stormMs);
  for (const [name, { most, act }] of Object.entries(acts)) {
    for (let count = random.between(name === 'buy' ? 2 : 0, most); count > 0; count -= 1) {
      clock.after(random.between(0, stormMs), () => { world.note(name); act(world); });
    }
  }
}

/** From now on nothing goes wrong any more. */
export function calmDown(world: World): void {
  world.note('calm');
  world.tally.count('outageEnds');
  Object.assign(world.line, { down: false, writeFaults: 0, readFaults: 0, frameFaults: 0, frameLagMs: 20 });
  Object.assign(world.telegram, { down: false, blocked: false, faults: 0 });
  Object.assign(world.diskHealth, { full: false, failing: false, syncMs: 0 });
  world.spare();
}
