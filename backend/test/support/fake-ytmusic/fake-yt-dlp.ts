import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A program in place of yt-dlp, for specs in a hurry: it prints what it was told, and notes that it was asked. */
export class FakeYtDlp {
  readonly program: string;
  private readonly answers: string;

  constructor(folder: string) {
    this.answers = join(folder, 'yt-dlp-answers');
    mkdirSync(this.answers);
    this.program = join(folder, 'yt-dlp');
    const refused = `echo "ERROR: [youtube] $id: Video unavailable. This video is unavailable" >&2`;
    const script = [
      '#!/bin/sh',
      'before=',
      'for word; do',
      `  if [ "$before" = --cookies ]; then cp -p "$word" "${this.answers}/cookies"; echo "$word" > "${this.answers}/cookies-at"; fi`,
      '  before="$word"',
      'done',
      'id="${word##*=}"',
      `echo "$id" >> "${this.answers}/asked"`,
      `if [ -f "${this.answers}/$id.wait" ]; then exec sleep 60; fi`,
      `if [ -f "${this.answers}/$id.err" ]; then cat "${this.answers}/$id.err" >&2; exit 1; fi`,
      `cat "${this.answers}/$id.json" 2>/dev/null && exit 0`,
      refused,
      'exit 1',
    ];
    writeFileSync(this.program, `${script.join('\n')}\n`);
    chmodSync(this.program, 0o755);
  }

  /** What it prints of a song. */
  tells(id: string, answer: Readonly<Record<string, unknown>>): void {
    rmSync(join(this.answers, `${id}.err`), { force: true });
    writeFileSync(join(this.answers, `${id}.json`), `${JSON.stringify({ id, ...answer })}\n`);
  }

  /** What it complains of. */
  refuses(id: string, words: string): void {
    writeFileSync(join(this.answers, `${id}.err`), `${words}\n`);
  }

  /** Of a song it says nothing until it is ended. */
  waits(id: string): void {
    writeFileSync(join(this.answers, `${id}.wait`), '');
  }

  /** The file of cookies that it was given last, and a copy of what was in it, with its rights. */
  get cookies(): { readonly file: string; readonly copy: string } {
    return { file: readFileSync(join(this.answers, 'cookies-at'), 'utf8').trim(), copy: join(this.answers, 'cookies') };
  }

  get askedFile(): string {
    return join(this.answers, 'asked');
  }
}
