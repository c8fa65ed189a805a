// Makes spec/vectors/anchor.json: selectors, topic, call and event data by js-sha3 and the ABI specification's own rules, and
// anchor-declared entries by Node's ECDSA and a canonical JSON writer of three lines. Nothing of src/ is used.
import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import sha3 from 'js-sha3';

const sha256 = (...parts) => createHash('sha256').update(Buffer.concat(parts.map(part => Buffer.from(part)))).digest();
const word = (hex) => hex.padStart(64, '0');
const contract = JSON.parse(readFileSync(new URL('TsukubaAnchor.json', import.meta.url), 'utf8'));

// Canonical JSON of spec/ledger.md §1, as far as these entries go: ASCII names sort as JavaScript sorts.
const canonical = (value) => value === null || typeof value !== 'object' ? JSON.stringify(value)
  : Array.isArray(value) ? `[${value.map(canonical).join(',')}]`
  : `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;

const order = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');
const number = (bytes) => BigInt(`0x${bytes.toString('hex')}`);
const bytes32 = (value) => Buffer.from(value.toString(16).padStart(64, '0'), 'hex');

function officer(index) {
  const scalar = bytes32(number(sha256(`anchor vector key ${index}`)) % (order - 1n) + 1n);
  // RFC 5915: version 1, the scalar, the curve's name (prime256v1).
  const der = Buffer.concat([Buffer.from('30310201010420', 'hex'), scalar, Buffer.from('a00a06082a8648ce3d030107', 'hex')]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'sec1' });
  const { x, y } = createPublicKey(key).export({ format: 'jwk' });
  const [px, py] = [Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')];
  return { key, encoded: Buffer.concat([Buffer.from([2 + (py[31] & 1)]), px]) };
}

function signature(key, content) {
  const message = Buffer.concat([Buffer.from('tsukuba-vote/entry/v1\0'), content]);
  const raw = sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' });
  const s = number(raw.subarray(32));
  return Buffer.concat([raw.subarray(0, 32), bytes32(s > order / 2n ? order - s : s)]);
}

const officers = [officer(1), officer(2)].sort((a, b) => Buffer.compare(a.encoded, b.encoded));
const election = sha256('anchor vector election');
const declared = {
  type: 'anchor-declared', election: election.toString('base64url'), chain: 11155111,
  contract: Buffer.alloc(20, 0xc0).toString('base64url'), code: Buffer.from(contract.runtime_sha256, 'hex').toString('base64url'),
  sender: Buffer.alloc(20, 0x5e).toString('base64url'), from: 7000000, required: true,
};

function entry(fields) {
  const content = Buffer.from(canonical(fields));
  const signatures = officers.map(({ key, encoded }) => ({
    key: encoded.toString('base64url'), signature: signature(key, content).toString('base64url'),
  }));
  return { content, whole: Buffer.from(canonical({ ...fields, signatures })) };
}

const accepted = (comment, fields) => {
  const { content, whole } = entry(fields);
  return {
    comment, entry: whole.toString('hex'),
    hash: sha256('tsukuba-vote/entry/v1\0', content).toString('hex'), leaf: sha256(Buffer.from([0]), whole).toString('hex'),
  };
};
const rejected = (comment, change) => ({ comment, entry: entry({ ...declared, ...change }).whole.toString('hex') });
const without = (name) => Object.fromEntries(Object.entries(declared).filter(([key]) => key !== name));

const [size, root] = [8n, sha256('anchor vector root').toString('hex')];
const sender = '5e'.repeat(20);
writeFileSync(new URL('../../spec/vectors/anchor.json', import.meta.url), `${JSON.stringify({
  comment: 'The anchor, spec/ledger.md section 11. Made by tools/contracts/vectors.mjs: keccak from npm js-sha3, code from npm solc, ECDSA from Node, data laid out by hand from the ABI specification.',
  runtime_sha256: contract.runtime_sha256,
  selectors: Object.fromEntries(['anchor(bytes32,uint64,bytes32)', 'last(address,bytes32)'].map((text) => [text, sha3.keccak256(text).slice(0, 8)])),
  topic: sha3.keccak256('Anchored(address,bytes32,uint64,bytes32)'),
  example: {
    election: election.toString('hex'), size: Number(size), root, sender,
    anchor_call: `${sha3.keccak256('anchor(bytes32,uint64,bytes32)').slice(0, 8)}${election.toString('hex')}${word(size.toString(16))}${root}`,
    last_call: `${sha3.keccak256('last(address,bytes32)').slice(0, 8)}${word(sender)}${election.toString('hex')}`,
    data: `${word(size.toString(16))}${root}`,
    topics: [sha3.keccak256('Anchored(address,bytes32,uint64,bytes32)'), word(sender), election.toString('hex')],
  },
  accepted: [accepted('required', declared), accepted('informative, from the first block', { ...declared, required: false, from: 0 })],
  rejected: [
    rejected('chain 0', { chain: 0 }), rejected('negative block', { from: -1 }), rejected('required is a number', { required: 1 }),
    rejected('contract of 19 bytes', { contract: Buffer.alloc(19).toString('base64url') }),
    rejected('sender of 32 bytes', { sender: Buffer.alloc(32).toString('base64url') }),
    rejected('code of 20 bytes', { code: Buffer.alloc(20).toString('base64url') }),
    rejected('one more field', { payload: '' }),
    { comment: 'no sender', entry: entry(without('sender')).whole.toString('hex') },
  ],
}, null, 1)}\n`);
