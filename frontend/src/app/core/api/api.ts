import { HttpClient, HttpEventType, type HttpEvent } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import { filter, firstValueFrom } from 'rxjs';
import type { Answer, ItemOf, ListPath, ListQuery, Method, Options, OptionsArgument, PathOf } from './contract';
import type { paths } from './schema';
import type { Page } from './types';

/** A list stands there as the same name several times. */
type Value = string | number | boolean | readonly string[];

/** What any request may take; the types of the contract say what one path does. */
export interface AnyOptions {
  path?: Readonly<Record<string, string | number>>;
  query?: Readonly<Record<string, Value | undefined>>;
  body?: unknown;
}

/** Asks the server for something to be done, or once for something to be known; what a page shows is a `query`. */
@Service()
export class Api {
  private readonly http = inject(HttpClient);

  /** @throws HttpErrorResponse for which `explain` has words */
  read<P extends PathOf<'get'>>(path: P, ...[options]: OptionsArgument<'get', P>): Promise<Answer<'get', P>> {
    return this.request('get', path, options);
  }

  /** One page of a list. @param names for those in braces in the path @throws HttpErrorResponse for which `explain` has words */
  readPage<P extends ListPath>(
    path: P,
    query: ListQuery<P>,
    page: { limit: number; cursor?: string },
    names: Readonly<Record<string, string>> = {},
  ): Promise<Page<ItemOf<P>>> {
    return this.request('get', path, { path: names, query: { ...query, ...page } });
  }

  /** @throws HttpErrorResponse for which `explain` has words */
  command<M extends Exclude<Method, 'get'>, P extends PathOf<M>>(
    method: M,
    path: P,
    ...[options]: OptionsArgument<M, P>
  ): Promise<Answer<M, P>> {
    return this.request(method, path, options);
  }

  /**
   * Sends a file, which may take long.
   * @param told gets how much of it has gone, from 0 to 1
   * @param signal ends it
   * @throws HttpErrorResponse for which `explain` has words; the reason of the signal
   */
  async upload<P extends PathOf<'post'>>(
    path: P,
    options: Options<'post', P>,
    told: (share: number) => void,
    signal: AbortSignal,
  ): Promise<Answer<'post', P>> {
    signal.throwIfAborted();
    const { path: names, query, body }: AnyOptions = options;
    const given = { body, params: paramsOf(query), observe: 'events', reportUploadProgress: true } as const;
    return new Promise((resolve, reject) => {
      const sending = this.http.request<Answer<'post', P>>('post', urlOf(path, names), given).subscribe({
        next(event) {
          if (event.type === HttpEventType.UploadProgress && event.total) told(event.loaded / event.total);
          if (event.type === HttpEventType.Response) resolve(event.body as Answer<'post', P>);
        },
        error: reject,
      });
      const end = (): void => {
        sending.unsubscribe();
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', end);
      sending.add(() => signal.removeEventListener('abort', end));
    });
  }

  /** Asks whether an address below the app would be answered well, without its content. */
  async probe(url: string): Promise<void> {
    await firstValueFrom(this.http.head(url));
  }

  /** Asks for the first byte of what lies at an address below the app: where there is none, the answer says why. */
  async probeStart(url: string): Promise<void> {
    await firstValueFrom(this.http.get(url, { headers: { Range: 'bytes=0-0' }, responseType: 'text' }));
  }

  /** Asks for what lies at an address below the app, and takes none of it: where there is nothing, the answer says why. */
  async probeContent(url: string): Promise<void> {
    const options = { observe: 'events', reportDownloadProgress: true, responseType: 'text' } as const;
    const isWell = (event: HttpEvent<string>): boolean => event.type === HttpEventType.ResponseHeader && event.ok;
    await firstValueFrom(this.http.get(url, options).pipe(filter(isWell)));
  }

  private request<T>(method: Method, path: string, options: AnyOptions = {}): Promise<T> {
    // The server takes a body with every POST.
    const body = options.body ?? (method === 'post' ? {} : undefined);
    return firstValueFrom(
      this.http.request<T>(method, urlOf(path, options.path), { body, params: paramsOf(options.query) }),
    );
  }
}

/** The address of something that the browser itself fetches: a link to a download, a stream of events. */
export function address<P extends PathOf<'get'>>(path: P, ...[options]: OptionsArgument<'get', P>): string {
  const { path: names, query }: AnyOptions = options ?? {};
  const params = Object.entries(paramsOf(query)).flatMap(([name, value]): [string, string][] =>
    typeof value === 'object' ? value.map((each) => [name, each]) : [[name, String(value)]],
  );
  const url = urlOf(path, names);
  return params.length === 0 ? url : `${url}?${new URLSearchParams(params).toString()}`;
}

/** Relative, so that the browser resolves it against `<base href>` and the app works below any path. */
export function urlOf(path: keyof paths | (string & {}), names: AnyOptions['path'] = {}): string {
  return path.slice(1).replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(names[name] ?? ''));
}

/** Without what is left open. */
export function paramsOf(query: AnyOptions['query'] = {}): Record<string, Value> {
  return Object.fromEntries(Object.entries(query).filter((entry): entry is [string, Value] => entry[1] !== undefined));
}
