/** The draft's instance validation, its ten rules by their numbers. spec §6.1 */
import { at } from './bytes';
import { Point } from './group';
import { GENERATOR, type ImageTerm, type LinearRelation, scalarCount } from './relation';

const INDEX_BOUND = 2 ** 32;

/** The number of the first broken rule, or 0 for a valid instance. */
export function brokenRule(relation: LinearRelation): number {
  const { elements, equations } = relation;
  if (equations.length === 0) return 1;
  if (equations.some(({ image, terms }) => image.length === 0 || terms.length === 0)) return 2;
  if (!countsFit(relation)) return 3;
  const used = usedElements(relation);
  if (used.some((index) => index >= elements.length)) return 4;
  const referenced = new Set(used);
  if (elements.some((_, index) => index !== GENERATOR && !referenced.has(index))) return 5;
  if (usedScalars(relation).size !== scalarCount(relation)) return 6;
  const generator = elements[GENERATOR];
  if (generator === undefined || !generator.equals(Point.generator)) return 7;
  if (elements.some((element) => element.isIdentity())) return 8;
  if (equations.some(({ image }) => cancels(relation, image))) return 9;
  return hasIdentityColumn(relation) ? 10 : 0;
}

function countsFit({ equations }: LinearRelation): boolean {
  const fits = (value: number) => Number.isInteger(value) && value >= 0 && value < INDEX_BOUND;
  return (
    fits(equations.length) &&
    equations.every(
      ({ image, terms }) =>
        fits(image.length) &&
        fits(terms.length) &&
        image.every((each) => fits(each.element)) &&
        terms.every((each) => fits(each.element) && fits(each.scalar)),
    )
  );
}

function usedElements({ equations }: LinearRelation): number[] {
  return equations.flatMap(({ image, terms }) => [...image, ...terms].map((each) => each.element));
}

function usedScalars({ equations }: LinearRelation): Set<number> {
  return new Set(equations.flatMap(({ terms }) => terms.map((each) => each.scalar)));
}

/** A scalar whose terms cancel in every equation would have an unchecked response. */
function hasIdentityColumn(relation: LinearRelation): boolean {
  const settled = new Set<number>();
  for (const { terms } of relation.equations) {
    const open = terms.filter((each) => !settled.has(each.scalar));
    for (const index of new Set(open.map((each) => each.scalar))) {
      if (
        !cancels(
          relation,
          open.filter((each) => each.scalar === index),
        )
      )
        settled.add(index);
    }
  }
  return settled.size !== scalarCount(relation);
}

/** Whether Σ coefficient·element is the identity; the group's order is prime, so a lone term needs no multiplication. */
function cancels({ elements }: LinearRelation, entries: readonly ImageTerm[]): boolean {
  const [first] = entries;
  if (entries.length === 1 && first !== undefined) return first.coefficient === 0n;
  const points = entries.map((each) => at(elements, each.element));
  return Point.sumVartime(
    points,
    entries.map((each) => each.coefficient),
  ).isIdentity();
}
