/** When a session ends by itself. All times in milliseconds. */

export const IDLE_MS = 20 * 60_000;
export const WARNING_MS = 2 * 60_000;

export type Clock = { readonly now: number; readonly lastActivity: number; readonly expiresAt: number };

/** `extendable`: one tap gives twenty minutes more; otherwise the server's own limit is what ends the session. */
export type IdleState =
  | { readonly kind: 'running' }
  | { readonly kind: 'warning'; readonly seconds: number; readonly extendable: boolean }
  | { readonly kind: 'ended' };

export function idleState({ now, lastActivity, expiresAt }: Clock): IdleState {
  const idleEnd = lastActivity + IDLE_MS;
  const end = Math.min(idleEnd, expiresAt);
  if (now >= end) return { kind: 'ended' };
  if (now < end - WARNING_MS) return { kind: 'running' };
  return { kind: 'warning', seconds: Math.ceil((end - now) / 1000), extendable: idleEnd < expiresAt };
}
