import { at, listOf } from './walk.js';

/** Songs are measured against this by the service, in LKFS, where it does not say what they were measured against. */
const USUAL_TARGET_LKFS = -14;
/** What is further from it was measured wrongly. */
const MOST_DB = 40;

/**
 * How much louder a song has to be played to be as loud as the others, in dB, as an answer of the player tells it. Never above
 * 0: what is quiet stays so, because nobody knows where its peaks are.
 * @param formatId the form (`itag`) that is heard, which may have a loudness of its own
 * @returns undefined where the answer does not tell it
 */
export function gainIn(answer: unknown, formatId?: string): number | undefined {
  const formats = listOf(at(answer, 'streamingData', 'adaptiveFormats'));
  const heard = formats.find((format) => formatId !== undefined && String(at(format, 'itag')) === formatId);
  const config = at(answer, 'playerConfig', 'audioConfig');
  const perceived = levelOf(at(config, 'perceptualLoudnessDb'));
  const target = levelOf(at(config, 'loudnessTargetLkfs')) ?? USUAL_TARGET_LKFS;
  const louderDb =
    levelOf(at(heard, 'loudnessDb')) ??
    levelOf(at(config, 'loudnessDb')) ??
    (perceived === undefined ? undefined : perceived - target);
  // Subtracted, so that there is no minus nought.
  return louderDb === undefined ? undefined : Math.min(0, Math.round(0 - louderDb * 100) / 100);
}

function levelOf(value: unknown): number | undefined {
  return typeof value === 'number' && Math.abs(value) <= MOST_DB ? value : undefined;
}
