/** Linear relations of draft-irtf-cfrg-sigma-protocols (commit 91cc933): building, evaluating, serializing. spec §6.1 */
import { at, concat, littleEndian } from './bytes';
import { encodeScalar, Point, type Scalar, scalar } from './group';

export type ImageTerm = { readonly element: number; readonly coefficient: Scalar };
export type Term = { readonly scalar: number; readonly element: number; readonly coefficient: Scalar };
export type Equation = { readonly image: readonly ImageTerm[]; readonly terms: readonly Term[] };

/** Elements by index (0 is the generator) and the equations over them. */
export type LinearRelation = { readonly elements: readonly Point[]; readonly equations: readonly Equation[] };

export const GENERATOR = 0;
const ONE = scalar(1);

/** A constant term of a left-hand side. */
export function constant(element: number, coefficient: Scalar = ONE): ImageTerm {
  return { element, coefficient };
}

/** `coefficient · witness[scalar] · elements[element]` on a right-hand side. */
export function term(scalarIndex: number, element: number, coefficient: Scalar = ONE): Term {
  return { scalar: scalarIndex, element, coefficient };
}

/** Declares elements, witness scalars and equations in the order in which they are to be numbered. */
export class RelationBuilder {
  readonly #elements: Point[] = [Point.generator];
  readonly #equations: Equation[] = [];
  #scalars = 0;

  element(value: Point): number {
    return this.#elements.push(value) - 1;
  }

  elements(values: readonly Point[]): number[] {
    return values.map((value) => this.element(value));
  }

  witness(): number {
    return this.#scalars++;
  }

  witnesses(count: number): number[] {
    return Array.from({ length: count }, () => this.witness());
  }

  equation(image: readonly ImageTerm[], terms: readonly Term[]): void {
    this.#equations.push({ image, terms });
  }

  build(): LinearRelation {
    return { elements: this.#elements, equations: this.#equations };
  }
}

/** One more than the greatest scalar index in use. */
export function scalarCount(relation: LinearRelation): number {
  const indices = relation.equations.flatMap((equation) => equation.terms.map((each) => each.scalar));
  return indices.reduce((greatest, index) => Math.max(greatest, index), -1) + 1;
}

export function imageOf(relation: LinearRelation, equation: Equation): Point {
  return Point.sumVartime(
    equation.image.map((each) => at(relation.elements, each.element)),
    equation.image.map((each) => each.coefficient),
  );
}

/** The map at secret scalars: every product takes the library's blinded path. */
export function mapOf(relation: LinearRelation, scalars: readonly Scalar[]): Point[] {
  return relation.equations.map((equation) =>
    equation.terms.reduce(
      (sum, each) => sum.add(at(relation.elements, each.element).multiply(scalar(each.coefficient * at(scalars, each.scalar)))),
      Point.identity,
    ),
  );
}

/** The draft's SerializeLinearRelation. */
export function serialize(relation: LinearRelation): Uint8Array {
  const parts: Uint8Array[] = [u32(relation.equations.length)];
  for (const { image, terms } of relation.equations) {
    parts.push(u32(image.length));
    for (const each of image) parts.push(u32(each.element), encodeScalar(each.coefficient));
    parts.push(u32(terms.length));
    for (const each of terms) parts.push(u32(each.scalar), u32(each.element), encodeScalar(each.coefficient));
  }
  return concat(...parts, ...Point.encodeAll(relation.elements.slice(1)));
}

function u32(value: number): Uint8Array {
  return littleEndian(value, 4);
}
