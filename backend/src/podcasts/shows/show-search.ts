import { Injectable } from '@nestjs/common';
import { Conditions } from '../../api/index.js';
import { closeness, searchWords, sortKey } from '../../common/index.js';
import { Database } from '../../database/index.js';
import type { Found, FoundShow, SearchWish } from '../../search/index.js';

/** How many matches are looked at. */
const CANDIDATES = 60;

interface ShowRow {
  readonly id: string;
  readonly title: string;
  readonly author: string | null;
  readonly artwork_id: string | null;
  readonly placeholder: string | null;
}

/** Finds the shows that somebody follows by the words of their titles. They are few beside all else: no index is kept. */
@Injectable()
export class ShowSearch {
  constructor(private readonly database: Database) {}

  /** Best first. Each word may be unfinished. */
  async find({ query, limit, ownerId }: SearchWish): Promise<Found<FoundShow>[]> {
    const words = searchWords(query)
      .split(' ')
      .filter((word) => word !== '');
    if (words.length === 0) return [];
    const conditions = new Conditions().add('u.owner_id = ?', ownerId);
    for (const word of words) conditions.add(`(' ' || s.sort_title) LIKE ?`, `% ${word}%`);
    const rows = await this.database.read.all<ShowRow>(
      `SELECT s.id, s.title, s.author, s.artwork_id, w.placeholder FROM subscription u JOIN show s ON s.key = u.show_key
         LEFT JOIN artwork w ON w.id = s.artwork_id ${conditions.where} ORDER BY s.sort_title, s.key LIMIT ${CANDIDATES}`,
      conditions.parameters,
    );
    const name = sortKey(query);
    return rows
      .map((row) => ({ view: foundOf(row), name: sortKey(row.title) }))
      .sort((a, b) => closeness(b.name, name) - closeness(a.name, name))
      .slice(0, limit);
  }
}

function foundOf({ id, title, author, artwork_id: artworkId, placeholder }: ShowRow): FoundShow {
  return {
    id,
    title,
    ...(author !== null && { author }),
    ...(artworkId !== null && { artworkId }),
    ...(placeholder !== null && { placeholder }),
  };
}
