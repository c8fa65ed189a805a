/** Every screen once, in one language and size, by clicking. */
import { readFile } from 'node:fs/promises';
import type { DevServer } from '../dev/server';
import type { Visit } from './visit';

export async function tour(visit: Visit, server: DevServer): Promise<void> {
  await arrive(visit, server);
  await choose(visit);
  await cast(visit, server);
  await castAgain(visit, server);
  await receipt(visit);
  await results(visit, server);
  await idle(visit, server);
  await refusals(visit, server);
  await fork(visit, server);
}

async function arrive(visit: Visit, server: DevServer): Promise<void> {
  const { page } = visit;
  await page.goto(`http://localhost:${server.port}/`);
  await visit.button('start.begin').waitFor();
  await visit.look('01-start');
  await visit.button('start.begin').click();
  await visit.heading('identify.title');
  await visit.look('02-identify');
  await signIn(visit);
  await visit.look('03-ask');
}

/** From "who you are" to "what is decided". */
async function signIn(visit: Visit): Promise<void> {
  const { page } = visit;
  await visit.button('identify.go').click();
  await page.getByRole('link', { name: '署名する' }).click();
  await visit.heading('ask.title');
  visit.expect(!page.url().includes('ticket'), 'the ticket stays in the address');
  const entries = await page.evaluate('JSON.stringify([location.href, history.state])');
  visit.expect(!String(entries).includes('ticket'), 'the ticket stays in the history');
}

async function choose(visit: Visit): Promise<void> {
  const { page } = visit;
  await visit.button('ask.next').click();
  await page.getByRole('checkbox').first().waitFor();
  await visit.look('04-choose');
  await visit.button('choose.next').click();
  await page.getByText(visit.say('choose.needed')).waitFor();
  await visit.look('05-choose-nothing');
  const options = page.getByRole('checkbox');
  for (const index of [0, 1, 2, 3]) await options.nth(index).check();
  await page.getByText(visit.say('choose.excess', { excess: 1 })).waitFor();
  await visit.button('choose.next').click();
  await visit.look('06-choose-too-many');
  await options.nth(3).uncheck();
  await visit.button('choose.next').click();
  await page.getByRole('radio').first().waitFor();
  await page.getByRole('radio').nth(1).check();
  await visit.look('07-choose-one');
  await visit.button('choose.next').click();
  await visit.heading('confirm.title');
  await visit.look('08-confirm');
}

async function cast(visit: Visit, server: DevServer): Promise<void> {
  const { page } = visit;
  server.faults.lose = 99;
  server.faults.hold = true;
  await visit.button('confirm.cast').click();
  await visit.heading('cast.uncertain');
  await visit.look('09-uncertain');
  await page.goBack();
  await visit.heading('cast.uncertain');
  server.faults.lose = 0;
  await visit.button('cast.now').click();
  await visit.heading('cast.delivered');
  await visit.look('10-delivered');
  server.faults.hold = false;
  await visit.heading('cast.recorded');
  await visit.look('11-recorded');
}

/** The way of a ballot in an election whose log two of three witnesses must cosign: no receipt before they have. */
export async function underWitnesses(visit: Visit, server: DevServer): Promise<void> {
  const { page } = visit;
  server.board.cosigning = 1;
  await page.goto(`http://localhost:${server.port}/`);
  await visit.button('start.begin').click();
  await visit.heading('identify.title');
  await signIn(visit);
  await visit.button('ask.next').click();
  await page.getByRole('checkbox').first().check();
  await visit.button('choose.next').click();
  await page.getByRole('radio').nth(1).check();
  await visit.button('choose.next').click();
  await visit.button('confirm.cast').click();
  await visit.heading('cast.delivered');
  await page.getByText(visit.say('cast.waiting.witnesses', { quorum: 2 })).waitFor();
  await visit.look('27-pending-quorum');
  // Published for a while, and still no more than delivered: one witness of two has signed.
  await page.waitForTimeout(5_000);
  await visit.heading('cast.delivered');
  server.board.cosigning = 2;
  await visit.heading('cast.recorded');
  await visit.look('28-recorded-quorum');
}

async function castAgain(visit: Visit, server: DevServer): Promise<void> {
  const { page } = visit;
  await visit.button('cast.again').click();
  await visit.heading('ask.title');
  await page.getByText(visit.say('ask.before')).waitFor();
  await visit.look('12-ask-again');
  await visit.button('ask.next').click();
  const boxes = page.getByRole('checkbox');
  await boxes.first().waitFor();
  visit.expect((await page.getByRole('checkbox', { checked: true }).count()) === 0, 'an earlier choice is shown');
  await boxes.last().check();
  await visit.button('choose.next').click();
  await page.getByRole('radio').last().check();
  await visit.button('choose.next').click();
  await visit.heading('confirm.title');
  await visit.look('13-confirm-blank');
  server.faults.refuse = 'wrong-previous';
  await visit.button('confirm.cast').click();
  await visit.heading('cast.notDelivered');
  await visit.look('14-not-delivered');
  server.faults.refuse = '';
  await visit.button('cast.resend').click();
  await visit.heading('cast.recorded');
}

