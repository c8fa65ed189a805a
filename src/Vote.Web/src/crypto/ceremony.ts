/** The record of a key ceremony, checked by anybody. spec §5 */
import { toBase64url } from './base64url';
import { at, concat, equalBytes, toHex } from './bytes';
import { encode, type Json, parse } from './canonical';
import { type CeremonyMessages, type Commit, messages, type Identity, type Reveal, type Share } from './ceremonyMessages';
import { Point, type Scalar, scalar, verifySignature } from './group';
import { label, sha256 } from './hash';
import { constant, GENERATOR, type LinearRelation, RelationBuilder, term } from './relation';
import { tagOf } from './tag';
import { verify } from './verifier';

/** What a ceremony gives: an election key, and for each trustee the key that checks its shares. */
export type Ceremony = {
  readonly hash: Uint8Array;
  readonly transcript: Uint8Array;
  readonly threshold: number;
  readonly electionKey: Point;
  readonly trustees: readonly { readonly name: string; readonly signing: Point; readonly verification: Point }[];
};

export type CeremonyVerdict =
  { readonly kind: 'accepted'; readonly ceremony: Ceremony } | { readonly kind: 'rejected'; readonly reason: string };

class Broken extends Error {}

function demand(holds: boolean, reason: string): void {
  if (!holds) throw new Broken(reason);
}

/** Checks everything in §5 except what is encrypted. */
export function verifyCeremony(record: Uint8Array): CeremonyVerdict {
  const value = parse(record);
  const parsed = value === undefined ? undefined : messages(value);
  if (parsed === undefined) return { kind: 'rejected', reason: 'the record is not canonical' };
  if (parsed.kind === 'refused') return { kind: 'rejected', reason: `refused: ${parsed.field}` };
  try {
    return { kind: 'accepted', ceremony: check(parsed.value) };
  } catch (error) {
    if (error instanceof Broken) return { kind: 'rejected', reason: error.message };
    throw error;
  }
}

function check(all: CeremonyMessages): Ceremony {
  const identities = all.identities.map(({ content }) => content);
  const n = identities.length;
  const hash = ceremonyHash(all.identities.map(({ unsigned }) => unsigned));
  const transcript = transcriptHash(signedOnly(all));
  checkIdentities(identities);
  const lists = [all.identities, all.commits, all.reveals, all.shares, all.confirms];
  demand(
    lists.every((list) => list.length === n),
    'one message of each kind a trustee',
  );
  for (const list of lists) {
    for (const [i, message] of list.entries()) {
      const { content, unsigned } = message;
      demand(content.trustee === i + 1, 'messages stand by trustee');
      demand(!('ceremony' in content) || equalBytes(content.ceremony, hash), 'a message of another ceremony');
      demand(
        verifySignature(message.signature, signedBytes(unsigned), at(identities, i).signing),
        `trustee ${i + 1} did not sign a message`,
      );
    }
  }
  const reveals = all.reveals.map(({ content }) => content);
  checkReveals(
    all.commits.map(({ content }) => content),
    reveals,
    at(identities, 0).threshold,
    hash,
  );
  checkShares(all.shares.map(({ content }) => content));
  demand(
    all.confirms.every(({ content }) => equalBytes(content.transcript, transcript)),
    'a confirmation of another transcript',
  );
  return { hash, transcript, threshold: at(identities, 0).threshold, ...keysOf(identities, reveals) };
}

function checkIdentities(identities: readonly Identity[]): void {
  const n = identities.length;
  const t = identities[0]?.threshold ?? 0;
  demand(
    identities.every((identity) => identity.trustees === n && identity.threshold === t),
    'trustees disagree on t or n',
  );
  demand(t <= n, 't is greater than n');
  demand(areDistinct(identities.map(({ signing }) => signing)), 'a signing key twice');
  demand(areDistinct(identities.map(({ encryption }) => encryption)), 'an encryption key twice');
}

