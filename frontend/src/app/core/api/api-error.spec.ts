import { HttpErrorResponse } from '@angular/common/http';
import { findSentences } from '../locale/server/all-sentences';
import { learnServerWords } from '../locale/server/server-words';
import { explain, isServerAway } from './api-error';

const failed = (status: number, error?: unknown): HttpErrorResponse => new HttpErrorResponse({ status, error });

describe('explain', () => {
  it('says that the server cannot be reached when nobody answers', () => {
    const failure = explain(failed(0, new ProgressEvent('error')));
    expect(failure.message).toContain('cannot be reached');
    expect(failure.canRetry).toBe(true);
    expect(isServerAway(failed(502))).toBe(true);
    expect(isServerAway(failed(500))).toBe(false);
  });

  it("gives the problem's own words, and those of each field before them", () => {
    expect(explain(failed(409, { detail: 'A scan is running.' })).message).toBe('A scan is running.');
    const errors = [{ field: 'title', detail: 'title must not be empty.' }];
    expect(explain(failed(400, { detail: 'Bad input.', errors })).message).toBe('title must not be empty.');
  });

  it('reads a problem that came as text, and survives what is none', () => {
    expect(explain(failed(400, '{"detail":"No."}')).message).toBe('No.');
    expect(explain(failed(400, '<html>')).message).toBe('The server refused this.');
  });

  it('does not offer to try again what is gone', () => {
    expect(explain(failed(404))).toMatchObject({ canRetry: false, isNotFound: true });
    expect(explain(failed(503)).canRetry).toBe(true);
  });

  it('keeps the details of a failed server to its log', () => {
    expect(explain(failed(500, { detail: 'stack at line 3' })).message).not.toContain('stack');
  });

  it('finds the answer inside the error of a resource, and takes anything else for a fault of the page', () => {
    expect(explain(new Error('resource', { cause: failed(404) })).isNotFound).toBe(true);
    expect(explain(new Error('boom')).message).toContain('Load it again');
  });

  it('tells what a program of the server failed at from a server that is away', () => {
    const answer = failed(502, { type: 'urn:pyxis:problem:cut-failed', detail: 'ffmpeg could not cut it.' });
    expect(isServerAway(answer)).toBe(false);
    expect(explain(answer).message).toBe('ffmpeg could not cut it.');
    expect(isServerAway(failed(502, '<html>'))).toBe(true);
  });

  describe('in a language that has words for what the server says', () => {
    beforeEach(() => learnServerWords(findSentences));
    afterEach(() => learnServerWords(undefined));

    it('says a problem by its code, and one that it does not know as the server does', () => {
      const full = { type: 'urn:pyxis:problem:too-many-shelves', detail: 'From the server.', most: 20 };
      expect(explain(failed(409, full)).message).toBe('There is room for 20 shelves. Remove some to save others.');
      const newer = { type: 'urn:pyxis:problem:of-next-year', detail: 'From the server.' };
      expect(explain(failed(409, newer)).message).toBe('From the server.');
      expect(explain(failed(409, { type: 'about:blank', detail: 'From the server.' })).message).toBe(
        'From the server.',
      );
    });

    it.each([
      [{ because: 'blank' }, 'Write something: this must not be blank.'],
      [{ because: 'isLength', least: 1, most: 1000 }, 'Between 1 and 1,000 characters are allowed here.'],
      [{ because: 'of-next-year' }, 'The server does not accept this. title: From the server.'],
      [{}, 'The server does not accept this. title: From the server.'],
    ])('says what is wrong with a field by its code: %o', (told, message) => {
      const errors = [{ field: 'title', detail: 'From the server.', ...told }];
      const answer = failed(400, { type: 'urn:pyxis:problem:invalid-request', detail: 'title: …', errors });
      expect(explain(answer).message).toBe(message);
    });

    it('says what is wrong with several', () => {
      const errors = [
        { field: 'url', detail: 'From the server.', because: 'no-web-address' },
        { field: 'gainDb', detail: 'From the server.', because: 'max', most: 24 },
      ];
      const answer = failed(400, { type: 'urn:pyxis:problem:invalid-request', detail: 'url: …', errors });
      expect(explain(answer).message).toMatch(/^This is no address of the web.* This number is too large: 24 is/);
    });
  });
});
