import { countOf } from './facts';
import type { Facts, Sentences } from './server-words';

const exportAnew = (): string => $localize`Export it anew, and send it as it is.`;

/** Why a file of listens, or a record of it, is not taken in. */
export const IMPORT_SENTENCES = {
  'import-damaged': (): Sentences => [$localize`The file is damaged, or did not arrive whole.`, exportAnew()],
  'import-empty': (): Sentences => [$localize`There is nothing in the file.`],
  'import-encrypted': (): Sentences => [
    $localize`The archive is encrypted.`,
    $localize`Unpack it, and send the files in it.`,
  ],
  'import-exceeds': (): Sentences => [$localize`There is more in the file than any export has.`],
  'import-no-listens': (): Sentences => [$localize`The archive has no file with listens.`],
  'import-unknown-kind': (): Sentences => [$localize`The file is of no kind that is read here.`, exportAnew()],
  'record-in-future': (): Sentences => [$localize`Its time is in the future.`],
  'record-incomplete': (): Sentences => [$localize`Something is missing that every export of Pyxis has.`],
  'record-no-artist': (): Sentences => [$localize`There is no artist.`],
  'record-no-json': (): Sentences => [$localize`It cannot be read as JSON.`],
  'record-no-time': (): Sentences => [$localize`There is no time that can be read.`],
  'record-no-title': (): Sentences => [$localize`There is no title.`],
  'record-text-too-long': ({ most }: Facts): Sentences => [
    $localize`A text in it is longer than ${countOf(most)}:most: characters.`,
  ],
  'record-too-long': ({ most }: Facts): Sentences => [$localize`It is longer than ${countOf(most)}:most: characters.`],
  'record-too-old': (): Sentences => [$localize`Its time is long before anybody kept listens.`],
  'record-unknown-heart': (): Sentences => [$localize`A heart of this kind is not known here.`],
} as const;
