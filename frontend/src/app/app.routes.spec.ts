import { routes } from './app.routes';
import { PLACES } from './core/places';

describe('routes', () => {
  it('lead to every place under its title', () => {
    const titles = new Map(
      routes.map(({ path, title }) => [path, typeof title === 'function' ? (title as () => string)() : title]),
    );
    for (const { path, title } of PLACES)
      expect(titles.get(path), `a route for “${path}”: app.routes.ts has those of its feature`).toBe(title);
  });
});
