import { Parser } from 'htmlparser2';
import { fieldsOf, present, textOf } from '../../../common/index.js';
import type { Transcript, TranscriptCue } from './feed.js';
import { positionMsOf } from './spans.js';

/** Some ten hours of talk, a word at a time. */
const MAX_CUES = 100_000;
const MAX_CUE_LENGTH = 10_000;
const MAX_SPEAKER = 200;
const TIMING = /^[ \t]*((?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})\s*-->\s*((?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})/;
const VOICE = /<v(?:\.[^\s>]*)?\s([^>]*)>/;
/** Tags, and what SubRip has for places on a screen: `{\\an8}`. */
const MARKUP = /<[^>]{0,500}>|\{\\[^}]{0,100}\}/g;
/** How subtitles without voices say who speaks: `Sarah: …`. */
const NAMED_LINE = /^(\p{Lu}[\p{L}\p{N} .'’()-]{0,39}):\s+(\S.*)$/u;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/**
 * What is said in an episode, from a transcript as feeds link it
 * (https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md).
 * @param mimeType as the feed says; what it is not is found out
 * @returns undefined where there is nothing to read
 */
export function readTranscript(text: string, mimeType: string): Transcript | undefined {
  const cues = cuesOf(text.replaceAll(/\r\n?/g, '\n').trim(), mimeType).slice(0, MAX_CUES);
  if (cues.length === 0) return undefined;
  const isTimed = cues.every(({ startMs }) => startMs !== undefined);
  return { isTimed, cues: isTimed ? inOrder(cues) : cues.map(({ startMs: _s, endMs: _e, ...cue }) => cue) };
}

function cuesOf(text: string, mimeType: string): TranscriptCue[] {
  if (/^[{[]/.test(text)) {
    const segments = jsonCues(text);
    if (segments) return segments;
  }
  if (text.startsWith('WEBVTT') || new RegExp(TIMING, 'm').test(text)) return subtitleCues(text);
  if (mimeType === 'text/html' || /^<(?:!doctype|html|p|cite|time|div)\b/i.test(text)) return htmlCues(text);
  return plainCues(text);
}

function jsonCues(text: string): TranscriptCue[] | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  const { segments } = fieldsOf(parsed);
  if (!Array.isArray(segments)) return [];
  return segments.slice(0, MAX_CUES).flatMap((segment: unknown) => {
    const { speaker, startTime, endTime, body } = fieldsOf(segment);
    return cueOf({
      startMs: positionMsOf(startTime),
      endMs: positionMsOf(endTime),
      speaker: textOf(speaker),
      text: textOf(body),
    });
  });
}

/** WebVTT (https://www.w3.org/TR/webvtt1/) and SubRip: below a line that says from when to when, up to a blank one. */
function subtitleCues(text: string): TranscriptCue[] {
  const cues: TranscriptCue[] = [];
  let cue: { readonly timing: string; readonly said: string[] } | undefined;
  const flush = (): void => {
    if (cue) cues.push(...subtitleCue(cue.timing, cue.said.join(' ')));
    cue = undefined;
  };
  for (const line of text.split('\n')) {
    if (cues.length >= MAX_CUES) break;
    if (TIMING.test(line)) {
      // Where no blank line stands between, the number of this one seems to be the last line of the one before.
      if (/^\s*\d+\s*$/.test(cue?.said.at(-1) ?? '')) cue?.said.pop();
      flush();
      cue = { timing: line, said: [] };
    } else if (line.trim() === '') flush();
    else cue?.said.push(line);
  }
  flush();
  return withNamedSpeakers(cues);
}

function subtitleCue(timing: string, said: string): TranscriptCue[] {
  const [, start, end] = TIMING.exec(timing) ?? [];
  const speaker = VOICE.exec(said)?.[1];
  return cueOf({
    startMs: positionMsOf(start),
    endMs: positionMsOf(end),
    speaker: textOf(speaker === undefined ? undefined : decodeEntities(speaker)),
    text: textOf(decodeEntities(said.replaceAll(MARKUP, ''))),
  });
}

/** A name before a colon is a speaker where it comes more than once; “Note: …” does not. */
function withNamedSpeakers(cues: readonly TranscriptCue[]): TranscriptCue[] {
  if (cues.some(({ speaker }) => speaker !== undefined)) return [...cues];
  const times = new Map<string, number>();
  for (const { text } of cues) {
    const name = NAMED_LINE.exec(text)?.[1];
    if (name !== undefined) times.set(name, (times.get(name) ?? 0) + 1);
  }
  return cues.map((cue) => {
    const [, speaker, text] = NAMED_LINE.exec(cue.text) ?? [];
    if (speaker === undefined || text === undefined || (times.get(speaker) ?? 0) < 2) return cue;
    return { ...cue, speaker, text };
  });
}

/** `<cite>` names who speaks, `<time>` says when, `<p>` what. */
function htmlCues(html: string): TranscriptCue[] {
  const cues: TranscriptCue[] = [];
  let speaker: string | undefined;
  let startMs: number | undefined;
  let text = '';
  let hidden = 0;
  const flush = (): void => {
    if (cues.length < MAX_CUES) cues.push(...cueOf({ startMs, endMs: undefined, speaker, text: textOf(text) }));
    text = '';
  };
  const parser = new Parser({
    onopentag(name) {
      if (HIDDEN.has(name)) hidden++;
      if (BLOCKS.has(name)) flush();
    },
    ontext(data) {
      if (hidden === 0 && text.length < MAX_CUE_LENGTH) text += data;
    },
    onclosetag(name) {
      if (HIDDEN.has(name)) hidden--;
      if (name === 'cite') {
        speaker = textOf(text.replace(/:\s*$/, ''))?.slice(0, MAX_SPEAKER);
        text = '';
      } else if (name === 'time') {
        startMs = positionMsOf(text) ?? startMs;
        text = '';
      } else if (BLOCKS.has(name)) flush();
    },
  });
  parser.write(html);
  parser.end();
  flush();
  return cues;
}

const HIDDEN: ReadonlySet<string> = new Set(['script', 'style', 'title', 'head']);
const BLOCKS: ReadonlySet<string> = new Set([
  'p',
  'cite',
  'time',
  'div',
  'li',
  'br',
  'h1',
  'h2',
  'h3',
  'h4',
  'section',
  'body',
]);

function plainCues(text: string): TranscriptCue[] {
  const paragraphs = text.split(/\n\s*\n/).slice(0, MAX_CUES);
  return withNamedSpeakers(
    paragraphs.flatMap((paragraph) =>
      cueOf({ startMs: undefined, endMs: undefined, speaker: undefined, text: textOf(paragraph) }),
    ),
  );
}

interface Said {
  readonly startMs: number | undefined;
  readonly endMs: number | undefined;
  readonly speaker: string | undefined;
  readonly text: string | undefined;
}

function cueOf({ startMs, endMs, speaker, text }: Said): TranscriptCue[] {
  const line = text?.replaceAll(/\s+/g, ' ').slice(0, MAX_CUE_LENGTH);
  if (line === undefined) return [];
  return [present({ startMs, endMs, speaker: speaker?.slice(0, MAX_SPEAKER), text: line })];
}

/** A cue without an end goes on until the next; none ends before it begins. */
function inOrder(cues: readonly TranscriptCue[]): TranscriptCue[] {
  const sorted = cues.toSorted((a, b) => (a.startMs ?? 0) - (b.startMs ?? 0));
  return sorted.map((cue, i) => {
    const next = sorted[i + 1]?.startMs;
    const { endMs, ...rest } = cue;
    const isEnd = endMs !== undefined && endMs >= (cue.startMs ?? 0);
    return present({ ...rest, endMs: isEnd ? endMs : next });
  });
}

function decodeEntities(text: string): string {
  return text.replaceAll(
    /&(?:#(\d{1,6})|#x([\da-f]{1,5})|([a-z]{2,6}));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
