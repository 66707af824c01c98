import type { AudioFormat, CollectedTrack } from '../../collection.js';
import { collectedTrack, MIME_TYPES, type FileFacts } from '../collected-track.js';
import type { ParsedAudio } from '../../../tags/index.js';
import type { FilePart } from './file-parts.js';
import { spanText } from './part-locator.js';

/**
 * Parts with loss that are longer keep the frames that they have: all of them decoded would be some hundred megabytes, and
 * half a minute's work. Longer than any song; shorter than what is a book or a programme.
 */
const LONGEST_DECODED_MS = 20 * 60_000;

/** The tracks that the parts of a file are. */
export function partTracks(
  parsed: ParsedAudio,
  parts: readonly FilePart[],
  facts: FileFacts,
): readonly CollectedTrack[] {
  const { properties, audio } = parsed;
  const bitrateKbps =
    properties.bitrateKbps ?? (properties.durationMs > 0 ? (audio.length * 8) / properties.durationMs : 0);
  return parts.map(({ span, durationMs, fields }) => {
    const share = properties.durationMs > 0 ? durationMs / properties.durationMs : 0;
    const track = collectedTrack(
      { ...parsed, fields, properties: { ...properties, durationMs, bitrateKbps } },
      {
        ...facts,
        // Equal for the same sound, whatever a sheet calls it.
        contentKey: `${facts.contentKey}/${spanText(span)}`,
        sizeBytes: Math.round(facts.sizeBytes * share),
      },
    );
    return { ...track, format: formatAsSent(track.format), wholeKey: facts.contentKey };
  });
}

/** What a part is when it was cut out, which is what players have to know. */
function formatAsSent(format: AudioFormat): AudioFormat {
  const { codec, container, durationMs } = format;
  const isLossless = codec === 'flac' || codec === 'alac' || codec === 'pcm';
  if (isLossless || durationMs <= LONGEST_DECODED_MS) return as(format, 'flac', 'flac');
  if (container !== 'matroska') return format;
  if (codec === 'aac') return as(format, 'aac', 'mp4');
  return codec === 'mp3' ? as(format, 'mp3', 'mpeg') : as(format, codec, 'ogg');
}

function as(format: AudioFormat, codec: AudioFormat['codec'], container: AudioFormat['container']): AudioFormat {
  return { ...format, codec, container, mimeType: MIME_TYPES[container] };
}
