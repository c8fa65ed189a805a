/** complaint.json: complaints in the place of a confirmation, and whom each convicts. spec §5 (6) */
import { toBase64url } from '../src/crypto/base64url';
import { at } from '../src/crypto/bytes';
import { encode, type Json } from '../src/crypto/canonical';
import { signedBytes } from '../src/crypto/ceremony';
import { encodeScalar, Point, type Scalar, scalar, sign } from '../src/crypto/group';
import { type Cheat, drawSecrets, type Message, runCeremony, shareInfo, type Secrets, type Transcript } from './ceremonyMaking';
import { judge } from './complaintJudge';
import { Draw } from './draw';
import { type Case, ORIGIN, type VectorFile } from './files';
import { sealTo } from './hpke';

/** What trustee 1 puts into its complaint about trustee 2, and who signs it. */
type Parts = { readonly fields: Message; readonly signer: Scalar };

export function complaints(): VectorFile {
  const draw = new Draw('complaint.json');
  const parties = drawSecrets(draw, 3, 2);
  const foreign = runCeremony(drawSecrets(draw, 3, 2));
  const honest = runCeremony(parties);
  const wrong = runCeremony(parties, sealing(parties, (share) => encodeScalar(scalar(share + 1n))));
  const other = draw.scalar();
  const make = (name: string, transcript: Transcript, change: (parts: Parts) => Parts = (parts) => parts): Case =>
    caseOf(name, honest.identities, complain(parties, transcript, change));
  const fields = (changed: Message) => (parts: Parts) => ({ ...parts, fields: { ...parts.fields, ...changed } });
  const signedBy2 = (message: Message) => signed(message, at(parties, 1).signing);
  return {
    comment:
      `${ORIGIN} identities and complaint: canonical JSON text (UTF-8). culprit: the number of the trustee that lied, 0 when the complaint shows nothing; ` +
      'rejected cases are no complaints at all. Trustee 1 complains about trustee 2 of 3, t = 2.',
    cases: [
      make('a wrong share', wrong),
      make('no scalar', runCeremony(parties, sealing(parties, () => new Uint8Array(32).fill(255)))),
      make('a share for another receiver', runCeremony(parties, sealing(parties, encodeScalar, 3))),
      make('a share that fits', honest),
      make('another key', wrong, fields({ key: toBase64url(encodeScalar(other)) })),
      make('reveal and share of two trustees', wrong, fields({ reveal: at(wrong.reveals, 2) })),
      make('about itself', wrong, fields({ reveal: at(wrong.reveals, 0), share: at(wrong.shares, 0) })),
      make('a share that the accused did not sign', wrong, (parts) => ({
        ...parts,
        fields: { ...parts.fields, share: signed(unsigned(at(wrong.shares, 1)), at(parties, 0).signing) },
      })),
      make('a reveal of another ceremony', wrong, fields({ reveal: at(foreign.reveals, 1) })),
      make('a share of another ceremony, signed by the accused', wrong, fields({
        share: signedBy2({ ...unsigned(at(wrong.shares, 1)), ceremony: toBase64url(new Uint8Array(32)) }),
      })),
      make('three coefficients of two, signed by the accused', honest, (parts) => {
        const reveal = unsigned(at(honest.reveals, 1));
        const coefficients = [...(reveal['coefficients'] as Json[]), toBase64url(Point.generator.encode())];
        return { ...parts, fields: { ...parts.fields, reveal: signedBy2({ ...reveal, coefficients }) } };
      }),
      make('one share of two, signed by the accused', honest, (parts) => {
        const share = unsigned(at(honest.shares, 1));
        return { ...parts, fields: { ...parts.fields, share: signedBy2({ ...share, shares: (share['shares'] as Json[]).slice(0, 1) }) } };
      }),
      make('not signed by its author', wrong, (parts) => ({ ...parts, signer: at(parties, 2).signing })),
      make('in the name of another', wrong, fields({ trustee: 3 })),
      make('by a trustee that does not exist', wrong, fields({ trustee: 4 })),
      make('of another ceremony', wrong, fields({ ceremony: toBase64url(new Uint8Array(32)) })),
      make('a key of zero', wrong, fields({ key: toBase64url(new Uint8Array(32)) })),
      make('an unknown field', wrong, fields({ note: '' })),
    ],
  };
}

function caseOf(name: string, identities: readonly Json[], complaint: Json): Case {
  const text = (value: Json) => new TextDecoder().decode(encode(value));
  const judged = judge(identities, complaint);
  const told = { identities: text([...identities]), complaint: text(complaint) };
  return judged === undefined
    ? { name, expected: 'reject', ...told }
    : { name, expected: 'accept', culprit: judged.culprit, reason: judged.reason, ...told };
}

function complain(parties: readonly Secrets[], transcript: Transcript, change: (parts: Parts) => Parts): Json {
  const first = at(parties, 0);
  const { fields, signer } = change({
    fields: {
      ceremony: (at(transcript.shares, 1) as Message)['ceremony'] ?? '',
      key: toBase64url(encodeScalar(first.encryption)),
      reveal: at(transcript.reveals, 1),
      share: at(transcript.shares, 1),
      trustee: 1,
      type: 'ceremony-complaint',
    },
    signer: first.signing,
  });
  return signed(fields, signer);
}

function signed(message: Message, key: Scalar): Message {
  return { ...message, signature: toBase64url(sign(signedBytes(message), key)) };
}

function unsigned(message: Json): Message {
  const { signature: _, ...rest } = message as Message;
  return rest;
}

/** Trustee 2 seals something else to trustee 1. */
function sealing(parties: readonly Secrets[], plaintext: (share: Scalar) => Uint8Array, receiver = 1): Cheat {
  return (stage, trustee, message) => {
    if (stage !== 'share' || trustee !== 2) return message;
    const { coefficients, ephemeral } = at(parties, 1);
    const hash = Uint8Array.from(Buffer.from(String(message['ceremony']), 'base64url'));
    const share = coefficients.reduceRight((sum, a) => scalar(sum + a), scalar(0));
    const key = Point.generator.multiply(at(parties, 0).encryption);
    const ciphertext = toBase64url(sealTo(key, at(ephemeral, 0), shareInfo(hash, 2, receiver), plaintext(share)));
    const [, ...rest] = message['shares'] as Json[];
    return { ...message, shares: [{ ciphertext, receiver: 1 }, ...rest] };
  };
}
