// `npm run dev`: the built client with the mock server behind it, on port 5173. Run `npm run build` first.
import { runnerImport } from 'vite';

const { module } = await runnerImport('./dev/server.ts', { root: new URL('..', import.meta.url).pathname });
const server = new module.DevServer(5173);
await server.fill(12);
await server.listen();
console.log('http://localhost:5173/');
