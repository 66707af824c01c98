import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';

/** What a person saved of something that lies at an address of its own, such as a station. */
export interface SavedAddress {
  readonly name: string;
  /** Best first. */
  readonly urls: readonly [string, ...string[]];
  /** Of texts that do not say it. */
  readonly charset?: string;
  /** Address of a picture. */
  readonly artwork?: string;
  readonly tags?: readonly string[];
  /** How much louder it has to be played to sound as loud as the others, in dB. */
  readonly gainDb?: number;
}

type Find = (nativeId: string) => Promise<SavedAddress | undefined>;

/** Where modules say what people saved, so that a source knows it although no directory does. */
@Injectable()
export class SavedAddresses {
  private readonly finders = new Map<string, Find>();

  register(source: string, find: Find): void {
    this.finders.set(source, find);
  }

  /** @returns undefined for what nobody saved */
  find(source: string, nativeId: string): Promise<SavedAddress | undefined> {
    return this.finders.get(source)?.(nativeId) ?? Promise.resolve(undefined);
  }
}

/** The native id of a station that is known by its address alone: the same for the same address. */
export function stationIdOf(url: string): string {
  return `u-${createHash('sha256').update(url).digest('base64url').slice(0, 27)}`;
}
