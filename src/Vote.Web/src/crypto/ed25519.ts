/**
 * Verification of Ed25519 signatures (RFC 8032). It stands beside `group.ts`: these two are the only modules that may load the
 * curve library: browsers without Ed25519 in WebCrypto fetch it when they first need it, the others never do.
 */

export const ED25519_KEY_BYTES = 32;
export const ED25519_SIGNATURE_BYTES = 64;

/** False for every malformed key or signature. */
export async function verifyEd25519(signature: Uint8Array, message: Uint8Array, key: Uint8Array): Promise<boolean> {
  if (key.length !== ED25519_KEY_BYTES || signature.length !== ED25519_SIGNATURE_BYTES) return false;
  return (await byPlatform(signature, message, key)) ?? byLibrary(signature, message, key);
}

/** Undefined where the platform does not know the algorithm. */
export async function byPlatform(signature: Uint8Array, message: Uint8Array, key: Uint8Array): Promise<boolean | undefined> {
  try {
    const imported = await crypto.subtle.importKey('raw', key.slice(), { name: 'Ed25519' }, false, ['verify']);
    return await crypto.subtle.verify({ name: 'Ed25519' }, imported, signature.slice(), message.slice());
  } catch (error) {
    // DataError: thirty-two bytes that are no point, as some platforms say at import.
    return error instanceof DOMException && error.name === 'DataError' ? false : undefined;
  }
}

export async function byLibrary(signature: Uint8Array, message: Uint8Array, key: Uint8Array): Promise<boolean> {
  const { ed25519 } = await import('@noble/curves/ed25519.js');
  try {
    return ed25519.verify(signature, message, key, { zip215: false });
  } catch {
    return false;
  }
}
