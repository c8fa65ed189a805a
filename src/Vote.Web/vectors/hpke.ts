/** RFC 9180 base mode with one message, over Node's own cryptography: the sealed shares of ceremony vectors. spec §9 */
import { createCipheriv, createDecipheriv, createECDH, createHmac, ECDH } from 'node:crypto';
import { bigEndian, concat, utf8 } from '../src/crypto/bytes';
import { encodeScalar, type Point, type Scalar } from '../src/crypto/group';

const KEM_SUITE = concat(utf8('KEM'), bigEndian(0x0010, 2));
const SUITE = concat(utf8('HPKE'), bigEndian(0x0010, 2), bigEndian(0x0001, 2), bigEndian(0x0001, 2));
const NONE = new Uint8Array();

export type Context = { readonly key: Uint8Array; readonly nonce: Uint8Array };

/** enc ‖ ct, with the ephemeral secret given. */
export function sealTo(
  receiver: Point,
  ephemeral: Scalar,
  info: Uint8Array,
  plaintext: Uint8Array,
  aad: Uint8Array = NONE,
): Uint8Array {
  const own = keyPair(ephemeral);
  const receiverKey = uncompressed(receiver.encode());
  const { key, nonce } = schedule(own.computeSecret(receiverKey), own.getPublicKey(), receiverKey, info);
  const cipher = createCipheriv('aes-128-gcm', key, nonce).setAAD(aad);
  const ct = concat(cipher.update(plaintext), cipher.final(), cipher.getAuthTag());
  return concat(own.getPublicKey(), ct);
}

/** Throws when it was not sealed to this key under this info. */
export function open(secret: Scalar, sealed: Uint8Array, info: Uint8Array, aad: Uint8Array = NONE): Uint8Array {
  const own = keyPair(secret);
  const [enc, ct, tag] = [sealed.subarray(0, 65), sealed.subarray(65, -16), sealed.subarray(-16)];
  const { key, nonce } = schedule(own.computeSecret(enc), enc, own.getPublicKey(), info);
  const decipher = createDecipheriv('aes-128-gcm', key, nonce).setAAD(aad).setAuthTag(tag);
  return concat(decipher.update(ct), decipher.final());
}

function schedule(dh: Uint8Array, enc: Uint8Array, receiver: Uint8Array, info: Uint8Array): Context {
  const prk = labeledExtract(KEM_SUITE, NONE, 'eae_prk', dh);
  const shared = labeledExpand(KEM_SUITE, prk, 'shared_secret', concat(enc, receiver), 32);
  const context = concat(
    Uint8Array.of(0),
    labeledExtract(SUITE, NONE, 'psk_id_hash', NONE),
    labeledExtract(SUITE, NONE, 'info_hash', info),
  );
  const secret = labeledExtract(SUITE, shared, 'secret', NONE);
  return {
    key: labeledExpand(SUITE, secret, 'key', context, 16),
    nonce: labeledExpand(SUITE, secret, 'base_nonce', context, 12),
  };
}

function labeledExtract(suite: Uint8Array, salt: Uint8Array, name: string, input: Uint8Array): Uint8Array {
  return hmac(salt.length === 0 ? new Uint8Array(32) : salt, concat(utf8('HPKE-v1'), suite, utf8(name), input));
}

/** One block of HKDF-Expand is enough for 32 bytes. */
function labeledExpand(suite: Uint8Array, prk: Uint8Array, name: string, info: Uint8Array, length: number): Uint8Array {
  const labeled = concat(bigEndian(length, 2), utf8('HPKE-v1'), suite, utf8(name), info);
  return hmac(prk, concat(labeled, Uint8Array.of(1))).subarray(0, length);
}

function hmac(key: Uint8Array, message: Uint8Array): Uint8Array {
  return Uint8Array.from(createHmac('sha256', key).update(message).digest());
}

function keyPair(secret: Scalar): ECDH {
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(encodeScalar(secret));
  return pair;
}

function uncompressed(key: Uint8Array): Uint8Array {
  return Buffer.from(ECDH.convertKey(key, 'prime256v1', undefined, 'hex', 'uncompressed') as string, 'hex');
}
