/** The worker's loop: one message in, one out, with the number it came under. */
import { type Outcome, perform, type Task } from './task';

export type Request = { readonly number: number; readonly task: Task };
export type Response = { readonly number: number; readonly outcome: Outcome };

/** `self` is a window to the compiler; here it is the worker's own scope. */
const scope = self as unknown as {
  onmessage: (event: MessageEvent<Request>) => void;
  postMessage: (message: Response) => void;
};

scope.onmessage = ({ data: { number, task } }) => {
  try {
    scope.postMessage({ number, outcome: perform(task) });
  } catch (error) {
    // Never the error itself: it could carry what it was computing.
    scope.postMessage({ number, outcome: { kind: 'failed', reason: error instanceof Error ? error.name : 'error' } });
  }
};
