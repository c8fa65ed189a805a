/** Verifying proofs of linear relations, alone or many at once. spec §6.1 */
import { at, concat, fromLittleEndian, utf8 } from './bytes';
import { ELEMENT_BYTES, Point, type Scalar, scalar } from './group';
import { type LinearRelation, scalarCount, serialize } from './relation';
import { challenge, decodeProof, type Proof } from './sigma';
import { DuplexSponge, sessionId } from './sponge';
import { brokenRule } from './validation';

export type Verdict = { readonly kind: 'accepted' } | { readonly kind: 'rejected'; readonly reason: string };

export const accepted: Verdict = { kind: 'accepted' };

export function rejected(reason: string): Verdict {
  return { kind: 'rejected', reason };
}

/** A proof with what it is to prove. */
export type Claim = { readonly tag: string; readonly relation: LinearRelation; readonly proof: Uint8Array };

const BATCH_LABEL = utf8('irtf-cfrg-sigma-protocols/batch-verify');

/** Verifies a proof: instance, exact length, strict encodings, every equation. Names the first equation that does not hold. */
export function verify(tag: string, relation: LinearRelation, bytes: Uint8Array): Verdict {
  const rule = brokenRule(relation);
  if (rule !== 0) return rejected(`the relation breaks rule ${rule} of instance validation`);
  const opened = openClaim({ tag, relation, proof: bytes });
  if (opened === undefined) return rejected('the proof does not decode');
  if (sumVanishes([opened])) return accepted;
  const failed = relation.equations.findIndex((_, i) => !equationHolds(opened, i));
  return rejected(failed < 0 ? 'the equations do not hold together' : `equation ${failed + 1} of the relation does not hold`);
}

/** Whether every one of many proofs holds; a false one passes with a chance of 2⁻¹²⁸. */
export function verifyAll(claims: readonly Claim[]): boolean {
  if (claims.some(({ relation }) => brokenRule(relation) !== 0)) return false;
  const opened = claims.map(openClaim).flatMap((claim) => claim ?? []);
  return opened.length === claims.length && sumVanishes(opened);
}

/** Every equation on its own, as the draft's Verifier does: the slow twin of the batch. */
export function verifyEach(claim: Claim): boolean {
  const opened = brokenRule(claim.relation) === 0 ? openClaim(claim) : undefined;
  return opened !== undefined && claim.relation.equations.every((_, i) => equationHolds(opened, i));
}

type Opened = Claim & { readonly decoded: Proof; readonly c: Scalar };

function openClaim(claim: Claim): Opened | undefined {
  const { tag, relation, proof } = claim;
  const decoded = decodeProof(proof, relation.equations.length, scalarCount(relation));
  if (decoded === undefined) return undefined;
  return { ...claim, decoded, c: challenge(tag, relation, proof.subarray(0, ELEMENT_BYTES * relation.equations.length)) };
}

/** Σ response·term − c·image = commitment. */
function equationHolds({ c, decoded, relation }: Opened, index: number): boolean {
  const weights = new Map<number, bigint>();
  addEquation(weights, relation, index, decoded, c, 1n);
  return sumOf(relation, weights).equals(at(decoded.commitments, index));
}

/** One sum over all equations of all proofs, each with a weight drawn after everything in it. */
function sumVanishes(opened: readonly Opened[]): boolean {
  const sponge = new DuplexSponge(sessionId(BATCH_LABEL));
  for (const { proof, relation, tag } of opened) sponge.absorb(concat(sessionId(utf8(tag)), serialize(relation), proof));
  const [points, scalars]: [Point[], Scalar[]] = [[], []];
  for (const { c, decoded, relation } of opened) {
    const weights = new Map<number, bigint>();
    for (const [i, commitment] of decoded.commitments.entries()) {
      const weight = fromLittleEndian(sponge.squeeze(16));
      addEquation(weights, relation, i, decoded, c, weight);
      points.push(commitment.negate());
      scalars.push(scalar(weight));
    }
    points.push(...[...weights.keys()].map((element) => at(relation.elements, element)));
    scalars.push(...[...weights.values()].map(scalar));
  }
  return Point.sumVartime(points, scalars).isIdentity();
}

/** Adds weight·(Σ response·term − c·image) of one equation, by element. */
function addEquation(
  weights: Map<number, bigint>,
  relation: LinearRelation,
  index: number,
  { responses }: Proof,
  c: Scalar,
  weight: bigint,
): void {
  const { image, terms } = at(relation.equations, index);
  const add = (element: number, value: bigint) => weights.set(element, (weights.get(element) ?? 0n) + weight * value);
  for (const each of terms) add(each.element, scalar(each.coefficient * at(responses, each.scalar)));
  for (const each of image) add(each.element, scalar(-c * each.coefficient));
}

function sumOf(relation: LinearRelation, weights: ReadonlyMap<number, bigint>): Point {
  return Point.sumVartime(
    [...weights.keys()].map((element) => at(relation.elements, element)),
    [...weights.values()].map(scalar),
  );
}
