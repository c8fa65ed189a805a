/** The worker's other end: tasks become promises. */
import workerUrl from '../worker/ballot.worker?worker&url';
import type { Request, Response } from '../worker/ballot.worker';
import type { Outcome, Task } from '../worker/task';
import { trustedWorkerUrl } from './trusted';

export type BallotWorker = { run(task: Task): Promise<Outcome> };

export function startBallotWorker(): BallotWorker {
  const worker = new Worker(trustedWorkerUrl(workerUrl), { type: 'module', name: 'ballot' });
  const waiting = new Map<number, (outcome: Outcome) => void>();
  let last = 0;
  const settle = (number: number, outcome: Outcome) => {
    waiting.get(number)?.(outcome);
    waiting.delete(number);
  };
  worker.onmessage = ({ data: { number, outcome } }: MessageEvent<Response>) => settle(number, outcome);
  // A worker that could not be loaded fails whatever waits for it, instead of leaving it waiting.
  worker.onerror = () => [...waiting.keys()].forEach((number) => settle(number, { kind: 'failed', reason: 'worker' }));
  return {
    run: (task) =>
      new Promise((resolve) => {
        const request: Request = { number: ++last, task };
        waiting.set(request.number, resolve);
        worker.postMessage(request);
      }),
  };
}
