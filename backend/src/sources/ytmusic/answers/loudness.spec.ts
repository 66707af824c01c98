import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { gainIn } from './loudness.js';

const FIXTURES = new URL('../../../../test/fixtures/ytmusic/player/', import.meta.url);
const recorded = (name: string): unknown => JSON.parse(readFileSync(new URL(name, FIXTURES), 'utf8'));

it.each([
  ['ok.visionos.json', '251', -6.88],
  ['ok.visionos.json', undefined, -6.88],
  ['sabr-only.synthetic.json', undefined, -6.88],
  ['private.json', undefined, undefined],
])('%s, form %s: %s dB', (name, formatId, gainDb) => {
  expect(gainIn(recorded(name), formatId)).toBe(gainDb);
});

const audioConfig = (config: object, formats: readonly object[] = []): object => ({
  playerConfig: { audioConfig: config },
  streamingData: { adaptiveFormats: formats },
});

it.each<[string, unknown, string | undefined, number | undefined]>([
  ['louder than others', audioConfig({ loudnessDb: 5.1234 }), undefined, -5.12],
  ['quieter than others, which stays so', audioConfig({ loudnessDb: -7 }), undefined, 0],
  ['just as loud', audioConfig({ loudnessDb: 0 }), undefined, 0],
  ['by its level alone', audioConfig({ perceptualLoudnessDb: -9 }), undefined, -5],
  ['against another target', audioConfig({ perceptualLoudnessDb: -9, loudnessTargetLkfs: -16 }), undefined, -7],
  ['of the form that is heard', audioConfig({ loudnessDb: 5 }, [{ itag: 251, loudnessDb: 4 }]), '251', -4],
  ['of another form', audioConfig({ loudnessDb: 5 }, [{ itag: 140, loudnessDb: 4 }]), '251', -5],
  ['no number', audioConfig({ loudnessDb: '5', perceptualLoudnessDb: null }), undefined, undefined],
  ['beyond all measure', audioConfig({ loudnessDb: 1e9, perceptualLoudnessDb: Number.NaN }), undefined, undefined],
  ['no answer', undefined, '251', undefined],
  ['nonsense', { playerConfig: [7], streamingData: 'x' }, '251', undefined],
])('%s', (_name, answer, formatId, gainDb) => {
  expect(gainIn(answer, formatId)).toBe(gainDb);
});
