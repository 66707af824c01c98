import type { paths } from './schema';

/** What can be asked at which path, and what is answered, read off the generated description of the API. */

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** The paths at which the method is known. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P][M] extends undefined ? never : P;
}[keyof paths];

type Operation<M extends Method, P extends keyof paths> = NonNullable<paths[P][M]>;

type PathPart<O> = O extends { parameters: { path: infer T } } ? { path: T } : unknown;
type QueryPart<O> = O extends { parameters: { query: infer T extends object } }
  ? { query: T }
  : O extends { parameters: { query?: infer T } }
    ? { query?: T }
    : unknown;
type BodyPart<O> = O extends { requestBody: { content: infer T } }
  ? { body: T extends { 'application/json': infer Json } ? Json : Blob }
  : unknown;

/** What a request takes: `path` for the names in braces, `query`, `body`; none where the operation knows none. */
export type Options<M extends Method, P extends keyof paths> = PathPart<Operation<M, P>> &
  QueryPart<Operation<M, P>> &
  BodyPart<Operation<M, P>>;

/** The same as the last argument of a function, which may be left out where nothing has to be said. */
export type OptionsArgument<M extends Method, P extends keyof paths> =
  Partial<Options<M, P>> extends Options<M, P> ? [options?: Options<M, P>] : [options: Options<M, P>];

type Good<Responses> = Responses[Extract<keyof Responses, 200 | 201 | 202 | 204>];

/** What a good answer brings; undefined where it brings nothing. */
export type Answer<M extends Method, P extends keyof paths> =
  Operation<M, P> extends { responses: infer Responses }
    ? Good<Responses> extends { content: { 'application/json': infer T } }
      ? T
      : undefined
    : never;

/** The paths that give a list page by page. */
export type ListPath = {
  [P in PathOf<'get'>]: Answer<'get', P> extends { items: unknown[]; nextCursor?: string } ? P : never;
}[PathOf<'get'>];

/** What such a list is asked for beside its pages. */
export type ListQuery<P extends ListPath> = Omit<
  Options<'get', P> extends { query?: infer T } ? NonNullable<T> : never,
  'limit' | 'cursor'
>;

/** What such a list is made of. */
export type ItemOf<P extends ListPath> = Answer<'get', P> extends { items: (infer Item)[] } ? Item : never;
