import { createHash } from 'node:crypto';
import request from 'supertest';
import sharp from 'sharp';
import { expect } from 'vitest';
import type { ArtworkView } from '../../../src/artwork/artwork.dto.js';
import type { Client } from './client.js';

/** Hands over a picture that can then be a cover. */
export async function givePicture(client: Client): Promise<{ readonly artworkId: string; readonly locator: string }> {
  const picture = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#336699' } })
    .png()
    .toBuffer();
  const given = await request(client.url).post('/artworks').set('Content-Type', 'image/png').send(picture);
  expect(given.status, given.text).toBe(201);
  return {
    artworkId: (given.body as ArtworkView).id,
    locator: createHash('sha256').update(picture).digest('hex'),
  };
}
