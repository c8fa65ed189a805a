/** Remembers a board's last signed state, the promise and the receipt, and looks at each visit whether the board still fits them. */
import type { Api } from '../api/api';
import { toHex, utf8 } from '../crypto/bytes';
import { type BoardFinding, checkBoard, type Memory } from './boardCheck';
import type { DeliveryState } from './delivery';
import type { LoadedElection } from './elections';

export type BoardKeeper = {
  load(hash: string): Promise<unknown>;
  save(hash: string, memory: Memory): Promise<void>;
};

export type BoardAlarm = Exclude<BoardFinding, { readonly kind: 'good' | 'unknown' }>;

export class BoardWatch {
  alarm = $state.raw<BoardAlarm | undefined>();

  readonly #api: Api;
  readonly #keeper: BoardKeeper;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(api: Api, keeper: BoardKeeper) {
    this.#api = api;
    this.#keeper = keeper;
  }

  /** At a visit, and after a vote was recorded. */
  look({ id, election }: LoadedElection, signal: AbortSignal): Promise<void> {
    return this.#inTurn(async () => {
      const hash = toHex(election.hash);
      const memory = parseMemory(await this.#keeper.load(hash));
      const finding = await checkBoard({ api: this.#api, id, log: election.manifest.log }, memory, signal);
      if (finding.kind === 'good') {
        this.alarm = undefined;
        await this.#keeper.save(hash, { ...memory, checkpoint: finding.checkpoint });
      } else if (finding.kind !== 'unknown') {
        // What was remembered is half of the proof, so it stays.
        this.alarm = finding;
      }
    });
  }

  /** What the voter was given. */
  keep({ election }: LoadedElection, state: DeliveryState): Promise<void> {
    return this.#inTurn(async () => {
      const hash = toHex(election.hash);
      const memory = parseMemory(await this.#keeper.load(hash));
      if (state.kind === 'delivered') await this.#keeper.save(hash, { ...memory, promise: utf8(state.promise) });
      if (state.kind === 'recorded') await this.#keeper.save(hash, { ...memory, receipt: state.receipt });
    });
  }

  /** One after another: each reads what the one before it wrote. A device that keeps nothing is no reason not to vote. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const next = this.#turn.then(work).catch(() => undefined);
    this.#turn = next;
    return next;
  }
}

/** From the device's database, which other versions of this page may have written. */
export function parseMemory(value: unknown): Memory {
  const of = (name: string): Uint8Array | undefined => {
    const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
    return found instanceof Uint8Array ? found : undefined;
  };
  return { checkpoint: of('checkpoint'), promise: of('promise'), receipt: of('receipt') };
}
