/** manifest.json: complete manifests, and edits that make them invalid. spec §3, §4 */
import { payloadLength } from '../src/crypto/ballot';
import { at, toHex } from '../src/crypto/bytes';
import { encode } from '../src/crypto/canonical';
import { sha256 } from '../src/crypto/hash';
import { patternsOf } from '../src/crypto/choice';
import { isListed } from '../src/crypto/question';
import { parseElection, parseManifest } from '../src/crypto/manifest';
import { approval, chooseOne, election, everyKind, manifestMembers, mixed } from './elections';
import { type Case, ORIGIN, type VectorFile } from './files';

/** [name, field that is wrong, text in the smallest manifest, what stands there instead] */
type Edit = readonly [name: string, field: string, from: string, to: string];

export function manifests(): VectorFile {
  const smallest = election('manifest.json', [chooseOne(1)]);
  const { members } = manifestMembers('manifest.json, rich', [
    { ...approval(1, 5, 13), title: { ja: 'どの事業を選びますか', en: 'Which projects?' } },
    mixed(approval(2, 33, 34), 2),
    mixed(chooseOne(2)),
    approval(3, 3, 4),
  ]);
  const rich = encode(members);
  const kinds = election('manifest.json, kinds', everyKind()).bytes;
  const text = new TextDecoder().decode(smallest.bytes);
  return {
    comment:
      `${ORIGIN} manifest: canonical JSON. patterns and payload_length (of a ballot): what follows from the questions. A rejected one is the manifest of the case ` +
      'named by base, its text changed at the only place where `from` stands to `to`; field names what is wrong (advice for messages, not normative).',
    cases: [
      accepts('smallest', smallest.bytes),
      accepts('rich', rich),
      accepts('kinds', kinds),
      ...[...spellings, ...edits(text), ...questionEdits].map((edit) => rejects('smallest', text, edit)),
      ...kindEdits.map((edit) => rejects('kinds', new TextDecoder().decode(kinds), edit)),
    ],
  };
}

function accepts(name: string, manifest: Uint8Array): Case {
  const parsed = parseElection(manifest);
  if (parsed.kind === 'refused') throw new Error(`${name} is refused at ${parsed.field}`);
  return {
    name,
    expected: 'accept',
    manifest: toHex(manifest),
    election: toHex(sha256(manifest)),
    patterns: parsed.value.manifest.questions.map((question) => (isListed(question) ? patternsOf(question).toString() : '')),
    payload_length: payloadLength(parsed.value.manifest),
  };
}

function rejects(base: string, text: string, [name, field, from, to]: Edit): Case {
  if (text.split(from).length !== 2) throw new Error(`${name}: the text to change stands ${text.split(from).length - 1} times`);
  const parsed = parseManifest(new TextEncoder().encode(text.replace(from, () => to)));
  if (parsed.kind === 'parsed' || parsed.field !== field)
    throw new Error(`${name}: ${parsed.kind === 'parsed' ? 'accepted' : parsed.field}`);
  return { name, expected: 'reject', field, base, from, to };
}

const spellings: Edit[] = [
  ['a space', 'canonical encoding', '"version":1', '"version": 1'],
  ['a line at the end', 'canonical encoding', '"version":1}', '"version":1}\n'],
  ['fields out of order', 'canonical encoding', '"threshold":2,"title":{"ja":"選挙"}', '"title":{"ja":"選挙"},"threshold":2'],
  ['a field twice', 'canonical encoding', '"version":1', '"version":1,"version":1'],
  ['a fraction', 'canonical encoding', '"group_minimum":2', '"group_minimum":2.5'],
  ['an escaped character', 'canonical encoding', '選挙', '\\u9078挙'],
];

