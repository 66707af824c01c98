import type { ByteRange } from './byte-file.js';

/** Books have hundreds. */
export const MAX_CHAPTERS = 1_000;
const MAX_TITLE_LENGTH = 1_000;
const CONTROLS = /[\u0000-\u001f\u007f]+/g;

/** Where a chapter begins, as a file itself has it. */
export interface Chapter {
  readonly startMs: number;
  readonly title?: string;
  /** As it is written: perhaps no address at all. */
  readonly link?: string;
  /** Where its picture lies in the file. */
  readonly picture?: ByteRange;
}

export function chapter(
  startMs: number,
  title: string | undefined,
  more: Pick<Chapter, 'link' | 'picture'> = {},
): Chapter {
  const text = title?.slice(0, MAX_TITLE_LENGTH).toWellFormed().replace(CONTROLS, ' ').trim() ?? '';
  const { link = '', picture } = more;
  return { startMs, ...(text !== '' && { title: text }), ...(link !== '' && { link }), ...(picture && { picture }) };
}

/**
 * Chapters in the comments of Ogg and FLAC: `CHAPTER001=00:04:12.500`, `CHAPTER001NAME=Arrival`.
 * @see https://wiki.xiph.org/Chapter_Extension
 */
export class ChapterTexts {
  private readonly startsMs = new Map<number, number>();
  private readonly titles = new Map<number, string>();

  add(key: string, text: string): void {
    const [, digits, isName] = /^chapter(\d{1,4})(name)?$/i.exec(key) ?? [];
    if (digits === undefined) return;
    const number = Number(digits);
    if (isName !== undefined) {
      if (this.titles.size < MAX_CHAPTERS) this.titles.set(number, text);
      return;
    }
    const [, hours, minutes, seconds] = /^\s*(?:(\d{1,4}):)?(\d{1,3}):(\d{1,2}(?:[.,]\d{1,9})?)\s*$/.exec(text) ?? [];
    if (seconds === undefined || this.startsMs.size >= MAX_CHAPTERS) return;
    const wholeMinutes = Number(hours ?? 0) * 60 + Number(minutes);
    this.startsMs.set(number, (wholeMinutes * 60 + Number(seconds.replace(',', '.'))) * 1_000);
  }

  chapters(): readonly Chapter[] {
    return Array.from(this.startsMs, ([number, startMs]) => chapter(startMs, this.titles.get(number)));
  }
}

/** Chapters that have ids, and tables of contents which say what of them a person is to see. */
export class TaggedChapters {
  private readonly byId = new Map<string, Chapter>();
  private readonly listed = new Set<string>();

  add(id: string, { startMs, title, ...more }: Chapter): void {
    if (this.byId.size < MAX_CHAPTERS && !this.byId.has(id)) this.byId.set(id, chapter(startMs, title, more));
  }

  addContents(ids: readonly string[]): void {
    for (const id of ids) if (this.listed.size < MAX_CHAPTERS) this.listed.add(id);
  }

  chapters(): readonly Chapter[] {
    const listed = Array.from(this.byId).flatMap(([id, one]) => (this.listed.has(id) ? [one] : []));
    return listed.length > 0 ? listed : [...this.byId.values()];
  }
}
