/** The only script address this client ever hands to the browser: its own worker's. */

/** Not in the compiler's library yet. https://www.w3.org/TR/trusted-types/ */
type TrustedTypes = {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): unknown };
};

/** Where the browser knows Trusted Types, an address of any other script is an exception. */
export function trustedWorkerUrl(url: string): string {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  if (trustedTypes === undefined) return url;
  const policy = trustedTypes.createPolicy('tsukuba-vote', { createScriptURL: (asked) => (asked === url ? asked : refuse()) });
  return policy.createScriptURL(url) as string;
}

function refuse(): never {
  throw new TypeError('not our script');
}
