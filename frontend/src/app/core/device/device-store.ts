import { DOCUMENT, inject, Service } from '@angular/core';

const VERSION = 1;
/** What is kept, and by which of its properties it is known. */
const KEYS = { things: 'id', sounds: 'trackId', plays: 'playId' } as const;
export type StoreName = keyof typeof KEYS;

/**
 * What this browser keeps beside files, as plain objects. Where it keeps nothing for pages, what is put here holds until the tab
 * is closed.
 */
@Service()
export class DeviceStore {
  private readonly window = inject(DOCUMENT).defaultView;
  private readonly database = this.open();
  private readonly memory = new Map<string, Map<string, unknown>>();

  async all<T>(name: StoreName): Promise<T[]> {
    const database = await this.database;
    if (!database) return [...this.inMemory(name).values()] as T[];
    return (await done(database.transaction(name).objectStore(name).getAll())) as T[];
  }

  /** @throws DOMException there is no room left */
  async put(name: StoreName, value: object): Promise<void> {
    const database = await this.database;
    if (!database) {
      const key = (value as Record<string, unknown>)[KEYS[name]];
      this.inMemory(name).set(String(key), value);
      return;
    }
    await done(database.transaction(name, 'readwrite').objectStore(name).put(value));
  }

  async remove(name: StoreName, key: string): Promise<void> {
    const database = await this.database;
    if (!database) this.inMemory(name).delete(key);
    else await done(database.transaction(name, 'readwrite').objectStore(name).delete(key));
  }

  private async open(): Promise<IDBDatabase | undefined> {
    try {
      // Another Pyxis may live below another path of this host.
      const request = this.window!.indexedDB.open(`pyxis ${this.window!.document.baseURI}`, VERSION);
      request.onupgradeneeded = () => {
        for (const [name, keyPath] of Object.entries(KEYS)) request.result.createObjectStore(name, { keyPath });
      };
      return await done(request);
    } catch {
      return undefined;
    }
  }

  private inMemory(name: StoreName): Map<string, unknown> {
    const known = this.memory.get(name) ?? new Map<string, unknown>();
    this.memory.set(name, known);
    return known;
  }
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The browser keeps nothing.'));
  });
}
