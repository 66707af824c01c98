import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import { fieldsOf, present, readPrivately, writePrivately, type Fields } from '../../../common/index.js';
import type { StationAllowance } from '../../personal-stations.js';
import { countOf, idOf, numberOf } from '../answers/reading.js';

/** What lets Pyxis in, for some hours. */
export interface Token {
  readonly value: string;
  readonly userId: string;
  readonly partnerId: string;
}

/** What is known of an account from run to run. */
export interface KeptAccount {
  readonly token?: Token;
  /** How far the service's clock is ahead. */
  readonly offsetMs?: number;
  readonly allowance?: StationAllowance;
  /** How it refused to let somebody in: nobody tries that again. */
  readonly refused?: 'sign-in-refused' | 'wrong-password';
}

const SALT_BYTES = 16;
const DIGEST_BYTES = 32;

/**
 * The session of one account, in a file that only this user may read, beside the database and not in it: databases are copied into
 * backups. It is of one user name and password: what another one had left there is not read.
 */
export class KeptSession {
  private readonly file: string;

  /** @param folder that must not be lost, where the server keeps its secrets */
  constructor(folder: string) {
    this.file = join(folder, 'secrets', 'pandora-session.json');
  }

  /** @param key all that says who signs in, and as what @returns nothing where nothing is known of it */
  read(key: string): KeptAccount {
    const written = readPrivately(this.file);
    const { salt, digest } = written;
    if (typeof salt !== 'string' || typeof digest !== 'string') return {};
    const kept = Buffer.from(digest, 'base64');
    const own = digestOf(key, salt);
    return kept.length === own.length && timingSafeEqual(kept, own) ? accountOf(written) : {};
  }

  /** Keeps it for this and all further runs. @throws what the disk says */
  keep(key: string, account: KeptAccount): void {
    const salt = randomBytes(SALT_BYTES).toString('base64');
    const text = JSON.stringify({ salt, digest: digestOf(key, salt).toString('base64'), ...account });
    writePrivately(this.file, text);
  }
}

/** Slow to guess from, though the password lies on the same machine. */
function digestOf(key: string, salt: string): Buffer {
  return scryptSync(key, salt, DIGEST_BYTES);
}

function accountOf(written: Fields): KeptAccount {
  const { refused } = written;
  const token = fieldsOf(written.token);
  const [value, userId, partnerId] = [idOf(token.value), idOf(token.userId), idOf(token.partnerId)];
  const isWhole = value !== undefined && userId !== undefined && partnerId !== undefined;
  const { skipsAnHour, skipsADay, asksAfterMs } = fieldsOf(written.allowance);
  const allowance = present({
    skipsAnHour: countOf(skipsAnHour),
    skipsADay: countOf(skipsADay),
    asksAfterMs: countOf(asksAfterMs),
  });
  return present({
    token: isWhole ? { value, userId, partnerId } : undefined,
    offsetMs: numberOf(written.offsetMs),
    allowance: written.allowance === undefined ? undefined : allowance,
    refused: refused === 'sign-in-refused' || refused === 'wrong-password' ? refused : undefined,
  });
}
