// `node vectors/judge.mjs FILE`: lets this implementation judge ballots that another one made just now.
import { runnerImport } from 'vite';

const { module } = await runnerImport('./vectors/judge.ts', { root: new URL('..', import.meta.url).pathname });
module.judge(process.argv[2]);
