import { describe, expect, it } from 'vitest';
import { selectImages } from '../../../src/planning/select-images.ts';
import { load } from '../../support/promotions/folder.ts';

const LISTS = 8;
const IMAGES = 46_000;

/** A list of its share of the images, three lines each; a file has at most 1 MiB. */
function list(part: number): string {
  const images = Array.from({ length: IMAGES / LISTS }, (_, i) => {
    const name = `n${part}-${i}`;
    const digest = (part * IMAGES + i).toString(16).padStart(64, '0');
    return `- from: dev.example.com/team/${name}\n  digests:\n    sha256:${digest}: ['1.${i}', latest]\n`;
  });
  return `images:\n${images.join('')}`;
}

describe('lists of 46,000 images', () => {
  it('are read whole, and each image is selected', async () => {
    const files = Object.fromEntries(
      Array.from({ length: LISTS }, (_, part) => [`lists/${part}.yaml`, list(part)]),
    );
    const text = [
      'version: 1',
      "lists: [{ files: 'lists/*.yaml', from: dev.example.com, to: 'eu.example.com/{repository}' }]",
    ].join('\n');
    const { entries, digests } = await load(text, { files });
    expect(entries).toHaveLength(IMAGES);
    expect(digests.lists).toHaveLength(LISTS);
    expect(new Set(entries.map(({ settings }) => settings)).size).toBe(1);
    const images = entries.flatMap((entry) => selectImages(entry, []));
    expect(new Set(images.map(({ digest }) => digest)).size).toBe(IMAGES);
  });
});
