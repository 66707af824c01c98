import type { LucideIconData } from '@lucide/angular';
import type { IconNode } from 'lucide';

/**
 * An icon as `svg[lucideIcon]` draws it. The components of `@lucide/angular` are not used: each has the template of all shapes in it, and
 * they come with the first page whichever page uses them, as they are one module.
 */
export function icon(name: string, node: IconNode): LucideIconData {
  return { name, node, size: 24 };
}
