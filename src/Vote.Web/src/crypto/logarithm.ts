/** Discrete logarithms in a known range, by baby steps and giant steps. spec §8.3 */
import { toHex } from './bytes';
import { Point, scalar } from './group';

/** The m with M = m·G and least ≤ m ≤ most, if there is one. */
export function boundedLogarithm(element: Point, least: number, most: number): number | undefined {
  const span = most - least + 1;
  const step = Math.ceil(Math.sqrt(span));
  const babies = new Map<string, number>();
  let baby = Point.identity;
  for (let m = 0; m < step; m++) {
    babies.set(key(baby), m);
    baby = baby.add(Point.generator);
  }
  const giant = Point.generator.multiplyVartime(scalar(step)).negate();
  let rest = element.subtract(Point.generator.multiplyVartime(scalar(least)));
  for (let passed = 0; passed < span; passed += step) {
    const m = babies.get(key(rest));
    if (m !== undefined) return passed + m < span ? least + passed + m : undefined;
    rest = rest.add(giant);
  }
  return undefined;
}

function key(point: Point): string {
  return point.isIdentity() ? '' : toHex(point.encode());
}
