import { MAX_RECORD, parseRecord, TOO_LONG, type FileRecord } from './record.js';

/** Reads JSON objects that stand on a line each. A line that cannot be read does not disturb the next. */
export async function* jsonLines(texts: AsyncIterable<string>): AsyncGenerator<FileRecord> {
  let line = 0;
  let rest = '';
  /** The rest of a line that is too long is passed over. */
  let isTooLong = false;
  const finish = (text: string): FileRecord | undefined => {
    line++;
    const whole = (rest + text).trim();
    const wasTooLong = isTooLong || whole.length > MAX_RECORD;
    rest = '';
    isTooLong = false;
    if (wasTooLong) return { place: { line }, ...TOO_LONG };
    return whole === '' ? undefined : parseRecord(whole, { line });
  };
  for await (const text of texts) {
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      const record = finish(text.slice(start, end));
      if (record) yield record;
      start = end + 1;
    }
    if (!isTooLong) rest += text.slice(start);
    if (rest.length > MAX_RECORD) {
      isTooLong = true;
      rest = '';
    }
  }
  const last = finish('');
  if (last) yield last;
}
