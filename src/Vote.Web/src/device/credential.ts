/** The voter's key: made on this device for one sign-in, impossible to copy out of it. ledger §2 */
import { at, concat } from '../crypto/bytes';
import { Point } from '../crypto/group';
import type { Signer } from '../ledger/entry';
import { clear, load, save } from './database';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const;

export type Credential = { readonly key: Point; readonly sign: Signer };

/** Makes the key and keeps it under the election's id until the browser comes back from the digital ID. */
export async function makeCredential(electionId: string): Promise<Credential> {
  const pair = await crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify']);
  await clear('credentials');
  await save('credentials', electionId, pair);
  return credentialOf(pair);
}

/** The key that this browser made for the election, if it did. */
export async function findCredential(electionId: string): Promise<Credential | undefined> {
  const pair = await load('credentials', electionId);
  return isKeyPair(pair) ? credentialOf(pair) : undefined;
}

/** After this nobody can vote again with the key, on this device or any other. */
export async function forgetCredentials(): Promise<void> {
  await clear('credentials');
}

async function credentialOf({ privateKey, publicKey }: CryptoKeyPair): Promise<Credential> {
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey));
  // SEC1: 04 ‖ x ‖ y becomes 02 or 03 ‖ x.
  const key = Point.decode(concat(Uint8Array.of(2 + (at(raw, 64) & 1)), raw.slice(1, 33)));
  if (key === undefined) throw new Error('the platform made a key that is no point');
  const sign: Signer = async (message) =>
    new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, message.slice()));
  return { key, sign };
}

function isKeyPair(value: unknown): value is CryptoKeyPair {
  return typeof value === 'object' && value !== null && 'privateKey' in value && 'publicKey' in value;
}
