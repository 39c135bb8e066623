// Moves labels apart that would lie over each other, each as little as can be; pure.

interface Group {
  readonly members: readonly number[];
  /** Middle of the group's first label. */
  readonly first: number;
}

/**
 * Where labels of one height go along an axis.
 * @param wanted the middle each would like to have, in pixels; any order
 * @param room from the upper edge of the highest to the lower edge of the lowest; too little room is shared evenly
 * @returns a middle for each, in the order given
 */
export function spread(wanted: readonly number[], height: number, room: { readonly top: number; readonly bottom: number }): readonly number[] {
  const step = Math.min(height, (room.bottom - room.top) / Math.max(1, wanted.length));
  const lowest = (count: number): number => room.bottom - step / 2 - (count - 1) * step;
  const place = (members: readonly number[]): Group => {
    const mean = members.reduce((total, index, rank) => total + (wanted[index] ?? 0) - rank * step, 0) / members.length;
    return { members, first: Math.max(room.top + step / 2, Math.min(mean, lowest(members.length))) };
  };
  const order = wanted.map((_, index) => index).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0) || a - b);
  const groups: Group[] = [];
  for (const index of order) {
    let group = place([index]);
    for (let above = groups.at(-1); above !== undefined && endOf(above, step) > group.first; above = groups.at(-1)) {
      groups.pop();
      group = place([...above.members, ...group.members]);
    }
    groups.push(group);
  }
  const placed = new Map(groups.flatMap(({ members, first }) => members.map((index, rank) => [index, first + rank * step] as const)));
  return wanted.map((_, index) => placed.get(index) ?? 0);
}

/** Where the middle of a label right below the group is. */
const endOf = ({ members, first }: Group, step: number): number => first + members.length * step;
