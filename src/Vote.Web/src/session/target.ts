/** Where the voter is sent to for the digital ID. */

/** An address to navigate to: TLS, or this machine. */
export function safeTarget(redirect: string): string | undefined {
  if (!URL.canParse(redirect)) return undefined;
  const { protocol, hostname, href } = new URL(redirect);
  const isLocal = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
  return protocol === 'https:' || (protocol === 'http:' && isLocal) ? href : undefined;
}
