/** ceremony.json: a whole ceremony with its secrets, and records that must be refused. spec §5 */
import { toBase64url } from '../src/crypto/base64url';
import { at, concat, toHex } from '../src/crypto/bytes';
import { encode, type Json } from '../src/crypto/canonical';
import { verifyCeremony } from '../src/crypto/ceremony';
import { encodeScalar, order, Point, type Scalar, scalar, sign } from '../src/crypto/group';
import {
  type Cheat,
  drawSecrets,
  evaluateAt,
  type Message,
  runCeremony,
  type Secrets,
  type Stage,
  type Transcript,
} from './ceremonyMaking';
import { Draw } from './draw';
import { type Case, hexScalars, ORIGIN, type Value, type VectorFile } from './files';

export function ceremonies(): VectorFile {
  const draw = new Draw('ceremony.json');
  const three = drawSecrets(draw, 3, 2);
  const two = drawSecrets(draw, 2, 2);
  const other = drawSecrets(draw, 2, 2);
  const text = (record: Json) => new TextDecoder().decode(encode(record));
  const rejects = (name: string, record: Json): Case => ({ name, expected: 'reject', record: text(record) });
  const cheated = (name: string, cheat: Cheat, parties = two): Case => rejects(name, runCeremony(parties, cheat));
  const honest = runCeremony(two);
  const foreign = runCeremony(other);
  const point = toBase64url(draw.point().encode());
  return {
    comment:
      `${ORIGIN} record: the ceremony record as canonical JSON text (UTF-8). Signatures are deterministic (RFC 6979), low s. coefficients: a_0 … ; ` +
      'share_ephemerals: the HPKE ephemeral secrets by receiver; secret_shares: x_i. Every message of a rejected record is signed by its sender unless the name says otherwise.',
    cases: [
      accepts('2 of 3', three),
      accepts('2 of 2', two),
      cheated('t differs', edit('identity', 2, { threshold: 3 })),
      cheated('n differs', edit('identity', 1, { trustees: 3 })),
      rejects('t of 1', runCeremony(two.map((secrets) => ({ ...secrets, coefficients: secrets.coefficients.slice(0, 1) })))),
      rejects('t of 3 in 2', runCeremony(two.map(longer))),
      cheated('trustees out of order', (stage, j, message) => (stage === 'identity' ? { ...message, trustee: 3 - j } : message)),
      cheated(
        'one encryption key twice',
        edit('identity', 2, { encryption: toBase64url(Point.generator.multiply(at(two, 0).encryption).encode()) }),
      ),
      cheated('one signing key twice', (_, __, message) => message, [at(two, 0), { ...at(two, 1), signing: at(two, 0).signing }]),
      cheated('an unknown field', edit('identity', 1, { note: '' })),
      cheated('a commitment to something else', edit('commit', 2, { commitment: toBase64url(new Uint8Array(32)) })),
      cheated(
        'another last coefficient than proved, committed to',
        edit('reveal', 1, (message) => ({ coefficients: [...list(message['coefficients']).slice(0, 1), point] })),
      ),
      rejects('three coefficients of two, committed to and proved', runCeremony([at(two, 0), longer(at(two, 1))])),
      rejects('a proof that does not hold, committed to', badProof(two)),
      rejects('equal constant terms, each proved', runCeremony([at(two, 0), copyConstant(at(two, 0), at(two, 1))])),
      rejects(
        'constant terms that cancel: the election key is the identity',
        runCeremony([at(two, 0), cancelling(at(two, 0), at(two, 1))]),
      ),
      rejects(
        'polynomials that cancel at 1: a verification key is the identity',
        runCeremony([at(two, 0), cancellingAtOne(at(two, 0), at(two, 1))]),
      ),
      cheated('a message of another ceremony', edit('share', 1, { ceremony: toBase64url(new Uint8Array(32)) })),
      cheated(
        'a share to oneself',
        edit('share', 1, (message) => ({
          shares: list(message['shares']).map((share) => ({ ...(share as Message), receiver: 1 })),
        })),
      ),
      cheated(
        'a ciphertext a byte short',
        edit('share', 2, (message) => ({ shares: list(message['shares']).map(shorter) })),
      ),
      cheated('a confirmation of another transcript', edit('confirm', 2, { transcript: toBase64url(new Uint8Array(32)) })),
      rejects('a confirmation missing', { ...honest, confirms: honest.confirms.slice(0, 1) }),
      rejects('a signature of another message', { ...honest, confirms: swapSignatures(honest.confirms) }),
      rejects('a high s', {
        ...honest,
        confirms: honest.confirms.map((message, i) => (i === 0 ? highS(message as Message) : message)),
      }),
      rejects('a signature without the label', {
        ...honest,
        confirms: honest.confirms.map((message, i) => unlabelled(message as Message, at(two, i))),
      }),
      rejects('messages of two ceremonies', { ...honest, shares: foreign.shares }),
      rejects('commits in the other order', { ...honest, commits: [...honest.commits].reverse() }),
    ],
  };
}

