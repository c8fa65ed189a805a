/** The statement that the digital ID signs. The client checks it before it sends anybody there. identity §5 (1) */
import { fromBase64url } from '../crypto/base64url';
import { equalBytes, utf8 } from '../crypto/bytes';
import { type Decoder, digest, literal, object, read, string } from '../crypto/decoder';
import type { Election } from '../crypto/manifest';
import { sha256 } from '../crypto/hash';

const MAXIMUM_BYTES = 2_048;

/** The one sentence that people read. */
export const SENTENCE = '私は、この選挙の投票に使う鍵を、本人として登録します。';

export type Statement = {
  readonly credential: Uint8Array;
  readonly election: Uint8Array;
  readonly format: 'tsukuba-vote/act/v1';
  readonly nonce: Uint8Array;
  readonly purpose: 'credential';
  readonly statement: typeof SENTENCE;
  readonly time: string;
  readonly title: string;
};

const statement: Decoder<Statement> = object<Statement>({
  credential: digest,
  election: digest,
  format: literal('tsukuba-vote/act/v1'),
  nonce: digest,
  purpose: literal('credential'),
  statement: literal(SENTENCE),
  time: string(/^2[01]\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\+09:00$/),
  title: string(/^[^]{1,200}$/),
});

/** The statement in an answer, as canonical JSON or its base64url; only for this election and this credential. */
export function parseStatement(answer: string, election: Election, credential: Uint8Array): Statement | undefined {
  const bytes = answer.startsWith('{') ? utf8(answer) : fromBase64url(answer);
  if (bytes === undefined || bytes.length > MAXIMUM_BYTES) return undefined;
  const parsed = read(bytes, statement);
  if (parsed.kind === 'refused') return undefined;
  const { value } = parsed;
  const isOurs = equalBytes(value.credential, sha256(credential)) && equalBytes(value.election, election.hash);
  return isOurs && value.title === election.manifest.title.get('ja') ? value : undefined;
}
