// Runs the long tests first, so that none of them is left alone at the end while the other cores wait. The one about time waits
// a real minute and more.
const order = ['/flows/time', '/simulation/', '/flows/', '/sandbox/', '/storage/'];

const rank = ({ path }) => {
  const found = order.findIndex((part) => path.includes(part));
  return found === -1 ? order.length : found;
};

export default class LongestFirst {
  sort(tests) {
    return [...tests].sort((a, b) => rank(a) - rank(b) || a.path.localeCompare(b.path));
  }

  /** Every so many-th by name, so that the long ones of a folder are shared out. */
  shard(tests, { shardIndex, shardCount }) {
    return tests.toSorted((a, b) => a.path.localeCompare(b.path)).filter((_, index) => index % shardCount === shardIndex - 1);
  }

  allFailedTests(tests) {
    return tests;
  }

  cacheResults() {}
}
