/** The first thing that runs: takes the ticket out of the address before anything else can see it. */
import { mount } from 'svelte';
import { createApi } from './api/api';
import { type BallotWorker, startBallotWorker } from './device/ballotWorker';
import { findCredential, forgetCredentials, makeCredential } from './device/credential';
import { load, save } from './device/database';
import { Waiting } from './device/waiting';
import { readFragment } from './session/arrival';
import { BoardWatch } from './session/boardWatch.svelte';
import { Booth } from './session/booth.svelte';
import './styles/tokens.css';
import './styles/base.css';
import './styles/parts.css';
import App from './views/App.svelte';

const arrival = readFragment(location.hash);
if (arrival.kind !== 'page') history.replaceState(null, '', location.pathname);

const waiting = new Waiting();
let worker: BallotWorker | undefined;

const api = createApi((url, init) => fetch(url, init));
const board = new BoardWatch(api, {
  load: (hash) => load('boards', hash),
  save: (hash, memory) => save('boards', hash, memory),
});
const booth = new Booth({
  api,
  run: (task) => (worker ??= startBallotWorker()).run(task),
  credentials: { make: makeCredential, find: findCredential, forget: forgetCredentials },
  keepManifest: (hash, manifest) => save('manifests', hash, manifest),
  wait: waiting.wait,
  leave: (url) => location.assign(url),
  now: () => Date.now(),
});

const target = document.getElementById('app');
if (target === null) throw new Error('no place for the application');
mount(App, { target, props: { booth, board, arrival, wake: () => waiting.wake() } });
