import type { FakeAnswer } from '../fake-upstream.js';
import type { Json } from './tralbum-answers.js';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }; // prettier-ignore

export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

/** An attribute with JSON in it: `data-tralbum="{&quot;…"`. */
export function dataAttribute(name: string, json: unknown): string {
  return `data-${name}="${escaped(JSON.stringify(json))}"`;
}

export interface Page {
  readonly title: string;
  /** Lines of the head, behind the title. */
  readonly head?: readonly string[];
  readonly body: readonly string[];
}

/** @param pageData what stands in the `data-blob` that every page has */
export function page({ title, head = [], body }: Page, pageData: Json = {}, status = 200): FakeAnswer {
  const lines = [
    '<!DOCTYPE html>',
    '<html lang="en">',
    '<head>',
    `    <title>${escaped(title)}</title>`,
    '    <meta charset="utf-8">',
    ...head.map((line) => `    ${line}`),
    '    <meta name="generator"      content="Bandcamp">',
    '</head>',
    '<body>',
    `<div id="pagedata" ${dataAttribute('blob', { cfg: { env: 'fake' }, ...pageData })}></div>`,
    ...body,
    '</body>',
    '</html>',
    '',
  ];
  return { status, headers: { 'Content-Type': 'text/html; charset=UTF-8' }, body: lines.join('\n') };
}
