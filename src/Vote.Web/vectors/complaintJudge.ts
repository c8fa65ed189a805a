/** Says who lied, from a complaint and the identities. spec §5 (6) */
import { equalBytes } from '../src/crypto/bytes';
import type { Json } from '../src/crypto/canonical';
import { ceremonyHash, evaluate, signedBytes } from '../src/crypto/ceremony';
import { identity, type Reveal, reveal, type Share, share, type Signed, signed } from '../src/crypto/ceremonyMessages';
import { array, bytes, digest, integer, literal, object, readJson } from '../src/crypto/decoder';
import { decodeScalar, Point, verifySignature } from '../src/crypto/group';
import { shareInfo } from './ceremonyMaking';
import { open } from './hpke';

type Complaint = {
  readonly type: 'ceremony-complaint';
  readonly ceremony: Uint8Array;
  readonly key: Uint8Array;
  readonly reveal: Signed<Reveal>;
  readonly share: Signed<Share>;
  readonly trustee: number;
};

const MOST_TRUSTEES = 16;
const all = array(signed(identity), 2, MOST_TRUSTEES);
const complaintMessage = signed(
  object<Complaint>({
    type: literal('ceremony-complaint'),
    ceremony: digest,
    key: bytes(32),
    reveal: signed(reveal),
    share: signed(share),
    trustee: integer(1, MOST_TRUSTEES),
  }),
);

export type Judgement = { readonly culprit: number; readonly reason: string };

/** culprit 0: the complaint shows nothing; undefined: it is no complaint at all. */
export function judge(identities: readonly Json[], complaint: Json): Judgement | undefined {
  const people = readJson([...identities], all);
  const message = readJson(complaint, complaintMessage);
  if (people.kind === 'refused' || message.kind === 'refused') return undefined;
  const { content, signature, unsigned } = message.value;
  const key = decodeScalar(content.key);
  if (key === undefined || key === 0n) return undefined;
  const hash = ceremonyHash(people.value.map(({ unsigned: body }) => body));
  const person = (trustee: number) => people.value[trustee - 1]?.content;
  const [accuser, accused] = [person(content.trustee), person(content.share.content.trustee)];
  if (accuser === undefined || accused === undefined) return { culprit: 0, reason: 'a trustee that does not exist' };
  if (!verifySignature(signature, signedBytes(unsigned), accuser.signing)) return { culprit: 0, reason: 'not signed' };
  if (!equalBytes(content.ceremony, hash)) return { culprit: 0, reason: 'another ceremony' };

  const lies = (reason: string): Judgement => ({ culprit: accuser.trustee, reason });
  if (accuser.trustee === accused.trustee) return lies('complains about itself');
  if (content.reveal.content.trustee !== accused.trustee) return lies('messages of two trustees');
  for (const evidence of [content.reveal, content.share]) {
    if (!equalBytes(evidence.content.ceremony, hash)) return lies('a message of another ceremony');
    if (!verifySignature(evidence.signature, signedBytes(evidence.unsigned), accused.signing)) return lies('the accused did not sign');
  }
  if (!Point.generator.multiply(key).equals(accuser.encryption)) return lies('another key');

  const { coefficients } = content.reveal.content;
  const { shares } = content.share.content;
  const receivers = people.value.map((_, i) => i + 1).filter((receiver) => receiver !== accused.trustee);
  if (coefficients.length !== accused.threshold) return { culprit: accused.trustee, reason: 'another number of coefficients' };
  if (shares.length !== receivers.length || shares.some(({ receiver }, i) => receiver !== receivers[i])) {
    return { culprit: accused.trustee, reason: 'other receivers' };
  }
  const sent = shares.find(({ receiver }) => receiver === accuser.trustee);
  const info = shareInfo(hash, accused.trustee, accuser.trustee);
  const value = sent === undefined ? undefined : decodeScalar(openOrNothing(key, sent.ciphertext, info));
  const fits =
    value !== undefined && evaluate(coefficients, accuser.trustee).equals(value === 0n ? Point.identity : Point.generator.multiply(value));
  return fits ? lies('the share fits') : { culprit: accused.trustee, reason: 'the share does not fit' };
}

function openOrNothing(...[secret, sealed, info]: Parameters<typeof open>): Uint8Array {
  try {
    return open(secret, sealed, info);
  } catch {
    return new Uint8Array();
  }
}
