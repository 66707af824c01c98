import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { compileServer, Program, type RunningProgram } from '../../backend/test/support/program.js';

const ROOT = resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** The parts of `metadata.yaml` that can be checked. */
interface Metadata {
  readonly version: string;
  readonly licence: string;
  readonly tagline: string;
  readonly icon: string;
  readonly iconVector: string;
  readonly screenshots: readonly string[];
  readonly links: Readonly<Record<string, string | readonly string[]>>;
  readonly container: { readonly build: string; readonly user: string; readonly stopSignal: string };
  readonly web: { readonly port: number; readonly path: string } & Readonly<Record<string, unknown>>;
  readonly health: Readonly<Record<string, string>>;
  readonly folders: Readonly<Record<string, { readonly path: string; readonly backup?: boolean }>>;
  readonly configuration: { readonly file: string; readonly schema: string };
}

describe('what catalogues are told', () => {
  const metadata = parse(read('metadata.yaml')) as Metadata;

  it('names this version, its licence and its line', () => {
    const { version, license, description } = JSON.parse(read('package.json')) as Record<string, unknown>;
    const { version: told, licence, tagline } = metadata;
    expect({ version: told, licence, tagline }).toEqual({ version, licence: license, tagline: description });
  });

  it('points at files that are there', () => {
    const { icon, iconVector, screenshots, links, container, configuration } = metadata;
    const files = [
      icon,
      iconVector,
      ...screenshots,
      ...Object.values(links).flat(),
      container.build,
      configuration.schema,
    ];
    expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });

  it('has the port that the server listens on when nothing is said', () => {
    const schema = JSON.parse(read('docs/config.schema.json')) as {
      properties: { server: { properties: { port: { default: number } } } };
    };
    expect(metadata.web.port).toBe(schema.properties.server.properties.port.default);
  });

  it('names variables that the server reads', () => {
    const reference = read('docs/configuration.md');
    const variables = Object.entries(metadata.web).filter(([name]) => name.endsWith('Variable'));
    expect(variables).not.toEqual([]);
    expect(variables.filter(([, variable]) => !reference.includes(`\`${String(variable)}\``))).toEqual([]);
  });

  it('describes the container as it is built', () => {
    const { container, web, folders } = metadata;
    const dockerfile = read(container.build);
    expect(dockerfile).toContain(`\nUSER ${container.user}\n`);
    expect(dockerfile).toContain(`\nEXPOSE ${web.port}\n`);
    expect(dockerfile).toContain(`\nSTOPSIGNAL ${container.stopSignal}\n`);
    expect(dockerfile).toContain(`\nVOLUME ["${folders.data?.path}", "${folders.cache?.path}"]\n`);
    expect(dockerfile).toContain(`XDG_MUSIC_DIR="${folders.music?.path}"`);
  });

  describe('to a server', () => {
    const program = new Program();
    let server: RunningProgram;

    beforeAll(async () => {
      compileServer();
      server = await program.serve();
    });

    afterAll(async () => {
      await server.stop();
      program.remove();
    });

    it.each([metadata.web.path, ...Object.values(metadata.health)])('gives addresses that answer: %s', async (path) => {
      expect((await fetch(new URL(path, server.url))).status).toBe(200);
    });
  });
});
