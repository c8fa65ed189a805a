/** An invented election with its secrets, new at every start: 13 finalists to approve up to three of, and one further question. */
import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { toBase64url } from '../src/crypto/base64url';
import { bigEndian, concat, toHex, utf8 } from '../src/crypto/bytes';
import { encode, type Json } from '../src/crypto/canonical';
import { Point, randomScalar, type Scalar } from '../src/crypto/group';
import { type Election, parseElection } from '../src/crypto/manifest';
import { encodeNote, noteKey, type NoteSignature } from '../src/ledger/note';

export type NoteSigner = { readonly key: Uint8Array; readonly sign: (name: string, text: string) => Uint8Array };

/** A witness of the log: its name, and how it cosigns a checkpoint's text. */
export type Cosigner = { readonly name: string; readonly key: Uint8Array; readonly cosign: (text: string) => NoteSignature };

export type DevElection = {
  readonly id: string;
  readonly bytes: Uint8Array;
  readonly election: Election;
  readonly secret: Scalar;
  readonly log: NoteSigner;
  readonly accept: NoteSigner;
  readonly witnesses: readonly Cosigner[];
};

const FINALISTS: readonly (readonly [ja: string, en: string, cost: number])[] = [
  ['空き家を学生の自習室にする', 'Turn empty houses into study rooms for students', 4_200_000],
  ['自転車道に夜の明かりをつける', 'Light the cycle paths at night', 8_500_000],
  ['駅前に日かげのベンチを三十台置く', 'Thirty shaded benches at the station', 2_400_000],
  ['小学校の畑で育てた野菜を給食に使う', 'School lunches from school gardens', 1_800_000],
  ['外国語の医療通訳を休日もたのめるようにする', 'Medical interpreters on holidays too', 6_700_000],
  ['公園に車いすで乗れるブランコを作る', 'Wheelchair swings in the parks', 3_900_000],
  ['高齢者の買い物に電動カートを貸す', 'Lend electric carts to elderly shoppers', 5_100_000],
  ['川の水位を知らせる表示板を増やす', 'More signs that show the river level', 7_300_000],
  ['図書館を夜十時まで開ける', 'Keep the library open until ten at night', 9_800_000],
  ['研究所の見学バスを月に二回走らせる', 'A bus to the laboratories twice a month', 2_900_000],
  ['里山の手入れをする若者に道具を貸す', 'Tools for young people who tend the woodland', 1_200_000],
  ['防災倉庫の中身をスマートフォンで見られるようにする', 'See on your phone what the emergency stores hold', 3_300_000],
  ['子ども食堂の場所代を市が持つ', 'The city pays the rent of children’s kitchens', 4_800_000],
];

const text = (ja: string, en: string): Json => ({ en, ja });

function questions(): Json[] {
  return [
    {
      kind: 'approval',
      max: 3,
      min: 1,
      mode: 'homomorphic',
      options: FINALISTS.map(([ja, en, cost]) => ({ cost, title: text(ja, en) })),
      title: text('来年、市が行う事業はどれがよいですか', 'Which projects should the city carry out next year?'),
    },
    {
      kind: 'choose-one',
      max: 1,
      min: 1,
      mode: 'mixed',
      options: [
        ['毎年行う', 'Every year'],
        ['二年に一度行う', 'Every second year'],
        ['今回で終わりにする', 'End with this one'],
      ].map(([ja = '', en = '']) => ({ cost: 0, title: text(ja, en) })),
      pattern_minimum: 0,
      title: text('この投票を、これからどうしますか', 'How should this vote go on?'),
    },
  ];
}

/** @param witnesses how many witnesses the log has; all but one of them make the quorum */
export function makeElection(host: string, witnesses = 0): DevElection {
  const cosigners = Array.from({ length: witnesses }, (_, i) => cosigner(`witness.example/w${i + 1}`));
  const secret = randomScalar();
  const [log, accept] = [noteSigner(), noteSigner()];
  const id = toHex(bytes(16));
  const element = () => toBase64url(Point.generator.multiply(randomScalar()).encode());
  const digest = () => toBase64url(bytes(32));
  const manifest = encode({
    auditors: ['第一監査', '第二監査', '第三監査'].map((name) => ({ encryption: element(), name })),
    ceremony: { hash: digest(), transcript: digest() },
    dates: { closes: '2027-11-15T20:00:00+09:00', opens: '2026-11-01T07:00:00+09:00', reference: '2026-10-01' },
    election_key: toBase64url(Point.generator.multiply(secret).encode()),
    group_minimum: 2,
    id,
    identity: { act: 'credential', authorities: [digest()] },
    log: {
      accept_key: toBase64url(accept.key),
      key: toBase64url(log.key),
      origin: `${host}/log/${id}`,
      publish: { interval_s: 2, max_delay_s: 2, min_batch: 1 },
      quorum: Math.max(0, witnesses - 1),
      witnesses: cosigners.map(({ name, key }) => ({ key: toBase64url(key), name })),
    },
    nonce: digest(),
    officers: { keys: [element(), element()], threshold: 2 },
    questions: questions(),
    registrar: element(),
    slots: { count: 60, hash: digest() },
    threshold: 2,
    title: text('市民がえらぶ事業 2026（見本）', 'Projects chosen by citizens 2026 (sample)'),
    trustees: ['p', 'q', 'r'].map((name) => ({ name, signing: element(), verification: element() })),
    version: 1,
  });
  const parsed = parseElection(manifest);
  if (parsed.kind === 'refused') throw new Error(`the sample manifest is refused at ${parsed.field}`);
  return { id, bytes: manifest, election: parsed.value, secret, log, accept, witnesses: cosigners };
}

export function bytes(length: number): Uint8Array {
  return new Uint8Array(randomBytes(length));
}

/** ledger §7 (3) */
function cosigner(name: string): Cosigner {
  const { key, privateKey } = newKey();
  const cosign = (content: string): NoteSignature => {
    const seconds = Math.floor(Date.now() / 1000);
    const signature = sign(null, utf8(`cosignature/v1\ntime ${seconds}\n${content}`), privateKey);
    return { name, id: noteKey(name, 4, key).id, content: concat(bigEndian(seconds, 8), new Uint8Array(signature)) };
  };
  return { name, key, cosign };
}

function newKey(): { readonly key: Uint8Array; readonly privateKey: KeyObject } {
  const { publicKey, privateKey }: { publicKey: KeyObject; privateKey: KeyObject } = generateKeyPairSync('ed25519');
  // The last 32 bytes of the SubjectPublicKeyInfo are the key. RFC 8410
  return { key: new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)), privateKey };
}

function noteSigner(): NoteSigner {
  const { key, privateKey } = newKey();
  const signText = (name: string, content: string): Uint8Array => {
    const signature = { name, id: noteKey(name, 1, key).id, content: new Uint8Array(sign(null, utf8(content), privateKey)) };
    return encodeNote({ text: content, signatures: [signature] });
  };
  return { key, sign: signText };
}

/** A secret of a ticket or a session. */
export function token(): string {
  return toBase64url(bytes(24));
}