/** Edits of single members, found by their values. */
function edits(text: string): Edit[] {
  const members = JSON.parse(text) as Shape;
  const { auditors, log, officers, registrar, trustees } = members;
  return [
    ['another version', 'version', '"version":1', '"version":2'],
    ['an unknown field', 'z', '"version":1', '"version":1,"z":1'],
    ['a field missing', 'registrar', `"registrar":"${registrar}",`, ''],
    ['an id with a capital', 'id', `"id":"${members.id}"`, `"id":"${members.id.slice(1)}A"`],
    ['an id a digit short', 'id', `"id":"${members.id}"`, `"id":"${members.id.slice(1)}"`],
    ['a nonce with unused bits set', 'nonce', `"nonce":"${members.nonce}"`, `"nonce":"${members.nonce.slice(0, -1)}B"`],
    ['a nonce with padding', 'nonce', `"nonce":"${members.nonce}"`, `"nonce":"${members.nonce}="`],
    ['a nonce of 31 bytes', 'nonce', `"nonce":"${members.nonce}"`, `"nonce":"${Buffer.alloc(31).toString('base64url')}"`],
    ['a title without Japanese', 'title.ja', '{"ja":"選挙"}', '{"en":"Election"}'],
    ['an empty title', 'title.ja', '{"ja":"選挙"}', '{"ja":""}'],
    ['closing when it opens', 'dates.closes', '2026-11-15T20:00:00+09:00', '2026-11-01T07:00:00+09:00'],
    ['closing before it opens in another offset', 'dates.closes', '2026-11-15T20:00:00+09:00', '2026-11-01T07:30:00+10:00'],
    ['a date in Z', 'dates.opens', '2026-11-01T07:00:00+09:00', '2026-10-31T22:00:00Z'],
    ['a day that does not exist', 'dates.reference', '2026-10-01', '2026-02-30'],
    ['a month that does not exist', 'dates.opens', '2026-11-01T07', '2026-13-01T07'],
    [
      'an election key with x off the curve',
      'election_key',
      members.election_key,
      Buffer.from(`02${'00'.repeat(31)}01`, 'hex').toString('base64url'),
    ],
    ['an election key with an uncompressed head', 'election_key', members.election_key, `B${members.election_key.slice(1)}`],
    ['a threshold of 1', 'threshold', '"threshold":2,"title"', '"threshold":1,"title"'],
    ['a threshold above the number of trustees', 'threshold', '"threshold":2,"title"', '"threshold":3,"title"'],
    ['two trustees with one signing key', 'trustees[1].signing', at(trustees, 1).signing, at(trustees, 0).signing],
    [
      'two trustees with one verification key',
      'trustees[1].verification',
      at(trustees, 1).verification,
      at(trustees, 0).verification,
    ],
    ['a trustee without name', 'trustees[0].name', '"name":"p"', '"name":""'],
    ['one officer', 'officers.keys', `,"${at(officers.keys, 1)}"`, ''],
    ['one officer twice', 'officers.keys[1]', at(officers.keys, 1), at(officers.keys, 0)],
    ['one signature of officers enough', 'officers.threshold', '"threshold":2},"questions"', '"threshold":1},"questions"'],
    ['the registrar an officer', 'registrar', registrar, at(officers.keys, 0)],
    ['an officer a trustee', 'officers.keys[0]', at(officers.keys, 0), at(trustees, 0).signing],
    ['two auditors', 'auditors', `,{"encryption":"${at(auditors, 2).encryption}","name":"c"}`, ''],
    ['one auditor key twice', 'auditors[2].encryption', at(auditors, 2).encryption, at(auditors, 1).encryption],
    ['an auditor the registrar', 'auditors[0].encryption', at(auditors, 0).encryption, registrar],
    [
      'a verification key in the role of the election key',
      'trustees[0].verification',
      at(trustees, 0).verification,
      members.election_key,
    ],
    ['one key for log and promises', 'log.accept_key', log.accept_key, log.key],
    ['the log its own witness', 'log.witnesses[0].key', at(log.witnesses, 0).key, log.key],
    ['a quorum above the witnesses', 'log.quorum', '"quorum":1', '"quorum":2'],
    ['the origin of another election', 'log.origin', `/log/${members.id}`, `/log/${'0'.repeat(32)}`],
    ['an origin with a scheme', 'log.origin', 'vote.example/', 'https://vote.example/'],
    ['another act', 'identity.act', '"act":"credential"', '"act":"card"'],
    ['a group minimum of 1', 'group_minimum', '"group_minimum":2', '"group_minimum":1'],
    ['a negative number of slots', 'slots.count', '"count":1000', '"count":-1'],
  ];
}

