import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bigint, boolean, createTable, float, integer, key, optional, primary, references, text, varchar } from './table-builder.js'; // prettier-ignore

/** Shows, who subscribes to them, their episodes, and what people keep of those. */
export class CreatePodcasts1795910300000 implements MigrationInterface {
  readonly name = 'CreatePodcasts1795910300000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'show',
      columns: [
        key(),
        varchar('id', 24),
        optional(text('address')),
        varchar('address_hash', 24),
        varchar('host', 255),
        boolean('is_private'),
        optional(varchar('guid', 100)),
        text('title'),
        text('sort_title'),
        optional(text('author')),
        optional(varchar('artwork_id', 24)),
        boolean('is_serial'),
        text('details'),
        varchar('state', 16),
        optional(text('reason')),
        optional(text('next_step')),
        integer('failures'),
        optional(bigint('failing_since_ms')),
        optional(text('etag')),
        optional(text('last_modified')),
        optional(varchar('document_hash', 64)),
        optional(bigint('checked_at_ms')),
        optional(bigint('changed_at_ms')),
        optional(bigint('unconditional_at_ms')),
        optional(bigint('next_check_at_ms')),
        optional(varchar('moved_to_hash', 24)),
        integer('moved_times'),
        boolean('is_archive_read'),
        bigint('added_at_ms'),
      ],
      unique: { show_id: ['id'], show_address: ['address_hash'] },
      indices: { show_due: ['next_check_at_ms'], show_by_title: ['sort_title', 'key'], show_guid: ['guid'] },
    });
    await createTable(runner, {
      name: 'subscription',
      columns: [
        primary(varchar('owner_id', 16)),
        primary(integer('show_key')),
        optional(varchar('group_name', 200)),
        text('settings'),
        bigint('subscribed_at_ms'),
      ],
      indices: { subscription_show: ['show_key'] },
      foreignKeys: [references('owner_id', 'person', 'CASCADE', 'id'), references('show_key', 'show', 'CASCADE')],
    });
    await createTable(runner, {
      name: 'episode',
      columns: [
        key(),
        varchar('id', 24),
        integer('show_key'),
        varchar('identity', 24),
        varchar('item_hash', 24),
        text('title'),
        text('sort_title'),
        varchar('kind', 8),
        optional(bigint('published_at_ms')),
        bigint('sort_at_ms'),
        optional(integer('duration_ms')),
        text('address'),
        optional(varchar('mime_type', 80)),
        optional(integer('season')),
        optional(float('number')),
        optional(varchar('artwork_id', 24)),
        boolean('is_fresh'),
        boolean('is_gone'),
        boolean('is_replaced'),
        bigint('first_seen_at_ms'),
        optional(bigint('gone_at_ms')),
      ],
      unique: { episode_id: ['id'] },
      indices: {
        episode_of_show: ['show_key', 'sort_at_ms', 'key'],
        episode_by_time: ['sort_at_ms', 'key'],
        episode_fresh: ['is_fresh', 'sort_at_ms', 'key'],
      },
      foreignKeys: [references('show_key', 'show', 'CASCADE')],
    });
    await createTable(runner, {
      name: 'episode_details',
      columns: [primary(integer('episode_key')), text('details')],
      foreignKeys: [references('episode_key', 'episode', 'CASCADE')],
    });
    await createTable(runner, {
      name: 'episode_left_out',
      columns: [primary(varchar('owner_id', 16)), primary(integer('episode_key'))],
      indices: { episode_left_out_episode: ['episode_key'] },
      foreignKeys: [references('owner_id', 'person', 'CASCADE', 'id'), references('episode_key', 'episode', 'CASCADE')],
    });
    await createTable(runner, {
      name: 'bookmark',
      columns: [
        key(),
        varchar('id', 24),
        varchar('owner_id', 16),
        integer('episode_key'),
        integer('position_ms'),
        optional(text('note')),
        bigint('created_at_ms'),
      ],
      unique: { bookmark_id: ['id'] },
      indices: { bookmark_episode: ['owner_id', 'episode_key', 'position_ms'], bookmark_of_episode: ['episode_key'] },
      foreignKeys: [references('owner_id', 'person', 'CASCADE', 'id'), references('episode_key', 'episode', 'CASCADE')],
    });
    if (runner.dataSource.options.type === 'postgres') {
      await runner.query('CREATE TABLE episode_search (key integer PRIMARY KEY, words tsvector NOT NULL)');
      await runner.query('CREATE INDEX episode_search_words ON episode_search USING gin (words)');
    } else {
      await runner.query(
        `CREATE VIRTUAL TABLE episode_search USING fts5(title, show, content='', contentless_delete=1, ` +
          `tokenize='unicode61 remove_diacritics 0', prefix='2 3')`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE episode_search');
    for (const table of ['bookmark', 'episode_left_out', 'episode_details', 'episode', 'subscription', 'show']) {
      await runner.dropTable(table);
    }
  }
}
