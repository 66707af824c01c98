import { fieldsOf } from '../../../common/index.js';

const CLIENT_ID = /^[A-Za-z0-9]{32}$/;
const HYDRATION = /window\.__sc_hydration\s*=\s*/;
/** Scripts of the page that come into question, the last ones first. */
const MOST_SCRIPTS = 12;
const SCRIPT = /<script\b[^>]{0,500}?\bsrc="(https:\/\/a-v2\.sndcdn\.com\/assets\/[\w.-]{1,100}\.js)"/g;
/** As a whole name: the same scripts have `google_client_id` and others. */
const IN_SCRIPT = /(?<![\w$])client_id"?\s*:\s*"([A-Za-z0-9]{32})"/;
const IN_PHONE_PAGE = /"clientId"\s*:\s*"([A-Za-z0-9]{32})"/;

export interface FoundClientId {
  readonly value: string;
  /** SoundCloud is about to take another. */
  readonly isExpiring: boolean;
}

/** What the front page tells its own scripts. */
export function clientIdOfPage(page: string): FoundClientId | undefined {
  const [, behind] = page.split(HYDRATION, 2);
  const [script = ''] = behind?.split('</script>', 1) ?? [];
  const entries = parsed(script.slice(0, script.lastIndexOf(']') + 1));
  if (!Array.isArray(entries)) return undefined;
  const client = entries.map(fieldsOf).find(({ hydratable }) => hydratable === 'apiClient');
  const { id, isExpiring } = fieldsOf(client?.data);
  return typeof id === 'string' && CLIENT_ID.test(id) ? { value: id, isExpiring: isExpiring === true } : undefined;
}

/** Addresses of the scripts in which it may stand, likeliest first. */
export function scriptsOfPage(page: string): string[] {
  return [...page.matchAll(SCRIPT)].map(([, address = '']) => address).reverse().slice(0, MOST_SCRIPTS); // prettier-ignore
}

export function clientIdOfScript(script: string): FoundClientId | undefined {
  return found(IN_SCRIPT.exec(script));
}

export function clientIdOfPhonePage(page: string): FoundClientId | undefined {
  return found(IN_PHONE_PAGE.exec(page));
}

function found(match: RegExpExecArray | null): FoundClientId | undefined {
  return match?.[1] === undefined ? undefined : { value: match[1], isExpiring: false };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