const questionEdits: Edit[] = [
  [
    'no question',
    'questions',
    '[{"kind":"choose-one","max":1,"min":1,"mode":"homomorphic","options":[{"cost":0,"title":{"ja":"1"}}],"title":{"ja":"問"}}]',
    '[]',
  ],
  ['an unknown kind', 'questions[0].kind', '"kind":"choose-one"', '"kind":"plurality"'],
  ['an unknown mode', 'questions[0].mode', '"mode":"homomorphic"', '"mode":"plain"'],
  ['choose-one of at most two', 'questions[0].max', '"max":1', '"max":2'],
  ['more than there are options', 'questions[0].max', '"kind":"choose-one","max":1', '"kind":"approval","max":2'],
  ['approval of at least none', 'questions[0].min', '"kind":"choose-one","max":1,"min":1', '"kind":"approval","max":1,"min":0'],
  ['at least two of at most one', 'questions[0].min', '"kind":"choose-one","max":1,"min":1', '"kind":"approval","max":1,"min":2'],
  ['no options', 'questions[0].options', '[{"cost":0,"title":{"ja":"1"}}]', '[]'],
  ['a negative cost', 'questions[0].options[0].cost', '"cost":0', '"cost":-1'],
  ['a mixed question without pattern minimum', 'questions[0].pattern_minimum', '"mode":"homomorphic"', '"mode":"mixed"'],
  [
    'a homomorphic question with pattern minimum',
    'questions[0].pattern_minimum',
    '}],"title":{"ja":"問"}',
    '}],"pattern_minimum":0,"title":{"ja":"問"}',
  ],
];

/** Parameters of each kind; every text to change stands in one question of the manifest. */
const kindEdits: Edit[] = [
  ['a score of at most 0', 'questions[0].range', '"range":5', '"range":0'],
  ['a score of more than 1,000', 'questions[0].range', '"range":5', '"range":1001'],
  ['a blank that is a number', 'questions[0].blank', '"blank":true', '"blank":1'],
  ['a mixed score', 'questions[0].kind', '"kind":"score","mode":"homomorphic"', '"kind":"score","mode":"mixed"'],
  ['a score with max', 'questions[0].max', '"kind":"score",', '"kind":"score","max":1,'],
  ['no points', 'questions[1].points', '"points":10', '"points":0'],
  ['a unit that does not divide the budget', 'questions[2].budget', '"budget":4000', '"budget":4500'],
  ['a cost of 0 in a knapsack', 'questions[2]', '{"cost":3000,', '{"cost":0,'],
  ['a cost that is no multiple of the unit', 'questions[2]', '{"cost":3000,', '{"cost":3001,'],
  ['a unit of 0', 'questions[2].unit', '"unit":1000', '"unit":0'],
  ['more than 10,000 credits', 'questions[3].credits', '"credits":9', '"credits":10001'],
  ['one grade', 'questions[4].grades', '"grades":[{"ja":"不可"},{"ja":"可"},{"ja":"良"}]', '"grades":[{"ja":"不可"}]'],
  ['a grade without Japanese', 'questions[4].grades[2].ja', '{"ja":"良"}', '{"en":"good"}'],
  ['weights that rise', 'questions[5].weights', '"weights":[5,3]', '"weights":[3,5]'],
  ['weights all 0', 'questions[5].weights', '"weights":[5,3]', '"weights":[0,0]'],
  ['a weight too few', 'questions[5].weights', '"weights":[5,3]', '"weights":[5]'],
  ['a homomorphic ranking without weights', 'questions[5].weights', ',"weights":[5,3]', ''],
  ['a mixed ranking with weights', 'questions[7].weights', '"pattern_minimum":0,"title":{"ja":"問"}', '"pattern_minimum":0,"title":{"ja":"問"},"weights":[1,1]'],
  ['a pairwise question of one option', 'questions[6].options', '{"cost":0,"title":{"ja":"い"}},{"cost":0,"title":{"ja":"ろ"}}', '{"cost":0,"title":{"ja":"い"}}'],
];

type Keyed = { readonly signing: string; readonly verification: string };
type Shape = {
  readonly auditors: readonly { readonly encryption: string }[];
  readonly election_key: string;
  readonly id: string;
  readonly log: { readonly accept_key: string; readonly key: string; readonly witnesses: readonly { readonly key: string }[] };
  readonly nonce: string;
  readonly officers: { readonly keys: readonly string[] };
  readonly registrar: string;
  readonly trustees: readonly Keyed[];
};
