/**
 * What lists and searches are compared with: a bare Node server that answers with the very same queries, on the same
 * database, without framework, validation, logging or metrics. `node reference-server.ts DATABASE PORT`
 *
 * Run from the compiled modules, as decorators have to be compiled; typed by the sources, so that it is put together as the server is.
 */
import { createServer } from 'node:http';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

type Sources = typeof import('../../src/catalogue/verdicts-on-tracks.js') &
  typeof import('../../src/database/entities/person.entity.js') &
  typeof import('../../src/library/album-finder.js') &
  typeof import('../../src/library/album-repository.js') &
  typeof import('../../src/library/library-search.js') &
  typeof import('../../src/library/sources-off.js') &
  typeof import('../../src/search/catalogue-search.js') &
  typeof import('../../src/search/search-registry.js') &
  typeof import('../../src/sql/sqlite-sql.js');

const DIST = resolve(import.meta.dirname, '../../../dist/modules');

const load = async (file: string): Promise<Sources> => (await import(pathToFileURL(join(DIST, file)).href)) as Sources;

const [file = '', port = '0'] = process.argv.slice(2);
await import('reflect-metadata');
const { default: BetterSqlite3 } = await import('better-sqlite3');
const { SqliteSql } = await load('sql/sqlite-sql.js');
const { VerdictsOnTracks } = await load('catalogue/verdicts-on-tracks.js');
const { AlbumFinder } = await load('library/album-finder.js');
const { AlbumRepository } = await load('library/album-repository.js');
const { LibrarySearch } = await load('library/library-search.js');
const { SourcesOff } = await load('library/sources-off.js');
const { SearchRegistry } = await load('search/search-registry.js');
const { CatalogueSearch } = await load('search/catalogue-search.js');
const { OWNER_ID } = await load('database/entities/person.entity.js');

type Database = ConstructorParameters<typeof AlbumFinder>[0];
const read = new SqliteSql(new BetterSqlite3(file, { readonly: true }));
const database = { engine: 'sqlite', read } as Partial<Database> as Database;
// None is off.
type Registry = ConstructorParameters<typeof SourcesOff>[1];
const sourcesOff = new SourcesOff(database, { get: () => ({}) } as unknown as Registry);
const library = new LibrarySearch(database, sourcesOff);
const registry = new SearchRegistry();
registry.register(
  {
    id: 'library',
    name: 'Library',
    kinds: ['album', 'artist', 'track'],
    isLocal: true,
    find: (wish) => library.find(wish),
  },
  'first',
);
const catalogue = new CatalogueSearch(registry, new VerdictsOnTracks(database));
const albums = new AlbumRepository(database, new AlbumFinder(database), sourcesOff);
const { signal: never } = new AbortController();

createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const cursor = searchParams.get('cursor') ?? undefined;
  const answer =
    pathname === '/api/v1/search'
      ? catalogue.search({ query: searchParams.get('q') ?? '', limit: 10, ownerId: OWNER_ID }, never)
      : albums.page(OWNER_ID, { sort: 'title', limit: 50, ...(cursor !== undefined && { cursor }) });
  void answer.then((body) => {
    response.setHeader('Content-Type', 'application/json; charset=utf-8');
    response.end(JSON.stringify(body));
  });
}).listen(Number(port), '127.0.0.1');
