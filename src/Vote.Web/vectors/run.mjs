// Runs make.ts through Vite, which is here anyway, so that no second TypeScript runner is needed.
import { runnerImport } from 'vite';

const { module } = await runnerImport('./vectors/make.ts', { root: new URL('..', import.meta.url).pathname });
module.make();
