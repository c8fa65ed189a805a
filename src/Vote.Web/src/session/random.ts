/** Fair random orders from the system's generator. */
import { at } from '../crypto/bytes';

/** A uniform integer in [0, bound). */
export function uniform(bound: number, draw: () => number = draw32): number {
  if (!Number.isInteger(bound) || bound < 1 || bound > 2 ** 32) throw new RangeError('1 … 2³²');
  // Values of the last, incomplete run of `bound` would favour small results.
  const limit = 2 ** 32 - (2 ** 32 % bound);
  for (;;) {
    const value = draw();
    if (value < limit) return value % bound;
  }
}

/** 1 … count in an order of which each is as likely. Fisher–Yates */
export function randomOrder(count: number, draw: () => number = draw32): number[] {
  const order = Array.from({ length: count }, (_, i) => i + 1);
  for (let i = count - 1; i > 0; i--) {
    const j = uniform(i + 1, draw);
    [order[i], order[j]] = [at(order, j), at(order, i)];
  }
  return order;
}

function draw32(): number {
  return at(crypto.getRandomValues(new Uint32Array(1)), 0);
}
