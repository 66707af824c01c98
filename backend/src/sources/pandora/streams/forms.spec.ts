import { expect, it } from 'vitest';
import type { AudioForms } from '../answers/playlist.js';
import { formFor } from './forms.js';

const aac = (bitrateKbps: number): { url: string; mimeType: string; bitrateKbps: number } => ({
  url: `aac ${bitrateKbps}`,
  mimeType: 'audio/mp4',
  bitrateKbps,
});
const mp3 = (bitrateKbps: number): { url: string; mimeType: string; bitrateKbps: number } => ({
  url: `mp3 ${bitrateKbps}`,
  mimeType: 'audio/mpeg',
  bitrateKbps,
});

it.each<readonly [string, AudioForms, string | undefined, string | undefined]>([
  ['who pays', { high: mp3(192), medium: aac(64), low: aac(32), mp3: mp3(128), adts: aac(65) }, 'mp3 192', 'aac 32'],
  ['who does not', { high: aac(64), medium: aac(63), low: aac(32), mp3: mp3(128), adts: aac(65) }, 'mp3 128', 'aac 32'],
  ['without MP3', { high: aac(64), medium: aac(63), adts: aac(65) }, 'aac 64', 'aac 63'],
  ['MP3 that is small', { high: mp3(64), medium: aac(63), mp3: mp3(128) }, 'mp3 128', 'aac 63'],
  ['low alone', { low: aac(32) }, 'aac 32', 'aac 32'],
  ['one address', { other: { url: 'other' } }, 'other', 'other'],
  ['none', {}, undefined, undefined],
])('of the forms of %s the best or the smallest is taken', (_, forms, best, saving) => {
  expect([formFor(forms, 'best')?.url, formFor(forms, 'saving')?.url]).toEqual([best, saving]);
});
