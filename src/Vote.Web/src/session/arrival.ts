/** What the address says on arrival: pages have a path behind `#/`, the digital ID comes back with a ticket or a refusal. */
import { parseSignInRefusal, type SignInRefusal } from '../api/problem';

export type Arrival =
  | { readonly kind: 'page'; readonly page: 'vote' | 'results' | 'receipt' }
  | { readonly kind: 'ticket'; readonly ticket: string }
  | { readonly kind: 'refused'; readonly reason: SignInRefusal };

export function readFragment(fragment: string): Arrival {
  const [, name, value] = /^#(ticket|refused)=([A-Za-z0-9._~-]{1,512})$/.exec(fragment) ?? [];
  if (name === 'ticket' && value !== undefined) return { kind: 'ticket', ticket: value };
  // A reason this client does not know is still a refusal.
  if (name === 'refused') return { kind: 'refused', reason: parseSignInRefusal(value) ?? 'provider' };
  if (fragment === '#/results') return { kind: 'page', page: 'results' };
  return { kind: 'page', page: fragment === '#/receipt' ? 'receipt' : 'vote' };
}
