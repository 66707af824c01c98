import { line, type Answer } from '../../../upstream/index.js';
import { decodeText } from '../formats/text.js';
import type { LiveStation } from '../live-part.js';

const MAX_NAME_LENGTH = 300;
const MAX_TEXT_LENGTH = 1_000;
const MAX_KBPS = 10_000;
/** What servers say when nobody has told them. */
const UNSET = /^(?:unspecified|no name|no description|this is my server|my station|various genre|n\/?a$|\(null\))/i;

/**
 * What a station says of itself in the headers of its answer.
 * @param headers values have one character for each byte
 */
export function stationOf(headers: Answer<unknown>['headers'], charset: string | undefined): LiveStation {
  const text = (name: string, maxLength: number): string | undefined => {
    const shown = line(decodeText(Buffer.from(headers[name] ?? '', 'latin1'), charset), maxLength);
    return shown === undefined || UNSET.test(shown) ? undefined : shown;
  };
  const name = text('icy-name', MAX_NAME_LENGTH);
  const genre = text('icy-genre', MAX_NAME_LENGTH);
  const description = text('icy-description', MAX_TEXT_LENGTH);
  const homepage = addressOf(text('icy-url', MAX_TEXT_LENGTH));
  const logo = addressOf(text('icy-logo', MAX_TEXT_LENGTH));
  const bitrateKbps = bitrateOf(headers);
  return {
    ...(name !== undefined && { name }),
    ...(genre !== undefined && { genre }),
    ...(description !== undefined && { description }),
    ...(homepage !== undefined && { homepage }),
    ...(logo !== undefined && { logo }),
    ...(bitrateKbps !== undefined && { bitrateKbps }),
  };
}

function addressOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  // Many write the name of their host alone.
  const address = /^[\w-]+(?:\.[\w-]+)+(?:\/|$)/.test(text) ? `http://${text}` : text;
  return /^https?:\/\//i.test(address) && URL.canParse(address) ? new URL(address).href : undefined;
}

/** `128`, `128, 128`, or within `ice-samplerate=44100;ice-bitrate=128`. */
function bitrateOf(headers: Answer<unknown>['headers']): number | undefined {
  const [, told] = /^\s*(\d{1,6})/.exec(headers['icy-br'] ?? '') ?? [];
  const [, inInfo] = /(?:^|;)\s?(?:ice-)?bitrate=(\d{1,6})/i.exec(headers['ice-audio-info'] ?? '') ?? [];
  const kbps = Number(told ?? inInfo ?? 0);
  return kbps > 0 && kbps <= MAX_KBPS ? kbps : undefined;
}