function accepts(name: string, parties: readonly Secrets[]): Case {
  const record = encode(runCeremony(parties));
  const verdict = verifyCeremony(record);
  if (verdict.kind === 'rejected') throw new Error(verdict.reason);
  const { ceremony } = verdict;
  return {
    name,
    expected: 'accept',
    threshold: ceremony.threshold,
    secrets: parties.map(secretFields),
    ceremony_hash: toHex(ceremony.hash),
    transcript_hash: toHex(ceremony.transcript),
    election_key: toHex(ceremony.electionKey.encode()),
    verification_keys: ceremony.trustees.map(({ verification }) => toHex(verification.encode())),
    secret_shares: hexScalars(
      parties.map((_, i) => scalar(parties.reduce((sum, { coefficients }) => sum + evaluateAt(coefficients, i + 1), 0n))),
    ),
    record: new TextDecoder().decode(record),
  };
}

function secretFields({ coefficients, encryption, ephemeral, nonce, proofNonce, signing }: Secrets): Value {
  return {
    signing: hexScalars([signing]),
    encryption: hexScalars([encryption]),
    nonce: toHex(nonce),
    coefficients: hexScalars(coefficients),
    proof_nonce: hexScalars([proofNonce]),
    share_ephemerals: hexScalars(ephemeral),
  };
}

/** Changes one trustee's message of one stage. */
function edit(stage: Stage, trustee: number, change: Message | ((message: Message) => Message)): Cheat {
  return (at, j, message) =>
    at === stage && j === trustee ? { ...message, ...(typeof change === 'function' ? change(message) : change) } : message;
}

function longer(secrets: Secrets): Secrets {
  return { ...secrets, coefficients: [...secrets.coefficients, scalar(3)] };
}

function list(value: Json | undefined): Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}

function shorter(share: Json): Json {
  return { ...(share as Message), ciphertext: toBase64url(new Uint8Array(112)) };
}

/** The second trustee proves with a witness that is not its constant term, and commits to that proof. */
function badProof(parties: readonly Secrets[]): Json {
  const [first, second] = [at(parties, 0), at(parties, 1)];
  return runCeremony([first, { ...second, wrongWitness: scalar(at(second.coefficients, 0) + 1n) }]);
}

function copyConstant(from: Secrets, to: Secrets): Secrets {
  return { ...to, coefficients: [at(from.coefficients, 0), ...to.coefficients.slice(1)] };
}

function cancelling(from: Secrets, to: Secrets): Secrets {
  return { ...to, coefficients: [scalar(-at(from.coefficients, 0)), ...to.coefficients.slice(1)] };
}

function cancellingAtOne(from: Secrets, to: Secrets): Secrets {
  const constant = at(to.coefficients, 0);
  return { ...to, coefficients: [constant, scalar(-constant - evaluateAt(from.coefficients, 1))] };
}

function swapSignatures(messages: Transcript['confirms']): Json[] {
  const [first, second] = messages as Message[];
  return first === undefined || second === undefined
    ? []
    : [
        { ...first, signature: second['signature'] ?? '' },
        { ...second, signature: first['signature'] ?? '' },
      ];
}

function highS(message: Message): Json {
  const signature = Buffer.from(String(message['signature']), 'base64url');
  const s: Scalar = scalar(order - BigInt(`0x${signature.subarray(32).toString('hex')}`));
  return { ...message, signature: toBase64url(concat(signature.subarray(0, 32), encodeScalar(s))) };
}

function unlabelled({ signature: _, ...message }: Message, { signing }: Secrets): Json {
  return { ...message, signature: toBase64url(sign(encode(message), signing)) };
}
