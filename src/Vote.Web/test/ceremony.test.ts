import { describe, expect, it } from 'vitest';
import { at, concat, toHex, utf8 } from '../src/crypto/bytes';
import { evaluate, verifyCeremony } from '../src/crypto/ceremony';
import { messages } from '../src/crypto/ceremonyMessages';
import { encode, parse } from '../src/crypto/canonical';
import { decodeScalar, encodeScalar, Point, scalar } from '../src/crypto/group';
import { evaluateAt, runCeremony, type Secrets, shareInfo } from '../vectors/ceremonyMaking';
import { open, sealTo } from '../vectors/hpke';
import { fields, type Fields, hex, hexPoint, hexScalars, list, named, scalars, text, vectorFile } from './pinned';

const CASES = named(vectorFile('ceremony.json'), 'cases');
const HONEST = CASES.filter(([, vector]) => vector['expected'] === 'accept');

describe('ceremony.json', () => {
  it.each(CASES)('decides as pinned: %s', (_, vector) => {
    const verdict = verifyCeremony(utf8(text(vector, 'record')));
    expect(verdict.kind === 'accepted' ? 'accept' : 'reject').toBe(vector['expected']);
  });

  it('refuses each for a reason of its own', () => {
    const reasons = CASES.map(([name, vector]) => {
      const verdict = verifyCeremony(utf8(text(vector, 'record')));
      return `${name}: ${verdict.kind === 'rejected' ? verdict.reason : 'accepted'}`;
    });
    expect(reasons).toMatchInlineSnapshot(`
      [
        "2 of 3: accepted",
        "2 of 2: accepted",
        "t differs: trustees disagree on t or n",
        "n differs: trustees disagree on t or n",
        "t of 1: refused: identities[0].threshold",
        "t of 3 in 2: t is greater than n",
        "trustees out of order: messages stand by trustee",
        "one encryption key twice: an encryption key twice",
        "one signing key twice: a signing key twice",
        "an unknown field: refused: identities[0].note",
        "a commitment to something else: trustee 2 reveals what it did not commit to",
        "another last coefficient than proved, committed to: trustee 1 does not prove its constant term",
        "three coefficients of two, committed to and proved: trustee 2 reveals another number of coefficients",
        "a proof that does not hold, committed to: trustee 2 does not prove its constant term",
        "equal constant terms, each proved: equal constant terms",
        "constant terms that cancel: the election key is the identity: a key is the identity",
        "polynomials that cancel at 1: a verification key is the identity: a key is the identity",
        "a message of another ceremony: a message of another ceremony",
        "a share to oneself: trustee 1 sends to others than the rest",
        "a ciphertext a byte short: refused: shares[1].shares[0].ciphertext",
        "a confirmation of another transcript: a confirmation of another transcript",
        "a confirmation missing: refused: confirms",
        "a signature of another message: trustee 1 did not sign a message",
        "a high s: trustee 1 did not sign a message",
        "a signature without the label: trustee 1 did not sign a message",
        "messages of two ceremonies: a message of another ceremony",
        "commits in the other order: messages stand by trustee",
      ]
    `);
  });

  it.each(HONEST)('makes the same record again: %s', (_, vector) => {
    expect(new TextDecoder().decode(encode(runCeremony(secrets(vector))))).toBe(text(vector, 'record'));
  });

  it.each(HONEST)('computes hashes and keys: %s', (_, vector) => {
    const verdict = verifyCeremony(utf8(text(vector, 'record')));
    if (verdict.kind === 'rejected') throw new Error(verdict.reason);
    const { electionKey, hash, threshold, transcript, trustees } = verdict.ceremony;
    expect(threshold).toBe(vector['threshold']);
    expect([toHex(hash), toHex(transcript), hexPoint(electionKey)]).toEqual([
      vector['ceremony_hash'],
      vector['transcript_hash'],
      vector['election_key'],
    ]);
    expect(trustees.map(({ verification }) => hexPoint(verification))).toEqual(vector['verification_keys']);
    const parties = secrets(vector);
    const shares = parties.map((_, i) =>
      scalar(parties.reduce((sum, { coefficients }) => sum + evaluateAt(coefficients, i + 1), 0n)),
    );
    expect(hexScalars(shares)).toBe(text(vector, 'secret_shares'));
    expect(shares.map((share) => hexPoint(Point.generator.multiply(share)))).toEqual(vector['verification_keys']);
  });

  it.each(HONEST)('seals to each trustee the share its sender committed to: %s', (_, vector) => {
    const value = parse(utf8(text(vector, 'record')));
    const parsed = value === undefined ? undefined : messages(value);
    if (parsed?.kind !== 'parsed') throw new Error('does not parse');
    const { reveals, shares } = parsed.value;
    for (const { content } of shares) {
      for (const { ciphertext, receiver } of content.shares) {
        const { encryption } = at(secrets(vector), receiver - 1);
        const plaintext = open(encryption, ciphertext, shareInfo(content.ceremony, content.trustee, receiver));
        const share = decodeScalar(plaintext);
        if (share === undefined) throw new Error('no scalar');
        const { coefficients } = at(reveals, content.trustee - 1).content;
        expect(Point.generator.multiply(share).equals(evaluate(coefficients, receiver))).toBe(true);
      }
    }
  });
});

describe('HPKE of the vectors', () => {
  const file = vectorFile('hpke.json');
  const base = fields(file['base']);
  const [first] = list(file, 'encryptions').map(fields);
  if (first === undefined) throw new Error('no encryption');

  it('seals and opens as RFC 9180 prints', () => {
    const [ephemeral, receiver] = [scalars(base['skEm']), scalars(base['skRm'])].map(([secret]) => secret ?? scalar(0));
    if (ephemeral === undefined || receiver === undefined) throw new Error('keys');
    const sealed = sealTo(
      Point.generator.multiply(receiver),
      ephemeral,
      hex(base, 'info'),
      hex(first, 'plaintext'),
      hex(first, 'aad'),
    );
    expect(toHex(sealed)).toBe(toHex(concat(hex(base, 'enc'), hex(first, 'ciphertext'))));
    expect(toHex(open(receiver, sealed, hex(base, 'info'), hex(first, 'aad')))).toBe(text(first, 'plaintext'));
    expect(encodeScalar(receiver)).toHaveLength(32);
  });
});

function secrets(vector: Fields): Secrets[] {
  return list(vector, 'secrets').map((value) => {
    const source = fields(value);
    const one = (name: string) => scalars(source[name])[0] ?? scalar(0);
    return {
      signing: one('signing'),
      encryption: one('encryption'),
      nonce: hex(source, 'nonce'),
      coefficients: scalars(source['coefficients']),
      proofNonce: one('proof_nonce'),
      ephemeral: scalars(source['share_ephemerals']),
    };
  });
}
