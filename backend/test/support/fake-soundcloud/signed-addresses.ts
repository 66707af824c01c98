import { createHash } from 'node:crypto';

const KEY = 'of a fake';
/** Base64 as CloudFront writes it into addresses. */
const WRITTEN: Readonly<Record<string, string>> = { '+': '-', '=': '_', '/': '~' };
const READ: Readonly<Record<string, string>> = { '-': '+', _: '=', '~': '/' };

interface Policy {
  readonly Statement: readonly [
    { readonly Resource: string; readonly Condition: { readonly DateLessThan: { readonly 'AWS:EpochTime': number } } },
  ];
}

/** Addresses that are good for a while, as those of CloudFront with a policy of their own. */
export class SignedAddresses {
  /** Stands in every address that is signed. */
  static readonly keyPairId = 'APKAOFAFAKEONLY00001';
  /** How long they are good, from the moment at which they are made. */
  lifeMs = 5 * 60_000;

  constructor(private readonly nowMs: () => number) {}

  /** @param resource what may be asked for by it, with `*` for anything; absent: the address, and what stands behind it */
  sign(address: string, resource = `${address.replace(/^https/, '*')}*`): string {
    return this.signUntil(address, resource, this.endS(this.lifeMs));
  }

  /** With a time of its own besides (`expires`), which comes before that of the policy. */
  signTwice(address: string): string {
    const whole = `${address}?expires=${this.endS(this.lifeMs)}`;
    return this.signUntil(whole, whole, this.endS(2 * this.lifeMs));
  }

  /** @param url as it was asked for; its host may be that of this fake */
  isGood({ pathname, searchParams: query }: URL): boolean {
    const policy = query.get('Policy') ?? '';
    if (query.get('Signature') !== signatureOf(policy)) return false;
    const [statement] = (JSON.parse(decode(policy)) as Policy).Statement;
    const expires = query.get('expires');
    const asked = expires === null ? pathname : `${pathname}?expires=${expires}`;
    const endS = Math.min(statement.Condition.DateLessThan['AWS:EpochTime'], Number(expires ?? Infinity));
    return matches(pathsOf(statement.Resource), asked) && this.nowMs() < endS * 1_000;
  }

  private endS(lifeMs: number): number {
    return Math.ceil((this.nowMs() + lifeMs) / 1_000);
  }

  private signUntil(address: string, resource: string, endS: number): string {
    const statement = { Resource: resource, Condition: { DateLessThan: { 'AWS:EpochTime': endS } } };
    const policy = encode(JSON.stringify({ Statement: [statement] } satisfies Policy));
    const query = `Policy=${policy}&Signature=${signatureOf(policy)}&Key-Pair-Id=${SignedAddresses.keyPairId}`;
    return `${address}${address.includes('?') ? '&' : '?'}${query}`;
  }
}

function encode(text: string | Buffer): string {
  return Buffer.from(text)
    .toString('base64')
    .replaceAll(/[+=/]/g, (sign) => WRITTEN[sign] ?? '');
}

function decode(text: string): string {
  return Buffer.from(
    text.replaceAll(/[-_~]/g, (sign) => READ[sign] ?? ''),
    'base64',
  ).toString();
}

/** Of a resource, without scheme and host. */
function pathsOf(resource: string): string {
  return resource.slice(resource.indexOf('/', resource.indexOf('//') + 2));
}

/** As long as a real one. */
function signatureOf(policy: string): string {
  const parts = [1, 2, 3, 4].map((n) => createHash('sha512').update(`${KEY} ${n} ${policy}`).digest());
  return encode(Buffer.concat(parts));
}

/** Whether a path is one of those that a pattern with `*` names. */
function matches(pattern: string, path: string): boolean {
  const [first = '', ...others] = pattern.split('*');
  if (!path.startsWith(first)) return false;
  let at = first.length;
  for (const part of others) {
    const found = path.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return others.at(-1) === '' || at === path.length;
}
