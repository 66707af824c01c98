import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { compileServer, Program, type RunningProgram } from '../../backend/test/support/program.js';

const FOLDER = resolve(import.meta.dirname, '../monitoring');
const read = (file: string): string => readFileSync(join(FOLDER, file), 'utf8');

interface Rules {
  readonly groups: readonly { readonly rules: readonly { readonly alert: string; readonly expr: string }[] }[];
}
interface Dashboard {
  readonly panels: readonly {
    readonly title: string;
    readonly targets: readonly { readonly expr: string; readonly legendFormat: string }[];
    readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  }[];
}

const alerts = (parse(read('alerts.yaml')) as Rules).groups.flatMap(({ rules }) => rules);
const { panels } = JSON.parse(read('dashboard.json')) as Dashboard;
const expressions = [
  ...alerts.map(({ alert, expr }) => ({ name: alert, expr })),
  ...panels.flatMap(({ title, targets }) => targets.map(({ expr }) => ({ name: title, expr }))),
];

/** What Prometheus adds to all that it reads. */
const TARGET_LABELS = ['instance', 'job'];

describe('monitoring', () => {
  const program = new Program();
  let server: RunningProgram;
  let metrics: string;

  beforeAll(async () => {
    compileServer();
    server = await program.serve();
    await fetch(`${server.url}api/v1/tracks`);
    metrics = await (await fetch(`${server.url}metrics`)).text();
  });

  afterAll(async () => {
    await server.stop();
    program.remove();
  });

  /** The series of a metric, each with its labels; those of a histogram have a name of their own. */
  const seriesOf = (metric: string): Map<string, string>[] => {
    const lines = metrics.split('\n').filter((line) => new RegExp(`^${metric}[ {]`).test(line));
    return lines.map(
      (line) => new Map([...line.matchAll(/\b(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value])),
    );
  };
  const isMetric = (metric: string): boolean =>
    new RegExp(`^# TYPE ${metric.replace(/_(?:bucket|sum|count)$/, '(?:_bucket|_sum|_count)?')} `, 'm').test(metrics);

  it.each(expressions)('$name asks for what the server tells: $expr', ({ expr }) => {
    const ours = [...expr.matchAll(/\b(pyxis_\w+)(?:\{([^}]*)\})?/g)];
    for (const [, metric = '', matchers = ''] of ours) {
      expect(isMetric(metric), metric).toBe(true);
      const series = seriesOf(metric);
      for (const [, label = '', how = '', value = ''] of matchers.matchAll(/\b(\w+)\s*(=~|!~|!=|=)\s*"([^"]*)"/g)) {
        if (TARGET_LABELS.includes(label)) continue;
        expect(
          series.some((one) => one.has(label)),
          `${metric} with the label ${label}`,
        ).toBe(true);
        if (how === '=')
          expect(
            series.some((one) => one.get(label) === value),
            `${label}="${value}"`,
          ).toBe(true);
      }
    }
    const grouped = [...expr.matchAll(/\b(?:by|on)\s*\(([^)]*)\)/g)].flatMap(([, names = '']) => names.split(/,\s*/));
    expect(grouped.filter((name) => !TARGET_LABELS.includes(name) && !metrics.includes(`${name}="`))).toEqual([]);
  });

  it('matches the routes that it speaks of', () => {
    const routes = seriesOf('pyxis_http_request_duration_seconds_count').map((labels) => labels.get('route'));
    expect(routes).toContain('/api/v1/tracks');
    const description = readFileSync(resolve(FOLDER, '../../docs/openapi.json'), 'utf8');
    for (const path of ['/api/v1/events', '/api/v1/history/imports', '/api/v1/history/export']) {
      expect(description).toContain(`"${path}"`);
      expect(path).toMatch(/^(?:.*\/events|.*\/history\/(?:imports|export).*)$/);
    }
  });

  it('lays the panels out beside each other, none over another', () => {
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, index) => `${x + (index % w)},${y + Math.floor(index / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(cells.every((cell) => Number(cell.split(',')[0]) < 24)).toBe(true);
  });

  it('speaks when it should, as Prometheus sees it', ({ skip }) => {
    if (spawnSync('promtool', ['--version']).error) skip('needs promtool (on Debian: apt-get install prometheus)');
    execFileSync('promtool', ['check', 'rules', 'alerts.yaml'], { cwd: FOLDER, stdio: 'pipe' });
    execFileSync('promtool', ['test', 'rules', 'alerts.test.yaml'], { cwd: FOLDER, stdio: 'pipe' });
  });
});
