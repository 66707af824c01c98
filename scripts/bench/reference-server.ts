/**
 * What lists and searches are compared with: a bare Node server that answers with the very same queries, on the same
 * database, without framework, validation, logging or metrics. `node reference-server.ts DATABASE PORT`
 */
import { createServer } from 'node:http';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const DIST = resolve(import.meta.dirname, '../../dist/modules');

interface Compiled {
  readonly OWNER_ID: string;
  readonly SqliteSql: new (handle: unknown) => unknown;
  readonly LibrarySearch: new (database: unknown, sourcesOff: unknown) => unknown;
  readonly SourcesOff: new (database: unknown, sources: { get(id: string): unknown }) => unknown;
  readonly SearchRegistry: new () => { register(searchable: unknown): void };
  readonly CatalogueSearch: new (registry: unknown) => { search(wish: object): Promise<unknown> };
  readonly AlbumFinder: new (database: unknown) => unknown;
  readonly AlbumRepository: new (
    database: unknown,
    finder: unknown,
    sourcesOff: unknown,
  ) => { page(ownerId: string, query: object): Promise<unknown> };
}

const load = async (file: string): Promise<Compiled> =>
  (await import(pathToFileURL(join(DIST, file)).href)) as Compiled;

const [file = '', port = '0'] = process.argv.slice(2);
await import('reflect-metadata');
const { default: BetterSqlite3 } = await import('better-sqlite3');
const { SqliteSql } = await load('sql/sqlite-sql.js');
const { LibrarySearch } = await load('library/library-search.js');
const { SourcesOff } = await load('library/sources-off.js');
const { SearchRegistry } = await load('search/search-registry.js');
const { CatalogueSearch } = await load('search/catalogue-search.js');
const { AlbumFinder } = await load('library/album-finder.js');
const { AlbumRepository } = await load('library/album-repository.js');
const { OWNER_ID } = await load('database/entities/person.entity.js');

const database = { engine: 'sqlite', read: new SqliteSql(new BetterSqlite3(file, { readonly: true })) };
// None is off.
const sourcesOff = new SourcesOff(database, { get: () => ({}) });
const registry = new SearchRegistry();
registry.register(new LibrarySearch(database, sourcesOff));
const catalogue = new CatalogueSearch(registry);
const albums = new AlbumRepository(database, new AlbumFinder(database), sourcesOff);

createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const cursor = searchParams.get('cursor') ?? undefined;
  const answer =
    pathname === '/api/v1/search'
      ? catalogue.search({ query: searchParams.get('q') ?? '', limit: 10, ownerId: OWNER_ID })
      : albums.page(OWNER_ID, { sort: 'title', limit: 50, ...(cursor !== undefined && { cursor }) });
  void answer.then((body) => {
    response.setHeader('Content-Type', 'application/json; charset=utf-8');
    response.end(JSON.stringify(body));
  });
}).listen(Number(port), '127.0.0.1');
