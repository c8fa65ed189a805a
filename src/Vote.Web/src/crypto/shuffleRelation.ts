/** Equations (1)–(6) of a shuffle. spec §7 */
import { at } from './bytes';
import type { Ciphertext } from './elgamal';
import { Point, type Scalar, scalar } from './group';
import { constant, GENERATOR, type LinearRelation, RelationBuilder, term } from './relation';

export type ShuffleStatement = {
  readonly key: Point;
  /** H, H_1 … H_N. */
  readonly bases: readonly Point[];
  readonly commitments: readonly Point[];
  readonly chain: readonly Point[];
  readonly input: readonly (readonly Ciphertext[])[];
  readonly output: readonly (readonly Ciphertext[])[];
  readonly weights: readonly Scalar[];
};

const MINUS_ONE = scalar(-1);

export function shuffleRelation(statement: ShuffleStatement): LinearRelation {
  const { weights, input } = statement;
  const relation = new RelationBuilder();
  const y = relation.element(statement.key);
  const [h = 0, ...bases] = relation.elements(statement.bases);
  const c = relation.elements(statement.commitments);
  const chain = relation.elements(statement.chain);
  const [inputs, outputs] = [declareRows(relation, input), declareRows(relation, statement.output)];
  const [rBar, rHat, rTilde] = [relation.witness(), relation.witness(), relation.witness()];
  const columns = at(input, 0).map(() => relation.witness());
  const links = relation.witnesses(input.length);
  const permuted = relation.witnesses(input.length);
  const weighted = (elements: readonly number[]) => elements.map((element, i) => constant(element, at(weights, i)));
  const byPermuted = (elements: readonly number[]) => elements.map((element, i) => term(at(permuted, i), element));

  relation.equation(
    [...c.map((each) => constant(each)), ...bases.map((each) => constant(each, MINUS_ONE))],
    [term(rBar, GENERATOR)],
  );
  const product = weights.reduce((total, u) => scalar(total * u), scalar(1));
  relation.equation([constant(at(chain, chain.length - 1)), constant(h, scalar(-product))], [term(rHat, GENERATOR)]);
  relation.equation(weighted(c), [term(rTilde, GENERATOR), ...byPermuted(bases)]);
  for (const [w, r] of columns.entries()) {
    const column = (rows: readonly Declared[], half: 'a' | 'b') => rows.map((row) => at(row, w)[half]);
    relation.equation(weighted(column(inputs, 'a')), [term(r, GENERATOR, MINUS_ONE), ...byPermuted(column(outputs, 'a'))]);
    relation.equation(weighted(column(inputs, 'b')), [term(r, y, MINUS_ONE), ...byPermuted(column(outputs, 'b'))]);
  }
  for (const [i, link] of chain.entries()) {
    relation.equation([constant(link)], [term(at(links, i), GENERATOR), term(at(permuted, i), chain[i - 1] ?? h)]);
  }
  return relation.build();
}

type Declared = readonly { readonly a: number; readonly b: number }[];

function declareRows(relation: RelationBuilder, rows: readonly (readonly Ciphertext[])[]): Declared[] {
  return rows.map((row) => row.map(({ a, b }) => ({ a: relation.element(a), b: relation.element(b) })));
}
