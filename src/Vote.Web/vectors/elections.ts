/** Small complete manifests for vectors, with the secrets behind them. */
import { toBase64url } from '../src/crypto/base64url';
import { toHex } from '../src/crypto/bytes';
import { encode, type Json } from '../src/crypto/canonical';
import { Point, type Scalar } from '../src/crypto/group';
import { type Election, parseElection } from '../src/crypto/manifest';
import { Draw } from './draw';

export type Members = { readonly [name: string]: Json };

const title = (text: string): Json => ({ ja: text });

export function options(count: number): Json[] {
  return Array.from({ length: count }, (_, i) => ({ cost: 0, title: title(String(i + 1)) }));
}

export function chooseOne(count: number): Members {
  return { kind: 'choose-one', max: 1, min: 1, mode: 'homomorphic', options: options(count), title: title('問') };
}

export function approval(min: number, max: number, count: number): Members {
  return { kind: 'approval', max, min, mode: 'homomorphic', options: options(count), title: title('問') };
}

export function mixed(question: Members, patternMinimum = 0): Members {
  return { ...question, mode: 'mixed', pattern_minimum: patternMinimum };
}

/** A question of any homomorphic kind. */
export function question(kind: string, count: number, parameters: Members): Members {
  return { kind, mode: 'homomorphic', options: options(count), title: title('問'), ...parameters };
}

/** Options that cost so much each. */
export function priced(...costs: readonly number[]): Json[] {
  return costs.map((cost, i) => ({ cost, title: title(String(i + 1)) }));
}

/** One question of each kind that is not ticked, small. */
export function everyKind(): Members[] {
  const iroha = ['い', 'ろ'].map((name) => ({ cost: 0, title: title(name) }));
  return [
    question('score', 2, { blank: true, range: 5 }),
    question('cumulative', 2, { points: 10 }),
    question('knapsack', 3, { budget: 4000, options: priced(1000, 2000, 3000), unit: 1000 }),
    question('quadratic', 2, { credits: 9 }),
    question('majority-judgment', 2, { grades: ['不可', '可', '良'].map(title) }),
    question('ranking', 3, { max: 2, min: 1, weights: [5, 3] }),
    question('pairwise', 2, { options: iroha }),
    mixed(question('ranking', 3, { max: 2, min: 1 })),
  ];
}

export type Built = { readonly bytes: Uint8Array; readonly election: Election; readonly secret: Scalar };

/** A manifest of the fewest members: two trustees, two officers, one witness. */
export function manifestMembers(
  stream: string,
  questions: readonly Json[],
): { readonly members: Members; readonly secret: Scalar } {
  const draw = new Draw(stream);
  const secret = draw.scalar();
  const element = () => toBase64url(draw.point().encode());
  const digest = () => toBase64url(draw.bytes(32));
  const id = toHex(draw.bytes(16));
  const members: Members = {
    auditors: ['a', 'b', 'c'].map((name) => ({ encryption: element(), name })),
    ceremony: { hash: digest(), transcript: digest() },
    dates: { closes: '2026-11-15T20:00:00+09:00', opens: '2026-11-01T07:00:00+09:00', reference: '2026-10-01' },
    election_key: toBase64url(Point.generator.multiply(secret).encode()),
    group_minimum: 2,
    id,
    identity: { act: 'credential', authorities: [digest()] },
    log: {
      accept_key: digest(),
      key: digest(),
      origin: `vote.example/log/${id}`,
      publish: { interval_s: 60, max_delay_s: 600, min_batch: 20 },
      quorum: 1,
      witnesses: [{ key: digest(), name: 'witness.example' }],
    },
    nonce: digest(),
    officers: { keys: [element(), element()], threshold: 2 },
    questions,
    registrar: element(),
    slots: { count: 1000, hash: digest() },
    threshold: 2,
    title: title('選挙'),
    trustees: ['p', 'q'].map((name) => ({ name, signing: element(), verification: element() })),
    version: 1,
  };
  return { members, secret };
}

export function election(stream: string, questions: readonly Json[]): Built {
  const { members, secret } = manifestMembers(stream, questions);
  const bytes = encode(members);
  const parsed = parseElection(bytes);
  if (parsed.kind === 'refused') throw new Error(`the manifest of ${stream} is refused at ${parsed.field}`);
  return { bytes, election: parsed.value, secret };
}
