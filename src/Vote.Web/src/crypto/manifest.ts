/** The manifest, whose hash is the election's only root of trust. Types mirror its field names. spec §3 */
import { payloadLength } from './ballot';
import { toHex } from './bytes';
import {
  array,
  bytes,
  type Decoder,
  digest,
  element,
  integer,
  literal,
  object,
  type Parsed,
  read,
  refuse,
  require,
  string,
} from './decoder';
import type { Point } from './group';
import { sha256 } from './hash';
import { type Question, question, type Text, text } from './question';

export type Manifest = {
  readonly version: 1;
  readonly id: string;
  readonly nonce: Uint8Array;
  readonly title: Text;
  readonly dates: { readonly opens: string; readonly closes: string; readonly reference: string };
  readonly election_key: Point;
  readonly threshold: number;
  readonly trustees: readonly { readonly name: string; readonly signing: Point; readonly verification: Point }[];
  readonly ceremony: { readonly hash: Uint8Array; readonly transcript: Uint8Array };
  readonly officers: { readonly keys: readonly Point[]; readonly threshold: 2 };
  readonly registrar: Point;
  readonly auditors: readonly { readonly name: string; readonly encryption: Point }[];
  readonly log: Log;
  readonly identity: { readonly act: 'credential'; readonly authorities: readonly Uint8Array[] };
  readonly slots: { readonly count: number; readonly hash: Uint8Array };
  readonly group_minimum: number;
  readonly questions: readonly Question[];
};

export type Log = {
  readonly origin: string;
  readonly key: Uint8Array;
  readonly accept_key: Uint8Array;
  readonly publish: { readonly interval_s: number; readonly max_delay_s: number; readonly min_batch: number };
  readonly witnesses: readonly { readonly name: string; readonly key: Uint8Array }[];
  readonly quorum: number;
};

/** A manifest with its hash, and the election key with a table behind it. */
export type Election = { readonly hash: Uint8Array; readonly manifest: Manifest; readonly key: Point };

const name = string(/^[^]+$/);
const ed25519Key = bytes(32);
const MOST_PAYLOAD_BYTES = 2 ** 22;

const fields = object<Manifest>({
  version: literal(1),
  id: string(/^[0-9a-f]{32}$/),
  nonce: bytes(32),
  title: text,
  dates: object({ opens: string(), closes: string(), reference: string() }),
  election_key: element,
  threshold: integer(2, 16),
  trustees: array(object({ name, signing: element, verification: element }), 2, 16),
  ceremony: object({ hash: digest, transcript: digest }),
  officers: object({ keys: array(element, 2), threshold: literal(2) }),
  registrar: element,
  auditors: array(object({ name, encryption: element }), 3, 3),
  log: object({
    origin: string(),
    key: ed25519Key,
    accept_key: ed25519Key,
    publish: object({ interval_s: integer(0), max_delay_s: integer(0), min_batch: integer(0) }),
    witnesses: array(object({ name, key: ed25519Key })),
    quorum: integer(0),
  }),
  identity: object({ act: literal('credential'), authorities: array(digest) }),
  slots: object({ count: integer(1), hash: digest }),
  group_minimum: integer(2),
  questions: array(question, 1, 32),
});

/** The manifest of exactly these canonical bytes, or the field that is wrong. */
export function parseManifest(source: Uint8Array): Parsed<Manifest> {
  return read(source, manifest);
}

/** The election of a manifest's bytes. Whether it is the right one is for the caller to compare. */
export function parseElection(source: Uint8Array): Parsed<Election> {
  const parsed = parseManifest(source);
  if (parsed.kind === 'refused') return parsed;
  const { value } = parsed;
  return { kind: 'parsed', value: { hash: sha256(source), manifest: value, key: value.election_key.asFixedBase() } };
}

const manifest: Decoder<Manifest> = (value, field) => {
  const parsed = fields(value, field);
  const opens = instant(parsed.dates.opens, 'dates.opens');
  const closes = instant(parsed.dates.closes, 'dates.closes');
  require(opens < closes, 'dates.closes');
  require(isDay(parsed.dates.reference), 'dates.reference');
  require(parsed.threshold <= parsed.trustees.length, 'threshold');
  require(parsed.log.quorum <= parsed.log.witnesses.length, 'log.quorum');
  require(payloadLength(parsed) <= MOST_PAYLOAD_BYTES, 'questions');
  requireOrigin(parsed);
  requireDistinctKeys(parsed);
  return parsed;
};

function requireOrigin({ id, log }: Manifest): void {
  const tail = `/log/${id}`;
  const host = log.origin.slice(0, -tail.length);
  require(log.origin.endsWith(tail) && /^[A-Za-z0-9.:[\]-]+$/.test(host), 'log.origin');
}

/** No key stands in two roles, nor twice in one. spec §3.2 */
function requireDistinctKeys({ auditors, election_key, log, officers, registrar, trustees }: Manifest): void {
  const roles: [string, Uint8Array][] = [
    ['election_key', election_key.encode()],
    ...trustees.map(({ signing }, i): [string, Uint8Array] => [`trustees[${i}].signing`, signing.encode()]),
    ...trustees.map(({ verification }, i): [string, Uint8Array] => [`trustees[${i}].verification`, verification.encode()]),
    ...officers.keys.map((key, i): [string, Uint8Array] => [`officers.keys[${i}]`, key.encode()]),
    ['registrar', registrar.encode()],
    ...auditors.map(({ encryption }, i): [string, Uint8Array] => [`auditors[${i}].encryption`, encryption.encode()]),
    ['log.key', log.key],
    ['log.accept_key', log.accept_key],
    ...log.witnesses.map(({ key }, i): [string, Uint8Array] => [`log.witnesses[${i}].key`, key]),
  ];
  const seen = new Set<string>();
  for (const [role, key] of roles) {
    if (seen.has(toHex(key))) refuse(role);
    seen.add(toHex(key));
  }
}

/** Milliseconds of `YYYY-MM-DDThh:mm:ss+hh:mm`. */
function instant(source: string, field: string): number {
  const [, day, hour, minute, second, offsetHour, offsetMinute] =
    /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)\+([01]\d|2[0-3]):([0-5]\d)$/.exec(source) ?? [];
  if (day === undefined || !isDay(day)) return refuse(field);
  const minutes = (Number(hour) - Number(offsetHour)) * 60 + Number(minute) - Number(offsetMinute);
  return Date.parse(`${day}T00:00:00Z`) + (minutes * 60 + Number(second)) * 1000;
}

/** A real day of the calendar, `YYYY-MM-DD`. */
function isDay(source: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(source)) return false;
  const time = Date.parse(`${source}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(source);
}
