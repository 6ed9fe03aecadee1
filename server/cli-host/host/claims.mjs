// Stand-ins for tokens. The CLI reads claims of its tokens to know whom they speak for; it gets the claims, unsigned,
// and never a token. The server tells by a stand-in which resource a request is meant for.

const HEAD = base64({ alg: 'none', typ: 'JWT' });

/** A stand-in for a token for `resource`, with the claims of the connection. */
export function standInFor(resource, claims) {
  return `${HEAD}.${base64({ ...claims, aud: resource })}.`;
}

/** The resource of a stand-in in the value of an Authorization header; undefined if it is none. */
export function resourceOf(authorization) {
  const found = /^Bearer ([\w-]+)\.([\w-]+)\.$/.exec(authorization);
  return found !== null && found[1] === HEAD
    ? JSON.parse(Buffer.from(found[2], 'base64url').toString('utf8')).aud
    : undefined;
}

function base64(value) {
  return Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');
}
