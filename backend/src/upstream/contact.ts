import type { ServerConfig } from '../config/index.js';

/**
 * Whom a service can turn to when calls of this Pyxis trouble it: an e-mail address or the address of a web page, fit for a
 * header.
 * @returns undefined when nothing is set
 */
export function contactOf({ contact, publicUrl }: Pick<ServerConfig, 'contact' | 'publicUrl'>): string | undefined {
  if (contact !== undefined && contact !== '') return contact;
  if (publicUrl === undefined) return undefined;
  const url = new URL(publicUrl);
  url.username = url.password = url.search = url.hash = '';
  return url.href;
}

/** As MetaBrainz and others ask for it: `Pyxis/1.2.3 ( somebody@example.org )`. */
export function userAgent(version: string, contact: string | undefined): string {
  return contact === undefined ? `Pyxis/${version}` : `Pyxis/${version} ( ${contact} )`;
}
