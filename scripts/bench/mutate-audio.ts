/**
 * Makes damaged audio files: takes files of a library, cuts, overwrites, drops, doubles and lies in them.
 *
 *     node scripts/bench/mutate-audio.ts LIBRARY FOLDER N [SEED]
 *
 * Every hundredth file stays whole and is called `good-…`: a scan has to find all of those, and to name a reason for
 * each of the others that it does not find playable.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Random } from './synthetic-names.ts';

const FOLDER_SIZE = 500;
/** Headers, where damage hurts, lie in the first kilobytes. */
const HEADER_BYTES = 2_000;
const EXTENSIONS = ['mp3', 'flac', 'm4a', 'opus', 'ogg'];

/** How a file may be damaged. */
const DAMAGES: readonly ((bytes: Buffer, random: Random) => Buffer)[] = [
  (bytes, random) => bytes.subarray(0, random.below(bytes.length)),
  (bytes, random) => {
    for (let n = 1 + random.below(30); n > 0; n--) bytes[place(bytes, random)] = random.below(256);
    return bytes;
  },
  (bytes, random) => {
    const at = Math.min(place(bytes, random), bytes.length - 4);
    if (at >= 0) bytes.writeUInt32BE(random.pick([0, 1, 0x7fffffff, 0xffffffff, 0x80000000, 0x00ffffff, 0xff]), at);
    return bytes;
  },
  (bytes, random) => {
    const at = place(bytes, random);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + random.below(300))]);
  },
  (bytes, random) => {
    const at = place(bytes, random);
    return Buffer.concat([bytes.subarray(0, at + random.below(300)), bytes.subarray(at)]);
  },
  (bytes, random) => bytes.fill(random.pick([0, 0xff]), place(bytes, random)),
];

function place(bytes: Buffer, random: Random): number {
  return random.below(Math.max(1, random.chance(0.8) ? Math.min(HEADER_BYTES, bytes.length) : bytes.length));
}

/** Writes `count` damaged files below `folder`. */
export function makeMutatedFiles(library: string, folder: string, count: number, seed = 1): void {
  const random = new Random(seed);
  const byExtension = new Map<string, string[]>(EXTENSIONS.map((extension) => [extension, []]));
  for (const path of readdirSync(library, { recursive: true, encoding: 'utf8' })) {
    const paths = byExtension.get(path.slice(path.lastIndexOf('.') + 1));
    if (paths && paths.length < 50) paths.push(path);
  }
  for (let n = 0; n < count; n++) {
    const extension = random.pick(EXTENSIONS);
    let bytes = readFileSync(join(library, random.pick(byExtension.get(extension) ?? [])));
    const isGood = n % 100 === 0;
    for (let damages = isGood ? 0 : 1 + random.below(3); damages > 0; damages--) {
      bytes = Buffer.from(random.pick(DAMAGES)(bytes, random));
    }
    const into = join(folder, String(Math.floor(n / FOLDER_SIZE)));
    mkdirSync(into, { recursive: true });
    writeFileSync(
      join(into, `${isGood ? 'good' : 'bad'}-${n}.${random.chance(0.95) ? extension : random.pick(EXTENSIONS)}`),
      bytes,
    );
  }
}

if (import.meta.main) {
  const [library, folder, count, seed] = process.argv.slice(2);
  if (!library || !folder || !Number(count)) {
    console.error('Usage: mutate-audio.ts LIBRARY FOLDER N [SEED]');
    process.exit(2);
  }
  makeMutatedFiles(library, folder, Number(count), Number(seed ?? 1));
}
