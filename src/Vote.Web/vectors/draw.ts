/** Deterministic bytes and scalars for vectors, one stream a file, so that making them again gives the same bytes. */
import { utf8 } from '../src/crypto/bytes';
import { Point, reduce48, type Scalar } from '../src/crypto/group';
import { DuplexSponge, sessionId } from '../src/crypto/sponge';

export class Draw {
  readonly #sponge: DuplexSponge;

  constructor(stream: string) {
    this.#sponge = new DuplexSponge(sessionId(utf8(`tsukuba-vote vectors, 2026, ${stream}`)));
  }

  bytes(length: number): Uint8Array {
    return this.#sponge.squeeze(length);
  }

  scalar(): Scalar {
    return reduce48(this.bytes(48));
  }

  scalars(count: number): Scalar[] {
    return Array.from({ length: count }, () => this.scalar());
  }

  point(): Point {
    return Point.generator.multiply(this.scalar());
  }
}
