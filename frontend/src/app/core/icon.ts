import type { LucideIconData } from '@lucide/angular';
import type { IconNode } from 'lucide';

/**
 * An icon of which only the drawing is needed, for `svg[lucideIcon]`. The components of `@lucide/angular` have the template of all
 * shapes in each of them, and come with the first page whichever page uses them, as they are one module.
 */
export function icon(name: string, node: IconNode): LucideIconData {
  return { name, node, size: 24 };
}
