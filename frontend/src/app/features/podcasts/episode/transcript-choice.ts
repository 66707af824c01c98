import { namesOf } from '../../../core/locale/formats';

/** One of the transcripts of an episode, as the server lists them. */
export interface TranscriptChoice {
  readonly language?: string;
  readonly type: string;
}

const nameOfLanguage = namesOf('language');
const kinds = (): Readonly<Record<string, string>> => ({
  'text/vtt': 'WebVTT',
  'application/x-subrip': 'SubRip',
  'application/srt': 'SubRip',
  'text/srt': 'SubRip',
  'application/json': 'JSON',
  'text/html': $localize`web page`,
  'text/plain': $localize`plain text`,
});

/** The one to begin with: in a language of the person, else the best there is. @param languages as a browser has them, best first */
export function firstChoice(
  choices: readonly TranscriptChoice[],
  languages: readonly string[],
): TranscriptChoice | undefined {
  for (const wanted of languages) {
    const found = choices.find(({ language }) => language !== undefined && primary(language) === primary(wanted));
    if (found) return found;
  }
  return choices[0];
}

/** “German”, and what kind it is where there are several of the language. */
export function wordsOf(choice: TranscriptChoice, choices: readonly TranscriptChoice[]): string {
  const language = languageName(choice.language);
  const isOne = choices.filter((other) => other.language === choice.language).length === 1;
  return isOne ? language : `${language}, ${kinds()[choice.type] ?? choice.type}`;
}

export function isSame(one: TranscriptChoice, other: TranscriptChoice | undefined): boolean {
  return one.language === other?.language && one.type === other?.type;
}

function languageName(code: string | undefined): string {
  if (code === undefined) return $localize`Of no told language`;
  try {
    return nameOfLanguage(code.replaceAll('_', '-'));
  } catch {
    // Feeds write all kinds of things there.
    return code;
  }
}

function primary(language: string): string | undefined {
  return language.toLowerCase().split(/[-_]/)[0];
}
