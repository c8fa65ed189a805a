// `npm run e2e [folder for screenshots]`: drives the built client in Chromium against the mock server. Run `npm run build` first.
import { runnerImport } from 'vite';

const { module } = await runnerImport('./e2e/main.ts', { root: new URL('..', import.meta.url).pathname });
process.exitCode = await module.main(process.argv[2]);