function checkReveals(commits: readonly Commit[], reveals: readonly Reveal[], threshold: number, hash: Uint8Array): void {
  for (const [i, reveal] of reveals.entries()) {
    demand(reveal.coefficients.length === threshold, `trustee ${i + 1} reveals another number of coefficients`);
    demand(equalBytes(at(commits, i).commitment, commitmentOf(reveal)), `trustee ${i + 1} reveals what it did not commit to`);
    const verdict = verify(
      trusteeKeyTag(hash, reveal.trustee, reveal.coefficients),
      trusteeKeyRelation(at(reveal.coefficients, 0)),
      reveal.proof,
    );
    demand(verdict.kind === 'accepted', `trustee ${i + 1} does not prove its constant term`);
  }
  demand(areDistinct(reveals.map(({ coefficients }) => at(coefficients, 0))), 'equal constant terms');
}

function checkShares(shares: readonly Share[]): void {
  for (const { shares: sent, trustee } of shares) {
    const receivers = shares.map((_, i) => i + 1).filter((receiver) => receiver !== trustee);
    demand(
      sent.length === receivers.length && sent.every(({ receiver }, i) => receiver === receivers[i]),
      `trustee ${trustee} sends to others than the rest`,
    );
  }
}

/** Y = Σ C_{j,0}; X_i = Σ_j Σ_k i^k·C_{j,k}. */
function keysOf(identities: readonly Identity[], reveals: readonly Reveal[]): Pick<Ceremony, 'electionKey' | 'trustees'> {
  const electionKey = reveals.reduce((sum, { coefficients }) => sum.add(at(coefficients, 0)), Point.identity);
  const trustees = identities.map(({ name, signing, trustee }) => ({
    name,
    signing,
    verification: reveals.reduce((sum, { coefficients }) => sum.add(evaluate(coefficients, trustee)), Point.identity),
  }));
  demand(!electionKey.isIdentity() && trustees.every(({ verification }) => !verification.isIdentity()), 'a key is the identity');
  return { electionKey, trustees };
}

/** Σ_k i^k·C_k: f(i)·G for the polynomial behind the commitments. */
export function evaluate(coefficients: readonly Point[], i: number): Point {
  const powers: Scalar[] = coefficients.map((_, k) => scalar(BigInt(i) ** BigInt(k)));
  return Point.sumVartime(coefficients, powers);
}

/** @param identities the identity messages without signature, by trustee */
export function ceremonyHash(identities: readonly Json[]): Uint8Array {
  return sha256(encode({ identities }));
}

/** The commitment to a coming reveal. */
export function commitmentOf({
  ceremony,
  coefficients,
  proof,
  trustee,
}: Pick<Reveal, 'ceremony' | 'coefficients' | 'proof' | 'trustee'>): Uint8Array {
  const reveal = { ceremony: toBase64url(ceremony), coefficients: spelled(coefficients), proof: toBase64url(proof), trustee };
  return sha256(label('tsukuba-vote/ceremony-commit/v1'), encode(reveal));
}

export type Transcript = {
  readonly commits: readonly Json[];
  readonly identities: readonly Json[];
  readonly reveals: readonly Json[];
  readonly shares: readonly Json[];
};

/** @param transcript the signed messages, by trustee */
export function transcriptHash({ commits, identities, reveals, shares }: Transcript): Uint8Array {
  return sha256(encode({ commits, identities, reveals, shares }));
}

/** What a trustee signs. */
export function signedBytes(unsigned: Json): Uint8Array {
  return concat(label('tsukuba-vote/ceremony/v1'), encode(unsigned));
}

export function trusteeKeyTag(ceremony: Uint8Array, trustee: number, coefficients: readonly Point[]): string {
  return tagOf(ceremony, 'trustee-key', { commitments: spelled(coefficients), trustee });
}

export function trusteeKeyRelation(constantTerm: Point): LinearRelation {
  const relation = new RelationBuilder();
  const c = relation.element(constantTerm);
  relation.equation([constant(c)], [term(relation.witness(), GENERATOR)]);
  return relation.build();
}

function spelled(points: readonly Point[]): string[] {
  return points.map((point) => toBase64url(point.encode()));
}

function signedOnly({ commits, identities, reveals, shares }: CeremonyMessages): Transcript {
  const bare = (list: readonly { readonly signed: Json }[]) => list.map(({ signed }) => signed);
  return { commits: bare(commits), identities: bare(identities), reveals: bare(reveals), shares: bare(shares) };
}

function areDistinct(points: readonly Point[]): boolean {
  return new Set(Point.encodeAll(points).map(toHex)).size === points.length;
}