async function receipt(visit: Visit): Promise<void> {
  const { page } = visit;
  const file = await visit.download('cast.saveReceipt');
  const manifest = await visit.download('cast.saveManifest');
  await visit.link('cast.checkReceipt').click();
  await visit.heading('receipt.title');
  await visit.look('15-receipt');
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.getByLabel(visit.say('receipt.file')).setInputFiles(file);
  await page.getByRole('heading', { name: visit.say('receipt.valid') }).waitFor();
  await visit.look('16-receipt-valid');
  visit.expect(
    requests.every((url) => url.startsWith('blob:') || url.includes('/assets/')),
    `requests while checking: ${requests.join()}`,
  );
  await strangerChecks(visit, file, manifest);
}

/** In a browser that never saw the election: the definition has to be brought, and the network is off. */
async function strangerChecks(visit: Visit, file: string, manifest: string): Promise<void> {
  const { page } = visit;
  await page.evaluate("new Promise((done) => { indexedDB.deleteDatabase('tsukuba-vote').onsuccess = () => done() })");
  await page.reload();
  await visit.heading('receipt.title');
  await visit.context.setOffline(true);
  await page.getByLabel(visit.say('receipt.file')).setInputFiles(file);
  await page.getByText(visit.say('receipt.manifest.why')).waitFor();
  await visit.look('17-receipt-definition');
  await page.getByLabel(visit.say('receipt.manifest')).setInputFiles(manifest);
  await page.getByRole('heading', { name: visit.say('receipt.valid') }).waitFor();
  const spoiled = await spoil(file);
  await page
    .getByLabel(visit.say('receipt.file'))
    .setInputFiles({ name: 'x.tlog-proof', mimeType: 'text/plain', buffer: spoiled });
  await page.getByLabel(visit.say('receipt.manifest')).setInputFiles(manifest);
  await page.getByRole('heading', { name: visit.say('receipt.invalid') }).waitFor();
  await visit.look('18-receipt-invalid');
  await visit.context.setOffline(false);
}

/** The same receipt with another position. */
async function spoil(file: string): Promise<Buffer> {
  const text = await readFile(file, 'utf8');
  return Buffer.from(text.replace(/\nindex (\d+)\n/, (_, index: string) => `\nindex ${Number(index) - 1}\n`));
}

async function results(visit: Visit, server: DevServer): Promise<void> {
  const { page } = visit;
  await page
    .getByRole('navigation')
    .getByRole('link', { name: visit.say('app.results') })
    .click();
  await page.getByText(visit.say('results.before')).waitFor();
  await visit.look('19-results-before');
  server.phase = 'finished';
  await page.goto(`http://localhost:${server.port}/`);
  await visit.link('start.toResults').waitFor();
  await visit.look('20-start-over');
  await visit.link('start.toResults').click();
  await page.getByRole('table').first().waitFor();
  await visit.look('21-results');
  server.phase = 'voting';
}

async function idle(visit: Visit, server: DevServer): Promise<void> {
  const { page } = visit;
  await page.clock.install();
  await page.goto(`http://localhost:${server.port}/`);
  await visit.button('start.begin').click();
  await signIn(visit);
  await page.clock.fastForward('18:30');
  await visit.button('idle.extend').waitFor();
  await visit.look('22-idle');
  await visit.button('idle.extend').click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.clock.fastForward('11:00');
  await page.clock.fastForward('01:00');
  await visit.heading('ended.title');
  await visit.look('23-ended');
  const kept = await page.evaluate(KEPT);
  visit.expect(kept === 0, `${String(kept)} credentials are left on the device`);
}

const KEPT = `new Promise((done) => {
  indexedDB.open('tsukuba-vote').onsuccess = ({ target }) => {
    target.result.transaction('credentials').objectStore('credentials').count().onsuccess = (event) => done(event.target.result);
  };
})`;

async function refusals(visit: Visit, server: DevServer): Promise<void> {
  const { page } = visit;
  await page.goto('about:blank');
  await page.goto(`http://localhost:${server.port}/#refused=not-on-roll`);
  await visit.heading('refused.title');
  await visit.look('24-refused');
  server.faults.silent = true;
  await visit.button('refused.again').click();
  await page.goto('about:blank');
  await page.goto(`http://localhost:${server.port}/`);
  await visit.heading('trouble.title');
  await visit.look('25-no-connection');
  server.faults.silent = false;
  await visit.button('trouble.again').click();
  await visit.button('start.begin').waitFor();
}

/** The board shows this device another history than before: said on the page, with the proof to save. */
async function fork(visit: Visit, server: DevServer): Promise<void> {
  const { page } = visit;
  server.faults.hold = true;
  server.faults.fork = true;
  await page.goto('about:blank');
  await page.goto(`http://localhost:${server.port}/`);
  await page.getByRole('heading', { name: visit.say('board.fork') }).waitFor();
  await visit.look('26-board-fork');
  const download = page.waitForEvent('download');
  await visit.button('board.saveEvidence').click();
  const saved = JSON.parse(await readFile(await (await download).path(), 'utf8')) as { kind?: string };
  visit.expect(saved.kind === 'fork', 'the proof that was saved is none');
  server.faults.hold = false;
  server.faults.fork = false;
}
