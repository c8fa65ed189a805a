/** The SHAKE128 duplex sponge of draft-irtf-cfrg-fiat-shamir (commit 91cc933). spec §6.1 */
import { concat, utf8 } from './bytes';
import { shake128 } from './hash';

const RATE = 168;
const SESSION_LABEL = utf8('irtf-cfrg-fiat-shamir/session-id');

type Stream = ReturnType<typeof shake128>;

export class DuplexSponge {
  readonly #absorbed: Stream;
  #output: Stream | undefined;

  /** The session id fills one block of the rate, padded with zeros. */
  constructor(sessionId: Uint8Array) {
    if (sessionId.length !== 32) throw new RangeError('a session id has 32 bytes');
    this.#absorbed = shake128().update(concat(sessionId, new Uint8Array(RATE - 32)));
  }

  /** Absorbing nothing changes nothing; anything else ends the current output stream. */
  absorb(bytes: Uint8Array): this {
    if (bytes.length > 0) {
      this.#output = undefined;
      this.#absorbed.update(bytes);
    }
    return this;
  }

  /** The next bytes of the stream that follows everything absorbed so far; output is never fed back. */
  squeeze(length: number): Uint8Array {
    this.#output ??= this.#absorbed.clone();
    return this.#output.xof(length);
  }
}

/** The draft's DeriveSessionID. */
export function sessionId(tag: Uint8Array): Uint8Array {
  return new DuplexSponge(SESSION_LABEL).absorb(tag).squeeze(32);
}
