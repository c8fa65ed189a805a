// `node e2e/vote.mjs URL RESIDENT CHOICES [--pictures FOLDER] [--lang ja|en] [--desktop]`: votes once at a running server by clicking as a person
// would, signing in at the provider's page as the RESIDENT-th of its list (from 0). CHOICES: option numbers such as 1,3, or "blank".
import { runnerImport } from 'vite';

const { module } = await runnerImport('./e2e/vote.ts', { root: new URL('..', import.meta.url).pathname });
process.exitCode = await module.main(process.argv.slice(2));
