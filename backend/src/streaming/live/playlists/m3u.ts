import type { WrittenEntry } from './playlist-entry.js';

const LINE = /^#(EXTINF|EXTGRP|EXTIMG):(.*)$/i;
const ATTRIBUTE = /([\w-]{1,40})="([^"]*)"/g;

/**
 * One address a line; `#EXTINF:<seconds>[ key="value"…],<title>` tells of the next. Of its keys, `tvg-logo` and `group-title`
 * are in common use.
 */
export function readM3u(text: string): WrittenEntry[] {
  const entries: WrittenEntry[] = [];
  let told: Omit<WrittenEntry, 'address'> = {};
  for (const written of text.split(/[\r\n]+/)) {
    const entry = written.trim();
    if (entry === '') continue;
    const [, tag = '', value = ''] = LINE.exec(entry) ?? [];
    if (tag.toUpperCase() === 'EXTINF') told = { ...told, ...readInfo(value) };
    else if (tag.toUpperCase() === 'EXTGRP') told = { ...told, group: value };
    else if (tag.toUpperCase() === 'EXTIMG') told = { ...told, logo: value };
    else if (!entry.startsWith('#')) {
      entries.push({ ...told, address: entry });
      told = {};
    }
  }
  return entries;
}

function readInfo(info: string): Omit<WrittenEntry, 'address'> {
  // A comma within quotation marks belongs to a value.
  const quoted = info.replaceAll(ATTRIBUTE, (whole) => ' '.repeat(whole.length));
  const comma = quoted.indexOf(',');
  const attributes = new Map(
    [...info.matchAll(ATTRIBUTE)].map(([, key = '', value = '']) => [key.toLowerCase(), value]),
  );
  const [logo, group] = [attributes.get('tvg-logo'), attributes.get('group-title')];
  return {
    ...(comma >= 0 && { title: info.slice(comma + 1) }),
    ...(logo !== undefined && { logo }),
    ...(group !== undefined && { group }),
  };
}
